/// What is told of a country's towns and villages.
extension EvidenceImporter {
  /// A council of a town, of its kind and as any.
  func founding(_ row: RawRow) -> [Result] {
    func dated(_ id: String) -> Result {
      take(row, id, place: row["place_id"], process: "founding_day") {
        $0.spread(days: row.precision, isJulian: scenario.calendar.isJulian)
      }
    }
    // Any council may be the town's first, of which the earliest row is kept. A joint one, or one of unknown
    // kind, tells no more than that.
    let body = row["body"]
    let kinds = ["workers", "soldiers", "peasants"].contains(body) ? ["council_of.\(body)"] : []
    return (["council"] + kinds).map(dated)
  }

  /// A town's news and its committee.
  func authorities(_ row: RawRow) -> [Result] {
    func dated(_ id: String, _ column: String, _ grade: String, _ process: String) -> Result {
      take(row, id, place: row["place_id"], process: process) {
        $0.date = row[column]
        $0.confidence = ["A", "B"].contains(row[grade]) ? row[grade] : "C"
        if id == "committee" {
          $0.spread(days: row.precision, isJulian: scenario.calendar.isJulian)
        }
      }
    }
    return [
      dated("news", "news_date_os", "news_confidence", "news_day"),
      dated("committee", "authority_date_os", "authority_confidence", "founding_day"),
    ]
  }

  /// News in a town.
  func news(_ row: RawRow) -> Result {
    let isVillage = row["event"].contains("village")
    if isVillage { return refuse(row, "it tells of a village, and a run of the town") }
    return take(row, "news", place: row["place_id"], process: "news_day") {
      // A part of the day is known; the hour of a town's people is not.
      $0.hour = nil
      $0.note = row["event"]
    }
  }

  /// A number of councils.
  func councils(_ row: RawRow) -> Result {
    let unit = row["unit"]
    guard row["scope"] == "empire" || row["scope"].hasPrefix("all") else {
      return refuse(row, "a run counts councils of the whole country, not of \(row["scope"])")
    }
    let figures = { (observed: inout EvidenceRow) in
      observed.low = row.number("count_low")
      observed.central = row.number("count_central")
      observed.high = row.number("count_high")
    }
    if unit.contains("conference") { return take(row, "conference.councils", figures) }
    if unit.contains("represented") || unit.contains("congress") {
      return refuse(row, "a run is read for its first conference of all councils")
    }
    if unit.contains("reporting") || unit.contains("known") || unit.contains("registered") {
      return take(row, "councils_known", process: "letters", figures)
    }
    if unit.contains("existing") || unit.hasPrefix("soviets") {
      return take(row, "councils", process: "councils_count", figures)
    }
    return refuse(row, "a run has no count of \(unit)")
  }

  /// The first conference of councils.
  func conference(_ row: RawRow, _ item: String, _ value: String, of event: String) -> Result {
    guard event.contains("All"), !event.contains("Congress") else {
      return refuse(row, "a run is read for its first conference of all councils")
    }
    func figure(_ id: String) -> Result {
      take(row, id) { if let value = Double(value) { $0.central = value } }
    }
    switch item {
    case "start": return take(row, "event.conference_met") { $0.central = nil }
    case "delegates": return figure("conference.delegates")
    case "soviets represented", "councils represented": return figure("conference.councils")
    case "share voting for the war resolution": return figure("conference.in_favour.war")
    case "share of majority social democrats": return figure("conference.party.spd")
    case "share of independents": return figure("conference.party.uspd")
    case "share of Spartacus": return figure("conference.party.spartacus")
    default: return refuse(row, "a run has no count of it")
    }
  }

  /// Committees and disturbances of villages.
  func countryside(_ row: RawRow) -> Result {
    let item = row["item"]
    let isOfAll = row["scope"] == "empire" || row["scope"].hasPrefix("European Russia")
    guard isOfAll else { return refuse(row, "a run counts villages of the whole country") }
    if item.hasPrefix("peasant disturbances"), row["unit"] == "events" {
      return take(row, "disturbances", process: "village_reports") { months(row, &$0, most: 1) }
    }
    if item == "peasant congresses", row["scope"].contains("guberniya") {
      // A province's congress elects its council of peasants.
      return take(row, "councils_of.peasants") { months(row, &$0, most: 24) }
    }
    if item.contains("executive committees, share of volosts") {
      return take(row, "village_committees", process: "volost_reports")
    }
    return refuse(row, "a run has no count of it")
  }

  /// A month, or the first and last of some, as their first and last day; no date where there are too many.
  private func months(_ row: RawRow, _ observed: inout EvidenceRow, most: Int) {
    let ends = row.date.split(separator: "/").map(String.init)
    guard let first = ends.first, let last = ends.last, ends.count <= most || most > 1,
      let year = Int(last.prefix(4)), let month = Int(last.suffix(2)), first.count == 7
    else {
      if row.date.count != 10 { observed.date = "" }
      return
    }
    let isJulian = scenario.calendar.isJulian
    let next = (year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1)
    observed.date = first + "-01"
    let after = CalendarDate(year: next.year, month: next.month, day: 1, isJulian: isJulian)
    observed.dateEnd =
      after.map {
        CalendarDate(dayNumber: $0.dayNumber(isJulian: isJulian) - 1, isJulian: isJulian).text
      } ?? ""
  }
}
