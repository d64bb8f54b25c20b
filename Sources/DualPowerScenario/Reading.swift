import Foundation

/// One reading of a scenario: the findings so far, the files opened, and the hash of their bytes.
final class Reading {
  private(set) var findings: [Finding] = []
  private(set) var fingerprint = Fingerprint()
  /// Where each file lies, by the name it has in findings.
  private var paths: [String: String] = [:]

  /// Adds a finding.
  func note(_ kind: FindingKind, at place: TextPlace, path: String = "") {
    findings.append(Finding(place: place, path: path, kind: kind))
  }

  /// Ends the reading if anything was found.
  func settle() throws(Findings) {
    if !findings.isEmpty { throw Findings(findings) }
  }

  /// Counts a text in the hash, as an option does that changes a value.
  func count(_ text: String) { fingerprint.add(text.utf8) }

  /// The text of a file named by the user or the program.
  func text(_ name: String, at path: String, asked place: TextPlace? = nil, key: String = "")
    -> String?
  {
    do throws(TextFile.Refusal) {
      let file = try TextFile(name, at: path)
      fingerprint.add(file.bytes)
      paths[name] = path
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

  /// The name and path of a file that another file refers to.
  ///
  /// Only the folder of the referring file and those beside it are open to it, so that a scenario from
  /// a stranger cannot have any file of the machine read.
  func resolve(_ reference: String, from place: TextPlace, key: String) -> (
    name: String, path: String
  )? {
    guard let referring = paths[place.file] else {
      note(.outsideFolder(reference: reference), at: place, path: key)
      return nil
    }
    let folder = URL(filePath: referring).standardizedFileURL.deletingLastPathComponent()
    let target = folder.appending(path: reference).standardizedFileURL.path
    let around = folder.deletingLastPathComponent().path
    let isInside = target.hasPrefix(around.hasSuffix("/") ? around : around + "/")
    guard !reference.hasPrefix("/"), isInside else {
      note(.outsideFolder(reference: reference), at: place, path: key)
      return nil
    }
    return (sibling(reference, of: place.file), target)
  }

  /// A reference as seen from where the user stands.
  private func sibling(_ reference: String, of file: String) -> String {
    var parts = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().map(
      String.init
    )
    for part in reference.split(separator: "/").map(String.init) where part != "." {
      if part == "..", let last = parts.last, !["..", ".", ""].contains(last) {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
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
