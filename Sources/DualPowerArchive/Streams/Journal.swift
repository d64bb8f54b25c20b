import DualPower
import Foundation
import Synchronization

/// Records that one process adds to a file, each there whole or not at all.
///
/// A record is its length and its hash, eight bytes each, and its bytes. What a process that was killed
/// left unfinished ends the file for every reader, and goes when the next writer opens it. The file is
/// locked for as long as its writer lives, however that ends.
public final class Journal: Sendable {
  private let path: String
  private let descriptor: Int32
  /// Where the last whole record ends.
  private let end: Mutex<Int>

  static let headBytes = 16

  /// Opens a journal for writing, or begins one.
  ///
  /// - Parameters:
  ///   - path: Its file.
  ///   - heading: Its first record, which one that is there must have.
  /// - Throws: ``StreamFailure`` where it cannot be, or where another process has it open.
  public init(at path: String, heading: [UInt8]) throws(StreamFailure) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw StreamFailure(file: path, code: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno == EWOULDBLOCK ? "another process is at work on it" : nil
      let failure =
        reason.map { StreamFailure(file: path, reason: $0) }
        ?? StreamFailure(file: path, code: errno)
      close(descriptor)
      throw failure
    }
    let found = JournalReader.scan(descriptor)
    self.path = path
    self.descriptor = descriptor
    end = Mutex(found.end)
    let first = JournalReader.record(descriptor, found.records.first)
    guard first == nil || first == heading else {
      throw StreamFailure(file: path, reason: "it holds records of something else")
    }
    guard ftruncate(descriptor, off_t(found.end)) == 0 else {
      throw StreamFailure(file: path, code: errno)
    }
    if first == nil { try append(heading) }
  }

  deinit { close(descriptor) }

  /// Adds a record.
  ///
  /// - Throws: ``StreamFailure`` where there is no room for it; the file then ends as before.
  public func append(_ record: [UInt8]) throws(StreamFailure) {
    let frame = Self.head(record) + record
    let code = end.withLock { end -> Int32 in
      lseek(descriptor, off_t(end), SEEK_SET)
      guard put(frame, to: descriptor) else {
        let code = errno
        ftruncate(descriptor, off_t(end))
        return code
      }
      end += frame.count
      return 0
    }
    guard code == 0 else { throw StreamFailure(file: path, code: code) }
  }

  /// The first record of a journal, of which no more is read; `nil` where there is none.
  public static func heading(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return JournalReader.record(descriptor, JournalReader.scan(descriptor, most: 1).records.first)
  }

  /// Makes safe on disk what has been added.
  public func sync() { fsync(descriptor) }

  private static func head(_ record: [UInt8]) -> [UInt8] {
    var head: [UInt8] = []
    head.append(littleEndian: UInt64(record.count))
    head.append(littleEndian: hash(record))
    return head
  }

  static func hash(_ record: [UInt8]) -> UInt64 {
    var wire = Wire.hashing
    var record = record
    wire.value(&record)
    return wire.digest
  }
}

/// Reads the whole records of a journal, whether or not its writer is still at work.
public final class JournalReader {
  private let descriptor: Int32
  /// How many whole records there are.
  public var count: Int { records.count }
  private let records: [Range<Int>]

  /// Opens a journal; `nil` where it cannot be read.
  ///
  /// Reads it once from end to end, with no more than one record held.
  public init?(at path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    records = Self.scan(descriptor).records
  }

  deinit { close(descriptor) }

  /// A record, by its place; empty where it cannot be read any more.
  public subscript(_ place: Int) -> [UInt8] {
    Self.record(descriptor, records[place]) ?? []
  }

  static func scan(_ descriptor: Int32, most: Int = .max) -> (records: [Range<Int>], end: Int) {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { return ([], 0) }
    let size = Int(info.st_size)
    var records: [Range<Int>] = []
    var end = 0
    while records.count < most, let head = read(descriptor, end..<end + Journal.headBytes) {
      let (length, hash) = head.withUnsafeBytes {
        (
          UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)),
          UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
      }
      let start = end + Journal.headBytes
      guard length <= UInt64(size - start) else { break }
      let range = start..<start + Int(length)
      guard let record = read(descriptor, range), Journal.hash(record) == hash else { break }
      records.append(range)
      end = range.upperBound
    }
    return (records, end)
  }

  static func record(_ descriptor: Int32, _ range: Range<Int>?) -> [UInt8]? {
    range.flatMap { read(descriptor, $0) }
  }

  private static func read(_ descriptor: Int32, _ range: Range<Int>) -> [UInt8]? {
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, length in
      while length < range.count {
        let start = buffer.baseAddress?.advanced(by: length)
        let found = pread(descriptor, start, range.count - length, off_t(range.lowerBound + length))
        if found < 0 && errno == EINTR { continue }
        guard found > 0 else {
          isWhole = false
          return
        }
        length += found
      }
    }
    return isWhole ? bytes : nil
  }
}
