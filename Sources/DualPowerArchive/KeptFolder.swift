import Foundation

/// A folder that was kept, to be held against the checksums of its manifest.
public struct KeptFolder {
  /// The manifest of a run, or of a life.
  static let manifest = "manifest.json"
  /// The manifest of an ensemble, whose first line is of the others.
  static let lines = "manifest.jsonl"

  /// The folder, as the user named it.
  public let path: String
  /// The files that its manifest lists.
  public let files: [KeptFile]

  /// Opens a folder, and holds its manifest against the checksum that it has of itself.
  public init(at path: String) throws(KeptFinding) {
    self.path = path
    let isRun = FileManager.default.fileExists(atPath: "\(path)/\(Self.manifest)")
    let name = isRun ? Self.manifest : Self.lines
    guard let data = FileManager.default.contents(atPath: "\(path)/\(name)") else {
      throw KeptFinding(file: path, kind: .nothingKept)
    }
    let bytes = [UInt8](data)
    let end = (isRun ? bytes.lastIndex(of: 10) : bytes.firstIndex(of: 10)) ?? bytes.endIndex
    let object = Array(bytes[..<end])
    func finding(_ kind: KeptFinding.Kind) -> KeptFinding {
      KeptFinding(file: "\(path)/\(name)", kind: kind)
    }
    guard let listing = try? JSONDecoder().decode(Listing.self, from: Data(object)),
      Seal.holds(object) != false
    else { throw finding(.damaged) }
    guard Seal.holds(object) == true else { throw finding(.unsealed) }
    if let lines = listing.lines {
      guard lines == KeptFile(Self.lines, Array(bytes[min(end + 1, bytes.count)...])) else {
        throw finding(.damaged)
      }
    }
    files = listing.files
  }

  /// Holds every file against the manifest.
  ///
  /// - Returns: A finding for each that is not as it was written.
  public func findings() -> [KeptFinding] { files.compactMap { finding($0) } }

  /// Holds one file against the manifest, before it is read.
  public func check(_ name: String) throws(KeptFinding) {
    guard let file = files.first(where: { $0.name == name }) else {
      throw KeptFinding(file: "\(path)/\(name)", kind: .unlisted)
    }
    if let finding = finding(file) { throw finding }
  }

  private func finding(_ file: KeptFile) -> KeptFinding? {
    let path = "\(path)/\(file.name)"
    func finding(_ kind: KeptFinding.Kind) -> KeptFinding { KeptFinding(file: path, kind: kind) }
    guard let handle = FileHandle(forReadingAtPath: path) else { return finding(.missing) }
    defer { try? handle.close() }
    var hash = SHA256()
    var count = 0
    do {
      while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
        hash.add([UInt8](piece)[...])
        count += piece.count
      }
    } catch {
      return finding(.unreadable)
    }
    guard count == file.bytes else { return finding(.size(count, wanted: file.bytes)) }
    return hash.hex == file.sha256 ? nil : finding(.damaged)
  }

  /// What is read of a manifest.
  private struct Listing: Decodable {
    var files: [KeptFile]
    /// The lines below the first.
    var lines: KeptFile?
  }
}

/// What is not as it was written.
public struct KeptFinding: Error, Equatable {
  /// What was found, as plain cases.
  public enum Kind: Sendable, Equatable {
    /// Neither a run nor an ensemble nor a life lies here.
    case nothingKept
    /// A file that the manifest lists is not there.
    case missing
    /// A file cannot be read.
    case unreadable
    /// A file that the manifest does not list.
    case unlisted
    /// A file has fewer bytes than were written, or more.
    case size(Int, wanted: Int)
    /// A file's checksum is not that of what was written.
    case damaged
    /// The manifest has no checksum of itself.
    case unsealed
  }

  /// The file, or the folder.
  public var file: String
  /// What was found.
  public var kind: Kind

  /// The finding as a sentence.
  public var sentence: String { "\(file): \(words)" }

  private var words: String {
    switch kind {
    case .nothingKept:
      "no manifest; a folder is meant that --out wrote, and an ensemble's once it has been gathered."
    case .missing:
      "not there, and the manifest lists it. \(Self.mend)"
    case .unreadable:
      "cannot be read. \(Self.mend)"
    case .unlisted:
      "not in the manifest; whoever put it there, it is not what was kept. \(Self.mend)"
    case .size(let bytes, let wanted):
      "\(bytes) bytes, where \(wanted) were written. \(Self.mend)"
    case .damaged:
      "damaged; what it holds is not what was written. \(Self.mend)"
    case .unsealed:
      "no checksum of itself; it was changed, or an earlier version wrote it. \(Self.mend)"
    }
  }

  private static let mend = "Copy the folder again, or make it anew."
}
