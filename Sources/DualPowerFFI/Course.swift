import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario
import Foundation

/// A run under way.
final class Course {
  let scenario: Scenario
  private let recipe: Recipe
  private let began = ContinuousClock.now
  private let started = Date.now
  private let concurrently: Concurrently
  private(set) var simulation: Simulation

  init(_ request: Request) throws(Refusal) {
    scenario = try request.load()
    let society = scenario.society
    // Both were checked as the scenario was loaded.
    let seed = UInt64(request.seed) ?? 1
    let threads = request.threads.flatMap { Int($0) } ?? Threads.usual(agents: society.agentCount)
    recipe = Recipe(
      scenario: request.scenario,
      seed: seed,
      scale: society.scale,
      until: request.until,
      set: request.set,
      without: request.without,
      with: request.with
    )
    do throws(ThreadFinding) {
      concurrently = try Threads.concurrently(threads: threads)
    } catch {
      throw Refusal(isBadInput: true, [error.description])
    }
    simulation = Simulation(
      society,
      seed: seed,
      concurrently: concurrently,
      loops: Level.best.loops
    )
  }

  /// Ticks of the whole run.
  var allTicks: Int { scenario.society.days.count * 24 }

  /// Advances by so many ticks, or to the end where fewer are left.
  func step(_ ticks: Int) {
    for _ in 0..<max(0, min(ticks, allTicks - simulation.ticks)) {
      simulation.tick(concurrently: concurrently)
    }
  }

  /// The run as it stands.
  var run: Run { Run(simulation, of: scenario, since: began) }

  /// What would have been recorded of it, once it is over.
  var recorded: Recorded { Recorded(of: simulation.record, seed: simulation.seed, scenario) }

  /// Keeps it in a folder, as the command does.
  func keep(in path: String) throws(Refusal) {
    do throws(ArchiveFailure) {
      let run = run
      try run.keep(Chronicle(run), recipe, in: ArchiveFolder(at: path), started: started)
    } catch {
      throw Refusal(error)
    }
  }
}
