import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerScenario
import Foundation

/// What a run begins with: a scenario, a seed and a scale, or a checkpoint that holds all three.
struct RunStart: ParsableArguments {
  @Argument(
    help: "A bundled scenario (see 'dualpower scenarios') or the path of one; none with --from."
  )
  var scenario: String?

  @OptionGroup var changes: ScenarioChanges

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("One history for each number. (default: 1)", valueName: "n")
  )
  var seed: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("One agent for so many people. (default: 1:1)", valueName: "1:n")
  )
  var scale: String?

  @Option(help: ArgumentHelp("Go on from a checkpoint.", valueName: "file"))
  var from: String?

  /// Where the run begins, or all findings.
  func load(
    until: String?,
    checkpoints: [String],
    out: String?,
    threads: String?
  ) throws(Failure) -> Beginning {
    let findings = self.findings(checkpoints: checkpoints, out: out)
    guard findings.isEmpty else { throw .badRequest(findings.map(\.sentence)) }
    if let from {
      var found = Gathered()
      if let threads { found.check(threads: threads) }
      guard found.isEmpty else { throw .badInput(found.all) }
      return try Beginning(checkpointAt: from, until: until, checkpoints: checkpoints)
    }
    guard let scenario else { throw .badRequest([RunFinding.nothingNamed.sentence]) }
    let loaded = try changes.load(
      scenario,
      scale: scale,
      until: until,
      checkpoints: checkpoints,
      seed: seed,
      threads: threads
    )
    let recipe = Recipe(
      scenario: scenario,
      seed: seed.flatMap { UInt64($0) } ?? 1,
      scale: loaded.society.scale,
      until: until,
      set: changes.set,
      without: changes.without,
      with: changes.with
    )
    return Beginning(loaded, recipe)
  }

  private func findings(checkpoints: [String], out: String?) -> [RunFinding] {
    var findings: [RunFinding] = []
    if let from {
      if let scenario { findings.append(.namedTwice(scenario: scenario, checkpoint: from)) }
      findings += settled.map { .settled(option: $0, checkpoint: from) }
      if let out, Self.isSame(out, folderOf: from) {
        findings.append(.replacesCheckpoint(folder: out, checkpoint: from))
      }
    }
    if out == nil { findings += checkpoints.map { .nowhereToKeep(date: $0) } }
    return findings
  }

  /// The options given that a checkpoint leaves no room for.
  private var settled: [String] {
    (seed.map { ["--seed \($0)"] } ?? []) + (scale.map { ["--scale \($0)"] } ?? [])
      + changes.set.map { "--set \($0)" } + changes.without.map { "--without \($0)" }
      + changes.with.map { "--with \($0)" }
  }

  private static func isSame(_ folder: String, folderOf file: String) -> Bool {
    let holder = URL(filePath: file).resolvingSymlinksInPath().deletingLastPathComponent()
    return holder.path == URL(filePath: folder).resolvingSymlinksInPath().path
  }
}
