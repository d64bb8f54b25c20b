/// Numbers of shape `[row × column]`, row by row.
struct Matrix<Element: Sendable>: Sendable {
  /// All of them, one row after the other.
  var values: [Element]
  /// How many a row has.
  let width: Int

  init(rows: Int, width: Int, repeating value: Element) {
    values = [Element](repeating: value, count: rows * width)
    self.width = width
  }

  /// One row after the other, each of so many columns.
  init(_ rows: [[Element]], width: Int) {
    precondition(rows.allSatisfy { $0.count == width }, "a row has as many columns as all others")
    values = rows.flatMap { $0 }
    self.width = width
  }

  /// Becomes the same as another of its shape, in the room that it has.
  mutating func keep(_ other: Matrix) {
    precondition(width == other.width, "a row has as many columns as before")
    values.keep(other.values)
  }

  /// A row becomes the same as another's.
  mutating func copy(_ row: Int, of other: Matrix) {
    precondition(width == other.width, "a row has as many columns as all others")
    for column in 0..<width { self[row, column] = other[row, column] }
  }

  subscript(row: Int, column: Int) -> Element {
    get { values[row * width + column] }
    set { values[row * width + column] = newValue }
  }

  /// A whole row.
  subscript(row: Int) -> [Element] {
    get { Array(values[row * width..<(row + 1) * width]) }
    set {
      precondition(newValue.count == width, "a row has as many columns as all others")
      for (column, value) in newValue.enumerated() { values[row * width + column] = value }
    }
  }
}
