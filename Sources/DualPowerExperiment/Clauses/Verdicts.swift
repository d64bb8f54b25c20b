public import DualPowerScenario

/// What came of a claim.
public enum Verdict: String, Sendable {
  /// The effect is told from 0, with the sign that is claimed.
  case upheld
  /// It is told from 0, with the other sign.
  case notUpheld = "not upheld"
  /// It is not told from 0.
  case undecided
  /// The effect is built in; only its size means anything.
  case assumed
}

/// A claim with what was seen.
public struct Judged: Sendable {
  /// The claim.
  public let claim: ClauseNote
  /// From the world without the mechanism to the one with it.
  public let pairs: PairedDifference
  /// The chance of such an effect, were there none.
  public let p: Double
  /// The same, adjusted for all that is asked; `nil` where nothing is.
  public let adjustedP: Double?
  /// The interval of the effect: adjusted where ``adjustedP`` is.
  public let interval: (low: Double, high: Double)
  /// What came of it.
  public let verdict: Verdict

  /// What the mechanism adds: observed less ablated.
  public var effect: Double { pairs.difference }
}

/// Verdicts on all claims of a trial.
public struct Verdicts: Sendable {
  /// The level at which all claims together go wrong.
  public static let level = 0.05

  /// The claims in their order.
  public let rows: [Judged]

  /// Judges the claims by runs of the baseline and of each world, seed by seed.
  ///
  /// - Parameters:
  ///   - trial: What was tried.
  ///   - runs: The runs of each of its worlds, in their order, each by seed.
  public init(_ trial: Trial, _ runs: [[Observation]]) {
    let claims = trial.scenario.clauses
    let pairs = claims.map { claim -> PairedDifference in
      let world = (trial.switches.firstIndex { $0.id == claim.mechanism.id } ?? 0) + 1
      return PairedDifference(
        baseline: runs[world].map { $0.values[claim.id] ?? 0 },
        arm: runs[0].map { $0.values[claim.id] ?? 0 }
      )
    }
    let found = claims.indices.filter { claims[$0].mechanism.kind == .found }
    let chances = found.map { pairs[$0].p }
    let adjusted = Holm.adjusted(chances)
    let widths = Holm.chances(chances, level: Self.level)
    rows = claims.indices.map { i in
      let rank = found.firstIndex(of: i)
      let interval = pairs[i].interval(chance: rank.map { widths[$0] } ?? Self.level)
      return Judged(
        claim: claims[i],
        pairs: pairs[i],
        p: pairs[i].p,
        adjustedP: rank.map { adjusted[$0] },
        interval: interval,
        verdict: rank == nil ? .assumed : Self.verdict(interval, sign: claims[i].sign)
      )
    }
  }

  private static func verdict(_ interval: (low: Double, high: Double), sign: Int) -> Verdict {
    guard sign != 0, interval.low > 0 || interval.high < 0 else { return .undecided }
    return (interval.low > 0) == (sign > 0) ? .upheld : .notUpheld
  }
}
