public import DualPowerScenario

/// What an arm changes, over pairs of runs.
public struct Comparison: Sendable {
  /// A measure and what becomes of it.
  public struct Row: Sendable {
    /// What is measured.
    public var measure: Measure
    /// What becomes of it.
    public var difference: PairedDifference
  }

  /// A place or a stratum, and how much it is affected.
  public struct Affected: Sendable {
    /// What it is called.
    public var name: Name
    /// What differs most there.
    public var quantity: String
    /// The mean difference.
    public var difference: Double
  }

  /// The name of the arm.
  public let name: String
  /// Every measure.
  public let rows: [Row]
  /// The hour in which the worlds part, for each pair in which they do, in order.
  public let partings: [Int]
  /// Strata by how much recognition or the share of the active differs at the end, most first.
  public let strata: [Affected]
  /// Places by how much the writ of a line differs there at the end, most first.
  public let places: [Affected]
  /// Shape `[curve][day]`; means in the baseline.
  public let baselineCurves: [[Double]]
  /// The same in the arm.
  public let armCurves: [[Double]]

  /// Compares runs of the baseline with those of an arm, seed by seed.
  public init(
    _ arm: String,
    of pairs: Pairs,
    _ baseline: [Observation],
    _ others: [Observation]
  ) {
    name = arm
    rows = pairs.measures.map { measure in
      Row(
        measure: measure,
        difference: PairedDifference(
          baseline: baseline.map { $0.values[measure.id] ?? 0 },
          arm: others.map { $0.values[measure.id] ?? 0 }
        )
      )
    }
    partings = zip(baseline, others).compactMap { $1.parted(from: $0) }.sorted()
    strata = Self.strata(rows, pairs.baseline)
    places = Self.places(baseline, others, pairs.baseline)
    baselineCurves = Self.means(baseline.map(\.curves))
    armCurves = Self.means(others.map(\.curves))
  }

  /// The earliest hour in which two worlds part; `nil` where none do.
  public var partedAt: Int? { partings.first }
  /// The middle one.
  public var medianParting: Int? { partings.isEmpty ? nil : partings[(partings.count - 1) / 2] }

  /// A measure's row.
  public func row(_ id: String) -> Row? { rows.first { $0.measure.id == id } }

  private static func strata(_ rows: [Row], _ scenario: Scenario) -> [Affected] {
    let persons = scenario.society.capitalPersons
    let all = scenario.names.strata.enumerated().compactMap { stratum, name -> Affected? in
      let found = rows.compactMap { row -> Affected? in
        let arguments = row.measure.arguments
        switch row.measure.form {
        case .recognition where arguments[1] == stratum:
          let line = scenario.names.columns[arguments[0]].label
          return Affected(
            name: name,
            quantity: "recognition: \(line)",
            difference: row.difference.difference
          )
        case .active where arguments[0] == stratum && persons[stratum] > 0:
          let share = row.difference.difference / persons[stratum]
          return Affected(name: name, quantity: "share out", difference: share)
        default: return nil
        }
      }
      return found.max { abs($0.difference) < abs($1.difference) }
    }
    return ranked(all)
  }

  private static func places(
    _ baseline: [Observation],
    _ others: [Observation],
    _ scenario: Scenario
  ) -> [Affected] {
    let (before, after) = (means(baseline.map(\.places)), means(others.map(\.places)))
    guard before.count == after.count, before.count == scenario.names.places.count else {
      return []
    }
    let all = before.indices.compactMap { place -> Affected? in
      let found = scenario.names.lines.enumerated().map { line, name in
        Affected(
          name: scenario.names.places[place],
          quantity: "writ: \(name.label)",
          difference: after[place][line + 1] - before[place][line + 1]
        )
      }
      return found.max { abs($0.difference) < abs($1.difference) }
    }
    return ranked(all)
  }

  private static func ranked(_ all: [Affected]) -> [Affected] {
    // Equals stay in the order of the scenario.
    all.enumerated().filter { $0.element.difference != 0 }.sorted {
      (-abs($0.element.difference), $0.offset) < (-abs($1.element.difference), $1.offset)
    }.map(\.element)
  }

  /// Means over runs of tables of one shape.
  private static func means(_ tables: [[[Double]]]) -> [[Double]] {
    guard let first = tables.first else { return [] }
    return first.indices.map { row in
      let whole = tables.filter { $0.indices.contains(row) && $0[row].count == first[row].count }
      return first[row].indices.map { column in
        whole.reduce(0) { $0 + $1[row][column] } / Double(max(1, whole.count))
      }
    }
  }
}
