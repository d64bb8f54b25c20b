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
  /// - Throws: What `keep` throws.
  public func run(
    seed: UInt64,
    _ wanted: [Int],
    level: Level = .best,
    work: Work = Work(),
    keep: (Observation) throws -> Void
  ) throws {
    guard !wanted.isEmpty else { return }
    func finish(_ start: Simulation, _ world: Int) throws -> Bool {
      var run = start
      var hearing = Hearing(claims(of: world))
      guard hearing.hear(&run, work) else { return false }
      try keep(observation(world, run, hearing.values))
      // What it did without, and what it began with, is done.
      work.done(personHours(of: world) - scenario.society.agentCount * (run.ticks - start.ticks))
      return true
    }
    if let world = wanted.first(where: { $0 > 0 && mechanism($0) == .memory }) {
      var society = scenario.society
      society.switchOff(.memory)
      let start = Simulation(society, seed: seed, loops: level.loops)
      guard try finish(start, world) else { return }
    }
    let parting = wanted.filter { $0 > 0 && mechanism($0) != .memory }
    var run = Simulation(scenario.society, seed: seed, loops: level.loops)
    var forks = Forks(parting.map { [mechanism($0)] }, from: run)
    var baseline = Hearing(claims(of: 0))
    while !baseline.isOver {
      guard baseline.hearDay(&run, work) else { return }
      // Each is run to its end at once, so that few states are held.
      for (off, start) in forks.parted(from: run) {
        for world in parting where [mechanism(world)] == off {
          guard try finish(start, world) else { return }
        }
      }
      // What has not parted when all is known of it in the baseline is the baseline.
      for world in parting where forks.waiting.contains([mechanism(world)]) {
        let known = baseline.values.filter { value in
          claims(of: world).contains { $0.id == value.key }
        }
        guard known.count == claims(of: world).count else { continue }
        forks.drop([mechanism(world)])
        try keep(observation(world, run, known))
        work.done(personHours(of: world))
      }
    }
    if wanted.contains(0) { try keep(observation(0, run, baseline.values)) }
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

  /// Whether all is known.
  var isOver: Bool { open.isEmpty }

  /// Runs on until all is known; whether it came there.
  mutating func hear(_ run: inout Simulation, _ work: Work) -> Bool {
    close(run)
    while !isOver {
      guard hearDay(&run, work) else { return false }
    }
    return true
  }

  /// Runs on by a day; whether it came to its end.
  mutating func hearDay(_ run: inout Simulation, _ work: Work) -> Bool {
    guard run.run(toDay: run.ticks / 24 + 1, work) else { return false }
    close(run)
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
