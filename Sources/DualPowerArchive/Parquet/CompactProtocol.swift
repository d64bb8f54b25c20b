/// Thrift's compact protocol, as far as the footer and the page headers of a Parquet file need it.
///
/// - Source: Apache Thrift, `doc/specs/thrift-compact-protocol.md`.
struct CompactProtocol {
  /// What has been written.
  private(set) var bytes: [UInt8] = []
  /// The field written last in each structure that is open; ids are written as steps from it.
  private var lastField: [Int] = []

  private enum Kind: UInt8 {
    case yes = 1
    case no = 2
    case int32 = 5
    case int64 = 6
    case binary = 8
    case list = 9
    case structure = 12
  }

  /// A structure that is the whole message or an element of a list.
  mutating func structure(_ body: (inout Self) -> Void) {
    lastField.append(0)
    body(&self)
    lastField.removeLast()
    bytes.append(0)
  }

  /// A field that is a structure.
  mutating func structure(_ field: Int, _ body: (inout Self) -> Void = { _ in }) {
    head(field, .structure)
    structure(body)
  }

  /// A field of 32 bits.
  mutating func int32(_ field: Int, _ value: Int) {
    head(field, .int32)
    zigzag(value)
  }

  /// A field of 64 bits.
  mutating func int64(_ field: Int, _ value: Int) {
    head(field, .int64)
    zigzag(value)
  }

  /// A field that is true or false.
  mutating func bool(_ field: Int, _ value: Bool) { head(field, value ? .yes : .no) }

  /// A field of bytes.
  mutating func binary(_ field: Int, _ value: [UInt8]) {
    head(field, .binary)
    plain(value)
  }

  /// A field of text.
  mutating func string(_ field: Int, _ value: String) { binary(field, Array(value.utf8)) }

  /// A field that is a list of structures.
  mutating func structures<Element>(
    _ field: Int,
    _ elements: [Element],
    _ body: (inout Self, Element) -> Void
  ) {
    list(field, .structure, elements.count)
    for element in elements { structure { body(&$0, element) } }
  }

  /// A field that is a list of 32-bit numbers.
  mutating func int32s(_ field: Int, _ elements: [Int]) {
    list(field, .int32, elements.count)
    for element in elements { zigzag(element) }
  }

  /// A field that is a list of texts.
  mutating func strings(_ field: Int, _ elements: [String]) {
    list(field, .binary, elements.count)
    for element in elements { plain(Array(element.utf8)) }
  }

  private mutating func head(_ field: Int, _ kind: Kind) {
    let step = field - (lastField.last ?? 0)
    if (1...15).contains(step) {
      bytes.append(UInt8(step) << 4 | kind.rawValue)
    } else {
      bytes.append(kind.rawValue)
      zigzag(field)
    }
    lastField[lastField.count - 1] = field
  }

  private mutating func list(_ field: Int, _ kind: Kind, _ count: Int) {
    head(field, .list)
    if count < 15 {
      bytes.append(UInt8(count) << 4 | kind.rawValue)
    } else {
      bytes.append(0xF0 | kind.rawValue)
      bytes.append(varint: UInt64(count))
    }
  }

  private mutating func plain(_ value: [UInt8]) {
    bytes.append(varint: UInt64(value.count))
    bytes += value
  }

  private mutating func zigzag(_ value: Int) {
    bytes.append(varint: UInt64(bitPattern: Int64((value << 1) ^ (value >> 63))))
  }
}
