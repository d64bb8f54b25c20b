import Foundation

/// A file that was written, as a manifest lists it.
public struct KeptFile: Sendable, Equatable, Codable {
  /// Its name in its folder.
  public var name: String
  /// How many bytes it has.
  public var bytes: Int
  /// Its checksum, as `sha256sum` prints it.
  public var sha256: String

  /// A file with what it holds.
  init(_ name: String, _ bytes: [UInt8]) {
    self.init(name: name, bytes: bytes.count, sha256: SHA256.hex(bytes))
  }

  /// A file that is there already; `nil` where there is none.
  public init?(_ name: String, in folder: String) {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return nil }
    self.init(name, [UInt8](data))
  }

  init(name: String, bytes: Int, sha256: String) {
    self.name = name
    self.bytes = bytes
    self.sha256 = sha256
  }

  var json: JSON {
    ["name": .string(name), "bytes": .int(bytes), "sha256": .string(sha256)]
  }
}

/// The last member of a manifest: the checksum of the manifest as it would be without.
public enum Seal {
  private static let digits = 64

  /// The text of an object with its seal; the object stands on one line, or has a member a line.
  ///
  /// - Parameter text: The object, without a line end.
  /// - Returns: The object with one member more.
  public static func sealed(_ text: String) -> String {
    let form = Form(of: Array(text.utf8))
    return text.dropLast(form.end.count) + form.mark + SHA256.hex(Array(text.utf8)) + "\""
      + form.end
  }

  /// Whether an object is what was sealed; `nil` where it has no seal.
  public static func holds(_ object: [UInt8]) -> Bool? {
    let form = Form(of: object)
    let tail = digits + 1 + form.end.count
    guard object.count > tail + form.mark.count else { return nil }
    let body = object.dropLast(tail)
    guard body.suffix(form.mark.count).elementsEqual(form.mark.utf8) else { return nil }
    let bare = Array(body.dropLast(form.mark.count)) + Array(form.end.utf8)
    return object.dropFirst(body.count).starts(with: SHA256.hex(bare).utf8)
  }

  private struct Form {
    let mark: String
    let end: String

    init(of object: [UInt8]) {
      let isIndented = object.suffix(2).elementsEqual([10, UInt8(ascii: "}")])
      mark = isIndented ? ",\n  \"sha256\": \"" : ",\"sha256\":\""
      end = isIndented ? "\n}" : "}"
    }
  }
}
