#if MPI
import CMPI
import DualPower
public import DualPowerExperiment
import Synchronization

/// The processes that `mpirun` has started together.
public enum MPIWorld {
  /// Joins the others, once in a process; from then on only the calling thread speaks to them.
  public static func join() -> Ranks {
    dualpowerJoin()
    let ledger = Ledger()
    return Ranks(
      Partners(
        own: Int(dualpowerRank()),
        of: Int(dualpowerRanks()),
        complete: { items, firstItem in
          let spent = Spent { complete(items, firstItem) }
          ledger.note(spent) {
            $0.completions += 1
            $0.completedBytes += 4 * items.count
          }
        },
        add: { items in
          let spent = Spent { dualpowerAdd(items.baseAddress, Int32(items.count)) }
          ledger.note(spent) {
            $0.additions += 1
            $0.addedBytes += 4 * items.count
          }
        }
      ),
      exchanged: { ledger.exchanged },
      leave: { dualpowerLeave() }
    )
  }

  /// MPI counts in 32 bits.
  private static func complete(_ items: UnsafeMutableBufferPointer<Int32>, _ firstItem: [Int]) {
    let first = firstItem.dropLast().map { Int32($0) }
    let counts = zip(firstItem, firstItem.dropFirst()).map { Int32($1 - $0) }
    dualpowerComplete(items.baseAddress, counts, first)
  }
}

/// What a call took.
private struct Spent {
  let seconds: Double
  let processorSeconds: Double

  init(_ call: () -> Void) {
    let (began, worked) = (dualpowerSeconds(), dualpowerProcessorSeconds())
    call()
    seconds = dualpowerSeconds() - began
    processorSeconds = dualpowerProcessorSeconds() - worked
  }
}

/// What was exchanged so far.
private final class Ledger: Sendable {
  private let sums = Mutex(Exchanged())

  var exchanged: Exchanged { sums.withLock(\.self) }

  func note(_ spent: Spent, _ more: (inout Exchanged) -> Void) {
    sums.withLock {
      $0.seconds += spent.seconds
      $0.processorSeconds += spent.processorSeconds
      more(&$0)
    }
  }
}
#endif
