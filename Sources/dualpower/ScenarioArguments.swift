import ArgumentParser
import DualPowerExperiment
import DualPowerScenario

/// What names a scenario and changes it; shared by the subcommands that take one.
struct ScenarioArguments: ParsableArguments {
  @Argument(help: "A bundled scenario (see 'dualpower scenarios') or the path of one.")
  var scenario: String

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

  /// Loads the scenario, or ends with all findings, those about the other options among them.
  func load(
    scale: String? = nil,
    until: String? = nil,
    seed: String? = nil,
    threads: String? = nil
  ) throws(Failure) -> Scenario {
    var options = LoadOptions()
    options.sets = set
    options.without = without
    options.overlays = with
    options.until = until
    var found: [Finding] = []
    var more = 0
    func check<Value>(_ step: () throws(Findings) -> Value) -> Value? {
      do throws(Findings) {
        return try step()
      } catch {
        found += error.items
        more += error.more
        return nil
      }
    }
    if let scale {
      options.scale = check { () throws(Findings) in try LoadOptions.scale(parsing: scale) } ?? 1
    }
    if let seed { _ = check { () throws(Findings) in try LoadOptions.seed(parsing: seed) } }
    if let threads {
      let most = Threads.allowed.upperBound
      _ = check { () throws(Findings) in try LoadOptions.threads(parsing: threads, most: most) }
    }
    let loaded = check { () throws(Findings) in try Scenario.load(scenario, options) }
    if let loaded, scale != nil, found.isEmpty {
      _ = check { () throws(Findings) in try loaded.checkAgents(as: scenario) }
    }
    guard let loaded, found.isEmpty else { throw .badInput(Findings(found, more: more)) }
    return loaded
  }
}
