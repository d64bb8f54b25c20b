import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

/// What a run begins with: a scenario, a seed and a scale, or a checkpoint that holds all three.
struct RunStart: ParsableArguments {
  @Argument(
    help: "A bundled scenario (see 'dualpower scenarios') or the path of one; none with --from."
  )
  var scenario: String?

  @OptionGroup var changes: ScenarioChanges

  @OptionGroup var replicate: Replicate

  @Option(help: ArgumentHelp("Go on from a checkpoint.", valueName: "file"))
  var from: String?

  /// Where the run begins, or all findings.
  func load(_ course: RunCourse, among ranks: Ranks? = nil) throws(Failure) -> Beginning {
    let isShared = (ranks?.partners.count ?? 1) > 1
    let findings =
      self.findings + course.findings(from: from)
      + (isShared ? unshared(course).map { .notShared(option: $0) } : [])
    guard findings.isEmpty else { throw .badRequest(findings.map(\.sentence)) }
    if let from { return try Beginning(checkpointAt: from, course) }
    guard let scenario else { throw .badRequest([RunFinding.nothingNamed.sentence]) }
    let loaded = try changes.load(
      scenario,
      scale: replicate.scale,
      until: course.horizon.until,
      checkpoints: course.checkpoint,
      seed: replicate.seed,
      threads: course.horizon.threadsText
    )
    guard !isShared || loaded.society.canBeShared else {
      throw .badRequest([RunFinding.groupTooLarge(scenario: scenario).sentence])
    }
    let recipe = Recipe(
      scenario: scenario,
      seed: replicate.number,
      scale: loaded.society.scale,
      until: course.horizon.until,
      set: changes.set,
      without: changes.without,
      with: changes.with
    )
    return Beginning(loaded, recipe)
  }

  private var findings: [RunFinding] {
    guard let from else { return [] }
    return (scenario.map { [.namedTwice(scenario: $0, checkpoint: from)] } ?? [])
      + settled.map { .settled(option: $0, checkpoint: from) }
  }

  /// The options given for which one process would have to hold all people.
  private func unshared(_ course: RunCourse) -> [String] {
    (from.map { ["--from \($0)"] } ?? []) + course.checkpoint.map { "--checkpoint \($0)" }
  }

  /// The options given that a checkpoint leaves no room for.
  private var settled: [String] {
    replicate.given + changes.given
  }
}
