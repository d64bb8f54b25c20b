/// A table as the bytes of a Parquet file: zstd pages, dictionaries for text, statistics, row groups.
///
/// - Source: Apache Parquet, `parquet.thrift`; field numbers are as there.
public struct ParquetFile {
  /// The file, without what was taken of it.
  public private(set) var bytes = magic
  /// How many bytes were taken.
  private var taken = 0
  private var groups: [RowGroup] = []
  /// The table without its values.
  private let shape: Table
  private let metadata: [(String, String)]

  private static let magic = Array("PAR1".utf8)
  private static let codecZstd = 6

  /// Where a chunk lies in the file.
  private struct Place {
    var chunk: Chunk
    var dictionaryOffset: Int?
    var dataOffset = 0
    var size = 0
    var compressedSize = 0
  }

  private struct RowGroup {
    var rows: Int
    var places: [Place]
  }

  /// Writes a table.
  ///
  /// - Parameters:
  ///   - table: What to write.
  ///   - metadata: Keys and values for the file as a whole.
  ///   - rowsPerGroup: The most rows of a row group; readers take a group at a time.
  public init(_ table: Table, metadata: [(String, String)] = [], rowsPerGroup: Int = 1_000_000) {
    self.init(beginning: table, metadata: metadata)
    for start in stride(from: 0, to: table.rowCount, by: rowsPerGroup) {
      add(table, start..<min(start + rowsPerGroup, table.rowCount))
    }
    finish()
  }

  /// Begins a file whose rows come group by group: ``add(_:)``, ``take()`` between them, ``finish()``.
  ///
  /// - Parameters:
  ///   - table: A table of these columns; its values are not written.
  ///   - metadata: Keys and values for the file as a whole.
  public init(beginning table: Table, metadata: [(String, String)] = []) {
    var shape = table
    for column in shape.columns.indices {
      shape.columns[column].values = shape.columns[column].values.rows(0..<0)
    }
    self.shape = shape
    self.metadata = metadata
  }

  /// Adds a row group, of a table of the same columns; no rows are no group.
  public mutating func add(_ table: Table) {
    if table.rowCount > 0 { add(table, 0..<table.rowCount) }
  }

  /// Ends the file.
  public mutating func finish() {
    var footer = CompactProtocol()
    footer.structure { describe(shape, metadata, in: &$0) }
    bytes += footer.bytes
    bytes.append(littleEndian: UInt32(footer.bytes.count))
    bytes += Self.magic
  }

  /// Takes what is written so far, so that no more than a group of rows is held.
  public mutating func take() -> [UInt8] {
    defer {
      taken += bytes.count
      bytes = []
    }
    return bytes
  }

  private mutating func add(_ table: Table, _ rows: Range<Int>) {
    let places = table.columns.map { column in
      write(Chunk(column.values.rows(rows), isNullable: column.isNullable))
    }
    groups.append(RowGroup(rows: rows.count, places: places))
  }

  private mutating func write(_ chunk: Chunk) -> Place {
    var place = Place(chunk: chunk)
    if let dictionary = chunk.dictionary {
      place.dictionaryOffset = taken + bytes.count
      page(dictionary, kind: 2, in: &place) { header in
        header.structure(7) {
          $0.int32(1, chunk.dictionaryCount)
          $0.int32(2, 0)
        }
      }
    }
    place.dataOffset = taken + bytes.count
    page(chunk.body, kind: 0, in: &place) { header in
      header.structure(5) {
        $0.int32(1, chunk.count)
        $0.int32(2, chunk.dictionary == nil ? 0 : 8)
        $0.int32(3, 3)
        $0.int32(4, 3)
      }
    }
    // What its bytes were is known to the file now.
    place.chunk.body = []
    place.chunk.dictionary = place.chunk.dictionary.map { _ in [] }
    return place
  }

  private mutating func page(
    _ body: [UInt8],
    kind: Int,
    in place: inout Place,
    _ describe: (inout CompactProtocol) -> Void
  ) {
    let packed = body.compressed
    var header = CompactProtocol()
    header.structure {
      $0.int32(1, kind)
      $0.int32(2, body.count)
      $0.int32(3, packed.count)
      describe(&$0)
    }
    bytes += header.bytes
    bytes += packed
    place.size += header.bytes.count + body.count
    place.compressedSize += header.bytes.count + packed.count
  }

  private func describe(
    _ table: Table,
    _ metadata: [(String, String)],
    in footer: inout CompactProtocol
  ) {
    footer.int32(1, 2)
    footer.structures(2, [nil] + table.columns.map(Optional.some)) { element, column in
      guard let column else {
        element.string(4, "schema")
        element.int32(5, table.columns.count)
        return
      }
      column.describe(in: &element)
    }
    footer.int64(3, groups.reduce(0) { $0 + $1.rows })
    footer.structures(4, groups) { element, group in
      element.structures(1, Array(zip(table.columns, group.places))) { element, pair in
        let (column, place) = pair
        element.int64(2, place.dictionaryOffset ?? place.dataOffset)
        element.structure(3) { describe(column, place, in: &$0) }
      }
      element.int64(2, group.places.reduce(0) { $0 + $1.size })
      element.int64(3, group.rows)
    }
    if !metadata.isEmpty {
      footer.structures(5, metadata) { element, pair in
        element.string(1, pair.0)
        element.string(2, pair.1)
      }
    }
    footer.string(6, "dualpower version \(Version.current)")
    // Bounds are by the order of each type; without this a reader must not use those of text.
    footer.structures(7, table.columns) { element, _ in element.structure(1) }
  }

  private func describe(_ column: Column, _ place: Place, in element: inout CompactProtocol) {
    element.int32(1, column.values.physicalType)
    element.int32s(2, place.chunk.dictionary == nil ? [0, 3] : [0, 8, 3])
    element.strings(3, [column.name])
    element.int32(4, Self.codecZstd)
    element.int64(5, place.chunk.count)
    element.int64(6, place.size)
    element.int64(7, place.compressedSize)
    element.int64(9, place.dataOffset)
    if let offset = place.dictionaryOffset { element.int64(11, offset) }
    element.structure(12) {
      $0.int64(3, place.chunk.absent)
      guard let bounds = place.chunk.bounds else { return }
      $0.binary(5, bounds.greatest)
      $0.binary(6, bounds.least)
    }
  }
}

extension Column {
  fileprivate func describe(in element: inout CompactProtocol) {
    element.int32(1, values.physicalType)
    element.int32(3, isNullable ? 1 : 0)
    element.string(4, name)
    switch values {
    case .string:
      element.int32(6, 0)
      element.structure(10) { $0.structure(1) }
    case .date:
      element.int32(6, 6)
      element.structure(10) { $0.structure(6) }
    case .timestamp:
      // With no time zone, which the older "converted type" cannot say.
      element.structure(10) {
        $0.structure(8) {
          $0.bool(1, false)
          $0.structure(2) { $0.structure(1) }
        }
      }
    case .int32, .int64, .double, .bool:
      break
    }
  }
}

extension Column.Values {
  fileprivate var physicalType: Int {
    switch self {
    case .bool: 0
    case .int32, .date: 1
    case .int64, .timestamp: 2
    case .double: 5
    case .string: 6
    }
  }
}
