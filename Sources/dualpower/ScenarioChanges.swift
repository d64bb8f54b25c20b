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

  /// Loads the scenario, or ends with all findings.
  func load(
    _ scenario: String,
    scale: String? = nil,
    until: String? = nil,
    checkpoints: [String] = []
  ) throws(Failure) -> Scenario {
    var options = LoadOptions()
    options.sets = set
    options.without = without
    options.overlays = with
    options.until = until
    options.checkpoints = checkpoints
    do throws(Findings) {
      if let scale { options.scale = try LoadOptions.scale(parsing: scale) }
      return try Scenario.load(scenario, options)
    } catch {
      throw .badInput(error.sentences)
    }
  }
}
