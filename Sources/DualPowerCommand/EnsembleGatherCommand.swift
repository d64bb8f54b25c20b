import ArgumentParser
import DualPowerArchive
import DualPowerExperiment

struct EnsembleGatherCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gather",
    abstract: "Write the runs of a folder into its tables; can be asked at any time."
  )

  @Argument(help: "The folder that 'ensemble work' was given.")
  var folder: String

  @OptionGroup var output: OutputFlags

  func run() throws {
    Interruption.listen()
    let result = try EnsembleResult(gathering: try EnsembleStore(at: folder))
    try Terminal.say(output.json ? result.json.text() : result.text)
    try result.check()
  }
}
