import DualPowerArchive

/// The tables of a run in memory that a caller reads where it is.
///
/// A column is one stretch of numbers. Text is a number for each row and the distinct texts once; what is absent is not a number
/// among real numbers, and -1 among texts.
final class Frames {
  private let tables: [Table]
  private var stretches: [[Stretch]] = []

  init(_ tables: [Table]) {
    self.tables = tables
    stretches = tables.map { $0.columns.map { Stretch($0.values) } }
  }

  deinit { for columns in stretches { for column in columns { column.memory.deallocate() } } }

  /// Where a column begins; `nil` for one that there is not.
  func memory(table: Int, column: Int) -> UnsafeMutableRawPointer? {
    guard tables.indices.contains(table), stretches[table].indices.contains(column) else {
      return nil
    }
    return stretches[table][column].memory
  }

  /// Names, units, meanings, types and counts.
  var json: JSON {
    .array(
      zip(tables, stretches).map { table, stretches in
        [
          "name": .string(table.name),
          "rows": .int(table.rowCount),
          "columns": .array(
            zip(table.columns, stretches).map { column, stretch in
              [
                "name": .string(column.name),
                "unit": .string(column.unit),
                "meaning": .string(column.meaning),
                "type": .string(stretch.type),
                "words": .array(stretch.words.map { .string($0) }),
              ]
            }
          ),
        ]
      }
    )
  }
}

/// A column's values side by side.
private struct Stretch {
  let memory: UnsafeMutableRawPointer
  /// What they are: `int32`, `int64`, `double`, `bool`, `date`, `timestamp` or `string`.
  let type: String
  /// The distinct texts of a column of text.
  private(set) var words: [String] = []

  init(_ values: Column.Values) {
    switch values {
    case .int32(let values): (memory, type) = (Self.laid(values.map { $0 ?? -1 }), "int32")
    case .int64(let values): (memory, type) = (Self.laid(values.map { $0 ?? -1 }), "int64")
    case .double(let values): (memory, type) = (Self.laid(values.map { $0 ?? .nan }), "double")
    case .bool(let values): (memory, type) = (Self.laid(values.map { $0 ?? false }), "bool")
    case .date(let values): (memory, type) = (Self.laid(values.map { $0 ?? .min }), "date")
    case .timestamp(let values):
      (memory, type) = (Self.laid(values.map { $0 ?? .min }), "timestamp")
    case .string(let values):
      var numbers: [String: Int32] = [:]
      var words: [String] = []
      let codes = values.map { word -> Int32 in
        guard let word else { return -1 }
        if let known = numbers[word] { return known }
        let number = Int32(words.count)
        numbers[word] = number
        words.append(word)
        return number
      }
      (memory, type) = (Self.laid(codes), "string")
      self.words = words
    }
  }

  private static func laid<Number>(_ values: [Number]) -> UnsafeMutableRawPointer {
    let memory = UnsafeMutablePointer<Number>.allocate(capacity: max(1, values.count))
    memory.initialize(from: values, count: values.count)
    return UnsafeMutableRawPointer(memory)
  }
}
