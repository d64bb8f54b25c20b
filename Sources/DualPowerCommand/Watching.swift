import ArgumentParser
import DualPower
import DualPowerExperiment
import DualPowerScenario

/// How a history that is watched is run; shared by the subcommands that ask something of one.
struct Watching: ParsableArguments {
  @OptionGroup var horizon: Horizon

  @OptionGroup var output: OutputFlags

  /// Does what takes a run, with its progress shown; a run that is cancelled gives nothing.
  func run<Value>(
    _ scenario: Scenario,
    _ replicate: Replicate,
    _ work: (Following.Way) throws(RunFailure) -> Value?
  ) throws(Failure) -> Value {
    let shown = Shown(scenario, isQuiet: output.quiet)
    let way = Following.Way(
      seed: replicate.number,
      threads: horizon.choice.count(agents: scenario.society.agentCount),
      progress: shown.show,
      isCancelled: { Interruption.hasCome }
    )
    let value: Value?
    do throws(RunFailure) { value = try work(way) } catch { throw Failure(error) }
    shown.progress.clear()
    guard let value else {
      throw .interrupted(
        "interrupted at \(scenario.calendar.at(tick: shown.ticks)); nothing was written"
      )
    }
    return value
  }

  /// How far a run has come, for a closure that outlives a call.
  private final class Shown {
    var progress: Progress
    var ticks = 0

    init(_ scenario: Scenario, isQuiet: Bool) { progress = Progress(scenario, isQuiet: isQuiet) }

    func show(_ ticks: Int) {
      self.ticks = ticks
      progress.show(ticks)
    }
  }
}
