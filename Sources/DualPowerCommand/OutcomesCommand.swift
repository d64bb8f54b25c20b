import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

struct OutcomesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcomes",
    abstract: "What many histories come to, and at which hour that is decided.",
    discussion: """
      Each seed is a history. At some hours its state is copied and goes on with fresh luck:
      the people, what they think and what has happened stay. Where such branches still come to
      different ends, the end was open.
        dualpower outcomes petrograd-1917 --scale 1:10

      docs/outcomes.md tells how to read the table.
      """
  )

  @Argument(help: "A bundled scenario (see 'dualpower scenarios') or the path of one.")
  var scenario: String

  @OptionGroup var changes: ScenarioChanges

  @Option(
    help: ArgumentHelp(
      "Ask at this hour, as 1917-02-27T07:00, or at the first of a date; can be given again. "
        + "(default: the first hour, and midnights until three days after the middle fall)",
      valueName: "hour"
    )
  )
  var at: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How often each state goes on. (default: 2)", valueName: "n")
  )
  var branches: String?

  @OptionGroup var replicates: Replicates

  @OptionGroup var citing: Citing

  func run() throws {
    let branching = try load()
    let ledger = try replicates.ledger("outcomes", branching.scenario)
    Interruption.listen()
    let accident = try judge(branching, ledger)
    let result = OutcomesResult(
      branching: branching,
      accident: accident,
      replicates: replicates.count
    )
    try ledger.write()
    try ledger.write((result.json.text(isIndented: true) + "\n").utf8, to: "outcomes.json")
    for table in result.tables {
      try ledger.write(ParquetFile(table).bytes, to: "\(table.name).parquet")
    }
    let options =
      changes.given + at.map { "--at \($0)" } + (branches.map { ["--branches \($0)"] } ?? [])
    try citing.tell(
      replicates.output.json ? .object(result.json) : .text(result.text),
      Citation(
        branching.scenario,
        command: replicates.command("outcomes", scenario, options),
        seeds: (replicates.first, replicates.count),
        digest: nil
      )
    )
    if let out = replicates.out, !replicates.output.json { try Terminal.say("\nKept in \(out).") }
  }

  private func load() throws(Failure) -> Branching {
    var found = Gathered()
    let count = branches.flatMap { text in
      found.check { () throws(Findings) in try LoadOptions.branches(parsing: text) }
    }
    let loaded = try replicates.load(scenario, changes, hours: at, &found)
    return Branching(loaded, branches: count ?? 2)
  }

  private func judge(_ branching: Branching, _ ledger: Ledger) throws -> Accident {
    let seeds = replicates.seeds(replicates.count)
    let tally = Tally(
      personHours: branching.personHours * seeds.count,
      isQuiet: replicates.output.quiet
    )
    try Ensemble.each(seeds, threads: replicates.horizon.threads) { seed in
      guard ledger.history(branching, seed: seed) == nil else {
        return tally.advance(branching.personHours)
      }
      guard let history = branching.history(seed: seed, work: tally.work) else { return }
      tally.finish()
      try ledger.add(history)
    }
    let histories = seeds.compactMap { ledger.history(branching, seed: $0) }
    guard histories.count == seeds.count else {
      tally.clear()
      throw Failure.interrupted(ledger)
    }
    let hours = hours(of: branching.scenario, histories)
    tally.extend(by: branching.personHours(at: hours) * seeds.count)
    try Ensemble.each(seeds, threads: replicates.horizon.threads) { seed in
      try branching.branch(
        seed: seed,
        at: hours,
        work: tally.work,
        where: { ledger.branch(branching, seed: seed, $0, $1) == nil },
        keep: { run in
          tally.finish()
          try ledger.add(run)
        }
      )
    }
    tally.clear()
    guard !Interruption.hasCome else { throw Failure.interrupted(ledger) }
    let branches = hours.map { hour in
      seeds.map { seed in
        (0..<branching.branches).compactMap { ledger.branch(branching, seed: seed, hour, $0) }
      }
    }
    return Accident(branching.scenario, histories, at: hours, branches)
  }

  /// The hours that are asked about, in order and each once.
  private func hours(of scenario: Scenario, _ histories: [Observation]) -> [Int] {
    guard !at.isEmpty else {
      return Accident.usualHours(histories, days: scenario.society.days.count)
    }
    return Set(at.compactMap { scenario.calendar.tick(at: $0) }).sorted()
  }
}
