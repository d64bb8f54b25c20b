/// A table of comma-separated values whose first row names the columns.
///
/// - Source: RFC 4180; rows may end in a line feed alone.
struct CSVTable {
  /// One row, by column.
  struct Row {
    /// Where it begins.
    let place: TextPlace
    fileprivate let columns: [String: Int]
    fileprivate let fields: [String]

    /// A field without space around it; empty where the table has no such column.
    subscript(_ column: String) -> String { columns[column].map { fields[$0] } ?? "" }
  }

  /// The rows that have as many fields as the head.
  let rows: [Row]

  /// Splits a text into rows.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - file: What to call it in findings.
  ///   - needed: Columns that it must have.
  ///   - allowed: All columns that it may have.
  ///   - note: Told of each finding.
  init(
    _ text: String,
    in file: String,
    needed: [String],
    allowed: [String],
    note: (FindingKind, TextPlace) -> Void
  ) {
    var lines = Self.split(text, in: file, note: note)[...]
    guard let head = lines.popFirst() else {
      note(.emptyDocument, TextPlace(file: file))
      rows = []
      return
    }
    var columns: [String: Int] = [:]
    for (index, column) in head.fields.enumerated() {
      if !allowed.contains(column) { note(.unknownColumn(column, allowed: allowed), head.place) }
      if columns.updateValue(index, forKey: column) != nil {
        note(.duplicateColumn(column), head.place)
      }
    }
    for column in needed where columns[column] == nil { note(.missingColumn(column), head.place) }
    rows = lines.compactMap { line in
      guard line.fields.count == head.fields.count else {
        note(.fieldCount(line.fields.count, wanted: head.fields.count), line.place)
        return nil
      }
      return Row(place: line.place, columns: columns, fields: line.fields)
    }
  }

  private static func split(
    _ text: String,
    in file: String,
    note: (FindingKind, TextPlace) -> Void
  ) -> [(place: TextPlace, fields: [String])] {
    var rows: [(place: TextPlace, fields: [String])] = []
    var splitter = Splitter()
    for byte in text.utf8 {
      if let row = splitter.take(byte) {
        rows.append((TextPlace(file: file, line: row.line), row.fields))
      }
    }
    if let row = splitter.finish() {
      rows.append((TextPlace(file: file, line: row.line), row.fields))
    }
    for line in splitter.strayQuotes { note(.strayQuote, TextPlace(file: file, line: line)) }
    if let line = splitter.openQuote { note(.openQuote, TextPlace(file: file, line: line)) }
    return rows
  }
}

/// The reading of one byte after another.
private struct Splitter {
  private enum State {
    case start
    case plain
    case quoted
    case quoteInQuoted
  }

  private(set) var strayQuotes: [Int] = []
  /// The line of a quote that was never closed.
  private(set) var openQuote: Int?
  private var state = State.start
  private var field: [UInt8] = []
  private var fields: [String] = []
  private var line = 1
  private var rowLine = 1
  private var quoteLine = 1

  /// Takes a byte, and gives back the row that it ends.
  mutating func take(_ byte: UInt8) -> (line: Int, fields: [String])? {
    defer { if byte == UInt8(ascii: "\n") { line += 1 } }
    switch (state, byte) {
    case (.quoted, UInt8(ascii: "\"")):
      state = .quoteInQuoted
    case (.quoted, _):
      field.append(byte)
    case (.quoteInQuoted, UInt8(ascii: "\"")):
      field.append(byte)
      state = .quoted
    case (.start, UInt8(ascii: "\"")):
      quoteLine = line
      state = .quoted
    case (_, UInt8(ascii: ",")):
      endField()
    case (_, UInt8(ascii: "\n")):
      return endRow()
    case (_, UInt8(ascii: "\r")):
      break
    case (.quoteInQuoted, _), (.plain, UInt8(ascii: "\"")):
      strayQuotes.append(line)
      state = .plain
    default:
      field.append(byte)
      state = .plain
    }
    return nil
  }

  /// The last row, if the text does not end in a line feed.
  mutating func finish() -> (line: Int, fields: [String])? {
    if state == .quoted {
      openQuote = quoteLine
      return nil
    }
    return endRow()
  }

  private mutating func endField() {
    fields.append(String(decoding: field, as: UTF8.self).trimmed)
    field = []
    state = .start
  }

  private mutating func endRow() -> (line: Int, fields: [String])? {
    let isBlank = fields.isEmpty && field.isEmpty && state == .start
    endField()
    let row = (rowLine, fields)
    fields = []
    rowLine = line + 1
    return isBlank ? nil : row
  }
}

extension String {
  /// The text without space at either end.
  var trimmed: String {
    // Most texts have nothing to be trimmed, as their outermost bytes tell.
    if let first = utf8.first, let last = utf8.last, isInk(first), isInk(last) { return self }
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }

  private func isInk(_ byte: UInt8) -> Bool { (33...126).contains(byte) }
}
