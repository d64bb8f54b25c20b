import Foundation

/// A file of text, read only when it is fit to be.
struct TextFile {
  /// The most bytes that a table may have.
  static let largest = 64 << 20

  /// What it holds, without a byte order mark.
  let text: String
  /// The bytes as they were.
  let bytes: [UInt8]

  /// Reads a file, or tells why not.
  init(at path: String, most: Int = TextFile.largest) throws(Refusal) {
    let files = FileManager.default
    // Following links first, so that a link to a folder is a folder.
    let real = URL(filePath: path).resolvingSymlinksInPath().path
    guard let attributes = try? files.attributesOfItem(atPath: real) else {
      throw Refusal(kind: .missingFile)
    }
    switch attributes[.type] as? FileAttributeType {
    case .typeRegular: break
    case .typeDirectory: throw Refusal(kind: .directory)
    default: throw Refusal(kind: .unreadable)
    }
    // Asked before reading, so that a huge file costs nothing.
    let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
    guard size <= most else { throw Refusal(kind: .tooLarge(bytes: size, most: most)) }
    guard let data = files.contents(atPath: real) else { throw Refusal(kind: .unreadable) }
    try self.init([UInt8](data))
  }

  /// The text of bytes that were read before, or why there is none.
  init(_ bytes: [UInt8]) throws(Refusal) {
    self.bytes = bytes
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let fault = firstFault(in: bytes)
      throw Refusal(kind: .notUTF8(byte: fault.byte), line: fault.line)
    }
    self.text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  /// Why a file was not read.
  struct Refusal: Error {
    var kind: FindingKind
    var line: Int?
  }
}

/// The byte, 1 for the first, at which bytes stop being UTF-8, and its line.
private func firstFault(in bytes: [UInt8]) -> (byte: Int, line: Int) {
  var decoder = UTF8()
  var iterator = bytes.makeIterator()
  var byte = 1
  var line = 1
  while case .scalarValue(let letter) = decoder.decode(&iterator) {
    byte += UTF8.width(letter)
    if letter == "\n" { line += 1 }
  }
  return (byte, line)
}
