import ArgumentParser
import DualPowerScenario

/// What changes a scenario; shared by the subcommands that take one.
struct ScenarioChanges: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Replace a value, such as parameters.noise=0.1.",
      valueName: "path=value"
    )
  )
  var set: [String] = []

  @Option(help: ArgumentHelp("Switch a mechanism off.", valueName: "mechanism"))
  var without: [String] = []

  @Option(help: ArgumentHelp("Merge a scenario overlay.", valueName: "file"))
  var with: [String] = []

  /// The options given.
  var given: [String] {
    self.set.map { "--set \($0)" } + without.map { "--without \($0)" } + with.map { "--with \($0)" }
  }

  /// Loads the scenario with what changes it, from its first hour or from another one; or ends with all
  /// findings, those about the other options among them.
  ///
  /// With `isUnchanged` what changes it is left out, for the world beside which the other stands. Without
  /// `isToBeRun` it may be larger than this machine has room for.
  func load(
    _ scenario: String,
    isUnchanged: Bool = false,
    scale: String? = nil,
    until: String? = nil,
    checkpoints: [String] = [],
    at hour: String? = nil,
    seed: String? = nil,
    threads: String? = nil,
    isToBeRun: Bool = true
  ) throws(Failure) -> Scenario {
    var options = LoadOptions()
    if let hour {
      options.forks = [fork(at: hour)]
    } else if !isUnchanged {
      options.sets = set
      options.without = without
      options.overlays = with
    }
    options.until = until
    options.checkpoints = checkpoints
    var found = Gathered()
    if let scale {
      options.scale =
        found.check { () throws(Findings) in try LoadOptions.scale(parsing: scale) } ?? 1
    }
    if let seed { found.check { () throws(Findings) in try LoadOptions.seed(parsing: seed) } }
    if let threads { found.check(threads: threads) }
    let loaded = found.check { () throws(Findings) in try Scenario.load(scenario, options) }
    if let loaded, isToBeRun, found.isEmpty {
      found.check { () throws(Findings) in try loaded.checkSize(as: scenario) }
    }
    guard let loaded, found.isEmpty else { throw .badInput(found.all) }
    return loaded
  }

  /// The same as what changes from an hour on.
  func fork(at hour: String) -> Fork {
    Fork(at: hour, sets: set, without: without, overlays: with)
  }
}
