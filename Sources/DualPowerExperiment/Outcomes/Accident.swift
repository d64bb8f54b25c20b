public import DualPower
public import DualPowerScenario

/// How accidental a history was: what came of it over seeds, when that was decided, and whose doing told it.
public struct Accident: Sendable {
  /// How much of a result was decided at an hour.
  public struct Row: Sendable {
    /// The hours that are over.
    public let hour: Int
    /// What is asked about: `outcome`, or a measure.
    public let measure: String
    /// How much; `nil` where it is the same in every history.
    public let decided: Decided?
  }

  /// A part of the people that tells a result, at the hour at which most of it is decided.
  public struct Telling: Sendable {
    /// The hours that are over.
    public let hour: Int
    /// What it tells of.
    public let measure: String
    /// Who it is.
    public let part: Part
    /// How strongly its share goes with the result.
    public let correlation: RankCorrelation
    /// The chance at which the interval is drawn, as so many were looked at.
    public let chance: Double
  }

  /// The name of the result that is an outcome.
  public static let outcome = "outcome"

  /// Shape `[outcome]`; how many histories came to each.
  public let outcomes: [(outcome: Outcome, share: Wilson)]
  /// Results in order, and for each the hours in order.
  public let rows: [Row]
  /// Who tells a result, the strongest first.
  public let tellings: [Telling]
  /// How many parts and results were looked at together.
  public let looked: Int

  /// What histories and their branches come to.
  ///
  /// - Parameters:
  ///   - scenario: What was run.
  ///   - histories: One of each seed.
  ///   - hours: The hours at which their states went on, in order.
  ///   - branches: Shape `[hour][history][branch]`.
  public init(
    _ scenario: Scenario,
    _ histories: [Observation],
    at hours: [Int],
    _ branches: [[[Observation]]]
  ) {
    let came = histories.map(\.outcome)
    outcomes = Outcome.allCases.map { one in
      (one, Wilson(came.count { $0 == one }, of: came.count))
    }
    let results = [Self.outcome] + scenario.decisiveMeasures.map(\.id)
    let all = results.map { result in
      zip(hours, branches).map { hour, states in
        Row(hour: hour, measure: result, decided: Self.decided(result, states))
      }
    }
    rows = all.flatMap { $0 }
    // A result that a history can come to or not is told by the share of branches that come to the
    // outcome of most histories.
    let usual = outcomes.max { $0.share.share < $1.share.share }?.outcome ?? .other
    var found: [Telling] = []
    for (result, rows) in zip(results, all) {
      guard let at = Self.turningPoint(rows) else { continue }
      let ends = branches[at].map { states in
        states.reduce(0) { $0 + $1.number(result, usual) } / Double(states.count)
      }
      for part in scenario.parts {
        let shares = branches[at].compactMap { $0.first?.values[part.key] }
        guard shares.count == ends.count, let correlation = RankCorrelation(shares, ends) else {
          continue
        }
        found.append(
          Telling(
            hour: hours[at],
            measure: result,
            part: part,
            correlation: correlation,
            chance: 1
          )
        )
      }
    }
    looked = found.count
    let p = found.map(\.correlation.p)
    let chances = Holm.chances(p)
    tellings = found.indices.filter { p[$0] < chances[$0] }
      .sorted { (-abs(found[$0].correlation.rho), $0) < (-abs(found[$1].correlation.rho), $1) }
      .map { i in
        Telling(
          hour: found[i].hour,
          measure: found[i].measure,
          part: found[i].part,
          correlation: found[i].correlation,
          chance: chances[i]
        )
      }
  }

  private static func decided(_ result: String, _ states: [[Observation]]) -> Decided? {
    guard result != outcome else {
      return Decided(kinds: states.map { $0.map { Int($0.outcome.rawValue) } })
    }
    return Decided(numbers: states.map { $0.map { $0.values[result] ?? 0 } })
  }

  /// The place of the hour at which most was decided since the hour before; of a single hour, that one.
  static func turningPoint(_ rows: [Row]) -> Int? {
    guard rows.count > 1 else { return rows.first?.decided == nil ? nil : 0 }
    let steps = rows.indices.dropFirst().compactMap { at -> (at: Int, step: Double)? in
      guard let before = rows[at - 1].decided, let now = rows[at].decided else { return nil }
      return (at, now.value - before.value)
    }
    // Of equals the first.
    return steps.max { ($0.step, -$0.at) < ($1.step, -$1.at) }?.at
  }
}

extension Accident {
  /// The first hour, and midnights at even distances up to three days after the middle fall of the regime;
  /// up to the last midnight where it never falls.
  ///
  /// - Parameters:
  ///   - histories: One of each seed.
  ///   - days: How many days they have.
  /// - Returns: Hours that are over, in order and each once.
  public static func usualHours(_ histories: [Observation], days: Int) -> [Int] {
    let falls = histories.filter { $0.values["came.regime_fell"] == 1 }
      .compactMap { $0.values["days_to.regime_fell"] }.sorted()
    let middle = falls.isEmpty ? days : Int(falls[(falls.count - 1) / 2])
    let last = min(days - 1, middle + 3)
    let midnights = (0...spans).map { ($0 * last + spans / 2) / spans }
    return midnights.indices.filter { $0 == 0 || midnights[$0] != midnights[$0 - 1] }
      .map { midnights[$0] * 24 }
  }

  /// How many equal spans lie between the first of these hours and the last.
  private static let spans = 6
}

extension Observation {
  /// What the run came to.
  var outcome: Outcome {
    Outcome.allCases.first { values["outcome.\($0.id)"] == 1 } ?? .other
  }

  /// A result as a number: an outcome is 1 where it is the usual one.
  fileprivate func number(_ result: String, _ usual: Outcome) -> Double {
    result == Accident.outcome ? (outcome == usual ? 1 : 0) : values[result] ?? 0
  }
}
