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
  /// What each of several ranks had of it; empty for a run that one process made.
  public var shares: [Share] = []

  /// What one of the ranks that make a run together has of it; times and messages are those of its hours.
  public struct Share: Sendable, Equatable {
    /// Agents whose rows it held.
    public var agents = 0
    /// The most memory that it has held, in bytes.
    public var peakMemoryBytes = 0
    /// How often integers of all ranks were put together.
    public var completions = 0
    /// Bytes of those integers.
    public var completedBytes = 0
    /// How often integers were added up over all ranks.
    public var additions = 0
    /// Bytes of those integers.
    public var addedBytes = 0
    /// Seconds that hours took.
    public var seconds = 0.0
    /// Seconds of them in which it exchanged with others or waited for them.
    public var exchangeSeconds = 0.0
    /// Seconds of processors outside of that.
    public var workSeconds = 0.0

    /// Nothing yet.
    public init() {}

    /// Bytes that it sent at the least, of so many ranks: each part of what is put together goes to all but
    /// its owner, passed on from one to the next; what is added up goes round twice, as parts and as sums.
    public func bytesSent(of ranks: Int) -> Int {
      (completedBytes + 2 * addedBytes) / ranks * (ranks - 1)
    }
  }

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
