public import DualPower
import DualPowerExperiment
public import DualPowerScenario

/// Scenarios and runs for tests.
public enum Laboratory {
  /// A bundled scenario, changed as asked.
  public static func scenario(
    _ name: String,
    scale: Int = 1,
    until: String? = nil,
    sets: [String] = [],
    without: [String] = []
  ) throws(Findings) -> Scenario {
    var options = LoadOptions()
    options.scale = scale
    options.until = until
    options.sets = sets
    options.without = without
    return try Scenario.load(name, options)
  }

  /// A society after some hours.
  public static func run(
    _ society: Society,
    seed: UInt64 = 1,
    hours: Int,
    threads: Int = 1
  ) throws -> Simulation {
    let concurrently = try Threads.concurrently(threads: threads)
    var simulation = Simulation(society, seed: seed, concurrently: concurrently)
    for _ in 0..<hours { simulation.tick(concurrently: concurrently) }
    return simulation
  }
}

extension Simulation {
  /// The tick of the first event of a kind.
  public func first(_ kind: EventKind) -> Int? { record.events.first { $0.kind == kind }?.tick }
}
