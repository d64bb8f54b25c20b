import DualPowerScenario
import Foundation

/// Scores of some rows, put together.
public struct ScoreSummary: Sendable {
  /// How many rows.
  public let count: Int
  /// Mean continuous ranked probability score, in the unit of the series.
  public let crps: Double
  /// Mean weighted interval score.
  public let wis: Double
  /// Share of rows within the central half of the forecasts.
  public let coverage50: Double
  /// Share within their central nine tenths.
  public let coverage90: Double
  /// Whether forecasts run high or low: from -1, all below what was recorded, to 1, all above.
  public let bias: Double
  /// The chance of positions so far from uniform, were they uniform and independent.
  public let uniformity: Double
  /// Mean Brier score of what came, for dates; `nil` for others.
  public let brier: Double?
  /// 1 − score / score of the null model that does best, on the rows of which that has something to say.
  public let skill: Double?
  /// That null model.
  public let bestNull: NullModel?

  /// Scores of some rows of one series.
  public init(_ rows: [Scoring.Row]) {
    let count = max(1, Double(rows.count))
    func mean(_ value: (Scoring.Row) -> Double) -> Double {
      rows.reduce(0) { $0 + value($1) } / count
    }
    self.count = rows.count
    crps = mean(\.crps)
    wis = mean(\.wis)
    coverage50 = mean { $0.isInHalf ? 1 : 0 }
    coverage90 = mean { $0.isInNineTenths ? 1 : 0 }
    bias = 1 - 2 * mean(\.pit)
    uniformity = Calibration.uniformity(rows.map(\.pit))
    let chances = rows.compactMap(\.chance)
    brier =
      chances.isEmpty
      ? nil
      : chances.reduce(0) { $0 + ProperScore.brier(chance: $1, hasCome: true) }
        / Double(chances.count)
    let skills = NullModel.allCases.compactMap { model in
      Self.skill(rows, against: model).map { (model: model, skill: $0) }
    }
    let hardest = skills.min { $0.skill < $1.skill }
    skill = hardest?.skill
    bestNull = hardest?.model
  }

  /// 1 − score / score of a null model, on the rows of which it has something to say; `nil` where there are
  /// none, or where it errs nowhere.
  public static func skill(_ rows: [Scoring.Row], against model: NullModel) -> Double? {
    let both = rows.compactMap { row in row.nulls[model].map { (own: row.crps, other: $0) } }
    let other = both.reduce(0) { $0 + $1.other }
    guard other > 0 else { return nil }
    return 1 - both.reduce(0) { $0 + $1.own } / other
  }
}

extension Scoring {
  /// The rows of a series.
  public func rows(of id: String) -> [Row] { rows.filter { $0.occasion.note.id == id } }

  /// The skill over kinds of series, each of which counts once, however many bodies, towns or circles it has:
  /// 1 − the geometric mean of what their scores are of those of their hardest null model; `nil` where none has
  /// one.
  public static func meanSkill(_ rows: [Row]) -> Double? {
    let forms = rows.reduce(into: [SeriesNote.Form]()) { forms, row in
      if forms.last != row.occasion.note.form { forms.append(row.occasion.note.form) }
    }
    let skills = forms.compactMap { form in
      ScoreSummary(rows.filter { $0.occasion.note.form == form }).skill
    }
    guard !skills.isEmpty else { return nil }
    // No kind is worth more than a hundredfold.
    let logs = skills.map { log(max(0.01, 1 - $0)) }
    return 1 - exp(logs.reduce(0, +) / Double(logs.count))
  }

  /// What a reader should be told before trusting forecasts: intervals that hold too few or too many.
  ///
  /// - Parameters:
  ///   - rows: Some rows.
  ///   - name: What they are of.
  /// - Returns: A sentence each.
  public static func findings(_ rows: [Row], of name: String) -> [String] {
    let count = rows.count
    guard count >= leastRows else { return [] }
    var found: [String] = []
    for (level, held) in [
      (50, rows.count(where: \.isInHalf)), (90, rows.count(where: \.isInNineTenths)),
    ] {
      let share = Double(level) / 100
      let told = "\(level) % intervals hold \(100 * held / count) % of \(count) observations"
      if Calibration.lowerTail(held, of: count, level: share) < chance {
        found.append("\(name): overconfident: \(told)")
      } else if Calibration.upperTail(held, of: count, level: share) < chance {
        found.append("\(name): intervals are wider than they need be: \(told)")
      }
    }
    let bias = ScoreSummary(rows).bias
    if abs(bias) > 0.5 {
      found.append(
        "\(name): forecasts run \(bias > 0 ? "high" : "low"): bias \((bias * 100).rounded() / 100)"
      )
    }
    return found
  }

  /// The fewest rows from which anything is concluded.
  private static let leastRows = 5
  /// How unlikely a share must be to be told, were the intervals what they say.
  private static let chance = 0.05
}
