import DualPower
public import DualPowerScenario

/// A baseline and the worlds that are held against it, run with the same seeds.
public struct Pairs: Sendable {
  /// What the baseline is called in a ledger.
  public static let baselineName = "baseline"

  /// The world as it was.
  public let baseline: Scenario
  /// The others.
  public let arms: [Arm]
  /// What all are compared by: measures that every one of them has.
  public let measures: [Measure]

  /// Worlds to be compared.
  public init(_ baseline: Scenario, _ arms: [Arm]) {
    self.baseline = baseline
    self.arms = arms
    measures = baseline.measures.filter { measure in
      arms.allSatisfy { $0.scenario.measure(measure.id) != nil }
    }
  }

  /// The names of all worlds, the baseline's first.
  public var worlds: [String] { [Self.baselineName] + arms.map(\.name) }

  /// The scenario of each, in the same order.
  public var scenarios: [Scenario] { [baseline] + arms.map(\.scenario) }

  /// How many agents all of them advance by an hour for one seed.
  public var personHours: Int {
    scenarios.reduce(0) { $0 + $1.society.agentCount * $1.society.days.count * 24 }
  }

  /// Runs worlds with a seed, on this thread.
  ///
  /// - Parameters:
  ///   - seed: The seed of them all.
  ///   - wanted: The worlds, by their place among ``worlds``.
  ///   - level: How the loops over people were compiled; the runs are the same for any.
  ///   - work: How it is watched and ended.
  ///   - keep: Given each as it is done.
  /// - Throws: What `keep` throws.
  public func run(
    seed: UInt64,
    _ wanted: [Int],
    level: Level = .best,
    work: Work = Work(),
    keep: (Observation) throws -> Void
  ) throws {
    let forking = wanted.contains(0) ? wanted.filter { $0 > 0 && canFork(arms[$0 - 1]) } : []
    func finish(_ start: Simulation, _ world: Int) throws -> Bool {
      var run = start
      // The days that it has from the baseline are done.
      work.done(run.society.agentCount * run.ticks)
      guard run.run(toDay: run.society.days.count, work) else { return false }
      try keep(observation(of: run, world))
      return true
    }
    if wanted.contains(0) {
      var run = Simulation(baseline.society, seed: seed, loops: level.loops)
      var forks = Forks(forking.map { arms[$0 - 1].off }, from: run)
      for day in 1...max(1, baseline.society.days.count) {
        guard run.run(toDay: day, work) else { return }
        // Each is run to its end at once, so that few states are held.
        for (off, start) in forks.parted(from: run) {
          for world in forking where arms[world - 1].off == off {
            guard try finish(start, world) else { return }
          }
        }
      }
      try keep(observation(of: run, 0))
      for world in forking where forks.waiting.contains(arms[world - 1].off) {
        guard try finish(run, world) else { return }
      }
    }
    for world in wanted where world > 0 && !forking.contains(world) {
      let society = arms[world - 1].scenario.society
      guard try finish(Simulation(society, seed: seed, loops: level.loops), world) else { return }
    }
  }

  private func canFork(_ arm: Arm) -> Bool {
    !arm.off.isEmpty && !arm.off.contains(.memory)
  }

  private func observation(of run: Simulation, _ world: Int) -> Observation {
    let scenario = scenarios[world]
    return Observation(
      run,
      scenario,
      world: worlds[world],
      measures: measures.compactMap { scenario.measure($0.id) }
    )
  }
}
