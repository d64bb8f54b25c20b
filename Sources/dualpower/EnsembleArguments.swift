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
    try Self.make(
      runs,
      of: store,
      by: worker,
      shard: shard,
      threads: choice.count,
      isQuiet: output.quiet,
      keptIn: out
    )
  }

  /// The same for a command that has options of its own.
  static func make(
    _ runs: [Int],
    of store: EnsembleStore,
    by worker: EnsembleWorker,
    shard: Shard? = nil,
    threads: Int,
    isQuiet: Bool,
    keptIn out: String?
  ) throws {
    guard !runs.isEmpty else { return }
    let hours = runs.reduce(0) { $0 + worker.personHours(ofArm: store.plan.run($1).arm) }
    let tally = Tally(personHours: hours, isQuiet: isQuiet)
    defer { tally.clear() }
    try store.make(
      runs,
      shard: shard,
      by: worker,
      threads: threads,
      work: tally.work,
      done: { tally.finish() }
    )
    guard !Interruption.hasCome else {
      throw Failure.interrupted(
        out.map {
          "interrupted; the runs that are done are kept in \($0), and the same command goes on from them"
        } ?? "interrupted; nothing was kept. With --out the runs that are done stay"
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
