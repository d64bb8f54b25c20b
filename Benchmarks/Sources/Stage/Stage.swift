import ArgumentParser
import DualPower
import DualPowerExperiment
import DualPowerScenario

/// The people stage of a shipped scenario: written out for other programs, and timed.
@main
struct Stage: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The people stage of a run, by itself.",
    subcommands: [Export.self, Time.self, Ticks.self]
  )
}

/// Which people, and which world they stand in.
struct Moment: ParsableArguments {
  @Option(help: "A bundled scenario.")
  var scenario = "petrograd-1917"

  @Option(help: "How many persons one agent stands for, 1:k.")
  var scale = "1:1"

  @Option(help: "The run's seed.")
  var seed: UInt64 = 1

  @Option(help: "The hours that the run has behind it when the stage is taken.")
  var hoursBefore = 260

  @Option(help: "The hours of the stage, of which the first is not on the clock.")
  var hours = 25

  func validate() throws {
    guard hoursBefore > 0, hours > 1 else {
      throw ValidationError("A stage has an hour before it, and two hours or more.")
    }
  }

  /// A run that has come to the moment.
  func run(_ level: Level = .best) throws -> Simulation {
    var options = LoadOptions()
    options.scale = try LoadOptions.scale(parsing: scale)
    let society = try Scenario.load(scenario, options).society
    let concurrently = try Threads.concurrently(threads: Threads.usual)
    var simulation = Simulation(
      society,
      seed: seed,
      concurrently: concurrently,
      loops: level.loops
    )
    for _ in 0..<hoursBefore { simulation.tick(concurrently: concurrently) }
    return simulation
  }
}
