public import DualPower
public import DualPowerScenario

/// A world that is held against the baseline.
public struct Arm: Sendable {
  /// What the user calls it.
  public var name: String
  /// The scenario with all that makes it another.
  public var scenario: Scenario
  /// The mechanisms that it does without, where it is the baseline but for them; empty where it differs in
  /// something else.
  public var off: [Mechanism]

  /// A world that is held against the baseline.
  public init(name: String, scenario: Scenario, off: [Mechanism] = []) {
    self.name = name
    self.scenario = scenario
    self.off = off
  }
}

/// Where worlds without a mechanism part from a baseline that runs: each begins as a copy of the baseline
/// at the last midnight at which it is certain to have been the same.
///
/// One state of the baseline is held beside the one that runs, and none once all have parted.
struct Forks {
  /// The worlds that have not parted so far.
  private(set) var waiting: [[Mechanism]]
  private var midnight: Simulation?

  /// The worlds that may part from a run that has not begun.
  init(_ worlds: [[Mechanism]], from start: Simulation) {
    waiting = worlds
    midnight = start
  }

  /// The worlds that have parted from the baseline in the day that is over, and where they begin.
  mutating func parted(from baseline: Simulation) -> [(world: [Mechanism], start: Simulation)] {
    guard let former = midnight else { return [] }
    let isTouched = { (world: [Mechanism]) in
      world.contains { !baseline.isUntouched(by: $0) }
    }
    let gone = waiting.filter(isTouched)
    waiting.removeAll(where: isTouched)
    midnight = waiting.isEmpty ? nil : baseline
    return gone.map { ($0, former.without($0)) }
  }

  /// A world is not asked for any more, if it has not parted so far.
  mutating func drop(_ world: [Mechanism]) { waiting.removeAll { $0 == world } }
}

extension Simulation {
  func without(_ mechanisms: [Mechanism]) -> Simulation {
    mechanisms.reduce(self) { $0.without($1) }
  }

  /// Runs to the end of a day; whether it came there.
  mutating func run(toDay day: Int, _ work: Work) -> Bool { run(toTick: day * 24, work) }

  /// Runs until so many hours are over; whether it came there.
  mutating func run(toTick last: Int, _ work: Work) -> Bool {
    while ticks < last {
      guard !work.isCancelled() else { return false }
      let end = min(last, (ticks / 24 + 1) * 24)
      let hours = end - ticks
      while ticks < end { tick() }
      work.done(society.agentCount * hours)
    }
    return true
  }
}

/// How work that takes long is watched and ended.
public struct Work: Sendable {
  /// Asked between days.
  public var isCancelled: @Sendable () -> Bool
  /// Told how many agents were advanced by an hour.
  public var done: @Sendable (_ personHours: Int) -> Void

  /// How work is watched and ended.
  public init(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    done: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.isCancelled = isCancelled
    self.done = done
  }
}
