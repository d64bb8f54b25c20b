import Foundation
import Synchronization

/// Seeds, one a thread.
public enum Ensemble {
  /// Does something for each seed, on so many threads.
  ///
  /// - Throws: ``ThreadFinding`` when there cannot be so many, or the first failure that came.
  public static func each(
    _ seeds: [UInt64],
    threads: Int,
    _ body: @escaping @Sendable (UInt64) throws -> Void
  ) throws {
    let failure = Mutex<(any Error)?>(nil)
    let concurrently = try Threads.concurrently(threads: min(threads, max(1, seeds.count)))
    concurrently(seeds.count) { i in
      guard failure.withLock({ $0 == nil }) else { return }
      do {
        try body(seeds[i])
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
