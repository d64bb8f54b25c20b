import ArgumentParser
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

  /// Loads the scenario, or ends with all findings.
  func load(scale: String? = nil, until: String? = nil) throws(Failure) -> Scenario {
    var options = LoadOptions()
    options.sets = set
    options.without = without
    options.overlays = with
    options.until = until
    do throws(Findings) {
      if let scale { options.scale = try LoadOptions.scale(parsing: scale) }
      return try Scenario.load(scenario, options)
    } catch {
      throw .badInput(error.sentences)
    }
  }
}
