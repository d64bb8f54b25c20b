public import DualPower
import Foundation
import Synchronization

/// Threads for the model, which has none of its own.
public enum Threads {
  /// The numbers of threads that can be asked for.
  public static let allowed = 1...256

  /// As many as the machine has processors for.
  public static var usual: Int {
    min(ProcessInfo.processInfo.activeProcessorCount, allowed.upperBound)
  }

  /// As many as a run of so many agents gains by: an hour of fewer is over before another thread has woken.
  public static func usual(agents: Int) -> Int { max(1, min(usual, agents / agentsOfThread)) }

  /// Agents that are worth a thread of their own.
  private static let agentsOfThread = 100_000

  /// Runs chunks on exactly so many threads, the calling one among them.
  ///
  /// The threads live as long as the function that is returned. Which thread takes which chunk is left
  /// to chance; the model's results do not depend on it.
  ///
  /// - Throws: ``ThreadFinding`` when the number is not one of ``allowed``.
  public static func concurrently(threads: Int) throws(ThreadFinding) -> Concurrently {
    guard allowed.contains(threads) else { throw .notAllowed(threads) }
    guard threads > 1 else { return inOrder }
    let crew = Crew(helpers: threads - 1)
    return { chunks, body in crew.run(chunks, body) }
  }
}

/// A number of threads that cannot be had.
public enum ThreadFinding: Error, Equatable, CustomStringConvertible {
  /// Fewer than one, or more than anyone needs.
  case notAllowed(Int)

  /// The finding as a sentence.
  public var description: String {
    switch self {
    case .notAllowed(let count):
      "--threads \(count): a run has \(Threads.allowed.lowerBound) to "
        + "\(Threads.allowed.upperBound) threads. Leave it out for one per processor."
    }
  }
}

/// Threads that wait for chunks, for as long as somebody holds this.
private final class Crew: Sendable {
  private let board = Board()

  init(helpers: Int) {
    for _ in 0..<helpers {
      let thread = Thread { [board] in board.help() }
      thread.start()
    }
  }

  deinit { board.close() }

  func run(_ chunks: Int, _ body: @Sendable (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      board.share(Job(chunks: chunks, body: body))
    }
  }
}

/// The chunks of one call, taken one by one.
private final class Job: Sendable {
  private let chunks: Int
  private let body: @Sendable (Int) -> Void
  private let next = Atomic<Int>(0)

  init(chunks: Int, body: @escaping @Sendable (Int) -> Void) {
    self.chunks = chunks
    self.body = body
  }

  func work() {
    while true {
      let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard chunk < chunks else { return }
      body(chunk)
    }
  }
}

/// Where the caller puts up a job, and takes it down when no chunk of it is left.
private final class Board: @unchecked Sendable {
  // Every property below is read and written under the lock of `changed` only.
  private let changed = NSCondition()
  private var job: Job?
  private var number = 0
  private var busy = 0
  private var isClosed = false

  /// Does a job with whoever comes in time: a helper that has not woken yet is not waited for.
  func share(_ job: Job) {
    changed.withLock {
      self.job = job
      number += 1
      changed.broadcast()
    }
    job.work()
    changed.withLock {
      // The job holds the caller's closure, which ends with this call.
      self.job = nil
      while busy > 0 { changed.wait() }
    }
  }

  func help() {
    var done = 0
    while helpWithNext(after: &done) {
      changed.withLock {
        busy -= 1
        if busy == 0 { changed.broadcast() }
      }
    }
  }

  /// Works on the next job, and holds nothing of it when this returns.
  @inline(never)
  private func helpWithNext(after done: inout Int) -> Bool {
    guard let job = next(after: &done) else { return false }
    job.work()
    return true
  }

  /// Waits for a job that this helper has not worked on; `nil` when there will be none.
  private func next(after done: inout Int) -> Job? {
    changed.withLock {
      while job == nil || number == done {
        if isClosed { return nil }
        changed.wait()
      }
      done = number
      busy += 1
      return job
    }
  }

  func close() {
    changed.withLock {
      isClosed = true
      changed.broadcast()
    }
  }
}
