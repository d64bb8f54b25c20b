import Foundation

/// Reads files that ``ParquetFile`` wrote, a row group at a time.
///
/// It reads zstd pages, plain numbers and texts by dictionary, one page a column and group, and refuses
/// whatever else Parquet allows: files of others are for Parquet's own libraries.
///
/// - Source: Apache Parquet, `parquet.thrift` and `Encodings.md`.
public struct ParquetReader {
  /// The columns of some rows, by name.
  public struct Rows {
    /// How many rows there are.
    public var count: Int
    var columns: [String: Column.Values]
    var codes: [String: (texts: [String], rows: [UInt32])] = [:]

    /// A column of whole numbers; `nil` where there is none or one is absent.
    public func int32(_ name: String) -> [Int32]? {
      guard case .int32(let values)? = columns[name] else { return nil }
      return whole(values)
    }

    /// A column of real numbers; `nil` where there is none or one is absent.
    public func double(_ name: String) -> [Double]? {
      guard case .double(let values)? = columns[name] else { return nil }
      return whole(values)
    }

    /// A column of text; `nil` where there is none or one is absent.
    public func string(_ name: String) -> [String]? {
      guard case .string(let values)? = columns[name] else { return nil }
      return whole(values)
    }

    /// A column of text, as its distinct texts and which of them each row has; `nil` where there is none or
    /// one is absent.
    public func coded(_ name: String) -> (texts: [String], rows: [UInt32])? {
      guard let coded = codes[name], coded.rows.count == count else { return nil }
      return coded
    }

    private func whole<Value>(_ values: [Value?]) -> [Value]? {
      let there = values.compactMap(\.self)
      return there.count == values.count ? there : nil
    }
  }

  private struct Field {
    var name: String
    var type: Int
    var isNullable: Bool
  }

  /// The most rows of a group, twice as many as we write: a few bytes can say that a value stands in all of them.
  private static let mostRows = 1 << 21
  /// The most bytes of a page.
  private static let mostBytes = 1 << 26

  private let path: String
  private let data: Data
  private let fields: [Field]
  private let groups: [CompactValue]

  /// How many row groups there are.
  public var groupCount: Int { groups.count }

  /// Opens a file.
  ///
  /// - Throws: ``ParquetFinding`` where it is none of ours.
  public init(_ path: String) throws(ParquetFinding) {
    guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else {
      throw ParquetFinding(file: path, problem: "cannot be read")
    }
    try self.init(path, data)
  }

  /// What a file of this name holds.
  init(_ path: String, _ data: Data) throws(ParquetFinding) {
    self.path = path
    self.data = data
    let magic = Array("PAR1".utf8)
    guard data.count >= 12, Array(data.prefix(4)) == magic, Array(data.suffix(4)) == magic else {
      throw ParquetFinding(file: path, problem: "is no whole Parquet file")
    }
    let length = data.suffix(8).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= data.count - 12 else {
      throw ParquetFinding(file: path, problem: "is no whole Parquet file")
    }
    let footer = Array(data.dropLast(8).suffix(length))
    var start = 0
    guard let file = CompactValue(footer, at: &start) else {
      throw ParquetFinding(file: path, problem: "has a footer that cannot be read")
    }
    fields = (file[2]?.elements ?? []).dropFirst().map {
      Field(
        name: $0[4]?.text ?? "",
        type: $0[1]?.number ?? -1,
        isNullable: $0[3]?.number == 1
      )
    }
    groups = file[4]?.elements ?? []
  }

  /// The rows of a group.
  ///
  /// - Parameters:
  ///   - group: Which group.
  ///   - wanted: The names of the columns that are read; `nil` for all.
  /// - Returns: Its rows.
  /// - Throws: ``ParquetFinding`` where they are written as we do not write.
  public func rows(_ group: Int, of wanted: Set<String>? = nil) throws(ParquetFinding) -> Rows {
    let count = groups[group][3]?.number ?? 0
    let chunks = groups[group][1]?.elements ?? []
    guard chunks.count == fields.count else { throw refusal("has columns that are not declared") }
    guard (0...Self.mostRows).contains(count) else { throw refusal("has \(count) rows in a group") }
    var rows = Rows(count: count, columns: [:])
    for (field, chunk) in zip(fields, chunks) where wanted?.contains(field.name) ?? true {
      guard let meta = chunk[3], meta[4]?.number == 6, meta[5]?.number == count else {
        throw refusal("has column \"\(field.name)\" packed in another way than ours")
      }
      rows.columns[field.name] = try values(field, meta, count) { rows.codes[field.name] = $0 }
    }
    return rows
  }

  /// That something is the matter with the file.
  public func refusal(_ problem: String) -> ParquetFinding {
    ParquetFinding(file: path, problem: problem)
  }

  private func values(
    _ field: Field,
    _ meta: CompactValue,
    _ count: Int,
    codes: ((texts: [String], rows: [UInt32])) -> Void
  ) throws(ParquetFinding) -> Column.Values {
    let odd = refusal("has column \"\(field.name)\" written in another way than ours")
    guard let offset = meta[9]?.number, let page = page(at: offset, kind: 0),
      page.header[5]?[1]?.number == count
    else { throw odd }
    var body = ByteCursor(page.body)
    var presence: [Bool]?
    if field.isNullable {
      guard let length = body.number(UInt32.self), let bits = body.slice(Int(length)),
        let levels = Self.unpacked(bits, width: 1, count: count)
      else { throw odd }
      presence = levels.map { $0 == 1 }
    }
    let there = presence?.count { $0 } ?? count
    func spread<Value>(_ values: [Value]?) throws(ParquetFinding) -> [Value?] {
      guard let values, values.count == there else { throw odd }
      guard let presence else { return values }
      var next = values.makeIterator()
      return presence.map { $0 ? next.next() : nil }
    }
    switch field.type {
    case 1:
      return .int32(try spread(body.numbers(UInt32.self, there)?.map(Int32.init(bitPattern:))))
    case 2:
      return .int64(try spread(body.numbers(UInt64.self, there)?.map(Int64.init(bitPattern:))))
    case 5:
      return .double(try spread(body.numbers(UInt64.self, there)?.map(Double.init(bitPattern:))))
    case 6:
      guard let place = meta[11]?.number, let texts = dictionary(at: place) else { throw odd }
      guard let width = body.number(UInt8.self), let rest = body.slice(body.left),
        let positions = Self.unpacked(rest, width: Int(width), count: there),
        positions.allSatisfy({ $0 < texts.count })
      else { throw odd }
      codes((texts, positions))
      return .string(try spread(positions.map { texts[Int($0)] }))
    default: throw odd
    }
  }

  private func dictionary(at offset: Int) -> [String]? {
    guard let page = page(at: offset, kind: 2), let count = page.header[7]?[1]?.number,
      (0...page.body.count).contains(count)
    else { return nil }
    var body = ByteCursor(page.body)
    var texts: [String] = []
    for _ in 0..<count {
      guard let length = body.number(UInt32.self), let bytes = body.slice(Int(length)),
        let text = String(validating: bytes, as: UTF8.self)
      else { return nil }
      texts.append(text)
    }
    return texts
  }

  /// A page, unpacked.
  private func page(at offset: Int, kind: Int) -> (header: CompactValue, body: [UInt8])? {
    // A header of ours has a few dozen bytes.
    let most = 256
    guard offset >= 4, offset < data.count else { return nil }
    let begin = data.startIndex + offset
    let head = Array(data[begin..<min(data.endIndex, begin + most)])
    var start = 0
    guard let header = CompactValue(head, at: &start), header[1]?.number == kind,
      let size = header[2]?.number, let packed = header[3]?.number,
      (0...Self.mostBytes).contains(size), packed >= 0,
      packed <= data.count - offset - start
    else { return nil }
    let first = begin + start
    guard let body = Array(data[first..<first + packed]).decompressed(most: size),
      body.count == size
    else { return nil }
    return (header, body)
  }

  /// Small numbers from runs, as ``Swift/Array/runs(_:width:)`` writes them.
  static func unpacked(_ bytes: [UInt8], width: Int, count: Int) -> [UInt32]? {
    guard (1...32).contains(width) else { return nil }
    var cursor = ByteCursor(bytes)
    var values: [UInt32] = []
    values.reserveCapacity(count)
    while values.count < count {
      guard let head = cursor.varint() else { return nil }
      if head & 1 == 0 {
        guard let raw = cursor.slice((width + 7) / 8), head >> 1 > 0 else { return nil }
        let value = raw.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let length = min(Int(clamping: head >> 1), count - values.count)
        values.append(contentsOf: repeatElement(value, count: length))
      } else {
        let groups = Int(clamping: head >> 1)
        guard groups > 0, groups <= cursor.left, let raw = cursor.slice(groups * width) else {
          return nil
        }
        var pending: UInt64 = 0
        var bits = 0
        for byte in raw {
          pending |= UInt64(byte) << UInt64(bits)
          bits += 8
          while bits >= width {
            if values.count < count { values.append(UInt32(pending & (1 << UInt64(width) - 1))) }
            pending >>= UInt64(width)
            bits -= width
          }
        }
      }
    }
    return values
  }
}

/// Why a file was not read.
public struct ParquetFinding: Error, Equatable {
  /// The file.
  public var file: String
  /// What is the matter with it.
  public var problem: String

  /// The finding as a sentence.
  public var sentence: String {
    "\(file): \(problem); tables that DualPower wrote are read here. Write it anew."
  }
}

/// Bytes that are read from the front.
private struct ByteCursor {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var left: Int { bytes.count - at }

  mutating func slice(_ count: Int) -> [UInt8]? {
    guard count >= 0, count <= left else { return nil }
    defer { at += count }
    return Array(bytes[at..<at + count])
  }

  mutating func number<Number: FixedWidthInteger & UnsignedInteger>(_: Number.Type) -> Number? {
    numbers(Number.self, 1)?.first
  }

  mutating func numbers<Number: FixedWidthInteger & UnsignedInteger>(
    _: Number.Type,
    _ count: Int
  ) -> [Number]? {
    let size = MemoryLayout<Number>.size
    guard count >= 0, count <= left / size else { return nil }
    defer { at += count * size }
    return bytes.withUnsafeBytes { raw in
      (0..<count).map {
        Number(littleEndian: raw.loadUnaligned(fromByteOffset: at + $0 * size, as: Number.self))
      }
    }
  }

  mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let next = number(UInt8.self) else { return nil }
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
    }
    return nil
  }
}
