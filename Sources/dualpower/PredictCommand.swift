import ArgumentParser
import DualPower
import DualPowerExperiment
import DualPowerScenario
import Foundation

struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract:
      "What is to come: runs weighed by what was recorded to a date, then left to themselves.",
    discussion: """
      Of a scenario runs are made, a seed each; of an ensemble's folder those that it holds, with all
      points of its design:
        dualpower predict petrograd-1917 --scale 1:100 --until 1917-03-10
        dualpower predict runs/noise --arm as_it_was --until 1917-02-28

      docs/ensembles.md tells how runs are weighed.
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
    help: ArgumentHelp("Runs, a seed each. (default: 200)", valueName: "n")
  )
  var replicates: String?

  @OptionGroup var choice: ThreadChoice

  @Option(help: ArgumentHelp("Keep the runs, as an ensemble.", valueName: "folder"))
  var out: String?

  @OptionGroup var output: OutputFlags

  @OptionGroup var citing: Citing

  func run() throws {
    Interruption.listen()
    let isEnsemble = FileManager.default.fileExists(atPath: "\(subject)/\(EnsembleStore.planName)")
    let runs = try isEnsemble ? open(subject) : make()
    let scenario = runs.scenario
    let days = try days(of: scenario)
    let prediction = Prediction(
      scenario.evidence,
      scenario.recordings,
      of: scenario,
      runs.kept,
      days: days
    )
    let worth = prediction.conditioning.effective
    guard worth >= Conditioning.fewest else {
      throw Failure.work(
        "\(subject): by what was recorded to \(until) the \(runs.kept.runs.count) runs are worth "
          + "\(Figures.told(worth)) of equal weight; of fewer than \(Int(Conditioning.fewest)) nothing is "
          + "told. Make more runs, or name an earlier date."
      )
    }
    let result = PredictResult(
      prediction: prediction,
      scenario: scenario,
      until: until,
      runs: runs.kept.runs.count
    )
    try citing.tell(
      output.json ? .object(result.json) : .text(result.text),
      Citation(
        scenario,
        command: command(isEnsemble),
        seeds: try seeds(isEnsemble),
        digest: nil
      )
    )
  }

  private var count: Int { replicates.flatMap { Int($0) } ?? 200 }

  /// The runs of an ensemble, which has settled everything but the date.
  private func open(_ folder: String) throws -> ScoredRuns {
    let settled =
      changes.given + replicate.given + (replicates.map { ["--replicates \($0)"] } ?? [])
      + (to.map { ["--to \($0)"] } ?? []) + (out.map { ["--out \($0)"] } ?? [])
    guard settled.isEmpty else {
      throw Failure.badRequest(
        settled.map { "\($0): \(folder) holds runs that are made already. Leave it out." }
      )
    }
    return try ScoredRuns(at: folder, arm: arm) { scenario in Set(scenario.series.map(\.id)) }
  }

  /// Makes the runs of a scenario, kept or for as long as the command lasts.
  private func make() throws -> ScoredRuns {
    var found = Gathered()
    let scale = replicate.scale.flatMap { text in
      found.check { () throws(Findings) in try LoadOptions.scale(parsing: text) }
    }
    if let seed = replicate.seed {
      found.check { () throws(Findings) in try LoadOptions.seed(parsing: seed) }
    }
    if let replicates {
      found.check { () throws(Findings) in
        try LoadOptions.replicates(parsing: replicates, from: replicate.number)
      }
    }
    if let text = choice.text { found.check(threads: text) }
    let plan = EnsemblePlan(
      scenario: subject,
      scale: scale ?? 1,
      until: to,
      seed: replicate.number,
      replicates: count,
      changed: ArmPlan(
        name: EnsemblePlan.onlyArm,
        sets: changes.set,
        without: changes.without,
        overlays: changes.with
      )
    )
    let scenarios = found.check { () throws(Findings) in try plan.load() }
    guard let scenarios, found.isEmpty else { throw Failure.badInput(found.all) }
    // Known before any run is made.
    _ = try days(of: scenarios[0])
    let worker = EnsembleWorker(plan, scenarios)
    let folder =
      out ?? FileManager.default.temporaryDirectory.path + "/dualpower-predict-\(UUID().uuidString)"
    defer { if out == nil { try? FileManager.default.removeItem(atPath: folder) } }
    let store = try EnsembleStore(in: folder, for: worker)
    try EnsembleArguments.make(
      try store.missing(),
      of: store,
      by: worker,
      threads: choice.count,
      isQuiet: output.quiet,
      keptIn: out
    )
    try EnsembleResult(gathering: store).check()
    return try ScoredRuns(at: folder, arm: nil) { scenario in Set(scenario.series.map(\.id)) }
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

  /// The seeds of the runs, of one arm at one point.
  private func seeds(_ isEnsemble: Bool) throws -> (first: UInt64, count: Int) {
    guard isEnsemble else { return (replicate.number, count) }
    let store = try EnsembleStore(at: subject)
    let rounds = (store.manifest()?.runs ?? 0) / store.plan.roundCount
    return (store.plan.seed, store.plan.replicates * rounds)
  }

  /// What to ask for to have the same again.
  private func command(_ isEnsemble: Bool) -> String {
    let options =
      changes.given + ["--until \(until)"] + (to.map { ["--to \($0)"] } ?? [])
      + (arm.map { ["--arm \($0)"] } ?? []) + replicate.given
      + (isEnsemble ? [] : ["--replicates \(count)"])
    return (["dualpower predict \(subject)"] + options).joined(separator: " ")
  }
}
