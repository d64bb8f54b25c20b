import ArgumentParser
import DualPower
import DualPowerScenario

struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Write the society of a scenario as the bytes that the browser build reads.",
    shouldDisplay: false
  )

  @OptionGroup var arguments: ScenarioArguments
  @Option(help: "One agent for so many people: 1:10 or 10.") var scale = "1:1"
  @Option(help: "The last day.") var until: String?

  func run() throws {
    let scenario = try arguments.load(scale: scale, until: until)
    try Terminal.write(scenario.society.packed())
  }
}
