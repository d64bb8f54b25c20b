import ArgumentParser
import DualPowerScenario

/// What names a scenario and changes it; shared by the subcommands that need one.
struct ScenarioArguments: ParsableArguments {
  @Argument(help: "A bundled scenario (see 'dualpower scenarios') or the path of one.")
  var scenario: String

  @OptionGroup var changes: ScenarioChanges

  /// Loads the scenario, or ends with all findings.
  func load(scale: String? = nil, until: String? = nil) throws(Failure) -> Scenario {
    try changes.load(scenario, scale: scale, until: until, isToBeRun: scale != nil)
  }
}
