import ArgumentParser
import DualPower
import DualPowerScenario

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check a scenario and report all findings at once.")

  @OptionGroup var arguments: ScenarioArguments

  func run() throws {
    let scenario = try arguments.load()
    let society = scenario.society
    try Terminal.say(
      "\(arguments.scenario): no findings; \(Int(society.population.rounded())) people in "
        + "\(society.groups.count) groups, \(society.days.count) days.")
  }
}
