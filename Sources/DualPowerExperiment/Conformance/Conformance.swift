import DualPower
public import DualPowerScenario
import Synchronization

/// Runs what is expected of classics, through the ordinary engine.
///
/// Rows of one world share its runs: a history is run once, to the last day on which any row measures it.
public struct Conformance: Sendable {
  /// The rows, in order.
  public let rows: [Expectation]
  /// Each world that some row needs.
  private let worlds: [World]
  /// Every history: a world and a seed.
  private let histories: [(world: Int, seed: UInt64)]

  /// A world, and what of it is measured.
  private struct World: Sendable {
    let scenario: Scenario
    /// Rows by their place, each with whether the number is taken away.
    var readers: [(row: Int, isTaken: Bool)] = []
  }

  /// The rows that are to be tested.
  public init(_ rows: [Expectation]) {
    self.rows = rows
    var worlds: [World] = []
    func read(_ scenario: Scenario, by row: Int, isTaken: Bool) {
      let known = worlds.firstIndex {
        $0.scenario.hash == scenario.hash && $0.scenario.id == scenario.id
      }
      if known == nil { worlds.append(World(scenario: scenario)) }
      worlds[known ?? worlds.count - 1].readers.append((row, isTaken))
    }
    for (row, expectation) in rows.enumerated() {
      read(expectation.world, by: row, isTaken: false)
      if let less = expectation.less { read(less, by: row, isTaken: true) }
    }
    self.worlds = worlds
    histories = worlds.indices.flatMap { world in
      let seeds = worlds[world].readers.map { rows[$0.row].seeds }.max() ?? 0
      return (0..<seeds).map { (world, UInt64($0) + 1) }
    }
  }

  /// How many histories are run.
  public var count: Int { histories.count }

  /// How many agents all of them advance by an hour.
  public var personHours: Int {
    histories.reduce(0) { sum, history in
      let world = worlds[history.world]
      return sum + world.scenario.society.agentCount * 24 * days(of: history)
    }
  }

  /// Runs all histories, and holds what comes of them against what is expected.
  ///
  /// - Parameters:
  ///   - threads: How many histories are run side by side; what comes out is the same for any number.
  ///   - level: How the loops over people were compiled; the runs are the same for any.
  ///   - work: How it is watched and ended.
  ///   - finish: Told that a history is done.
  /// - Returns: A judgement a row, in order; `nil` where it was cancelled.
  /// - Throws: ``ThreadFinding`` when there cannot be so many threads.
  public func run(
    threads: Int = 1,
    level: Level = .best,
    work: Work = Work(),
    finish: @escaping @Sendable () -> Void = {}
  ) throws(ThreadFinding) -> [Conformed]? {
    let values = Mutex(rows.map { [Double](repeating: 0, count: $0.seeds) })
    let isWhole = Mutex(true)
    let concurrently = try Threads.concurrently(threads: min(threads, max(1, histories.count)))
    concurrently(histories.count) { i in
      let history = histories[i]
      guard let measured = measure(history, level, work) else {
        return isWhole.withLock { $0 = false }
      }
      values.withLock { values in
        for (row, value) in measured { values[row][Int(history.seed) - 1] += value }
      }
      finish()
    }
    guard isWhole.withLock({ $0 }) else { return nil }
    let all = values.withLock { $0 }
    return zip(rows, all).map { Conformed(expectation: $0, values: $1) }
  }

  /// What rows read from a history; `nil` where it was cancelled.
  private func measure(
    _ history: (world: Int, seed: UInt64),
    _ level: Level,
    _ work: Work
  ) -> [(row: Int, value: Double)]? {
    let world = worlds[history.world]
    let readers = world.readers.filter { rows[$0.row].seeds >= Int(history.seed) }
    var run = Simulation(world.scenario.society, seed: history.seed, loops: level.loops)
    var measured: [(Int, Double)] = []
    for days in Set(readers.map { rows[$0.row].days }).sorted() {
      guard run.run(toDay: days, work) else { return nil }
      for reader in readers where rows[reader.row].days == days {
        let row = rows[reader.row]
        let value = row.measure.value(of: run, days: days) / row.unit
        measured.append((reader.row, reader.isTaken ? -value : value))
      }
    }
    return measured
  }

  private func days(of history: (world: Int, seed: UInt64)) -> Int {
    let readers = worlds[history.world].readers
    return readers.map { rows[$0.row] }.filter { $0.seeds >= Int(history.seed) }.map(\.days).max()
      ?? 0
  }
}
