import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

struct ClausesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clauses",
    abstract:
      "Put the clauses of a scenario on trial: each mechanism on and off, over the same seeds.",
    discussion: """
      What is claimed stands in the scenario, in its list `clauses`; a scenario without one is judged
      by what is claimed of each mechanism everywhere. What --set, --without and --with change is
      changed in both worlds. docs/clauses.md tells how to read the table.
      """
  )

  @Argument(help: "A bundled scenario (see 'dualpower scenarios') or the path of one.")
  var scenario: String

  @OptionGroup var changes: ScenarioChanges

  @OptionGroup var replicates: Replicates

  @OptionGroup var citing: Citing

  func run() throws {
    let trial = try load()
    let ledger = try replicates.ledger("clauses", trial.scenario)
    Interruption.listen()
    let verdicts = try judge(trial, ledger)
    let result = ClausesResult(trial: trial, verdicts: verdicts, replicates: replicates.count)
    try ledger.write()
    try ledger.write((result.json.text(isIndented: true) + "\n").utf8, to: "clauses.json")
    try ledger.write(ParquetFile(result.parquet).bytes, to: "clauses.parquet")
    try citing.tell(
      replicates.output.json ? .object(result.json) : .text(result.text),
      Citation(
        trial.scenario,
        command: replicates.command("clauses", scenario, changes.given),
        seeds: (replicates.first, replicates.count),
        digest: nil
      )
    )
    if let out = replicates.out, !replicates.output.json { try Terminal.say("\nKept in \(out).") }
  }

  private func load() throws(Failure) -> Trial {
    var found = Gathered()
    let loaded = try replicates.load(scenario, changes, &found)
    guard !loaded.clauses.isEmpty else {
      throw .badRequest([
        "\(scenario): no clauses and no mechanisms; there is nothing to try. Declare mechanisms."
      ])
    }
    return Trial(loaded)
  }

  private func judge(_ trial: Trial, _ ledger: Ledger) throws -> Verdicts {
    let key = RunKey(trial.scenario)
    let seeds = replicates.seeds(replicates.count)
    let tally = Tally(
      personHours: trial.personHours * seeds.count,
      isQuiet: replicates.output.quiet
    )
    try Ensemble.each(seeds, threads: replicates.horizon.threads) { seed in
      let worlds = trial.worlds
      let wanted = worlds.indices.filter {
        ledger.run(worlds[$0], key: key.of(seed: seed)) == nil
      }
      try trial.run(seed: seed, wanted, work: tally.work) { run in
        tally.finish()
        try ledger.add(run)
      }
    }
    tally.clear()
    guard !Interruption.hasCome else { throw Failure.interrupted(ledger) }
    let runs = trial.worlds.map { world in
      seeds.compactMap { ledger.run(world, key: key.of(seed: $0)) }
    }
    return Verdicts(trial, runs)
  }
}
