import DualPower

/// Reads rows as they were gathered, table by table, into the series of a scenario.
struct EvidenceImporter {
  /// What came of a row.
  enum Result {
    case row(EvidenceRow)
    case refused(EvidenceRow, String)
  }

  /// The kinds of table, each known by columns that no other has.
  enum Shape {
    case observations, series, prices, orders, relation, elites, founding, authorities, news, counts
    case conference, countryside, congress, events

    init?(_ columns: [String]) {
      let has = { (names: String...) in names.allSatisfy(columns.contains) }
      if has("compliance_score_0_1_coded", "issuer") {
        self = .orders
      } else if has("score_signed", "actors") {
        self = .relation
      } else if has("signed_weight", "actor") {
        self = .elites
      } else if has("authority_date_os", "place_id") {
        self = .authorities
      } else if has("place_id", "body") {
        self = .founding
      } else if has("place_id", "channel", "event") {
        self = .news
      } else if has("count_central", "scope") {
        self = .counts
      } else if has("event", "item", "value") {
        self = .conference
      } else if has("item", "scope", "date_os", "central") {
        self = .countryside
      } else if has("series", "place", "date_os") {
        self = .prices
      } else if has("series", "date_os", "central") {
        self = .series
      } else if has("series", "date", "source") {
        self = .observations
      } else if has("item", "date", "central"), !has("scope") {
        self = .congress
      } else if has("kind", "date", "event") {
        self = .events
      } else {
        return nil
      }
    }
  }

  let scenario: Scenario
  let series: [String: SeriesNote]
  private let observations: ObservationReader
  let successor: String
  let council: String
  let incumbent: String
  let capital: String

  init(_ scenario: Scenario) {
    self.scenario = scenario
    series = Dictionary(scenario.series.map { ($0.id, $0) }) { first, _ in first }
    observations = ObservationReader(scenario, scenario.recordings)
    let bodies = scenario.namesOfAll.bodies
    successor = scenario.rivals.map { bodies[$0.successor].id } ?? ""
    council = scenario.rivals.map { bodies[$0.council].id } ?? ""
    incumbent =
      bodies.indices.first { scenario.claim(of: $0) == .incumbent }.map { bodies[$0].id } ?? ""
    capital = scenario.names.towns[scenario.society.capital].id
  }

  /// Reads one row, which may tell of several things.
  func read(_ line: TableLine, _ shape: Shape) -> [Result] {
    let row = RawRow(line)
    switch shape {
    case .founding: return founding(row)
    case .authorities: return authorities(row)
    default: return [readOne(line, shape)]
    }
  }

  private func readOne(_ line: TableLine, _ shape: Shape) -> Result {
    let row = RawRow(line)
    switch shape {
    case .observations:
      if series[line.row["series"]] == nil {
        return refuse(row, "the scenario has no series \"\(line.row["series"])\"")
      }
      let place = line.row["place"]
      if !place.isEmpty, !scenario.names.towns.contains(where: { $0.id == place }) {
        return refuse(row, "the scenario has no place \"\(place)\"")
      }
      return .row(observations.row(line))
    case .prices: return refuse(row, "bread, prices and wages are given to a run, not shown by it")
    case .series: return count(row)
    case .orders: return order(row)
    case .relation: return incident(row)
    case .elites: return defection(row)
    case .news: return news(row)
    case .counts: return councils(row)
    case .conference: return conference(row, row["item"], row["value"], of: row["event"])
    case .countryside: return countryside(row)
    case .congress: return conference(row, row["item"], row["central"], of: "All")
    case .events: return event(row)
    case .founding, .authorities: return refuse(row, "it tells of several things")
    }
  }

  /// A row that runs are not held against.
  func refuse(_ row: RawRow, _ reason: String) -> Result {
    .refused(row.observation(row.title), reason)
  }

  /// A row of a series, or the reason why there is none.
  func take(
    _ row: RawRow,
    _ id: String,
    place: String = "",
    process: String = "",
    _ change: (inout EvidenceRow) -> Void = { _ in }
  ) -> Result {
    var observed = row.observation(id)
    observed.place = place
    // Where the scenario does not say how it was recorded, it is taken as told.
    if scenario.recordings.contains(where: { $0.id == process }) { observed.process = process }
    change(&observed)
    guard let note = series[id] else {
      return .refused(observed, "the scenario has no series \"\(id)\"")
    }
    observed.unit = note.unit
    if observed.date.isEmpty { return .refused(observed, "no date is told; missing is not nought") }
    if CalendarDate(observed.date, isJulian: scenario.calendar.isJulian) == nil {
      return .refused(observed, "\"\(observed.date)\" is no day of the scenario's calendar")
    }
    if note.form.isOfTowns, let reason = hidden(note, at: place) {
      return .refused(observed, reason)
    }
    if note.kind != .date, observed.central == nil, observed.low == nil || observed.high == nil {
      return .refused(observed, "no figure is told; missing is not nought")
    }
    return .row(observed)
  }

  /// Why runs cannot show a series in a town; `nil` where they can.
  private func hidden(_ note: SeriesNote, at place: String) -> String? {
    guard !place.isEmpty else { return "it names no place of the scenario" }
    guard let town = scenario.names.towns.firstIndex(where: { $0.id == place }) else {
      return "the scenario has no place \"\(place)\""
    }
    return scenario.shows(note, at: town) ? nil : "no run can show it there"
  }
}

extension Scenario {
  /// Whether a run can have a series of dates in a town.
  public func shows(_ note: SeriesNote, at town: Int) -> Bool {
    let organs = society.bodies.indices.dropFirst(society.nationalCount)
      .filter { society.bodies[$0].seat == town }
    switch note.form {
    case .news, .opened: return town != society.capital
    case .committee:
      return town == society.capital || organs.contains { claim(of: $0) == .successor }
    case .council:
      return town == society.capital || organs.contains { claim(of: $0) == .constituent }
    case .councilOf:
      return organs.contains { "\(note.form.rawValue).\(organKind(of: $0).id)" == note.id }
    default: return true
    }
  }
}

/// A row as it was gathered.
struct RawRow {
  private let line: TableLine

  init(_ line: TableLine) { self.line = line }

  subscript(_ column: String) -> String { line.row[column] }

  /// The row's own name for what it tells.
  var title: String {
    let columns = ["series", "item", "order_or_decision", "description", "event", "body", "unit"]
    return columns.lazy.map { self[$0] }.first { !$0.isEmpty } ?? "row"
  }

  /// The first date, in the scenario's own calendar: Old Style where the table has it.
  var date: String { self["date_os"].isEmpty ? self["date"] : self["date_os"] }

  /// A number; `nil` where none is told.
  func number(_ column: String) -> Double? {
    let text = self[column]
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// Days on either side of a date within which it lies.
  var precision: Int { max(0, Int(number("precision_days") ?? 0)) }

  /// The hour that a time of the day names; of a part of the day, its middle.
  var hour: Int? {
    let text = ["time_local", "time"].lazy.map { self[$0] }.first { !$0.isEmpty } ?? ""
    let digits = text.split { !$0.isNumber && $0 != ":" }.first { $0.contains(":") }
    if let digits, let hour = digits.split(separator: ":").first.flatMap({ Int($0) }), hour < 24 {
      return hour
    }
    return [("morning", 9), ("noon", 12), ("afternoon", 15), ("evening", 20), ("night", 23)]
      .last { text.contains($0.0) }?.1
  }

  /// The row as an observation of a series.
  func observation(_ series: String) -> EvidenceRow {
    let grade = self["confidence"]
    return EvidenceRow(
      series: series,
      place: self["place_id"],
      date: date,
      hour: hour,
      low: number("low"),
      central: number("central"),
      high: number("high"),
      unit: self["unit"],
      confidence: ["A", "B", "C"].contains(grade) ? grade : "C",
      source: self["source"],
      url: self["url"],
      note: self["note"]
    )
  }
}

extension EvidenceRow {
  /// Twice the number of the day in the middle of its span.
  func middle(isJulian: Bool) -> Int {
    let ends = [date, dateEnd.isEmpty ? date : dateEnd]
    return ends.reduce(0) {
      $0 + (CalendarDate($1, isJulian: isJulian)?.dayNumber(isJulian: isJulian) ?? 0)
    }
  }

  /// The same date, known to so many days on either side.
  mutating func spread(days: Int, isJulian: Bool) {
    guard days > 0, let middle = CalendarDate(date, isJulian: isJulian) else { return }
    let number = middle.dayNumber(isJulian: isJulian)
    date = CalendarDate(dayNumber: number - days, isJulian: isJulian).text
    dateEnd = CalendarDate(dayNumber: number + days, isJulian: isJulian).text
  }
}
