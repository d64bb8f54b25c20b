import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerScenario

/// What a fork begins with: a checkpoint, or a scenario and an hour; and what changes there.
struct ForkStart: ParsableArguments {
  @Argument(help: "A checkpoint; or a scenario, with --at.")
  var start: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The hour at which a scenario is forked, as 1917-02-27T07:00.",
      valueName: "hour"
    )
  )
  var at: String?

  @OptionGroup var changes: ScenarioChanges

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Of a scenario: one history for each number. (default: 1)", valueName: "n")
  )
  var seed: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Of a scenario: one agent for so many people. (default: 1:1)",
      valueName: "1:n"
    )
  )
  var scale: String?

  /// Where the run begins, or all findings.
  func load(_ course: RunCourse) throws(Failure) -> Beginning {
    let findings = self.findings + course.findings(from: at == nil ? start : nil)
    guard findings.isEmpty else { throw .badRequest(findings.map(\.sentence)) }
    guard let at else {
      return try Beginning(checkpointAt: start, course, changes: changes)
    }
    let loaded = try changes.load(
      start,
      scale: scale,
      until: course.until,
      checkpoints: course.checkpoint,
      at: at,
      seed: seed,
      threads: course.threadsText
    )
    let recipe = Recipe(
      scenario: start,
      seed: seed.flatMap { UInt64($0) } ?? 1,
      scale: loaded.society.scale,
      until: course.until,
      forks: [changes.fork(at: at)]
    )
    return Beginning(loaded, recipe)
  }

  private var findings: [RunFinding] {
    guard at == nil else { return [] }
    if Scenario.bundled().contains(where: { $0.id == start }) { return [.noHour(scenario: start)] }
    let settled = (seed.map { ["--seed \($0)"] } ?? []) + (scale.map { ["--scale \($0)"] } ?? [])
    return settled.map { .settledForFork(option: $0, checkpoint: start) }
  }
}
