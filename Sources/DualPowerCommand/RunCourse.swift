import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario
import Foundation

/// How far a run goes, and what is kept and told of it; shared by the subcommands that run one history.
struct RunCourse: ParsableArguments {
  @OptionGroup var horizon: Horizon

  @Option(help: ArgumentHelp("Keep the run: tables, chronicle and report.", valueName: "folder"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Keep the state too, to go on from: at the end of a day, or at an hour as 1917-02-27T07:00; "
        + "can be given again.",
      valueName: "date or hour"
    )
  )
  var checkpoint: [String] = []

  @OptionGroup var output: OutputFlags

  @OptionGroup var citing: Citing

  /// What is wrong with where things are to be kept, for a run that goes on from a file or from none.
  func findings(from file: String?) -> [RunFinding] {
    var findings: [RunFinding] = []
    if let out, let file, Self.isSame(out, folderOf: file) {
      findings.append(.replacesCheckpoint(folder: out, checkpoint: file))
    }
    if out == nil { findings += checkpoint.map { .nowhereToKeep(date: $0) } }
    return findings
  }

  /// Runs from a beginning to the last day, with other processes where there are any, and tells and keeps it.
  func run(
    among ranks: Ranks? = nil,
    from begin: () throws(Failure) -> Beginning
  ) throws {
    let began = ContinuousClock.now
    let date = Date.now
    let beginning = try begin()
    let folder = try openFolder()
    Interruption.listen()
    let run = try history(from: beginning, keeping: folder, since: began, among: ranks)
    let chronicle = Chronicle(run)
    if let folder { try keep(run, chronicle, beginning.recipe, in: folder, started: date) }
    try citing.tell(
      output.json ? .object(run.json(chronicle)) : .text(Summary(run, chronicle).text),
      Citation(
        beginning.scenario,
        command: beginning.recipe.command,
        seeds: (beginning.recipe.seed, 1),
        digest: run.digestText
      )
    )
    if let out, !output.json {
      try Terminal.say("Kept in \(out); to look at it, open \(out)/report.html.")
    }
  }

  /// Opened before the run: what cannot be kept should be known before it is worked out.
  private func openFolder() throws(Failure) -> ArchiveFolder? {
    do throws(ArchiveFailure) {
      let folder = try out.map { path throws(ArchiveFailure) in try ArchiveFolder(at: path) }
      Terminal.complain(
        (folder?.leftBehind ?? []).map {
          "\($0): left by a run that was ended before its time. Go on from it with --from, or remove its folder."
        }
      )
      return folder
    } catch {
      throw Failure(error)
    }
  }

  private func keep(
    _ run: Run,
    _ chronicle: Chronicle,
    _ recipe: Recipe,
    in folder: ArchiveFolder,
    started: Date
  ) throws(Failure) {
    do throws(ArchiveFailure) {
      try run.keep(
        chronicle,
        recipe,
        in: folder,
        started: started,
        isCancelled: { Interruption.hasCome }
      )
    } catch {
      throw Failure(error)
    }
  }

  private func history(
    from beginning: Beginning,
    keeping folder: ArchiveFolder?,
    since start: ContinuousClock.Instant,
    among ranks: Ranks?
  ) throws(Failure) -> Run {
    let scenario = beginning.scenario
    var progress = Progress(scenario, isQuiet: output.quiet)
    var ticks = 0
    // The end of a day and the hour that follows are one moment by two names.
    let moments = Dictionary(grouping: checkpoint) { scenario.calendar.ticksDone(at: $0) ?? 0 }
    let result: Run?
    do throws(RunFailure) {
      result = try Runner.run(
        scenario,
        seed: beginning.recipe.seed,
        threads: horizon.choice.count(
          agents: scenario.society.agentCount / (ranks?.partners.count ?? 1)
        ),
        among: ranks,
        since: start,
        from: beginning.checkpoint,
        keepingAt: Set(moments.keys),
        keep: { simulation throws(ArchiveFailure) in
          for moment in Set(moments[simulation.ticks] ?? []).sorted() {
            let checkpoint = Checkpoint(of: simulation, scenario, beginning.recipe, at: moment)
            if let folder { try checkpoint.write(to: folder) }
          }
        },
        progress: {
          ticks = $0
          progress.show($0)
        },
        isCancelled: { Interruption.hasCome }
      )
    } catch {
      throw Failure(error)
    }
    progress.clear()
    guard let result else {
      let at = scenario.calendar.at(tick: ticks)
      throw .interrupted("interrupted at \(at); nothing was written")
    }
    return result
  }

  private static func isSame(_ folder: String, folderOf file: String) -> Bool {
    let holder = URL(filePath: file).resolvingSymlinksInPath().deletingLastPathComponent()
    return holder.path == URL(filePath: folder).resolvingSymlinksInPath().path
  }
}
