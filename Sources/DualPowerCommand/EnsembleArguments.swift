import ArgumentParser
import DualPowerExperiment
import DualPowerScenario

/// A plan, and how its runs are made; shared by the subcommands that make some.
struct EnsembleArguments: ParsableArguments {
  @Argument(help: "The file of a plan.")
  var plan: String

  @Option(help: ArgumentHelp("Where the runs are kept.", valueName: "folder"))
  var out: String

  @OptionGroup var choice: ThreadChoice

  @OptionGroup var output: OutputFlags

  /// Who makes the runs, or all findings.
  func worker() throws(Failure) -> EnsembleWorker {
    var found = Gathered()
    if let text = choice.text { found.check(threads: text) }
    let worker = EnsembleWorker(of: plan, &found)
    if let worker,
      let largest = worker.scenarios.max(by: { $0.society.memoryOfRun < $1.society.memoryOfRun })
    {
      let runs = min(choice.count, worker.plan.roundCount)
      found.check { () throws(Findings) in try largest.checkSize(as: plan, runs: runs) }
    }
    guard let worker, found.isEmpty else { throw .badInput(found.all) }
    return worker
  }

  /// Makes runs, and keeps each as it is done.
  func make(
    _ runs: [Int],
    of store: EnsembleStore,
    by worker: EnsembleWorker,
    shard: Shard? = nil
  ) throws {
    guard !runs.isEmpty else { return }
    let hours = runs.reduce(0) { $0 + worker.personHours(ofArm: store.plan.run($1).arm) }
    let tally = Tally(personHours: hours, isQuiet: output.quiet)
    defer { tally.clear() }
    try store.make(
      runs,
      shard: shard,
      by: worker,
      threads: choice.count,
      work: tally.work,
      done: { tally.finish() }
    )
    guard !Interruption.hasCome else {
      throw Failure.interrupted(
        "interrupted; the runs that are done are kept in \(out), and the same command goes on from them"
      )
    }
  }
}

extension EnsembleWorker {
  /// The worker of a plan; `nil` after findings.
  init?(of file: String, _ found: inout Gathered) {
    guard let plan = found.check({ () throws(Findings) in try EnsemblePlan.read(file) }),
      let scenarios = found.check({ () throws(Findings) in try plan.load() })
    else { return nil }
    self.init(plan, scenarios)
  }
}
