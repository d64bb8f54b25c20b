/// A named column of a table, with what a reader must know to use it.
public struct Column: Sendable {
  /// The values, by type; nil is "none".
  public enum Values: Sendable {
    /// Whole numbers of 32 bits.
    case int32([Int32?])
    /// Whole numbers of 64 bits.
    case int64([Int64?])
    /// Real numbers.
    case double([Double?])
    /// Truths.
    case bool([Bool?])
    /// Days, counted from 1 January 1970 in the Gregorian calendar.
    case date([Int32?])
    /// Hours and the like with no time zone, in milliseconds from 1 January 1970.
    case timestamp([Int64?])
    /// Text; each distinct one is kept once.
    case string([String?])
  }

  /// The name, in snake case.
  public var name: String
  /// The unit; empty for a text or a date, and for a number that has none.
  public var unit: String
  /// What the values are, in a phrase.
  public var meaning: String
  /// Whether a value can be absent; without absent values a column is better declared so.
  public var isNullable: Bool
  /// The values.
  public var values: Values

  /// A named column.
  ///
  /// - Precondition: No value is absent unless the column is nullable.
  public init(
    _ name: String,
    unit: String = "",
    meaning: String,
    isNullable: Bool = false,
    _ values: Values
  ) {
    precondition(isNullable || values.absent == 0, "\(name) is declared without absent values")
    self.name = name
    self.unit = unit
    self.meaning = meaning
    self.isNullable = isNullable
    self.values = values
  }
}

extension Column {
  /// The unit as a table's metadata states it, for every column: 1 for a number that has none.
  var statedUnit: String {
    guard unit.isEmpty else { return unit }
    switch values {
    case .int32, .int64, .double: return "1"
    case .bool: return "true or false"
    case .date: return "date"
    case .timestamp: return "time"
    case .string: return "text"
    }
  }
}

extension Column.Values {
  /// How many values there are, absent ones among them.
  public var count: Int {
    switch self {
    case .int32(let values), .date(let values): values.count
    case .int64(let values), .timestamp(let values): values.count
    case .double(let values): values.count
    case .bool(let values): values.count
    case .string(let values): values.count
    }
  }

  /// How many are absent.
  var absent: Int { presence.count { !$0 } }

  /// For each value, whether it is there.
  var presence: [Bool] {
    switch self {
    case .int32(let values), .date(let values): values.map { $0 != nil }
    case .int64(let values), .timestamp(let values): values.map { $0 != nil }
    case .double(let values): values.map { $0 != nil }
    case .bool(let values): values.map { $0 != nil }
    case .string(let values): values.map { $0 != nil }
    }
  }

  /// Some of the values.
  func rows(_ range: Range<Int>) -> Self {
    switch self {
    case .int32(let values): .int32(Array(values[range]))
    case .int64(let values): .int64(Array(values[range]))
    case .double(let values): .double(Array(values[range]))
    case .bool(let values): .bool(Array(values[range]))
    case .date(let values): .date(Array(values[range]))
    case .timestamp(let values): .timestamp(Array(values[range]))
    case .string(let values): .string(Array(values[range]))
    }
  }
}

/// Columns of equal length.
public struct Table: Sendable {
  /// The name; the file is called after it.
  public var name: String
  /// The columns.
  public var columns: [Column]

  /// Columns of equal length.
  ///
  /// - Precondition: They are of equal length.
  public init(_ name: String, _ columns: [Column]) {
    precondition(Set(columns.map(\.values.count)).count <= 1, "\(name) has columns of one length")
    self.name = name
    self.columns = columns
  }

  /// How many rows there are.
  public var rowCount: Int { columns.first?.values.count ?? 0 }

  /// Unit and meaning of each column, as a file's metadata has them.
  public var columnNotes: JSON {
    .keyed(
      columns.map {
        ($0.name, ["unit": .string($0.statedUnit), "meaning": .string($0.meaning)])
      }
    )
  }
}
