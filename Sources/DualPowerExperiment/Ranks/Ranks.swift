public import DualPower
import DualPowerArchive
import Foundation

/// Processes that make one run together, perhaps on as many machines.
///
/// Rank 0 leads: it alone reads the scenario, tells, and writes. The others follow: they are handed the society, make
/// their part of each hour, and end with the code that the leader ends with.
public struct Ranks: Sendable {
  /// The same, as the model asks for them.
  public let partners: Partners
  private let exchanged: @Sendable () -> Exchanged
  private let leave: @Sendable () -> Void

  /// Ranks between which numbers can be carried.
  ///
  /// - Parameters:
  ///   - partners: They, and how numbers are carried.
  ///   - exchanged: What this one has exchanged so far.
  ///   - leave: Takes leave of the others; nothing is carried after it.
  public init(
    _ partners: Partners,
    exchanged: @escaping @Sendable () -> Exchanged = { Exchanged() },
    leave: @escaping @Sendable () -> Void = {}
  ) {
    self.partners = partners
    self.exchanged = exchanged
    self.leave = leave
  }

  /// Whether this is the one that leads.
  public var leads: Bool { partners.own == 0 }

  /// What the leader has the others do next.
  private enum Order: UInt64 {
    case end, run
  }

  // MARK: The leader

  /// Has all others begin a run, just before the leader does.
  ///
  /// - Parameters:
  ///   - society: Whose run.
  ///   - seed: Its seed.
  ///   - threads: On how many threads each makes its part.
  func begin(_ society: Society, seed: UInt64, threads: Int) {
    give(Order.run.rawValue)
    give(seed)
    give(UInt64(threads))
    let bytes = society.packed()
    give(UInt64(bytes.count))
    _ = hand(bytes, count: bytes.count)
  }

  /// Has all others end with a code, and takes leave of them.
  public func end(_ code: Int32) {
    give(Order.end.rawValue)
    give(UInt64(UInt32(bitPattern: code)))
    leave()
  }

  // MARK: A follower

  /// Does what the leader says until it ends.
  ///
  /// - Parameter isCancelled: Asked before each tick; if any rank is, all leave the run.
  /// - Returns: The code to end with.
  public func follow(isCancelled: () -> Bool) -> Int32 {
    while true {
      switch Order(rawValue: heard()) {
      case .run: followRun(isCancelled)
      case .end:
        let code = Int32(truncatingIfNeeded: heard())
        leave()
        return code
      case nil: fatalError("an order that no leader gives")
      }
    }
  }

  private func followRun(_ isCancelled: () -> Bool) {
    let seed = heard()
    let threads = Int(heard())
    let count = Int(heard())
    guard let society = Society(unpacking: hand([], count: count)),
      let concurrently = try? Threads.concurrently(threads: threads)
    else { fatalError("an order that no leader gives") }
    var simulation = Simulation(
      society,
      seed: seed,
      concurrently: concurrently,
      loops: Level.best.loops,
      partners: partners
    )
    let first = mark
    while simulation.ticks < society.days.count * 24 {
      guard !partners.any(isCancelled()) else { return }
      simulation.tick(concurrently: concurrently)
    }
    let last = mark
    _ = simulation.digest()
    _ = shares(of: simulation, from: first, to: last)
  }

  // MARK: Both

  /// Where a rank stands, to measure what comes after by.
  struct Mark {
    fileprivate let at = ContinuousClock.now
    fileprivate let processorSeconds = Double(clock()) / Double(CLOCKS_PER_SEC)
    fileprivate let exchanged: Exchanged
  }

  /// Where this one stands.
  var mark: Mark { Mark(exchanged: exchanged()) }

  /// What each had of a run's hours, in order.
  func shares(of simulation: Simulation, from first: Mark, to last: Mark) -> [Run.Share] {
    let (before, after) = (first.exchanged, last.exchanged)
    let exchanging = after.seconds - before.seconds
    let working =
      last.processorSeconds - first.processorSeconds
      - (after.processorSeconds - before.processorSeconds)
    let own = [
      simulation.agentsHere, Runner.peakMemoryBytes(),
      after.completions - before.completions, after.completedBytes - before.completedBytes,
      after.additions - before.additions, after.addedBytes - before.addedBytes,
      Int(1e9 * ((last.at - first.at) / .seconds(1))), Int(1e9 * exchanging), Int(1e9 * working),
    ]
    return (0..<partners.count).map { rank in
      let said = own.map { Int(truncatingIfNeeded: partners.word(UInt64(max(0, $0)), of: rank)) }
      var share = Run.Share()
      (share.agents, share.peakMemoryBytes) = (said[0], said[1])
      (share.completions, share.completedBytes) = (said[2], said[3])
      (share.additions, share.addedBytes) = (said[4], said[5])
      share.seconds = 1e-9 * Double(said[6])
      share.exchangeSeconds = 1e-9 * Double(said[7])
      share.workSeconds = 1e-9 * Double(said[8])
      return share
    }
  }

  private func give(_ word: UInt64) { _ = partners.word(word, of: 0) }

  private func heard() -> UInt64 { partners.word(0, of: 0) }

  /// Hands bytes of the leader's to all, a piece at a time.
  private func hand(_ bytes: [UInt8], count: Int) -> [UInt8] {
    var all: [UInt8] = []
    all.reserveCapacity(count)
    let most = 1 << 22
    for start in stride(from: 0, to: count, by: most) {
      let size = min(most, count - start)
      var items = [Int32](repeating: 0, count: (size + 3) / 4)
      if leads {
        items.withUnsafeMutableBytes { $0.copyBytes(from: bytes[start..<start + size]) }
      }
      partners.add(&items)
      items.withUnsafeBytes { all += $0.prefix(size) }
    }
    return all
  }
}
