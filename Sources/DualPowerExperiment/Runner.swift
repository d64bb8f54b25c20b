public import DualPower
public import DualPowerArchive
public import DualPowerScenario
public import Foundation

/// Runs one history.
public enum Runner {
  /// Runs a scenario from its first hour, or from where a checkpoint was taken, to its last.
  ///
  /// - Parameters:
  ///   - scenario: What to run.
  ///   - seed: The seed of every draw; one history per number.
  ///   - threads: How many threads; the history is the same for any number.
  ///   - level: How the loops over people were compiled; the history is the same for any.
  ///   - ranks: The processes that make it together, of which this is the one that leads; the history is the
  ///     same for any number. It begins with its first hour, and is not kept on the way.
  ///   - start: When set-up began, from which the wall clock counts.
  ///   - checkpoint: What to go on from; of the same scenario and seed.
  ///   - moments: Ticks done at which the run is kept.
  ///   - keep: Keeps the run as it then stands.
  ///   - watch: Shown the run before its first tick and after each; it changes nothing.
  ///   - progress: Told how many ticks are done: once before the first and after each.
  ///   - isCancelled: Asked before each tick.
  /// - Returns: The run, or nil where it was cancelled.
  /// - Throws: ``RunFailure`` when it cannot begin, or cannot be kept on the way.
  public static func run(
    _ scenario: Scenario,
    seed: UInt64,
    threads: Int = 1,
    level: Level = .best,
    among ranks: Ranks? = nil,
    since start: ContinuousClock.Instant = .now,
    from checkpoint: Checkpoint? = nil,
    keepingAt moments: Set<Int> = [],
    keep: (Simulation) throws(ArchiveFailure) -> Void = { _ in },
    watch: (Simulation) -> Void = { _ in },
    progress: (_ ticks: Int) -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) throws(RunFailure) -> Run? {
    let concurrently = try crew(threads)
    ranks?.begin(scenario.society, seed: seed, threads: threads)
    var simulation = try begin(
      scenario,
      seed: seed,
      from: checkpoint,
      concurrently,
      level.loops,
      ranks?.partners ?? .none
    )
    let first = ranks?.mark
    watch(simulation)
    progress(simulation.ticks)
    while simulation.ticks < scenario.society.days.count * 24 {
      guard !(ranks?.partners.any(isCancelled()) ?? isCancelled()) else { return nil }
      simulation.tick(concurrently: concurrently)
      watch(simulation)
      progress(simulation.ticks)
      if moments.contains(simulation.ticks) {
        do throws(ArchiveFailure) { try keep(simulation) } catch { throw .keeping(error) }
      }
    }
    let last = ranks?.mark
    var run = Run(simulation, of: scenario, since: start, from: checkpoint)
    if let ranks, let first, let last {
      run.shares = ranks.shares(of: simulation, from: first, to: last)
    }
    return run
  }

  private static func crew(_ threads: Int) throws(RunFailure) -> Concurrently {
    do throws(ThreadFinding) {
      return try Threads.concurrently(threads: threads)
    } catch {
      throw .threads(error)
    }
  }

  private static func begin(
    _ scenario: Scenario,
    seed: UInt64,
    from checkpoint: Checkpoint?,
    _ concurrently: Concurrently,
    _ loops: Loops,
    _ partners: Partners
  ) throws(RunFailure) -> Simulation {
    guard let checkpoint else {
      return Simulation(
        scenario.society,
        seed: seed,
        concurrently: concurrently,
        loops: loops,
        partners: partners
      )
    }
    do throws(CheckpointFinding) {
      return try checkpoint.simulation(of: scenario, concurrently: concurrently, loops: loops)
    } catch {
      throw .checkpoint(error)
    }
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

extension Run {
  /// What a simulation has come to.
  package init(
    _ simulation: Simulation,
    of scenario: Scenario,
    since start: ContinuousClock.Instant,
    from checkpoint: Checkpoint? = nil
  ) {
    self.init(
      scenario: scenario,
      seed: simulation.seed,
      record: simulation.record,
      digest: simulation.digest(),
      outcome: simulation.outcome,
      ticks: simulation.ticks,
      wallSeconds: (ContinuousClock.now - start) / .seconds(1),
      peakMemoryBytes: Runner.peakMemoryBytes(),
      resumption: checkpoint.map { Run.Resumption($0) }
    )
  }

  /// Keeps the run in a folder of its own, its readings beside its tables.
  ///
  /// - Parameters:
  ///   - chronicle: The run, told.
  ///   - recipe: What to ask for to have it again.
  ///   - folder: Where to.
  ///   - started: When it was started.
  ///   - isCancelled: Asked between the files.
  /// - Throws: ``ArchiveFailure``, and nothing is left of the folder.
  public func keep(
    _ chronicle: Chronicle,
    _ recipe: Recipe,
    in folder: ArchiveFolder,
    started: Date,
    isCancelled: () -> Bool = { false }
  ) throws(ArchiveFailure) {
    let readings = Readings(scenario)
    let table = readings.table([(run: 0, rows: readings.rows(of: record))])
    try Archive(self, chronicle, recipe, more: [table], started: started)
      .write(to: folder, isCancelled: isCancelled)
  }
}
