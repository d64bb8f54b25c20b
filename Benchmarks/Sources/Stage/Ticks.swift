import ArgumentParser
import DualPower
import DualPowerExperiment
import DualPowerScenario

/// Times a run: laying out its people, its ticks, and the people stage in them.
struct Ticks: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Times whole ticks of a run, or of one with more groups, places or fewer organs; prints a line of JSON."
  )

  @Option(help: "A bundled scenario.")
  var scenario = "petrograd-1917"

  @Option(help: "How many persons one agent stands for, 1:k.")
  var scale = "1:1"

  @Option(help: "The run's seed.")
  var seed: UInt64 = 1

  @Option(help: "The hours before the clock starts.")
  var hoursBefore = 240

  @Option(help: "The hours on the clock.")
  var hours = 48

  @Option(help: "Threads; as many as `dualpower run` would take, unless told.")
  var threads: Int?

  @Option(help: "Into how many each group is split.")
  var splitGroups = 1

  @Option(help: "Into how many each place is split.")
  var splitPlaces = 1

  @Option(help: "The share of organs that is kept.")
  var organs = 1.0

  @Flag(help: "Ticks only, so that what counts allocations sees no others.")
  var bare = false

  func validate() throws {
    guard hoursBefore >= 0, hours > 0, splitGroups > 0, splitPlaces > 0, (0...1).contains(organs)
    else {
      throw ValidationError("Hours and parts are above nought, and a share is within 0 and 1.")
    }
  }

  mutating func run() throws {
    let society = try society()
    let threads = threads ?? Threads.usual(agents: society.agentCount)
    let concurrently = try Threads.concurrently(threads: threads)
    let clock = ContinuousClock()
    let began = clock.now
    var simulation = Simulation(
      society,
      seed: seed,
      concurrently: concurrently,
      loops: Level.best.loops
    )
    let layout = clock.now - began
    for _ in 0..<hoursBefore { simulation.tick(concurrently: concurrently) }
    var (ticks, stage, groups, stages) = (Duration.zero, Duration.zero, Duration.zero, 0)
    for hour in 0..<hours {
      ticks += clock.measure { simulation.tick(concurrently: concurrently) }
      guard !bare, hour % 6 == 0 else { continue }
      var alone = PeopleStage(of: simulation)
      // In the first hour it takes its own copy of the people.
      alone.decideAndAddUp(concurrently: concurrently)
      stage += clock.measure { alone.decide(concurrently: concurrently) }
      groups += clock.measure { alone.decideAndAddUp(concurrently: concurrently) }
      stages += 1
    }
    print(
      """
      {"scenario": "\(scenario)", "scale": "\(scale)", "threads": \(threads), "hours": \(hours), \
      "persons": \(society.agentCount), "groups": \(society.groups.count), \
      "places": \(society.places.count), "bodies": \(society.bodies.count), \
      "layoutSeconds": \(layout / .seconds(1)), "secondsPerTick": \(ticks / .seconds(1) / Double(hours)), \
      "stageSecondsPerTick": \(stages > 0 ? stage / .seconds(1) / Double(stages) : 0), \
      "withGroupsSecondsPerTick": \(stages > 0 ? groups / .seconds(1) / Double(stages) : 0)}
      """
    )
  }

  private func society() throws -> Society {
    var options = LoadOptions()
    options.scale = try LoadOptions.scale(parsing: scale)
    var society = try Scenario.load(scenario, options).society
    society.splitGroups(by: splitGroups)
    society.splitPlaces(by: splitPlaces)
    society.keepOrgans(share: organs)
    return society
  }
}
