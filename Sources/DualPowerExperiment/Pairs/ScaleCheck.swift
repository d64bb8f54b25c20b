import DualPower
public import DualPowerScenario

/// What scale changes: the same seeds at several scales.
public struct ScaleCheck: Sendable {
  /// A scale, and what is seen at it.
  public struct Column: Sendable {
    /// One agent for so many persons.
    public var scale: Int
    /// How many agents a run has.
    public var agents: Int
    /// The mean of each measure over seeds.
    public var means: [MeanInterval]
  }

  /// How a scale differs from the first.
  public struct Difference: Sendable {
    /// One agent for so many persons.
    public var scale: Int
    /// Of each measure; what this scale has more than the first.
    public var rows: [PairedDifference]
    /// Of each measure, whether the difference is told from 0 among all of them.
    public var isTold: [Bool]
  }

  /// What is measured.
  public let measures: [Measure]
  /// Each scale.
  public let columns: [Column]
  /// Each scale but the first.
  public let differences: [Difference]

  /// The chance with which any difference at all is told where there is none.
  public static let chance = 0.05

  /// Compares runs seed by seed.
  ///
  /// - Parameters:
  ///   - pairs: The scenario at its first scale, and at the others for arms.
  ///   - runs: Shape `[scale][seed]`, in the order of the worlds of `pairs`.
  public init(_ pairs: Pairs, _ runs: [[Observation]]) {
    measures = pairs.measures
    let values = pairs.measures.map { measure in
      runs.map { $0.map { $0.values[measure.id] ?? 0 } }
    }
    columns = zip(pairs.scenarios, runs.indices).map { scenario, world in
      Column(
        scale: scenario.society.scale,
        agents: scenario.society.agentCount,
        means: values.map { MeanInterval($0[world]) }
      )
    }
    differences = runs.indices.dropFirst().map { world in
      let rows = values.map { PairedDifference(baseline: $0[0], arm: $0[world]) }
      let adjusted = Holm.adjusted(rows.map(\.p))
      return Difference(
        scale: pairs.scenarios[world].society.scale,
        rows: rows,
        isTold: adjusted.map { $0 < Self.chance }
      )
    }
  }
}
