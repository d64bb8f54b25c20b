import Foundation

/// One reading of a scenario: the findings so far, the files opened, and the hash of their bytes.
final class Reading {
  /// The most findings that are kept; of any more only the number.
  static let mostFindings = 10_000

  private(set) var findings: [Finding] = []
  private var more = 0
  private(set) var fingerprint = Fingerprint()
  private(set) var files: [ScenarioFile] = []
  /// The files of an earlier reading, which this one takes for those of the disk.
  private let kept: [ScenarioFile]
  /// How many of them it has taken.
  private var taken = 0
  /// Whether there are no files but those.
  private let isClosed: Bool
  /// Whether the file that holds the parameters could not be read, so that nothing more is said of it.
  var isShortOfParameters = false
  /// Where each file lies, by the name it has in findings.
  private var paths: [String: String] = [:]

  /// A reading of files on disk.
  init() {
    kept = []
    isClosed = false
  }

  /// A reading of what an earlier one has read, file by file in the same order.
  ///
  /// - Parameters:
  ///   - files: What was read.
  ///   - isClosed: Whether nothing is read beyond that.
  init(again files: [ScenarioFile], isClosed: Bool) {
    kept = files
    self.isClosed = isClosed
  }

  /// Adds a finding.
  func note(_ kind: FindingKind, at place: TextPlace, path: String = "") {
    if findings.count < Self.mostFindings {
      findings.append(Finding(place: place, path: path, kind: kind))
    } else {
      more += 1
    }
  }

  /// How much was found so far.
  var count: Int { findings.count + more }

  /// Everything found so far, in order.
  var all: Findings { Findings(findings, more: more) }

  /// Ends the reading if anything was found.
  func settle() throws(Findings) {
    if !findings.isEmpty { throw all }
  }

  /// Counts a text in the hash, as an option does that changes a value.
  func count(_ text: String) { fingerprint.add(text.utf8) }

  /// The text of a file named by the user or the program.
  func text(
    _ name: String,
    at path: String,
    asked place: TextPlace? = nil,
    key: String = "",
    most: Int = TextFile.largest
  ) -> String? {
    do throws(TextFile.Refusal) {
      let isAgain = isClosed || taken < kept.count && kept[taken].name == name
      let file = try isAgain ? takeAgain(name) : TextFile(at: path, most: most)
      fingerprint.add(file.bytes)
      files.append(ScenarioFile(name: name, bytes: file.bytes))
      if !isAgain { paths[name] = path }
      return file.text
    } catch {
      let isAbsent = error.kind == .missingFile || error.kind == .directory
      if let place, isAbsent {
        // The line that names the file is where it can be mended.
        note(error.kind, at: place, path: "\(key) \"\(name)\"")
      } else {
        note(error.kind, at: TextPlace(file: name, line: error.line))
      }
      return nil
    }
  }

  private func takeAgain(_ name: String) throws(TextFile.Refusal) -> TextFile {
    guard taken < kept.count, kept[taken].name == name else {
      throw TextFile.Refusal(kind: .missingFile)
    }
    taken += 1
    return try TextFile(kept[taken - 1].bytes)
  }

  /// The name and path of a file that another file refers to.
  ///
  /// Only the folder of the referring file and those beside it are open to it, so that a scenario from
  /// a stranger cannot have any file of the machine read.
  func resolve(_ reference: String, from place: TextPlace, key: String) -> (
    name: String, path: String
  )? {
    let name = parts(of: reference, in: parts(of: place.file).dropLast())
    let root = place.file.hasPrefix("/") ? "/" : ""
    let fullName = root + name.joined(separator: "/")
    // What was read before was allowed then, and lies nowhere now.
    if paths[place.file] == nil { return (fullName, "") }
    if let referring = paths[place.file], !reference.hasPrefix("/") {
      let working = FileManager.default.currentDirectoryPath
      let absolute = referring.hasPrefix("/") ? referring : "\(working)/\(referring)"
      let folder = parts(of: absolute).dropLast()
      let target = parts(of: reference, in: folder)
      let around = folder.dropLast()
      if target.count > around.count, target.starts(with: around) {
        return (fullName, "/" + target.joined(separator: "/"))
      }
    }
    note(.outsideFolder(reference: reference), at: place, path: key)
    return nil
  }

  /// The steps of a path from a folder, each `..` taken back where there is a step to take back.
  ///
  /// By the text alone: links are followed when the file is read, so that a scenario may lie behind one.
  private func parts(of path: String, in folder: ArraySlice<String> = []) -> ArraySlice<String> {
    var parts = folder
    for part in path.split(separator: "/").map(String.init) where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return parts
  }
}

/// A hash of bytes in the order in which they come; it tells scenarios apart and is no seal.
///
/// - Source: FNV-1a, Fowler, Noll and Vo.
struct Fingerprint {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Adds bytes, and a mark that ends them.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    // No UTF-8 text holds this byte, so two texts never run together.
    state = (state ^ 0xFF) &* 0x0000_0100_0000_01B3
  }

  /// The hash so far, as 16 hexadecimal digits.
  var text: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
