import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario
import Synchronization

struct ScaleCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scale-check",
    abstract: "What scale changes: the same seeds at several scales, and what differs.",
    discussion: """
      The first scale is what the others are held against:
        dualpower scale-check petrograd-1917 --scales 1:10,1:100,1:1000

      docs/scale.md tells how to read the table.
      """
  )

  @Argument(help: "A bundled scenario (see 'dualpower scenarios') or the path of one.")
  var scenario: String

  @OptionGroup var changes: ScenarioChanges

  @Option(help: ArgumentHelp("The scales, the one to be held against first.", valueName: "list"))
  var scales = "1:10,1:100,1:1000"

  @OptionGroup var replicates: Replicates

  @OptionGroup var citing: Citing

  func run() throws {
    let pairs = try load()
    let ledger = try replicates.ledger("scale-check", pairs.baseline)
    Interruption.listen()
    let (runs, seconds) = try make(pairs, ledger)
    let result = ScaleCheckResult(
      check: ScaleCheck(pairs, runs),
      title: pairs.baseline.title,
      scenario: pairs.baseline.id,
      replicates: replicates.count,
      seconds: seconds
    )
    let citation = Citation(
      pairs.baseline,
      command: replicates.command("scale-check", scenario, ["--scales \(scales)"] + changes.given),
      seeds: (replicates.first, replicates.count),
      digest: nil
    )
    try ledger.write()
    try ledger.write((result.json.text(isIndented: true) + "\n").utf8, to: "scale-check.json")
    try citing.tell(replicates.output.json ? .object(result.json) : .text(result.text), citation)
    if let out = replicates.out, !replicates.output.json { try Terminal.say("\nKept in \(out).") }
  }

  /// The scenario at each scale, or all findings.
  private func load() throws(Failure) -> Pairs {
    if let scale = replicates.scale {
      throw .badRequest([
        "--scale \(scale): the scales are those of --scales \(scales). Put it there."
      ])
    }
    var found = Gathered()
    _ = replicates.check(&found)
    let words = scales.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let numbers = words.compactMap { word in
      found.check { () throws(Findings) in try LoadOptions.scale(parsing: word) }
    }
    guard numbers.count == words.count else { throw .badInput(found.all) }
    guard Set(numbers).count == numbers.count, numbers.count > 1 else {
      throw .badRequest([
        "--scales \(scales): two scales or more are compared, each once. Write 1:10,1:100."
      ])
    }
    var scenarios: [Scenario] = []
    for number in numbers {
      var options = LoadOptions()
      options.scale = number
      options.until = replicates.horizon.until
      options.sets = changes.set
      options.without = changes.without
      options.overlays = changes.with
      let asked = options
      let loaded = found.check { () throws(Findings) in
        let loaded = try Scenario.load(scenario, asked)
        try loaded.checkSize(as: scenario, runs: replicates.atOnce)
        return loaded
      }
      // What is wrong with the scenario is wrong at every scale.
      guard let loaded else { throw .badInput(found.all) }
      scenarios.append(loaded)
    }
    guard found.isEmpty else { throw .badInput(found.all) }
    let arms = scenarios.dropFirst().map { Arm(name: "1:\($0.society.scale)", scenario: $0) }
    return Pairs(scenarios[0], arms)
  }

  /// Shape `[scale][seed]`; and how long a run takes at each scale, where one was made.
  private func make(
    _ pairs: Pairs,
    _ ledger: Ledger
  ) throws -> (runs: [[Observation]], seconds: [Double?]) {
    let keys = pairs.scenarios.map { RunKey($0) }
    let seeds = replicates.seeds(replicates.count)
    let tally = Tally(
      personHours: pairs.personHours * seeds.count,
      isQuiet: replicates.output.quiet
    )
    let times = Mutex([[Double]](repeating: [], count: pairs.worlds.count))
    let all = seeds.flatMap { seed in pairs.worlds.indices.map { Work(seed: seed, world: $0) } }
    try Ensemble.each(all, threads: replicates.horizon.threads) { item in
      let society = pairs.scenarios[item.world].society
      guard ledger.run(pairs.worlds[item.world], key: keys[item.world].of(seed: item.seed)) == nil
      else { return tally.advance(society.agentCount * society.days.count * 24) }
      let start = ContinuousClock.now
      try pairs.run(seed: item.seed, [item.world], work: tally.work) { run in
        let time = (ContinuousClock.now - start) / .seconds(1)
        times.withLock { $0[item.world].append(time) }
        tally.finish()
        try ledger.add(run)
      }
    }
    tally.clear()
    guard !Interruption.hasCome else { throw Failure.interrupted(ledger) }
    let runs = zip(pairs.worlds, keys).map { world, key in
      seeds.compactMap { ledger.run(world, key: key.of(seed: $0)) }
    }
    let seconds = times.withLock { times in
      times.map { $0.isEmpty ? nil : $0.reduce(0, +) / Double($0.count) }
    }
    return (runs, seconds)
  }

  private struct Work: Sendable {
    var seed: UInt64
    var world: Int
  }
}
