/// A value of Thrift's compact protocol, read back as ``CompactProtocol`` writes it.
enum CompactValue: Equatable {
  case bool(Bool)
  case int(Int)
  case bytes([UInt8])
  case list([CompactValue])
  case structure([Int: CompactValue])

  /// Reads a structure, and moves the start past it; `nil` where the bytes hold none.
  init?(_ bytes: [UInt8], at start: inout Int) {
    var cursor = Cursor(bytes: bytes, at: start)
    guard let value = cursor.structure(depth: 0) else { return nil }
    self = value
    start = cursor.at
  }

  /// A field of a structure.
  subscript(_ field: Int) -> CompactValue? {
    guard case .structure(let fields) = self else { return nil }
    return fields[field]
  }

  /// The number, where it is one.
  var number: Int? { if case .int(let value) = self { value } else { nil } }
  /// The text, where it is one.
  var text: String? {
    if case .bytes(let bytes) = self { String(validating: bytes, as: UTF8.self) } else { nil }
  }
  /// The elements; none where it is no list.
  var elements: [CompactValue] { if case .list(let values) = self { values } else { [] } }

  private struct Cursor {
    /// No structure of ours lies deeper.
    static let deepest = 16
    /// A field's number has sixteen bits.
    static let mostFields = 1 << 15
    let bytes: [UInt8]
    var at: Int

    mutating func byte() -> UInt8? {
      guard at >= 0, at < bytes.count else { return nil }
      at += 1
      return bytes[at - 1]
    }

    mutating func varint() -> UInt64? {
      var value: UInt64 = 0
      for shift in stride(from: UInt64(0), to: 64, by: 7) {
        guard let next = byte() else { return nil }
        value |= UInt64(next & 0x7F) << shift
        if next < 0x80 { return value }
      }
      return nil
    }

    mutating func zigzag() -> Int? {
      varint().map { Int(bitPattern: UInt($0 >> 1)) ^ -Int($0 & 1) }
    }

    mutating func structure(depth: Int) -> CompactValue? {
      guard depth < Self.deepest else { return nil }
      var fields: [Int: CompactValue] = [:]
      var last = 0
      while let head = byte() {
        if head == 0 { return .structure(fields) }
        let step = Int(head >> 4)
        guard let field = step == 0 ? zigzag() : last + step, (0...Self.mostFields).contains(field),
          let value = value(head & 15, depth: depth)
        else { return nil }
        fields[field] = value
        last = field
      }
      return nil
    }

    private mutating func value(_ kind: UInt8, depth: Int) -> CompactValue? {
      switch kind {
      case 1, 2: return .bool(kind == 1)
      case 5, 6: return zigzag().map { .int($0) }
      case 8:
        guard let count = varint(), count <= UInt64(bytes.count - at) else { return nil }
        defer { at += Int(count) }
        return .bytes(Array(bytes[at..<at + Int(count)]))
      case 9: return list(depth: depth)
      case 12: return structure(depth: depth + 1)
      default: return nil
      }
    }

    private mutating func list(depth: Int) -> CompactValue? {
      guard let head = byte() else { return nil }
      guard let count = head >> 4 == 15 ? varint() : UInt64(head >> 4),
        count <= UInt64(bytes.count - at)
      else { return nil }
      var values: [CompactValue] = []
      for _ in 0..<count {
        guard let value = value(head & 15, depth: depth) else { return nil }
        values.append(value)
      }
      return .list(values)
    }
  }
}
