import DualPower
public import DualPowerArchive
public import DualPowerScenario
import Foundation

/// Runs one history.
public enum Runner {
  /// Runs a scenario from its first hour to its last.
  ///
  /// - Parameters:
  ///   - scenario: What to run.
  ///   - seed: The seed of every draw; one history per number.
  ///   - threads: How many threads; the history is the same for any number.
  ///   - start: When set-up began, from which the wall clock counts.
  ///   - progress: Told how many ticks are done: once before the first and after each.
  ///   - isCancelled: Asked before each tick.
  /// - Returns: The run, or nil where it was cancelled.
  /// - Throws: ``ThreadFinding`` when there cannot be so many threads.
  public static func run(
    _ scenario: Scenario,
    seed: UInt64,
    threads: Int = 1,
    since start: ContinuousClock.Instant = .now,
    progress: (_ ticks: Int) -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) throws(ThreadFinding) -> Run? {
    let concurrently = try Threads.concurrently(threads: threads)
    var simulation = Simulation(scenario.society, seed: seed, concurrently: concurrently)
    progress(0)
    while simulation.ticks < scenario.society.days.count * 24 {
      guard !isCancelled() else { return nil }
      simulation.tick(concurrently: concurrently)
      progress(simulation.ticks)
    }
    return Run(
      scenario: scenario,
      seed: seed,
      record: simulation.record,
      digest: simulation.digest(),
      outcome: simulation.outcome,
      ticks: simulation.ticks,
      wallSeconds: (ContinuousClock.now - start) / .seconds(1),
      peakMemoryBytes: peakMemoryBytes()
    )
  }

  /// The most memory that this process has held.
  ///
  /// Read where Linux keeps it; `getrusage` would count what ran in this process before `exec` as well.
  static func peakMemoryBytes() -> Int {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kibibytes = Int(line.filter(\.isNumber))
    else { return 0 }
    return kibibytes * 1_024
  }
}
