import DualPowerArchive
import Foundation
import Synchronization

/// Which run of an ensemble each thread is at, so that one that ends the program can be told from the rest.
///
/// A trap takes the process with it, and every run that its threads are at. What the handler of its signal
/// asks of this is memory that was made before: it allocates nothing and waits for nobody.
public enum RunsAtWork {
  private struct Seat {
    var thread: pthread_t
    var run: Int
  }

  /// More than there are threads.
  private static let count = 1_024
  private static let free = -1
  private nonisolated(unsafe) static let seats: UnsafeMutableBufferPointer<Seat> = {
    let seats = UnsafeMutableBufferPointer<Seat>.allocate(capacity: count)
    seats.initialize(repeating: Seat(thread: pthread_self(), run: free))
    return seats
  }()
  /// Where a run that ends the program is noted; 0 for nowhere.
  private nonisolated(unsafe) static let note: UnsafeMutablePointer<Int32> = {
    let note = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    note.initialize(to: 0)
    return note
  }()
  private static let changes = Mutex<Void>(())

  /// Does a run of an ensemble.
  ///
  /// - Parameters:
  ///   - run: Its number.
  ///   - body: What is done.
  /// - Returns: What came of it.
  static func at<T>(_ run: Int, _ body: () throws -> T) rethrows -> T {
    let seat = changes.withLock { _ in
      let seat = seats.firstIndex { $0.run == free } ?? 0
      seats[seat] = Seat(thread: pthread_self(), run: run)
      return seat
    }
    defer { changes.withLock { _ in seats[seat].run = free } }
    return try body()
  }

  /// Notes runs that end the program in a file, for as long as something is done.
  static func noting<T>(in path: String, _ body: () throws -> T) rethrows -> T {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    note.pointee = max(0, descriptor)
    defer {
      note.pointee = 0
      if descriptor >= 0 { close(descriptor) }
      // Empty, as all that is noted ends the program.
      unlink(path)
    }
    return try body()
  }

  /// What a file tells of runs that ended the program.
  static func ended(notedIn path: String) -> [Ended] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").compactMap { Int($0) }
      return words.count == 2 ? Ended(run: words[0], signal: words[1]) : nil
    }
  }

  /// A run that ended the program.
  struct Ended: Equatable {
    /// Its number.
    var run: Int
    /// By which signal.
    var signal: Int
  }

  /// Called by the handler of a signal: notes the run that its thread is at; whether there is one.
  public static func noteEnd(by signal: Int32) -> Bool {
    guard note.pointee > 0 else { return false }
    let thread = pthread_self()
    for seat in 0..<count where seats[seat].run != free {
      guard pthread_equal(seats[seat].thread, thread) != 0 else { continue }
      return write(seats[seat].run, Int(signal))
    }
    return false
  }

  /// Writes two whole numbers that are not negative, as a line.
  private static func write(_ run: Int, _ signal: Int) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { line in
      var end = 64
      func put(_ byte: UInt8) {
        end -= 1
        line[end] = byte
      }
      func put(digitsOf number: Int) {
        var rest = number
        repeat {
          put(UInt8(ascii: "0") + UInt8(rest % 10))
          rest /= 10
        } while rest > 0
      }
      put(UInt8(ascii: "\n"))
      put(digitsOf: signal)
      put(UInt8(ascii: " "))
      put(digitsOf: run)
      let told = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(line)[end...])
      return Foundation.write(note.pointee, told.baseAddress, told.count) == told.count
    }
  }
}
