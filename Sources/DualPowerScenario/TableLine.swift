/// A row of a comma-separated table as it is read, column by column.
struct TableLine {
  let row: CSVTable.Row
  let reading: Reading

  /// The way to a column: the row's own name, if it has one, then the column's.
  func path(_ column: String) -> String {
    row["id"].isEmpty || column == "id" ? column : "\(row["id"]).\(column)"
  }

  /// Notes a finding about a column.
  func note(_ kind: FindingKind, _ column: String) {
    reading.note(kind, at: row.place, path: path(column))
  }

  /// A number in a range; an empty field is a finding.
  func number(_ column: String, in range: ClosedRange<Double>) -> Double {
    if row[column].isEmpty { note(.wrongType(found: "nothing", wanted: "a number"), column) }
    return optionalNumber(column, in: range) ?? range.lowerBound
  }

  /// A word or sentence; an empty field is a finding.
  func text(_ column: String, _ wanted: String = "text") -> String {
    if row[column].isEmpty { note(.wrongType(found: "nothing", wanted: wanted), column) }
    return row[column]
  }

  /// A number in a range, or what stands for an empty field.
  func number(_ column: String, in range: ClosedRange<Double>, otherwise: Double) -> Double {
    optionalNumber(column, in: range) ?? otherwise
  }

  /// A number in a range; `nil` for an empty field.
  func optionalNumber(_ column: String, in range: ClosedRange<Double>) -> Double? {
    let text = row[column]
    if text.isEmpty { return nil }
    guard let value = Double(text), value.isFinite else {
      note(.wrongType(found: "\"\(text)\"", wanted: "a number"), column)
      return nil
    }
    guard range.contains(value) else {
      note(.outOfRange(value, low: range.lowerBound, high: range.upperBound), column)
      return nil
    }
    return value
  }

  /// A whole number in a range; an empty field is a finding unless something stands for it.
  func integer(_ column: String, in range: ClosedRange<Int>, otherwise: Int? = nil) -> Int {
    let text = row[column]
    if text.isEmpty, let otherwise { return otherwise }
    switch WholeNumber(text, in: range) {
    case .within(let value): return value
    case .outside(let finding): note(finding, column)
    case .none: note(.wrongType(found: found(text), wanted: "a whole number"), column)
    }
    return range.lowerBound
  }

  private func found(_ text: String) -> String { text.isEmpty ? "nothing" : "\"\(text)\"" }

  /// One of a few words.
  func choice<Choice>(_ column: String, _ all: [(String, Choice)], otherwise: Choice) -> Choice {
    let word = row[column]
    if let found = all.first(where: { $0.0 == word }) { return found.1 }
    note(.unknownChoice(word, allowed: all.map(\.0).filter { !$0.isEmpty }), column)
    return otherwise
  }

  /// The index of a thing declared elsewhere; 0, after a finding, where there is none.
  func reference(_ column: String, to index: Index) -> Int { position(column, in: index) ?? 0 }

  /// The index of a thing declared elsewhere; `nil`, after a finding, where there is none.
  func position(_ column: String, in index: Index) -> Int? {
    let id = row[column]
    if let found = index[id] { return found }
    if id.isEmpty {
      note(.wrongType(found: found(id), wanted: "the id of a \(index.kind)"), column)
    } else {
      note(.dangling(kind: index.kind, id: id, declared: index.ids), column)
    }
    return nil
  }
}

extension ScenarioReader {
  /// The rows of the table that a key names, if the scenario has the key.
  func table(_ key: String, needed: [String], columns: [String]) -> [TableLine] {
    root.item[key].flatMap { table($0, key, needed, columns) } ?? []
  }

  /// The rows of all tables that a key lists, each of which stands once and has some.
  func tables(
    _ key: String,
    of things: String,
    isNeeded: Bool,
    needed: [String],
    columns: [String]
  ) -> [TableLine] {
    let files = root.list(key, of: "tables of \(things)", isNeeded: isNeeded)
    var seen: Set<String> = []
    return files.enumerated().flatMap { position, file -> [TableLine] in
      let path = "\(key)[\(position)]"
      if let name = file.text, !seen.insert(name).inserted {
        reading.note(.duplicateTable(name), at: file.place, path: path)
        return []
      }
      guard let lines = table(file, path, needed, columns) else { return [] }
      if lines.isEmpty { reading.note(.emptyList(of: things), at: file.place, path: path) }
      return lines
    }
  }

  /// The rows of the table that an item names; `nil`, after a finding, where there is no such table.
  func table(_ item: Item, _ key: String, _ needed: [String], _ columns: [String]) -> [TableLine]? {
    guard let name = item.text else {
      reading.note(
        .wrongType(found: item.found, wanted: "the name of a file"),
        at: item.place,
        path: key
      )
      return nil
    }
    guard !name.hasSuffix(".yaml"), !name.hasSuffix(".yml") else {
      let wanted = "a table of comma-separated values"
      reading.note(.wrongType(found: item.found, wanted: wanted), at: item.place, path: key)
      return nil
    }
    guard let file = reading.resolve(name, from: item.place, key: key),
      let text = reading.text(file.name, at: file.path, asked: item.place, key: key)
    else { return nil }
    let table = CSVTable(text, in: file.name, needed: needed, allowed: columns) { kind, place in
      reading.note(kind, at: place)
    }
    return table.rows.map { TableLine(row: $0, reading: reading) }
  }
}
