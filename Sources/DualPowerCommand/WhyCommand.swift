import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Ask of an event of a history who carried it, and what moved them.",
    discussion: """
      The groups that walked out before the outbreak:
        dualpower why outbreak petrograd-1917 --scale 1:10 --seed 3

      The units and circles that were lost before the fall; the groups that elected a town's council:
        dualpower why fall petrograd-1917 --scale 1:10
        dualpower why council russia-1917 --scale 1:100 --place moscow

      An event is named by its kind, which means the first of it, or with its number: crisis-2.
      Kinds: \(EventQuestion.words.joined(separator: ", ")).
      """
  )

  @Argument(help: "The event: outbreak, mutiny, fall, council, crisis-2 …")
  var event: String

  @OptionGroup var arguments: ScenarioArguments
  @OptionGroup var replicate: Replicate

  @Option(help: ArgumentHelp("The town of the event.", valueName: "town"))
  var place: String?

  @OptionGroup var watching: Watching

  func run() throws {
    let question = try EventQuestion(event)
    let scenario = try arguments.changes.load(
      arguments.scenario,
      scale: replicate.scale,
      until: watching.horizon.until,
      seed: replicate.seed,
      threads: watching.horizon.threadsText
    )
    let town = try town(in: scenario)
    Interruption.listen()
    let whole = try watching.run(scenario, replicate) { way throws(RunFailure) in
      try Runner.run(
        scenario,
        seed: way.seed,
        threads: way.threads,
        progress: way.progress,
        isCancelled: way.isCancelled
      )
    }
    let chronicle = Chronicle(whole)
    guard let asked = question.find(in: chronicle, town: town) else {
      throw Failure.badRequest([
        EventFinding.notInRun(
          event: event,
          place: place,
          happened: EventQuestion.askable(in: chronicle)
        ).sentence
      ])
    }
    let cause = try watching.run(scenario, replicate) { way throws(RunFailure) in
      try Inquiry.inquire(into: asked.event, of: scenario, way)
    }
    let story = CauseStory(cause, chronicle)
    try Terminal.say(
      watching.output.json ? story.json(command).text() : story.text(width: Terminal.width)
    )
  }

  private func town(in scenario: Scenario) throws(Failure) -> Int? {
    guard let place else { return nil }
    do throws(Findings) {
      return try scenario.names.towns.position(of: place, kind: "town", option: "--place")
    } catch {
      throw .badInput(error)
    }
  }

  /// What to ask for to have the same again.
  private var command: String {
    Recipe(
      scenario: arguments.scenario,
      seed: replicate.number,
      scale: replicate.scale.flatMap { try? LoadOptions.scale(parsing: $0) } ?? 1,
      until: watching.horizon.until,
      set: arguments.changes.set,
      without: arguments.changes.without,
      with: arguments.changes.with
    ).command(of: "why", place.map { ["--place", $0] } ?? [], about: event)
  }
}
