import ArgumentParser
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
    let store: EnsembleStore
    store = try EnsembleStore(at: folder)
    try EnsembleResult(gathering: store, isQuiet: output.quiet).tell(isJSON: output.json)
  }
}
