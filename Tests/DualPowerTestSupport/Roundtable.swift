public import DualPower
import DualPowerExperiment
import Foundation
import Synchronization

/// Partners in one process, each on a thread of its own, who tell one another numbers through memory.
public final class Roundtable: @unchecked Sendable {
  /// What partners ask for.
  public enum Call: Equatable, Sendable {
    /// ``Partners/complete(_:firstItem:)``.
    case complete([Int])
    /// ``Partners/add(_:)``.
    case add

    fileprivate var isAdd: Bool { self == .add }
  }

  private let changed = NSCondition()
  private let count: Int
  private let isDropped: @Sendable (_ isAdd: Bool, _ number: Int) -> Bool
  // All below is read and written under the lock.
  private var waiting: [Int: (call: Call, items: UnsafeMutableBufferPointer<Int32>)] = [:]
  private var round = 0
  private var done = [true: 0, false: 0]
  private var hasBroken = false

  private init(
    _ count: Int,
    dropping isDropped: @escaping @Sendable (_ isAdd: Bool, _ number: Int) -> Bool
  ) {
    self.count = count
    self.isDropped = isDropped
  }

  /// Has each of some partners do something together.
  ///
  /// - Parameters:
  ///   - count: How many there are.
  ///   - isDropped: Whether a call, by its number among those of its kind, leaves everyone with what they had.
  ///   - body: What each does.
  /// - Returns: What each came to, in order; `nil` where they asked for different things, or one left while
  ///   others waited.
  /// - Throws: `ThreadFinding` when there are more than there can be threads.
  public static func run<Result: Sendable>(
    _ count: Int,
    dropping isDropped: @escaping @Sendable (_ isAdd: Bool, _ number: Int) -> Bool = { _, _ in
      false
    },
    _ body: @Sendable (Partners) -> Result
  ) throws -> [Result]? {
    let table = Roundtable(count, dropping: isDropped)
    let results = Mutex([Result?](repeating: nil, count: count))
    try Threads.concurrently(threads: count)(count) { own in
      let result = body(table.partners(own))
      table.leave()
      results.withLock { $0[own] = result }
    }
    return table.hasBroken ? nil : results.withLock { $0.compactMap(\.self) }
  }

  private func partners(_ own: Int) -> Partners {
    Partners(
      own: own,
      of: count,
      complete: { self.meet(own, .complete($1), $0) },
      add: { self.meet(own, .add, $0) }
    )
  }

  private func meet(_ own: Int, _ call: Call, _ items: UnsafeMutableBufferPointer<Int32>) {
    changed.withLock {
      let began = round
      waiting[own] = (call, items)
      if waiting.count == count {
        settle()
        waiting = [:]
        round += 1
        changed.broadcast()
      }
      while round == began && !hasBroken { changed.wait() }
    }
  }

  private func leave() {
    changed.withLock {
      if !waiting.isEmpty { hasBroken = true }
      changed.broadcast()
    }
  }

  /// Does what all have asked for; whoever came last does it for all.
  private func settle() {
    guard let first = waiting[0],
      waiting.values.allSatisfy({ $0.call == first.call && $0.items.count == first.items.count })
    else {
      hasBroken = true
      return
    }
    let number = done[first.call.isAdd, default: 0]
    done[first.call.isAdd] = number + 1
    guard !isDropped(first.call.isAdd, number) else { return }
    switch first.call {
    case .complete(let firstItem):
      for (owner, source) in waiting {
        let own = firstItem[owner]..<firstItem[owner + 1]
        for (other, target) in waiting where other != owner && !own.isEmpty {
          _ = UnsafeMutableBufferPointer(rebasing: target.items[own])
            .update(fromContentsOf: source.items[own])
        }
      }
    case .add:
      var sums = first.items.map { $0 }
      for (other, source) in waiting where other != 0 {
        for i in sums.indices { sums[i] &+= source.items[i] }
      }
      for (_, target) in waiting.values { _ = target.update(fromContentsOf: sums) }
    }
  }
}
