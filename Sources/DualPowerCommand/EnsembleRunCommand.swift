import ArgumentParser
import DualPowerExperiment
import DualPowerScenario

struct EnsembleRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Make all runs of a plan here, and gather them; goes on where it was broken off."
  )

  @OptionGroup var arguments: EnsembleArguments

  @Option(help: ArgumentHelp("Where runs are made: local.", valueName: "place"))
  var on = "local"

  @OptionGroup var citing: Citing

  func run() throws {
    guard on == "local" else {
      throw Failure.badRequest([
        "--on \(on): this program makes runs on this machine: local. That of the Python package also has those of "
          + "a Dask cluster make them: dask://HOST:PORT. On others, have each start 'dualpower ensemble "
          + "work \(arguments.plan) --out \(arguments.out) --shard i/n', and then gather once."
      ])
    }
    let worker = try arguments.worker()
    Interruption.listen()
    Trap.listen()
    let store = try EnsembleStore(in: arguments.out, for: worker)
    // With a precision it is known only now and then whether there are enough.
    while true {
      let runs = try store.missing()
      guard !runs.isEmpty else { break }
      try arguments.make(runs, of: store, by: worker)
    }
    let result = try EnsembleResult(gathering: store)
    let rounds = result.manifest.runs / worker.plan.roundCount
    try citing.tell(
      arguments.output.json ? .object(result.json) : .text(result.text),
      Citation(
        worker.scenarios[0],
        command: "dualpower ensemble run \(arguments.plan)",
        seeds: (worker.plan.seed, worker.plan.replicates * rounds),
        digest: result.manifest.identity
      )
    )
    try result.check()
  }
}
