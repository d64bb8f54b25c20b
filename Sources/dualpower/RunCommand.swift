import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario
import Foundation

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run one history and tell it."
  )

  @OptionGroup var start: RunStart

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The last day, in the scenario's calendar.", valueName: "date")
  )
  var until: String?

  @Option(
    name: .customLong("threads"),
    parsing: .unconditional,
    help: ArgumentHelp(
      "Threads; the history is the same for any number. (default: one per processor)",
      valueName: "n"
    )
  )
  var threadsText: String?

  @Option(help: ArgumentHelp("Keep the run: tables, chronicle and report.", valueName: "folder"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Keep the state at the end of a day too, to go on from; can be given again.",
      valueName: "date"
    )
  )
  var checkpoint: [String] = []

  @OptionGroup var output: OutputFlags

  /// What the text says, which is checked as the scenario is loaded.
  private var threads: Int? { threadsText.flatMap { Int($0) } }

  func run() throws {
    let began = ContinuousClock.now
    let date = Date.now
    let beginning = try start.load(
      until: until,
      checkpoints: checkpoint,
      out: out,
      threads: threadsText
    )
    let folder = try openFolder()
    Interruption.listen()
    let run = try history(from: beginning, keeping: folder, since: began)
    let chronicle = Chronicle(run)
    if let folder { try keep(run, chronicle, beginning.recipe, in: folder, started: date) }
    try Terminal.say(output.json ? run.json(chronicle).text() : Summary(run, chronicle).text)
    if let out, !output.json {
      try Terminal.say("Kept in \(out); to look at it, open \(out)/report.html.")
    }
  }

  /// Opened before the run: what cannot be kept should be known before it is worked out.
  private func openFolder() throws(Failure) -> ArchiveFolder? {
    do throws(ArchiveFailure) {
      return try out.map { path throws(ArchiveFailure) in try ArchiveFolder(at: path) }
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
      try Archive(run, chronicle, recipe, started: started)
        .write(to: folder, isCancelled: { Interruption.hasCome })
    } catch {
      throw Failure(error)
    }
  }

  private func history(
    from beginning: Beginning,
    keeping folder: ArchiveFolder?,
    since start: ContinuousClock.Instant
  ) throws(Failure) -> Run {
    let scenario = beginning.scenario
    var progress = Progress(scenario, isQuiet: output.quiet)
    var ticks = 0
    let result: Run?
    do throws(RunFailure) {
      result = try Runner.run(
        scenario,
        seed: beginning.recipe.seed,
        threads: threads ?? Threads.usual,
        since: start,
        from: beginning.checkpoint,
        keepingAfter: Set(checkpoint.compactMap { scenario.calendar.day(of: $0) }),
        keep: { simulation throws(ArchiveFailure) in
          let checkpoint = Checkpoint(of: simulation, scenario, beginning.recipe)
          if let folder { try checkpoint.write(to: folder) }
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
}
