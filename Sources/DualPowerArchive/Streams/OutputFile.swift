import Foundation

/// A file that is written piece by piece, and appears whole or not at all.
///
/// Until then it has another name beside its own, which the next file of this name takes over.
public final class OutputFile {
  private let path: String
  private let temporary: String
  private var descriptor: Int32
  private var pending: [UInt8] = []
  private var hash = SHA256()
  private var count = 0

  /// Begins a file.
  ///
  /// - Throws: ``StreamFailure`` where it cannot be made.
  public init(at path: String) throws(StreamFailure) {
    self.path = path
    temporary = path + ".tmp"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw StreamFailure(file: path, code: errno) }
  }

  deinit { discard() }

  /// Adds bytes.
  ///
  /// - Throws: ``StreamFailure`` where there is no room for them; nothing of the file is left then.
  public func write(_ bytes: some Sequence<UInt8>) throws(StreamFailure) {
    pending += bytes
    if pending.count >= 1 << 16 { try flush() }
  }

  /// Adds all bytes of another file, a piece at a time.
  ///
  /// - Throws: ``StreamFailure`` where that cannot be read, or there is no room.
  public func append(contentsOf other: String) throws(StreamFailure) {
    let source = open(other, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw StreamFailure(file: other, code: errno) }
    defer { close(source) }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(source, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw StreamFailure(file: other, code: errno) }
      guard count > 0 else { return }
      try write(piece[..<count])
    }
  }

  /// Makes the file safe on disk and gives it its name; one of that name goes.
  ///
  /// - Returns: The file, as a manifest lists it.
  /// - Throws: ``StreamFailure`` where that fails; what stood there stays.
  @discardableResult
  public func commit() throws(StreamFailure) -> KeptFile {
    try flush()
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw failed() }
    close(descriptor)
    descriptor = -1
    let name = path.split(separator: "/").last ?? ""
    return KeptFile(name: String(name), bytes: count, sha256: hash.hex)
  }

  private func flush() throws(StreamFailure) {
    guard put(pending, to: descriptor) else { throw failed() }
    hash.add(pending[...])
    count += pending.count
    pending = []
  }

  private func failed() -> StreamFailure {
    let failure = StreamFailure(file: path, code: errno)
    discard()
    return failure
  }

  private func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
    descriptor = -1
  }
}

/// Why a file of many runs was not written.
public struct StreamFailure: Error, Equatable {
  /// The file.
  public var file: String
  /// What the system says.
  public var reason: String

  /// What the system says of a file.
  init(file: String, code: Int32) {
    self.file = file
    reason = DualPowerArchive.reason(code)
  }

  /// A failure of our own finding.
  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }

  /// The failure as a sentence.
  public var sentence: String {
    "\(file): \(reason); what was complete before stays. Make room there or name another folder, and "
      + "ask for the same again."
  }
}

/// Writes all bytes, or tells that it could not.
func put(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  bytes.withUnsafeBytes { buffer in
    var start = 0
    while start < buffer.count {
      let written = Foundation.write(
        descriptor,
        buffer.baseAddress?.advanced(by: start),
        buffer.count - start
      )
      if written < 0 && errno == EINTR { continue }
      guard written >= 0 else { return false }
      start += written
    }
    return true
  }
}
