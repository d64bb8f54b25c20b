import DualPowerArchive
import DualPowerScenario
import Foundation

/// The first line of an ensemble's manifest, and what became of it.
public struct EnsembleManifest: Codable, Sendable, Equatable {
  static let schemaVersion = 1

  var schemaVersion = Self.schemaVersion
  /// See ``DualPowerScenario/EnsemblePlan/identity(_:version:)``.
  public var identity: String
  /// The version of DualPower that made the runs.
  var version: String
  /// The scenario, by its id.
  var scenario: String
  /// How many days each run has.
  var days: Int
  /// How many runs there are to be.
  public var runs: Int
  /// How many of them are there.
  public var complete: Int
  /// How many of them cannot be made.
  public var failed: Int
  /// How many runs of the plan a part holds.
  var runsPerPart = EnsembleStore.runsPerPart
  /// How well measures are known that the plan names.
  public var precision: [Precision]
  /// The files beside it, those of whole runs apart, which have manifests of their own.
  var files: [KeptFile]?
  /// The lines below this one.
  var lines: KeptFile?

  /// How well a measure is known in an arm.
  public struct Precision: Codable, Sendable, Equatable {
    /// The arm.
    public var arm: String
    /// The measure.
    public var measure: String
    /// What the plan asks for.
    public var asked: String
    /// Over how many seeds.
    public var seeds: Int
    /// The mean over seeds of the mean over points.
    public var mean: Double
    /// Half the width of its interval of 95 %; none of one seed.
    public var half: Double?
    /// Whether that is enough.
    public var isReached: Bool
  }

  /// Whether no run is missing.
  public var isWhole: Bool { complete + failed == runs }

  init(_ heading: EnsembleHeading, _ state: EnsembleState, complete: Int, failed: Int) {
    identity = heading.identity
    version = heading.version
    scenario = heading.scenario
    days = heading.days
    runs = state.wanted
    self.complete = complete
    self.failed = failed
    precision = state.known.map {
      Precision(
        arm: $0.arm,
        measure: $0.measure,
        asked: $0.asked,
        seeds: $0.seeds,
        mean: $0.interval.mean,
        half: $0.interval.half.isFinite ? $0.interval.half : nil,
        isReached: $0.isReached
      )
    }
  }

  var line: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Plain values of ours: there is nothing that cannot be encoded.
    let text = String(decoding: (try? encoder.encode(self)) ?? Data(), as: UTF8.self)
    return Array(Seal.sealed(text).utf8) + [10]
  }
}

extension EnsembleStore {
  /// What the manifest says; `nil` where there is none that can be read.
  public func manifest() -> EnsembleManifest? {
    guard let file = FileHandle(forReadingAtPath: "\(folder)/\(Self.manifestName)"),
      let head = try? file.read(upToCount: 1 << 20)
    else { return nil }
    try? file.close()
    return head.split(separator: 10, maxSplits: 1).first.flatMap {
      try? JSONDecoder().decode(EnsembleManifest.self, from: $0)
    }
  }
}
