extension ScenarioReader {
  /// Reads what is known from history, from the tables that the scenario lists.
  func observations(_ recordings: [RecordingNote], of scenario: Scenario) -> [EvidenceRow] {
    let lines = tables(
      "observations",
      of: "observations",
      isNeeded: false,
      needed: ["series", "date", "source"],
      columns: Keys.observationColumns
    )
    let reader = ObservationReader(scenario, recordings)
    let rows = lines.map(reader.row)
    checkRepeated(rows, lines)
    return rows
  }

  /// Notes each row that says what another of the same source says.
  private func checkRepeated(_ rows: [EvidenceRow], _ lines: [TableLine]) {
    var first: [[String]: TextPlace] = [:]
    for (row, line) in zip(rows, lines) {
      let key = [
        row.series, row.place, row.date, row.dateEnd, row.hour.map(String.init) ?? "", row.source,
        row.note,
      ]
      if let place = first[key] {
        line.note(
          .duplicateID("\(row.series) of \(row.date), \(row.source)", first: place),
          "series"
        )
      } else {
        first[key] = line.row.place
      }
    }
  }

  /// Reads how what was recorded relates to what happened.
  func recordings() -> [RecordingNote] {
    let declared = declared("recording", "process", Keys.recording, isNeeded: false)
    return zip(declared.index.ids, declared.tables).map { id, table in
      RecordingNote(
        id: id,
        about: table.text("about"),
        share: triple("share", of: table, in: 0.001...1_000),
        lagDays: triple("lagDays", of: table, in: -3_650...3_650),
        rounding: table.number("rounding", in: 0...1e12, otherwise: 0),
        spread: table.number("spread", in: 0...100, otherwise: 0),
        error: table.number("error", in: 0...1e12, otherwise: 0),
        source: table.text("source"),
        confidence: table.choice("confidence", Self.grades, otherwise: "C")
      )
    }
  }

  /// The grades of a source.
  static let grades = ["A", "B", "C"].map { ($0, $0) }

  private func triple(
    _ key: String,
    of table: Table,
    in range: ClosedRange<Double>
  ) -> RecordingNote.Triple? {
    guard let item = table.item[key],
      let inner = Table(item, path: table.path(key), keys: Keys.triple, reading: reading)
    else { return nil }
    let values = Keys.triple.map { inner.number($0, in: range) }
    if values != values.sorted() {
      inner.note(.rangeBackwards(low: values[0], high: values[2]), "central")
    }
    return RecordingNote.Triple(low: values[0], central: values[1], high: values[2])
  }
}

/// Reads rows of observations against the series, places and processes that there are.
struct ObservationReader {
  private let series: [String: SeriesNote]
  private let ids: [String]
  private let places: [String]
  private let processes: [String]
  private let isJulian: Bool

  init(_ scenario: Scenario, _ recordings: [RecordingNote]) {
    let all = scenario.series
    series = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
    ids = all.map(\.id)
    places = scenario.names.towns.map(\.id)
    processes = recordings.map(\.id)
    isJulian = scenario.calendar.isJulian
  }

  /// One row, checked.
  func row(_ line: TableLine) -> EvidenceRow {
    let row = line.row
    let figures = -1e15...1e15
    for column in ["series", "source"] where row[column].isEmpty {
      line.note(.wrongType(found: "nothing", wanted: "text"), column)
    }
    checkDates(line)
    let note = series[row["series"]]
    if note == nil, !row["series"].isEmpty {
      line.note(.dangling(kind: "series", id: row["series"], declared: ids), "series")
    }
    if let note { checkPlace(line, note) }
    if !row["process"].isEmpty, !processes.contains(row["process"]) {
      let kind = FindingKind.dangling(kind: "process", id: row["process"], declared: processes)
      line.note(kind, "process")
    }
    if let note, !["", note.unit].contains(row["unit"]) {
      line.note(.unknownChoice(row["unit"], allowed: [note.unit]), "unit")
    }
    let observed = EvidenceRow(
      series: row["series"],
      place: row["place"],
      date: row["date"],
      dateEnd: row["date_end"],
      hour: row["hour"].isEmpty ? nil : line.integer("hour", in: 0...23),
      low: line.optionalNumber("low", in: figures),
      central: line.optionalNumber("central", in: figures),
      high: line.optionalNumber("high", in: figures),
      unit: row["unit"],
      process: row["process"],
      confidence: line.choice("confidence", ScenarioReader.grades, otherwise: "C"),
      source: row["source"],
      url: row["url"],
      note: row["note"]
    )
    let figuresGiven = [observed.low, observed.central, observed.high].compactMap(\.self)
    if figuresGiven != figuresGiven.sorted() {
      line.note(.rangeBackwards(low: figuresGiven[0], high: figuresGiven.last ?? 0), "low")
    }
    if let note, note.kind != .date, figuresGiven.isEmpty {
      line.note(.wrongType(found: "nothing", wanted: "a number"), "central")
    }
    return observed
  }

  private func checkDates(_ line: TableLine) {
    let row = line.row
    let dates = ["date", "date_end"].filter { $0 == "date" || !row[$0].isEmpty }.map { column in
      let date = CalendarDate(row[column], isJulian: isJulian)
      if date == nil { line.note(.badDate(row[column], isJulian: isJulian), column) }
      return date?.dayNumber(isJulian: isJulian)
    }
    if dates.count == 2, let first = dates[0], let last = dates[1], last < first {
      line.note(.endBeforeStart(start: row["date"], end: row["date_end"]), "date_end")
    }
  }

  private func checkPlace(_ line: TableLine, _ note: SeriesNote) {
    let place = line.row["place"]
    if !place.isEmpty && !places.contains(place) {
      line.note(.dangling(kind: "place", id: place, declared: places), "place")
    }
    if note.form.isOfTowns && place.isEmpty {
      line.note(.wrongType(found: "nothing", wanted: "the id of a place"), "place")
    }
    if !note.form.isOfTowns && !place.isEmpty {
      let wanted = "no place for a series of the whole society"
      line.note(.wrongType(found: "\"\(place)\"", wanted: wanted), "place")
    }
  }
}
