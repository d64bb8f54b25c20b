import ArgumentParser
import DualPowerArchive
import DualPowerScenario

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a commented scenario with two authorities, to be made your own."
  )

  @Argument(help: "The folder to make.") var folder: String
  @OptionGroup var output: OutputFlags

  func run() throws {
    do throws(Findings) {
      try ScenarioTemplate.write(to: folder)
    } catch {
      throw Failure.badInput(error)
    }
    let json: JSON = ["folder": .string(folder)]
    try Terminal.say(
      output.json
        ? json.text() : "\(folder): a scenario that runs. Next: dualpower run \(folder)"
    )
  }
}
