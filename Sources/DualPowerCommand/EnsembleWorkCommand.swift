import ArgumentParser
import DualPowerArchive
import DualPowerExperiment

struct EnsembleWorkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work",
    abstract: "Make a share of a plan's runs; what is done is skipped.",
    discussion: """
      Each process has a share of its own, on any machine that sees the folder. In a Slurm array:
        dualpower ensemble work PLAN.yaml --out DIR --shard $SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT
      """
  )

  @OptionGroup var arguments: EnsembleArguments

  @Option(help: ArgumentHelp("Which share: every n-th run from the i-th on.", valueName: "i/n"))
  var shard: String

  func run() throws {
    guard let shard = Shard(shard) else {
      throw Failure.badRequest([
        "--shard \(shard): a share is 1/3, 2/3 or 3/3: the first number is 1 to the second. Write it so."
      ])
    }
    let worker = try arguments.worker()
    Interruption.listen()
    Trap.listen()
    let store = try EnsembleStore(in: arguments.out, for: worker)
    let runs = try store.missing().filter { shard.holds($0) }
    try arguments.make(runs, of: store, by: worker, shard: shard)
    let said =
      "\(runs.count) runs made; share \(shard.number) of \(shard.count) is done. "
      + "When all are: dualpower ensemble gather \(arguments.out)"
    try Terminal.say(
      arguments.output.json
        ? EnsembleResult.share(shard, made: runs.count, folder: arguments.out).text() : said
    )
  }
}
