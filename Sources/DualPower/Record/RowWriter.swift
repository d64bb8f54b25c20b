// Reads: record. Writes: numbers. Draws: none.

/// Rows of a record as numbers, for whoever reads them in another language.
///
/// Nine tables, one after the other, as ``RowLayout`` names them. Each is its count of rows, then their
/// width, then the rows, every column of them; ``RowLayout`` tells which number is which.
public struct RowWriter {
  /// What has been written.
  public private(set) var numbers: [Double] = []

  /// A writer that has written nothing.
  public init() {}

  /// Writes what is new from a tick on; events and what is of a country as a whole, since they can
  /// change later.
  ///
  /// - Complexity: O(numbers written).
  public mutating func write(_ record: Record, from tick: Int) {
    table(record.events)
    table(record.hours.filter { $0.tick >= tick })
    table(record.days.filter { $0.day * 24 >= tick })
    table(record.places.filter { $0.day * 24 >= tick })
    table(record.orders.filter { $0.tick >= tick })
    table(record.deputies.filter { $0.tick >= tick })
    table(record.towns)
    table(record.organs)
    table(record.conferences)
  }

  private mutating func table<Row: RecordRow>(_ rows: [Row]) {
    numbers.append(Double(rows.count))
    numbers.append(0)
    let first = numbers.count
    for var row in rows { row.transfer(&self) }
    if !rows.isEmpty { numbers[first - 1] = Double((numbers.count - first) / rows.count) }
  }
}

extension RowWriter: RowWalk {
  mutating func value(_ name: StaticString, _ x: inout Int) { numbers.append(Double(x)) }
  mutating func value(_ name: StaticString, _ x: inout Double) { numbers.append(x) }
  mutating func value(_ name: StaticString, _ x: inout [Double]) { numbers += x }
  mutating func value(_ name: StaticString, _ x: inout Bool) { numbers.append(x ? 1 : 0) }
  mutating func value(_ name: StaticString, _ x: inout EventKind) {
    numbers.append(Double(x.rawValue))
  }
}
