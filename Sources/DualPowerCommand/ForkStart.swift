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

  @OptionGroup var replicate: Replicate

  /// Where the run begins, or all findings.
  func load(_ course: RunCourse) throws(Failure) -> Beginning {
    let findings = self.findings + course.findings(from: at == nil ? start : nil)
    guard findings.isEmpty else { throw .badRequest(findings.map(\.sentence)) }
    guard let at else {
      return try Beginning(checkpointAt: start, course, changes: changes)
    }
    let loaded = try changes.load(
      start,
      scale: replicate.scale,
      until: course.horizon.until,
      checkpoints: course.checkpoint,
      at: at,
      seed: replicate.seed,
      threads: course.horizon.threadsText
    )
    let recipe = Recipe(
      scenario: start,
      seed: replicate.number,
      scale: loaded.society.scale,
      until: course.horizon.until,
      forks: [changes.fork(at: at)]
    )
    return Beginning(loaded, recipe)
  }

  private var findings: [RunFinding] {
    guard at == nil else { return [] }
    if Scenario.bundled().contains(where: { $0.id == start }) { return [.noHour(scenario: start)] }
    return replicate.given.map { .settledForFork(option: $0, checkpoint: start) }
  }
}
