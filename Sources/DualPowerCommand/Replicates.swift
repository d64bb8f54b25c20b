import ArgumentParser
import DualPowerExperiment
import DualPowerScenario

/// Which runs of each world are made, and how; shared by the subcommands that compare worlds.
struct Replicates: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Runs of each world, a seed each. (default: 20)", valueName: "n")
  )
  var replicates: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The first seed; the others follow it. (default: 1)", valueName: "n")
  )
  var seed: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("One agent for so many people. (default: 1:1)", valueName: "1:n")
  )
  var scale: String?

  @OptionGroup var horizon: Horizon

  @Option(
    help: ArgumentHelp(
      "Keep every run as it is done, to go on from after an interruption, and the results.",
      valueName: "folder"
    )
  )
  var out: String?

  @OptionGroup var output: OutputFlags

  var first: UInt64 { seed.flatMap { UInt64($0) } ?? 1 }
  var count: Int { replicates.flatMap { Int($0) } ?? 20 }

  /// How many runs are made at one time.
  var atOnce: Int { min(horizon.threads, count) }

  /// Checks what is no scenario's; the scale, or 1 after a finding.
  func check(_ found: inout Gathered) -> Int {
    if let seed { found.check { () throws(Findings) in try LoadOptions.seed(parsing: seed) } }
    if let replicates {
      found.check { () throws(Findings) in
        try LoadOptions.replicates(parsing: replicates, from: first)
      }
    }
    if let threads = horizon.threadsText { found.check(threads: threads) }
    let scale = scale.flatMap { text in
      found.check { () throws(Findings) in try LoadOptions.scale(parsing: text) }
    }
    return scale ?? 1
  }

  /// The scenario with what changes it, or all findings, those that have been found before among them.
  func load(
    _ scenario: String,
    _ changes: ScenarioChanges,
    hours: [String] = [],
    _ found: inout Gathered
  ) throws(Failure) -> Scenario {
    var options = LoadOptions()
    options.scale = check(&found)
    options.until = horizon.until
    options.hours = hours
    options.sets = changes.set
    options.without = changes.without
    options.overlays = changes.with
    let asked = options
    let loaded = found.check { () throws(Findings) in try Scenario.load(scenario, asked) }
    if let loaded {
      found.check { () throws(Findings) in try loaded.checkSize(as: scenario, runs: atOnce) }
    }
    guard let loaded, found.isEmpty else { throw .badInput(found.all) }
    return loaded
  }

  /// So many seeds, after some that are done.
  func seeds(_ count: Int, after done: Int = 0) -> [UInt64] {
    (done..<count).map { first + UInt64($0) }
  }

  /// What to ask for to have the same again.
  ///
  /// - Parameters:
  ///   - name: The subcommand.
  ///   - scenario: The scenario.
  ///   - options: What else is asked for.
  ///   - count: How many runs of each world there are, where it is not what was asked for.
  /// - Returns: The line.
  func command(
    _ name: String,
    _ scenario: String,
    _ options: [String],
    count: Int? = nil
  ) -> String {
    let all =
      options + (scale.map { ["--scale \($0)"] } ?? [])
      + (horizon.until.map { ["--until \($0)"] } ?? [])
      + (seed.map { ["--seed \($0)"] } ?? []) + ["--replicates \(count ?? self.count)"]
    return (["dualpower \(name) \(scenario)"] + all).joined(separator: " ")
  }

  /// The ledger of a command, or one that is not kept.
  func ledger(_ command: String, _ scenario: Scenario) throws(Failure) -> Ledger {
    let heading = Ledger.Heading(command, scenario)
    guard let out else { return Ledger(heading) }
    do {
      return try Ledger(in: out, heading)
    } catch {
      throw Failure(error)
    }
  }
}
