/// A walk over the columns of a row, which hears what each is called.
///
/// A row says once which columns it has (`Rows+Wire.swift`), and is digested, kept with a run's state,
/// written as numbers and described by walks of different kinds.
protocol RowWalk {
  /// An index, a tick or a count.
  mutating func value(_ name: StaticString, _ x: inout Int)
  /// A real number.
  mutating func value(_ name: StaticString, _ x: inout Double)
  /// Real numbers, as many in each row of a society.
  mutating func value(_ name: StaticString, _ x: inout [Double])
  /// A truth value.
  mutating func value(_ name: StaticString, _ x: inout Bool)
  /// A kind of event.
  mutating func value(_ name: StaticString, _ x: inout EventKind)
}

/// A row that a record keeps.
protocol RecordRow {
  /// Walks over its columns.
  mutating func transfer<Walk: RowWalk>(_ walk: inout Walk)
}

extension Wire: RowWalk {
  mutating func value(_ name: StaticString, _ x: inout Int) { value(&x) }
  mutating func value(_ name: StaticString, _ x: inout Double) { value(&x) }
  mutating func value(_ name: StaticString, _ x: inout [Double]) { value(&x) }
  mutating func value(_ name: StaticString, _ x: inout Bool) { value(&x) }
  mutating func value(_ name: StaticString, _ x: inout EventKind) { value(&x) }
}
