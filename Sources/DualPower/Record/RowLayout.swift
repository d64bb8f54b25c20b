// Reads: society. Writes: names and widths. Draws: none.

/// Which number of a ``RowWriter`` is which, for the rows of one society.
///
/// It is what blank rows say of themselves, so that it cannot differ from what is written.
public struct RowLayout: Sendable {
  /// The rows of one kind.
  public struct Table: Sendable {
    /// What they are called.
    public let name: StaticString
    /// Their columns, in the order in which they are written.
    public fileprivate(set) var columns: [Column] = []

    /// How many numbers a row has.
    public var width: Int { columns.reduce(0) { $0 + $1.width } }
  }

  /// One column: a number, or a list of as many in every row.
  public struct Column: Sendable {
    /// The field of the row, as `Rows.swift` has it.
    public let name: StaticString
    /// How many numbers it takes.
    public let width: Int
    /// Whether it is a list, if only of one.
    public let isList: Bool
  }

  /// The tables, in the order in which they are written.
  public private(set) var tables: [Table] = []

  /// The layout of a society's rows.
  public init(_ society: Society) {
    table("events", Event.blank)
    table("hours", HourRow(of: society))
    table("days", DayRow(of: society))
    table("places", PlaceRow(of: society))
    table("orders", OrderRow(of: society))
    table("deputies", DeputyRow())
    table("towns", TownRow())
    table("organs", OrganRow(of: society))
    table("conferences", ConferenceRow(of: society))
  }

  private mutating func table<Row: RecordRow>(_ name: StaticString, _ blank: Row) {
    tables.append(Table(name: name))
    var row = blank
    row.transfer(&self)
  }

  private mutating func column(_ name: StaticString, width: Int = 1, isList: Bool = false) {
    tables[tables.count - 1].columns.append(Column(name: name, width: width, isList: isList))
  }
}

extension RowLayout: RowWalk {
  mutating func value(_ name: StaticString, _ x: inout Int) { column(name) }
  mutating func value(_ name: StaticString, _ x: inout Double) { column(name) }
  mutating func value(_ name: StaticString, _ x: inout [Double]) {
    column(name, width: x.count, isList: true)
  }
  mutating func value(_ name: StaticString, _ x: inout Bool) { column(name) }
  mutating func value(_ name: StaticString, _ x: inout EventKind) { column(name) }
}
