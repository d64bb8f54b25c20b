import Foundation
import Synchronization

/// Seeds or runs, one a thread.
public enum Ensemble {
  /// Does something for each seed or run, on so many threads, begun in their order.
  ///
  /// - Throws: ``ThreadFinding`` when there cannot be so many, or the first failure that came.
  public static func each<Item: Sendable>(
    _ items: [Item],
    threads: Int,
    _ body: @escaping @Sendable (Item) throws -> Void
  ) throws {
    let failure = Mutex<(any Error)?>(nil)
    let concurrently = try Threads.concurrently(threads: min(threads, max(1, items.count)))
    concurrently(items.count) { i in
      guard failure.withLock({ $0 == nil }) else { return }
      do {
        try body(items[i])
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// What a function gives for each number below a count, on so many threads; `nil` if it gives nothing for one.
  ///
  /// - Throws: As ``each(_:threads:_:)``.
  static func map<Value: Sendable>(
    _ count: Int,
    threads: Int,
    _ body: @escaping @Sendable (Int) throws -> Value?
  ) throws -> [Value]? {
    let values = Mutex([Value?](repeating: nil, count: count))
    try each(Array(0..<count), threads: threads) { i in
      let value = try body(i)
      values.withLock { $0[i] = value }
    }
    let all = values.withLock { $0.compactMap(\.self) }
    return all.count == count ? all : nil
  }
}
