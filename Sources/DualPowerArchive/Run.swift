public import DualPower
public import DualPowerScenario

/// A finished run: what an archive, a chronicle and a report are written from.
public struct Run: Sendable {
  /// What was run.
  public var scenario: Scenario
  /// The seed of every draw.
  public var seed: UInt64
  /// What the run left behind.
  public var record: Record
  /// The hash of its last state and of its record.
  public var digest: UInt64
  /// What it came to.
  public var outcome: Outcome
  /// Ticks done; a tick is an hour.
  public var ticks: Int
  /// Wall-clock time with set-up, in seconds.
  public var wallSeconds: Double
  /// The most memory that the process has held, in bytes; 0 where the system does not tell.
  public var peakMemoryBytes: Int
  /// Where it went on from; `nil` for a run from the first hour.
  public var resumption: Resumption?

  /// A checkpoint that a run went on from.
  public struct Resumption: Sendable, Equatable {
    /// Its file, as the user named it.
    public var file: String
    /// The day that was over, or the hour that began, in the scenario's own calendar.
    public var date: String
    /// Hours that had been done.
    public var ticks: Int

    /// What a run that goes on from a checkpoint tells of it.
    public init(_ checkpoint: Checkpoint) {
      file = checkpoint.file
      date = checkpoint.date
      ticks = checkpoint.ticks
    }
  }

  /// A finished run.
  public init(
    scenario: Scenario,
    seed: UInt64,
    record: Record,
    digest: UInt64,
    outcome: Outcome,
    ticks: Int,
    wallSeconds: Double,
    peakMemoryBytes: Int,
    resumption: Resumption? = nil
  ) {
    self.scenario = scenario
    self.seed = seed
    self.record = record
    self.digest = digest
    self.outcome = outcome
    self.ticks = ticks
    self.wallSeconds = wallSeconds
    self.peakMemoryBytes = peakMemoryBytes
    self.resumption = resumption
  }

  /// Persons of the society, each counted once.
  public var persons: Int { Int(scenario.society.population.rounded()) }

  /// The digest as 16 hexadecimal digits.
  public var digestText: String {
    let hex = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - hex.count) + hex
  }

  /// Agents advanced by an hour, in a second of wall clock.
  public var personTicksPerSecond: Double {
    let done = Double(ticks - (resumption?.ticks ?? 0))
    return wallSeconds > 0 ? Double(scenario.society.agentCount) * done / wallSeconds : 0
  }
}
