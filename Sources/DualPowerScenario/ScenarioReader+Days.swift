import DualPower

extension ScenarioReader {
  /// Lays out the days with their forcing, as far as the last day asked for.
  func calendar(into society: inout Society) -> ScenarioCalendar {
    let whole = self.wholeCalendar()
    guard (1...Self.mostDays).contains(whole.dayCount) else { return whole }
    society.days = forcing(whole)
    var calendar = whole
    if let until = options.until { calendar.dayCount = dayCount(until: until, whole) }
    society.days = Array(society.days.prefix(calendar.dayCount))
    for checkpoint in options.checkpoints { check(checkpoint, whole, endingAs: calendar) }
    for hour in options.hours { check(hour: hour, whole, endingAs: calendar) }
    return calendar
  }

  /// All days that the scenario has.
  func wholeCalendar() -> ScenarioCalendar {
    let fallback = CalendarDate(dayNumber: 2_421_288, isJulian: false)
    guard let item = root.needed("calendar"),
      let table = Table(item, path: "calendar", keys: Keys.calendar, reading: reading)
    else { return ScenarioCalendar(isJulian: false, start: fallback, dayCount: 0) }
    let isJulian = table.choice(
      "style",
      [("julian", true), ("gregorian", false)],
      otherwise: false
    )
    let start = date("start", in: table, isJulian: isJulian)
    let end = date("end", in: table, isJulian: isJulian)
    var calendar = ScenarioCalendar(isJulian: isJulian, start: start ?? fallback, dayCount: 0)
    guard let start, let end else { return calendar }
    calendar.dayCount =
      end.dayNumber(isJulian: isJulian) - start.dayNumber(isJulian: isJulian) + 1
    guard calendar.dayCount > 0 else {
      table.note(.endBeforeStart(start: start.text, end: end.text), "end")
      return calendar
    }
    guard calendar.dayCount <= Self.mostDays else {
      table.note(.tooManyDays(calendar.dayCount), "end")
      return calendar
    }
    return calendar
  }

  private func date(_ key: String, in table: Table, isJulian: Bool) -> CalendarDate? {
    let text = table.text(key)
    guard !text.isEmpty else { return nil }
    let date = CalendarDate(text, isJulian: isJulian)
    if date == nil { table.note(.badDate(text, isJulian: isJulian), key) }
    return date
  }

  private func dayCount(until text: String, _ calendar: ScenarioCalendar) -> Int {
    let place = TextPlace(file: "--until \(text)")
    guard let day = day(text, calendar, at: place) else { return calendar.dayCount }
    checkIsAhead((day + 1) * 24, text, calendar, at: place)
    return day + 1
  }

  /// A checkpoint is of a moment that the run comes to.
  private func check(
    _ text: String,
    _ calendar: ScenarioCalendar,
    endingAs run: ScenarioCalendar
  ) {
    let place = TextPlace(file: "--checkpoint \(text)")
    guard let moment = moment(text, calendar, at: place) else { return }
    let ticks = moment.day * 24 + (moment.hour ?? 24)
    checkIsAhead(ticks, text, calendar, at: place)
    if moment.day >= run.dayCount {
      reading.note(.dateAfterEnd(text, last: run.date(day: run.dayCount - 1)), at: place)
    }
  }

  /// An hour that is asked about is one of the run.
  private func check(
    hour text: String,
    _ calendar: ScenarioCalendar,
    endingAs run: ScenarioCalendar
  ) {
    let place = TextPlace(file: "--at \(text)")
    guard let moment = moment(text, calendar, at: place), moment.day >= run.dayCount else { return }
    reading.note(.dateAfterEnd(text, last: run.date(day: run.dayCount - 1)), at: place)
  }

  /// A run comes to no moment that it has behind it.
  private func checkIsAhead(
    _ ticks: Int,
    _ text: String,
    _ calendar: ScenarioCalendar,
    at place: TextPlace
  ) {
    guard ticks <= options.ticksDone else { return }
    guard options.ticksDone > 0 else { return reading.note(.nothingDone(text), at: place) }
    reading.note(.dateBehind(text, last: calendar.moment(ticks: options.ticksDone)), at: place)
  }

  /// The day of a moment, and its hour where one is named, or a finding.
  func moment(
    _ text: String,
    _ calendar: ScenarioCalendar,
    at place: TextPlace,
    path: String = ""
  ) -> (day: Int, hour: Int?)? {
    guard let moment = Moment(text) else {
      reading.note(.badHour(text), at: place, path: path)
      return nil
    }
    return day(moment.date, calendar, at: place, path: path).map { ($0, moment.hour) }
  }

  /// The day of a date, or a finding.
  private func day(
    _ text: String,
    _ calendar: ScenarioCalendar,
    at place: TextPlace,
    path: String = ""
  ) -> Int? {
    if let day = calendar.day(of: text) { return day }
    guard CalendarDate(text, isJulian: calendar.isJulian) != nil else {
      reading.note(.badDate(text, isJulian: calendar.isJulian), at: place, path: path)
      return nil
    }
    let last = calendar.date(day: calendar.dayCount - 1)
    let kind = FindingKind.dateOutside(text, first: calendar.start.text, last: last)
    reading.note(kind, at: place, path: path)
    return nil
  }

  /// Each day's forcing: that of the table, or else a usual day, with rest on Sundays.
  func forcing(_ calendar: ScenarioCalendar) -> [Day] {
    var days = (0..<calendar.dayCount).map { day in
      let weekday = calendar.weekday(day: day)
      return Day(weekday: weekday, isRest: weekday == 6)
    }
    var seen: [Int: TextPlace] = [:]
    let lines = table("forcing", needed: ["date"], columns: Keys.forcingColumns)
    for line in lines {
      let choices: [(String, Bool?)] = [("yes", true), ("no", false), ("", nil)]
      let rest = line.choice("rest", choices, otherwise: nil)
      let deliveries = line.number("deliveries", in: 0...10, otherwise: 1)
      let mildness = line.number("mildness", in: 0...1, otherwise: 1)
      guard let day = day(line.row["date"], calendar, at: line.row.place) else { continue }
      if let first = seen.updateValue(line.row.place, forKey: day) {
        line.note(.duplicateDate(line.row["date"], first: first), "date")
      }
      if let rest { days[day].isRest = rest }
      days[day].deliveries = deliveries
      days[day].mildness = mildness
    }
    return days
  }
}
