import DualPower

/// The rows of a record as numbers, table by table.
struct RowNumbers {
  private let numbers: [Double]
  /// For each table, where its rows begin, how many there are, and how wide they are.
  private var tables: [(start: Int, count: Int, width: Int)] = []

  /// All rows of a record.
  ///
  /// - Precondition: They are as wide as the layout says.
  init(_ record: Record, _ layout: RowLayout) {
    var writer = RowWriter()
    writer.write(record, from: 0)
    numbers = writer.numbers
    var start = 2
    for table in layout.tables {
      let count = Int(numbers[start - 2])
      precondition(count == 0 || Int(numbers[start - 1]) == table.width, "rows are as laid out")
      tables.append((start, count, table.width))
      start += count * table.width + 2
    }
    precondition(start == numbers.count + 2, "rows are as laid out")
  }

  /// How many rows a table has.
  func count(_ table: Int) -> Int { tables[table].count }

  /// Numbers of every row of a table: those at some places of the first, then of the second.
  func values<Value>(
    _ table: Int,
    at places: [Int],
    _ value: (Double) -> Value
  ) -> [Value] {
    let (start, count, width) = tables[table]
    var values: [Value] = []
    values.reserveCapacity(count * places.count)
    for row in 0..<count {
      for place in places { values.append(value(numbers[start + row * width + place])) }
    }
    return values
  }
}
