import Foundation

/// A folder that appears whole or not at all.
///
/// It is filled under another name beside its own, made safe on disk, and given its own at the end.
/// Discarding it leaves nothing behind; what a process leaves that is killed, the next one for the same
/// folder removes.
public final class ArchiveFolder {
  private let target: String
  private let temporary: Workplace
  private var parents: [String] = []
  private var files: [KeptFile] = []
  private var isOpen = true
  /// Checkpoints that runs for the same folder kept before they were killed.
  public let leftBehind: [String]

  /// Opens a folder for writing; done before the work, so that what cannot be written is known.
  ///
  /// - Throws: ``ArchiveFailure`` where it cannot be made, or where something stands that is not a
  ///   run of ours.
  public init(at path: String) throws(ArchiveFailure) {
    var trimmed = path
    while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
    target = trimmed
    try Self.check(target)
    var made: [String] = []
    do throws(ArchiveFailure) {
      try Self.makeParents(of: target, &made)
      leftBehind = Workplace.tidy(beside: target)
      temporary = try Workplace(beside: target)
    } catch {
      for folder in made.reversed() { rmdir(folder) }
      throw error
    }
    parents = made
  }

  deinit { discard() }

  /// Writes a file, to disk and not only to the system's memory.
  func write(_ name: String, _ bytes: [UInt8]) throws(ArchiveFailure) {
    let path = "\(temporary.path)/\(name)"
    if let slash = name.lastIndex(of: "/") { mkdir("\(temporary.path)/\(name[..<slash])", 0o777) }
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure(name) }
    defer { close(file) }
    guard put(bytes, to: file), fsync(file) == 0 else { throw failure(name) }
    files.append(KeptFile(name, bytes))
  }

  /// Writes the manifest, last of all files: what is known of the run, the files, and its own checksum.
  func writeManifest(_ json: JSON) throws(ArchiveFailure) {
    let text = json.with("files", .array(files.map(\.json))).text(isIndented: true)
    try write(KeptFolder.manifest, Array(Seal.sealed(text).utf8) + [10])
  }

  /// Gives the folder its name.
  ///
  /// A complete run that stands there changes places with it, and goes.
  public func commit() throws(ArchiveFailure) {
    Workplace.sync(temporary.path)
    // Hours may have passed, in which something else was put there.
    try Self.check(target)
    let hadFormer = rename(temporary.path, target) != 0
    guard !hadFormer || temporary.exchange(with: target) else { throw failure("") }
    isOpen = false
    Workplace.sync(Self.parent(of: target))
    if hadFormer { temporary.remove() }
    temporary.leave()
  }

  /// Removes what has been written.
  public func discard() {
    guard isOpen else { return }
    isOpen = false
    temporary.remove()
    temporary.leave()
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

  private static func makeParents(
    of target: String,
    _ made: inout [String]
  ) throws(ArchiveFailure) {
    var missing: [String] = []
    var folder = parent(of: target)
    while !FileManager.default.fileExists(atPath: folder) {
      missing.append(folder)
      folder = parent(of: folder)
    }
    for folder in missing.reversed() {
      if mkdir(folder, 0o777) == 0 {
        made.append(folder)
      } else if errno != EEXIST {
        throw ArchiveFailure.cannotMake(folder: folder, reason: reason(errno))
      }
      // Otherwise one that is opened beside it made it meanwhile, and may remove it.
    }
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private func failure(_ name: String) -> ArchiveFailure {
    .cannotWrite(file: name.isEmpty ? target : "\(target)/\(name)", reason: reason(errno))
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
