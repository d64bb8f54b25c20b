import DualPower
public import DualPowerScenario

/// The clauses of a scenario on trial: a baseline, and for each switch the same world without its mechanism.
public struct Trial: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// The mechanisms of which something is claimed, in the order of the claims.
  public let switches: [MechanismNote]

  /// The clauses of a scenario.
  public init(_ scenario: Scenario) {
    self.scenario = scenario
    var notes: [MechanismNote] = []
    for clause in scenario.clauses where !notes.contains(where: { $0.id == clause.mechanism.id }) {
      notes.append(clause.mechanism)
    }
    switches = notes
  }

  /// The names of all worlds: the baseline's, then the switches that are off.
  public var worlds: [String] { [Pairs.baselineName] + switches.map(\.id) }

  /// The most that one seed can take: agents advanced by an hour.
  public var personHours: Int { worlds.indices.reduce(0) { $0 + personHours(of: $1) } }

  /// The same of one world.
  public func personHours(of world: Int) -> Int {
    let days = claims(of: world).map(\.days).max() ?? 0
    return scenario.society.agentCount * 24 * days
  }

  /// Runs worlds with a seed, on this thread.
  ///
  /// A world ends when nothing that comes later can change what is claimed of it, and begins where it parts
  /// from the baseline: see ``Forks``.
  ///
  /// - Parameters:
  ///   - seed: The seed of them all.
  ///   - wanted: The worlds, by their place among ``worlds``.
  ///   - level: How the loops over people were compiled; the runs are the same for any.
  ///   - work: How it is watched and ended.
  ///   - keep: Given each as it is done.
  public func run(
    seed: UInt64,
    _ wanted: [Int],
    level: Level = .best,
    work: Work = Work(),
    keep: (Observation) throws -> Void
  ) rethrows {
    guard !wanted.isEmpty else { return }
    let parting = wanted.filter { $0 > 0 && mechanism($0) != .memory }
    var run = Simulation(scenario.society, seed: seed, loops: level.loops)
    var forks = Forks(parting.map { [mechanism($0)] }, from: run)
    var baseline = Hearing(claims(of: 0))
    let isDone = baseline.hear(&run, work) { day, values in
      forks.look(at: day)
      // What has not parted when all is known of it in the baseline is the baseline.
      for world in parting where claims(of: world).allSatisfy({ values[$0.id] != nil }) {
        forks.drop([mechanism(world)])
      }
    }
    guard isDone else { return }
    if wanted.contains(0) { try keep(observation(0, run, baseline.values)) }
    for world in wanted where world > 0 {
      var hearing = Hearing(claims(of: world))
      if var start = start(of: world, &forks, seed, level) {
        guard hearing.hear(&start, work) else { return }
        try keep(observation(world, start, hearing.values))
      } else {
        let same = baseline.values.filter { value in
          claims(of: world).contains { $0.id == value.key }
        }
        try keep(observation(world, run, same))
      }
    }
  }

  /// Where a world begins; `nil` for one that is the baseline as far as anything is claimed of it.
  private func start(
    of world: Int,
    _ forks: inout Forks,
    _ seed: UInt64,
    _ level: Level
  ) -> Simulation? {
    guard mechanism(world) == .memory else { return forks.take([mechanism(world)]) }
    var society = scenario.society
    society.switchOff(.memory)
    return Simulation(society, seed: seed, loops: level.loops)
  }

  private func mechanism(_ world: Int) -> Mechanism { switches[world - 1].mechanism }

  private func claims(of world: Int) -> [ClauseNote] {
    world == 0
      ? scenario.clauses : scenario.clauses.filter { $0.mechanism.id == switches[world - 1].id }
  }

  private func observation(_ world: Int, _ run: Simulation, _ values: [String: Double])
    -> Observation
  {
    Observation(
      key: RunKey(scenario).of(seed: run.seed),
      world: worlds[world],
      seed: run.seed,
      digest: Hexadecimal.text(run.digest(), digits: 16),
      values: values
    )
  }
}

/// What is claimed of one world, and what has come of it so far.
struct Hearing {
  private(set) var values: [String: Double] = [:]
  private var open: [ClauseNote]

  init(_ claims: [ClauseNote]) { open = claims }

  /// Runs on until all is known; whether it came there.
  mutating func hear(
    _ run: inout Simulation,
    _ work: Work,
    atEndOfDay: (Simulation, [String: Double]) -> Void = { _, _ in }
  ) -> Bool {
    close(run)
    while !open.isEmpty {
      guard run.run(toDay: run.ticks / 24 + 1, work) else { return false }
      close(run)
      atEndOfDay(run, values)
    }
    return true
  }

  private mutating func close(_ run: Simulation) {
    let days = run.ticks / 24
    open.removeAll { claim in
      guard days >= claim.days || claim.measure.isSettled(in: run) else { return false }
      values[claim.id] = claim.measure.value(of: run, days: claim.days)
      return true
    }
  }
}
