import Foundation

/// A folder that appears whole or not at all.
///
/// It is filled under another name beside its own, made safe on disk, and renamed at the end.
/// Discarding it leaves nothing behind.
public final class ArchiveFolder {
  /// A file that has been written.
  struct File {
    var name: String
    var bytes: Int
    var sha256: String
  }

  private let target: String
  private let temporary: String
  private var parents: [String] = []
  private(set) var files: [File] = []
  private var isOpen = true

  /// Opens a folder for writing; done before the work, so that what cannot be written is known.
  ///
  /// - Throws: ``ArchiveFailure`` where it cannot be made, or where something stands that is not a
  ///   run of ours.
  public init(at path: String) throws(ArchiveFailure) {
    var trimmed = path
    while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
    target = trimmed
    temporary = "\(trimmed).tmp-\(getpid())"
    try Self.check(target)
    try makeParents()
    // A process of the same number may have been killed here.
    try? FileManager.default.removeItem(atPath: temporary)
    guard mkdir(temporary, 0o777) == 0 else {
      let failure = ArchiveFailure.cannotMake(folder: path, reason: reason(errno))
      discard()
      throw failure
    }
  }

  deinit { discard() }

  /// Writes a file, to disk and not only to the system's memory.
  func write(_ name: String, _ bytes: [UInt8]) throws(ArchiveFailure) {
    let path = "\(temporary)/\(name)"
    if let slash = name.lastIndex(of: "/") { mkdir("\(temporary)/\(name[..<slash])", 0o777) }
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure(name) }
    defer { close(file) }
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes {
        Foundation.write(file, $0.baseAddress?.advanced(by: start), bytes.count - start)
      }
      if written < 0 && errno == EINTR { continue }
      guard written >= 0 else { throw failure(name) }
      start += written
    }
    guard fsync(file) == 0 else { throw failure(name) }
    files.append(File(name: name, bytes: bytes.count, sha256: SHA256.hex(bytes)))
  }

  /// Gives the folder its name.
  ///
  /// A complete run that stood there steps aside first and goes when the new one has its place, so
  /// that at every moment one of the two is on disk whole.
  public func commit() throws(ArchiveFailure) {
    sync(temporary)
    let former = "\(target).old-\(getpid())"
    let hadFormer = FileManager.default.fileExists(atPath: target)
    if hadFormer && rename(target, former) != 0 { throw failure("") }
    guard rename(temporary, target) == 0 else {
      let failure = failure("")
      if hadFormer { rename(former, target) }
      throw failure
    }
    isOpen = false
    sync(Self.parent(of: target))
    if hadFormer { try? FileManager.default.removeItem(atPath: former) }
  }

  /// Removes what has been written.
  public func discard() {
    guard isOpen else { return }
    isOpen = false
    try? FileManager.default.removeItem(atPath: temporary)
    for folder in parents.reversed() { rmdir(folder) }
  }

  /// Nothing, an empty folder or a complete run may stand where the folder will.
  private static func check(_ target: String) throws(ArchiveFailure) {
    let name = target.split(separator: "/").last ?? ""
    guard !["", ".", ".."].contains(name) else { throw .noName(target) }
    var isFolder: ObjCBool = false
    let manager = FileManager.default
    guard manager.fileExists(atPath: target, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw .notAFolder(target) }
    let entries = (try? manager.contentsOfDirectory(atPath: target)) ?? []
    guard entries.isEmpty || isRun(target) else { throw .notOurs(target) }
  }

  private static func isRun(_ folder: String) -> Bool {
    guard let data = FileManager.default.contents(atPath: "\(folder)/manifest.json"),
      let keys = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return false }
    return keys["schemaVersion"] is Int && keys["digest"] is String
  }

  private func makeParents() throws(ArchiveFailure) {
    var missing: [String] = []
    var folder = Self.parent(of: target)
    while !FileManager.default.fileExists(atPath: folder) {
      missing.append(folder)
      folder = Self.parent(of: folder)
    }
    for folder in missing.reversed() {
      guard mkdir(folder, 0o777) == 0 else {
        let failure = ArchiveFailure.cannotMake(folder: folder, reason: reason(errno))
        discard()
        throw failure
      }
      parents.append(folder)
    }
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private func failure(_ name: String) -> ArchiveFailure {
    .cannotWrite(file: name.isEmpty ? target : "\(target)/\(name)", reason: reason(errno))
  }

  private func reason(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }

  private func sync(_ folder: String) {
    let file = open(folder, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    fsync(file)
    close(file)
  }
}

/// Why a run's folder was not written, as plain cases.
public enum ArchiveFailure: Error, Equatable {
  /// What was named has no name that a folder could be given.
  case noName(String)
  /// Something that is no folder stands there.
  case notAFolder(String)
  /// A folder with something else in it stands there.
  case notOurs(String)
  /// A folder cannot be made.
  case cannotMake(folder: String, reason: String)
  /// A file cannot be written.
  case cannotWrite(file: String, reason: String)
  /// The user had enough.
  case interrupted

  /// The failure as a sentence.
  public var sentence: String {
    switch self {
    case .noName(let path):
      "--out \(path.isEmpty ? "\"\"" : path): no name; a run is kept in a folder of its own. Name one."
    case .notAFolder(let path):
      "--out \(path): there is a file of this name; a run is kept in a folder. Name another."
    case .notOurs(let path):
      "--out \(path): there are other things in this folder; a run is kept in a folder of its own. "
        + "Name a new one, or one that holds a run."
    case .cannotMake(let folder, let reason):
      "--out \(folder): \(reason); nothing was written. Name a folder that can be made."
    case .cannotWrite(let file, let reason):
      "\(file): \(reason); nothing was kept. Make room there or name another folder."
    case .interrupted:
      "interrupted while the run was being kept; nothing was written"
    }
  }
}
