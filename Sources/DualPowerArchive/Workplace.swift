import CFiles
import Foundation

/// Where a folder is filled before it has its name; locked for as long as somebody is at work in it.
struct Workplace {
  /// Beside the folder, so that both lie on one disk.
  let path: String
  private let lock: Int32

  /// Makes one for this process alone.
  init(beside target: String) throws(ArchiveFailure) {
    // A process of the same number may be at work here on another machine.
    for attempt in 1...100 {
      let path = "\(target).tmp-\(getpid())" + (attempt == 1 ? "" : "-\(attempt)")
      guard mkdir(path, 0o777) == 0 else {
        guard errno == EEXIST else { break }
        continue
      }
      let lock = open(path, O_RDONLY | O_CLOEXEC)
      // Before it was locked, another could take it for one that was left behind.
      guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0, access(path, W_OK) == 0 else {
        if lock >= 0 { close(lock) }
        continue
      }
      (self.path, self.lock) = (path, lock)
      return
    }
    throw ArchiveFailure.cannotMake(folder: target, reason: reason(errno))
  }

  /// Lets go of it.
  func leave() { close(lock) }

  /// Removes it with all that is in it.
  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// Has it and a folder change places, at once where the system can do that.
  func exchange(with target: String) -> Bool {
    if exchange_names(path, target) == 0 { return true }
    let former = path + ".old"
    guard rename(target, former) == 0 else { return false }
    guard rename(path, target) == 0 else {
      let code = errno
      rename(former, target)
      errno = code
      return false
    }
    return rename(former, path) == 0
  }

  /// Removes what was left beside a folder by processes that were killed, but for folders with checkpoints.
  ///
  /// - Returns: Those checkpoints.
  static func tidy(beside target: String) -> [String] {
    let start = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
    let (folder, own) = (String(target[..<start]), target[start...] + ".tmp-")
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { $0.hasPrefix(own) }.sorted().flatMap { name -> [String] in
      let path = folder + name
      let lock = open(path, O_RDONLY | O_CLOEXEC)
      guard lock >= 0 else { return [] }
      defer { close(lock) }
      guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { return [] }
      let inside = (try? files.contentsOfDirectory(atPath: path)) ?? []
      let checkpoints = inside.filter { $0.hasSuffix(".dpc") }.sorted()
      if checkpoints.isEmpty { try? files.removeItem(atPath: path) }
      return checkpoints.map { "\(path)/\($0)" }
    }
  }

  /// Makes safe on disk which names a folder holds.
  static func sync(_ folder: String) {
    let file = open(folder, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    fsync(file)
    close(file)
  }
}

/// What the system says of an error.
func reason(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
