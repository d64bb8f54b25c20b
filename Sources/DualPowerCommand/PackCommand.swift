import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerScenario

struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Write what the WebAssembly build reads: a society as bytes, or its notes.",
    shouldDisplay: false
  )

  @OptionGroup var arguments: ScenarioArguments
  @Option(help: "One agent for so many people: 1:10 or 10.") var scale = "1:1"
  @Option(help: "The last day.") var until: String?
  @Flag(help: "Write the names, calendar, switches and observations that a page needs, as JSON.")
  var notes = false
  @Flag(help: "Write how the tables of a run are made of the model's rows, as JSON.")
  var tables = false

  func run() throws {
    let scenario = try arguments.load(scale: scale, until: until)
    if notes {
      try Terminal.say(PageNotes(scenario, as: arguments.scenario).json.text())
    } else if tables {
      try Terminal.say(TableNotes(scenario, as: arguments.scenario).json.text())
    } else {
      try Terminal.write(scenario.society.packed())
    }
  }
}
