import ArgumentParser
import DualPower
import DualPowerExperiment
import DualPowerScenario
import Foundation

struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract:
      "What is to come: histories steered by what was recorded to a date, then left to themselves.",
    discussion: """
      Of a scenario histories are run, a seed each, and steered day by day by what was recorded:
        dualpower predict petrograd-1917 --scale 1:1000 --until 1917-05-06
      Whether such predictions hold what they say is tried on runs of the model, whose course is known:
        dualpower predict petrograd-1917 --scale 1:1000 --until 1917-02-27 --to 1917-03-10 --check 40

      Of an ensemble's folder the runs that it holds are weighed, with all points of its design:
        dualpower predict runs/noise --arm as_it_was --until 1917-02-24

      docs/predictions.md tells how.
      """
  )

  @Argument(help: "A bundled scenario or the path of one, or the folder of a gathered ensemble.")
  var subject: String

  @OptionGroup var changes: ScenarioChanges

  @Option(help: ArgumentHelp("The last day of which the records are used.", valueName: "date"))
  var until: String

  @Option(
    help: ArgumentHelp("The last day that is told of. (default: the scenario's)", valueName: "date")
  )
  var to: String?

  @Option(help: ArgumentHelp("Which arm of an ensemble.", valueName: "name"))
  var arm: String?

  @OptionGroup var replicate: Replicate

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Histories, a seed each. (default: 200)", valueName: "n")
  )
  var replicates: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Try such predictions on so many runs whose course is known, and tell how often they hold.",
      valueName: "n"
    )
  )
  var check: String?

  @OptionGroup var choice: ThreadChoice

  @OptionGroup var output: OutputFlags

  @OptionGroup var citing: Citing

  func run() throws {
    Interruption.listen()
    guard !FileManager.default.fileExists(atPath: "\(subject)/\(EnsembleStore.planName)") else {
      return try weigh(try open(subject))
    }
    let steering = try steering()
    let each = steering.personHours(histories: 1, days: steering.scenario.society.days.count)
    let past = steering.personHours(histories: 1, days: steering.days)
    let truths = check.flatMap { Int($0) }
    let tally = Tally(
      personHours: past + count * (truths == nil ? past : each)
        + (truths ?? 1) * count * each + (truths ?? 0) * each,
      isQuiet: output.quiet
    )
    defer { tally.clear() }
    guard let bytes = steering.bytes(work: tally.work) else { throw Self.interrupted }
    guard bytes <= Steering.mostBytes else {
      throw Failure.badRequest([
        "--replicates \(count): so many histories take \(bytes >> 20) MB together, and "
          + "\(Steering.mostBytes >> 20) MB is the most. Ask for fewer, or for a coarser scale."
      ])
    }
    if let truths {
      try tell(try tried(steering, truths, tally), steering)
    } else {
      try tell(try steered(steering, tally), steering)
    }
  }

  private static let interrupted = Failure.interrupted(
    "interrupted; nothing is kept of histories on their way. The same command begins again"
  )

  private var count: Int { replicates.flatMap { Int($0) } ?? 200 }

  /// What steered histories say.
  private func steered(_ steering: Steering, _ tally: Tally) throws -> PredictResult {
    let scenario = steering.scenario
    let told = Set(scenario.evidence.map(\.series))
    let free = try steering.free(
      days: steering.days,
      where: { told.contains($0.id) },
      threads: choice.count,
      work: tally.work
    )
    guard let free,
      let steered = try steering.steer(
        by: scenario.evidence,
        scenario.recordings,
        beside: free,
        threads: choice.count,
        work: tally.work
      )
    else { throw Self.interrupted }
    tally.clear()
    return PredictResult(
      prediction: Prediction(
        scenario.evidence,
        scenario.recordings,
        of: scenario,
        steered.kept,
        by: steered.conditioning,
        days: steering.days
      ),
      scenario: scenario,
      until: until,
      runs: steering.count,
      stages: steered.stages
    )
  }

  /// What predictions of known runs come to.
  private func tried(_ steering: Steering, _ truths: Int, _ tally: Tally) throws
    -> PredictCheckResult
  {
    let scenario = steering.scenario
    let check = try PredictionCheck(
      steering,
      truths: truths,
      like: scenario.evidence,
      scenario.recordings,
      threads: choice.count,
      work: tally.work,
      done: { tally.finish() }
    )
    guard let check else { throw Self.interrupted }
    tally.clear()
    return PredictCheckResult(check: check, scenario: scenario, until: until, runs: steering.count)
  }

  private func tell(_ result: some Told, _ steering: Steering) throws {
    let truths = check.flatMap { Int($0) } ?? 0
    try citing.tell(
      output.json ? .object(result.json) : .text(result.text),
      Citation(
        steering.scenario,
        command: command(of: ["--replicates \(count)"] + (check.map { ["--check \($0)"] } ?? [])),
        seeds: (replicate.number, count + truths),
        digest: nil
      )
    )
  }

  /// Weighs the runs of an ensemble.
  private func weigh(_ runs: ScoredRuns) throws {
    let scenario = runs.scenario
    let days = try days(of: scenario)
    let conditioning = Conditioning(
      scenario.evidence,
      scenario.recordings,
      of: scenario,
      runs.kept,
      days: days
    )
    guard conditioning.effective >= Conditioning.fewest else {
      throw Failure.work(
        "\(subject): by what was recorded to \(until) the \(runs.kept.runs.count) runs are worth "
          + "\(Figures.told(conditioning.effective)) of equal weight; of fewer than "
          + "\(Int(Conditioning.fewest)) nothing is told. Make more runs, name an earlier date, or predict from the "
          + "scenario, whose histories are steered."
      )
    }
    let result = PredictResult(
      prediction: Prediction(
        scenario.evidence,
        scenario.recordings,
        of: scenario,
        runs.kept,
        by: conditioning,
        days: days
      ),
      scenario: scenario,
      until: until,
      runs: runs.kept.runs.count,
      stages: []
    )
    try citing.tell(
      output.json ? .object(result.json) : .text(result.text),
      Citation(
        scenario,
        command: command(of: arm.map { ["--arm \($0)"] } ?? []),
        seeds: runs.seeds,
        digest: nil
      )
    )
  }

  /// The runs of an ensemble, which has settled everything but the date.
  private func open(_ folder: String) throws -> ScoredRuns {
    let settled =
      changes.given + replicate.given + (replicates.map { ["--replicates \($0)"] } ?? [])
      + (to.map { ["--to \($0)"] } ?? []) + (check.map { ["--check \($0)"] } ?? [])
    guard settled.isEmpty else {
      throw Failure.badRequest(
        settled.map { "\($0): \(folder) holds runs that are made already. Leave it out." }
      )
    }
    return try ScoredRuns(at: folder, arm: arm) { scenario in Set(scenario.series.map(\.id)) }
  }

  /// What is to be steered, or all findings.
  private func steering() throws -> Steering {
    if let arm {
      throw Failure.badRequest([
        "--arm \(arm): \(subject) is a scenario, and arms are of an ensemble's folder. Leave it out."
      ])
    }
    var found = Gathered()
    var options = LoadOptions()
    options.sets = changes.set
    options.without = changes.without
    options.overlays = changes.with
    options.until = to
    if let text = replicate.scale {
      options.scale =
        found.check { () throws(Findings) in try LoadOptions.scale(parsing: text) } ?? 1
    }
    if let seed = replicate.seed {
      found.check { () throws(Findings) in try LoadOptions.seed(parsing: seed) }
    }
    found.check { () throws(Findings) in
      try LoadOptions.replicates(
        parsing: replicates ?? "\(count)",
        from: replicate.number,
        least: Steering.fewest
      )
    }
    if let check {
      found.check { () throws(Findings) in try LoadOptions.truths(parsing: check) }
    }
    if let text = choice.text { found.check(threads: text) }
    let asked = options
    let loaded = found.check { () throws(Findings) in try Scenario.load(subject, asked) }
    if let loaded {
      // What all of them hold together is measured once the first stands.
      found.check { () throws(Findings) in try loaded.checkSize(as: subject) }
    }
    guard let loaded, found.isEmpty else { throw Failure.badInput(found.all) }
    return Steering(
      loaded,
      seed: replicate.number,
      count: count,
      days: try days(of: loaded)
    )
  }

  /// How many days are past at the end of the date.
  private func days(of scenario: Scenario) throws(Failure) -> Int {
    guard let day = scenario.calendar.day(of: until) else {
      let last = scenario.calendar.date(day: scenario.calendar.dayCount - 1)
      throw .badRequest([
        "--until \(until): no day of the runs, which are from \(scenario.calendar.date(day: 0)) to "
          + "\(last). Choose one of them."
      ])
    }
    guard day + 1 < scenario.calendar.dayCount else {
      throw .badRequest(["--until \(until): the runs end with that day. Choose an earlier one."])
    }
    return day + 1
  }

  /// What to ask for to have the same again.
  private func command(of more: [String]) -> String {
    let options =
      changes.given + ["--until \(until)"] + (to.map { ["--to \($0)"] } ?? []) + replicate.given
      + more
    return (["dualpower predict \(subject)"] + options).joined(separator: " ")
  }
}
