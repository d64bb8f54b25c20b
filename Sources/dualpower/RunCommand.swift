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

  @OptionGroup var arguments: ScenarioArguments

  @Option(
    name: .customLong("seed"),
    parsing: .unconditional,
    help: ArgumentHelp("One history for each number.", valueName: "n")
  )
  var seedText = "1"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("One agent for so many people.", valueName: "1:n")
  )
  var scale = "1:1"

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

  @OptionGroup var output: OutputFlags

  /// What the texts say, which are checked as the scenario is loaded.
  private var seed: UInt64 { UInt64(seedText) ?? 1 }
  private var threads: Int? { threadsText.flatMap { Int($0) } }

  func run() throws {
    let start = ContinuousClock.now
    let date = Date.now
    let scenario = try arguments.load(
      scale: scale,
      until: until,
      seed: seedText,
      threads: threadsText
    )
    let folder = try openFolder()
    Interruption.listen()
    let run = try history(of: scenario, since: start)
    let chronicle = Chronicle(run)
    if let folder { try keep(run, chronicle, in: folder, started: date) }
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
    in folder: ArchiveFolder,
    started: Date
  ) throws(Failure) {
    let recipe = Recipe(
      scenario: arguments.scenario,
      seed: seed,
      scale: run.scenario.society.scale,
      until: until,
      set: arguments.set,
      without: arguments.without,
      with: arguments.with
    )
    do throws(ArchiveFailure) {
      try Archive(run, chronicle, recipe, started: started)
        .write(to: folder, isCancelled: { Interruption.hasCome })
    } catch {
      throw Failure(error)
    }
  }

  private func history(
    of scenario: Scenario,
    since start: ContinuousClock.Instant
  ) throws(Failure) -> Run {
    var progress = Progress(scenario, isQuiet: output.quiet)
    var ticks = 0
    let result: Run?
    do throws(ThreadFinding) {
      result = try Runner.run(
        scenario,
        seed: seed,
        threads: threads ?? Threads.usual,
        since: start,
        progress: {
          ticks = $0
          progress.show($0)
        },
        isCancelled: { Interruption.hasCome }
      )
    } catch {
      throw .badRequest(error.description)
    }
    progress.clear()
    guard let result else {
      let at = scenario.calendar.at(tick: ticks)
      throw .interrupted("interrupted at \(at); nothing was written")
    }
    return result
  }
}
