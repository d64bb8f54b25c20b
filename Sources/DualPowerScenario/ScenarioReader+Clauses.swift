import DualPower

extension ScenarioReader {
  /// What is claimed of the mechanisms, checked against what the scenario has; where it says nothing, what
  /// is claimed of each mechanism everywhere.
  func clauses(
    _ mechanisms: [MechanismNote],
    _ calendar: ScenarioCalendar,
    of scenario: Scenario
  ) -> [ClauseNote] {
    guard root.item["clauses"] != nil else { return scenario.usualClauses }
    let whole = wholeCalendar()
    var notes: [ClauseNote] = []
    for table in declared("clauses", "clause", Keys.clause, isNeeded: false).tables {
      let days = table.item["until"].map { _ in self.days(until: "until", in: table, whole) }
      let sign = table.choice("effect", [("more", 1), ("less", -1), ("none", 0)], otherwise: 0)
      let switched = table.text("switch")
      let mechanism = mechanisms.first { $0.id == switched }
      if mechanism == nil, !switched.isEmpty {
        table.note(.undeclaredMechanism(switched, allowed: mechanisms.map(\.id)), "switch")
      }
      guard let measure = measure("measure", in: table, of: scenario), let mechanism else {
        continue
      }
      notes.append(
        ClauseNote(
          id: table.text("id"),
          mechanism: mechanism,
          measure: measure,
          sign: sign,
          days: min(days ?? calendar.dayCount, calendar.dayCount),
          about: table.text("about")
        )
      )
    }
    return notes
  }

  private func days(until key: String, in table: Table, _ whole: ScenarioCalendar) -> Int {
    let text = table.text(key)
    guard !text.isEmpty else { return whole.dayCount }
    if let day = whole.day(of: text) { return day + 1 }
    let isDate = CalendarDate(text, isJulian: whole.isJulian) != nil
    table.note(
      isDate
        ? .dateOutside(
          text,
          first: whole.date(day: 0),
          last: whole.date(day: whole.dayCount - 1)
        ) : .badDate(text, isJulian: whole.isJulian),
      key
    )
    return whole.dayCount
  }

  private func measure(_ key: String, in table: Table, of scenario: Scenario) -> Measure? {
    let text = table.text(key)
    guard !text.isEmpty else { return nil }
    do {
      return try Measure(text) { scenario.ids(of: $0) }
    } catch {
      table.note(error.finding(about: text), key)
      return nil
    }
  }
}
