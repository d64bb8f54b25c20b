import DualPower
public import DualPowerScenario

/// Histories of a scenario, and what becomes of their states when they go on with fresh luck.
///
/// A history itself is not counted among the branches of its states. Fates that are looked up more than once
/// are in it what they were when they were first looked up, and in a branch drawn anew; branches are alike
/// among themselves.
public struct Branching: Sendable {
  /// What a history is called in a ledger.
  static let historyName = "history"

  /// The scenario.
  public let scenario: Scenario
  /// How often each state goes on.
  public let branches: Int
  /// What every history and branch is read by: the outcomes, then the numbers.
  private let measures: [Measure]

  /// Histories of a scenario.
  public init(_ scenario: Scenario, branches: Int) {
    self.scenario = scenario
    self.branches = branches
    measures =
      Outcome.allCases.compactMap { scenario.measure("outcome.\($0.id)") }
      + ["came.regime_fell"].compactMap { scenario.measure($0) } + scenario.decisiveMeasures
  }

  private var ticks: Int { scenario.society.days.count * 24 }

  /// Agents that a history advances by an hour.
  public var personHours: Int { scenario.society.agentCount * ticks }

  /// The same of the branches of one history's states, and of the history as far as the last of them.
  public func personHours(at hours: [Int]) -> Int {
    let ahead = hours.reduce(0) { $0 + branches * (ticks - $1) }
    return scenario.society.agentCount * (ahead + (hours.max() ?? 0))
  }

  /// A branch's name in a ledger.
  func name(_ hour: Int, _ branch: Int) -> String {
    "\(scenario.calendar.at(tick: hour)) branch \(branch + 1)"
  }

  /// Runs a history to its end, on this thread; `nil` where it was cancelled.
  public func history(seed: UInt64, level: Level = .best, work: Work = Work()) -> Observation? {
    var run = Simulation(scenario.society, seed: seed, loops: level.loops)
    guard run.run(toTick: ticks, work) else { return nil }
    return observation(Self.historyName, run, [:])
  }

  /// Runs a history up to each of some hours, and its state there on with fresh luck, on this thread.
  ///
  /// - Parameters:
  ///   - seed: The seed of the history.
  ///   - hours: The hours that are over, in order.
  ///   - level: How the loops over people were compiled; the runs are the same for any.
  ///   - work: How it is watched and ended.
  ///   - isWanted: Whether a branch is still to be run.
  ///   - keep: Given each as it is done.
  /// - Throws: What `keep` throws.
  public func branch(
    seed: UInt64,
    at hours: [Int],
    level: Level = .best,
    work: Work = Work(),
    where isWanted: (_ hour: Int, _ branch: Int) -> Bool = { _, _ in true },
    keep: (Observation) throws -> Void
  ) throws {
    let wanted = hours.map { hour in (0..<branches).filter { isWanted(hour, $0) } }
    let last = hours.indices.last { !wanted[$0].isEmpty }.map { hours[$0] } ?? 0
    let left = zip(hours, wanted).reduce(0) { $0 + $1.1.count * (ticks - $1.0) }
    // What is known already is done.
    work.done(personHours(at: hours) - scenario.society.agentCount * (left + last))
    var history = Simulation(scenario.society, seed: seed, loops: level.loops)
    for (hour, numbers) in zip(hours, wanted) where !numbers.isEmpty {
      guard history.run(toTick: hour, work) else { return }
      let deeds = Deeds(of: history, scenario).shares
      for number in numbers {
        var run = history.with(luck: Self.luck(seed, hour, number))
        guard run.run(toTick: ticks, work) else { return }
        try keep(observation(name(hour, number), run, deeds))
      }
    }
  }

  /// A seed that no history has but by a chance in 2^64, and no other branch.
  private static func luck(_ seed: UInt64, _ hour: Int, _ branch: Int) -> UInt64 {
    [UInt64(hour), UInt64(branch)].reduce(Draws.mix(~seed)) { Draws.mix($0 ^ $1) }
  }

  private func observation(_ world: String, _ run: Simulation, _ deeds: [String: Double])
    -> Observation
  {
    let values = measures.map { ($0.id, $0.value(of: run, days: run.ticks / 24)) }
    return Observation(
      key: RunKey(scenario).of(seed: run.seed),
      world: world,
      seed: run.seed,
      digest: Hexadecimal.text(run.digest(), digits: 16),
      values: deeds.merging(values) { $1 }
    )
  }
}

extension Scenario {
  /// The numbers by which it is asked how much is decided.
  var decisiveMeasures: [Measure] {
    let bodies = zip(namesOfAll.bodies, society.bodies).filter {
      society.lines[$1.line].claim != .incumbent
    }
    return
      (["days_to.regime_fell", "days_to.council_constituted", "authorities"]
      + bodies.map { "writ.\($0.0.id)" } + ["count.crisis"]).compactMap { measure($0) }
  }
}

extension Ledger {
  /// The history of a seed, if it is done.
  public func history(_ branching: Branching, seed: UInt64) -> Observation? {
    run(Branching.historyName, key: RunKey(branching.scenario).of(seed: seed))
  }

  /// A branch of it, if it is done.
  public func branch(_ branching: Branching, seed: UInt64, _ hour: Int, _ branch: Int)
    -> Observation?
  {
    run(branching.name(hour, branch), key: RunKey(branching.scenario).of(seed: seed))
  }
}
