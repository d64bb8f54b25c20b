extension ScenarioReader {
  /// Reads what is known from history, if the scenario names a table of it.
  func evidence(isJulian: Bool) -> [EvidenceRow] {
    let figures = -1e15...1e15
    let needed = ["series", "date", "source"]
    return table("evidence", needed: needed, columns: Keys.evidenceColumns).map { line in
      let row = line.row
      if CalendarDate(row["date"], isJulian: isJulian) == nil {
        line.note(.badDate(row["date"], isJulian: isJulian), "date")
      }
      for column in ["series", "source"] where row[column].isEmpty {
        line.note(.wrongType(found: "nothing", wanted: "text"), column)
      }
      return EvidenceRow(
        series: row["series"],
        date: row["date"],
        hour: row["hour"].isEmpty ? nil : line.integer("hour", in: 0...23),
        low: line.optionalNumber("low", in: figures),
        central: line.optionalNumber("central", in: figures),
        high: line.optionalNumber("high", in: figures),
        unit: row["unit"],
        confidence: row["confidence"],
        source: row["source"],
        url: row["url"],
        note: row["note"]
      )
    }
  }
}
