import DualPower
import DualPowerArchive
public import DualPowerScenario
import Foundation

/// The runs of a folder, that of one run or of an ensemble, as far as they are scored.
public struct ScoredRuns: Sendable {
  /// The scenario of the runs.
  public let scenario: Scenario
  /// What a command calls it.
  public let reference: String
  /// Their readings.
  public let kept: KeptReadings
  /// The arm of an ensemble that is scored.
  public let arm: String?
  /// The first of their seeds, and how many there are from it on.
  public let seeds: (first: UInt64, count: Int)
  /// The digest of a run, or what tells an ensemble from every other.
  public let digest: String?
  /// What a reader should know before trusting the scores.
  public let notes: [String]

  /// Opens a folder.
  ///
  /// - Parameters:
  ///   - folder: A run's, or an ensemble's that has been gathered.
  ///   - arm: Which arm of an ensemble; may be left out where there is one.
  ///   - series: Reads these series alone, of the scenario; `nil` for all that its evidence names.
  /// - Throws: ``ScoreFailure``, ``DualPowerScenario/Findings``, ``EnsembleFailure``.
  public init(at folder: String, arm: String? = nil, series: (Scenario) throws -> Set<String>)
    throws
  {
    let files = FileManager.default
    if files.fileExists(atPath: "\(folder)/\(EnsembleStore.planName)") {
      try self.init(ensemble: folder, arm: arm, series)
    } else if files.fileExists(atPath: "\(folder)/manifest.json") {
      if let arm { throw ScoreFailure.noArm(arm, of: folder, arms: []) }
      try self.init(run: folder, series)
    } else {
      throw ScoreFailure.notRuns(folder)
    }
  }

  private init(run folder: String, _ series: (Scenario) throws -> Set<String>) throws {
    let path = "\(folder)/manifest.json"
    guard let data = FileManager.default.contents(atPath: path),
      let asked = try? JSONDecoder().decode(KeptManifest.self, from: data)
    else { throw ScoreFailure.oldRun(folder) }
    let table = "\(folder)/\(Readings.fileName)"
    guard FileManager.default.fileExists(atPath: table) else { throw ScoreFailure.oldRun(folder) }
    try KeptFolder(at: folder).check(Readings.fileName)
    scenario = try Scenario.load(asked.asked.scenario, asked.options)
    reference = asked.asked.scenario
    self.arm = nil
    seeds = (asked.seed.number, 1)
    digest = asked.digest
    notes =
      [
        "one run is no ensemble: its score is its distance from what was recorded, and its intervals hold "
          + "what records leave open and no luck"
      ]
      + (scenario.hash == asked.scenario.hash
        ? [] : ["the scenario's files have changed since the run was made"])
    var kept = KeptReadings(runs: [0], days: asked.ticks / 24)
    try kept.add(try ParquetReader(table), of: try series(scenario))
    self.kept = kept
  }

  private init(
    ensemble folder: String,
    arm: String?,
    _ series: (Scenario) throws -> Set<String>
  ) throws {
    let store = try EnsembleStore(at: folder)
    let arms = store.plan.arms.map(\.name)
    guard let number = arm.map({ arms.firstIndex(of: $0) }) ?? (arms.count == 1 ? 0 : nil) else {
      throw ScoreFailure.noArm(arm, of: folder, arms: arms)
    }
    let scenarios = try store.plan.load()
    scenario = scenarios[number]
    reference = store.plan.scenario
    self.arm = arms.count > 1 ? arms[number] : nil
    digest = store.manifest()?.identity
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("part-") && $0.hasSuffix(".parquet") }.sorted()
    guard !names.isEmpty else { throw ScoreFailure.nothingGathered(folder) }
    let kept = try KeptFolder(at: folder)
    let parts = try names.map { name in
      try kept.check(name)
      return try ParquetReader("\(folder)/\(name)")
    }
    var runs: Set<Int> = []
    for part in parts {
      for group in 0..<part.groupCount {
        let numbers = try part.rows(group, of: ["run"]).int32("run") ?? []
        runs.formUnion(Set(numbers).map(Int.init))
      }
    }
    let mine = runs.filter { store.plan.run($0).arm == number }
    guard !mine.isEmpty else { throw ScoreFailure.nothingGathered(folder) }
    let first = mine.map { store.plan.run($0).seed }
    seeds = (first.min() ?? store.plan.seed, Set(first).count)
    var readings = KeptReadings(runs: Array(mine), days: scenario.society.days.count)
    let wanted = try series(scenario)
    for part in parts { try readings.add(part, of: wanted) }
    self.kept = readings
    var notes: [String] = []
    if let manifest = store.manifest() {
      if manifest.runs > runs.count {
        notes.append(
          "\(runs.count) of \(manifest.runs) runs are there; the others are not in the scores"
        )
      }
      if manifest.identity != store.plan.identity(scenarios, version: Version.current) {
        notes.append(
          "the scenario or the version of DualPower has changed since the runs were made"
        )
      }
    }
    self.notes = notes
  }
}

extension Readings {
  /// The table of readings in a run's folder.
  public static let fileName = "readings.parquet"
}

/// What a run's manifest says of how it was asked for.
private struct KeptManifest: Decodable {
  struct Asked: Decodable {
    var scenario: String
    var until: String?
  }
  struct Overrides: Decodable {
    var set: [String]
    var without: [String]
    var with: [String]
  }
  struct Named: Decodable { var hash: String }

  var asked: Asked
  var overrides: Overrides
  var scenario: Named
  /// A number, or its digits where a number cannot hold it.
  struct Seed: Decodable {
    var number: UInt64

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      number = try (try? value.decode(UInt64.self)) ?? UInt64(value.decode(String.self)) ?? 0
    }
  }

  var seed: Seed
  var digest: String
  var scale: Int
  var ticks: Int

  var options: LoadOptions {
    var options = LoadOptions()
    options.scale = scale
    options.until = asked.until
    options.sets = overrides.set
    options.without = overrides.without
    options.overlays = overrides.with
    return options
  }
}

/// Why there are no scores.
public enum ScoreFailure: Error, Equatable {
  /// The folder holds no runs.
  case notRuns(String)
  /// The run was kept without readings.
  case oldRun(String)
  /// No run of the ensemble has been gathered.
  case nothingGathered(String)
  /// Which arm is meant is not said, or there is no such.
  case noArm(String?, of: String, arms: [String])

  /// The failure as a sentence.
  public var sentence: String {
    switch self {
    case .notRuns(let folder):
      "\(folder): no run and no ensemble is here; scores are of the folder of either. "
        + "Name one that 'run --out' or 'ensemble run --out' has written."
    case .oldRun(let folder):
      "\(folder): the run was kept without its readings (\(Readings.fileName)). "
        + "Make it again with this version: 'dualpower run … --out'."
    case .nothingGathered(let folder):
      "\(folder): no run of the ensemble has been gathered. Ask 'dualpower ensemble gather \(folder)'."
    case .noArm(let arm, let folder, let arms):
      "\(folder): \(arm.map { "no arm \"\($0)\"" } ?? "several arms, each a world of its own"); "
        + (arms.isEmpty
          ? "a run has none. Leave --arm out."
          : "there are \(arms.joined(separator: ", ")). Name one with --arm.")
    }
  }
}
