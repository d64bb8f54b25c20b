import DualPower
import DualPowerScenario
import Foundation

/// Forecasts that know less than a model of people, to be beaten.
public enum NullModel: String, CaseIterable, Sendable {
  /// What the runs say of the series at any time or in any town, without knowing which: of a level all days
  /// of all runs, of dates in towns all towns of all runs; of a single date, any hour of the run as likely.
  case climatology
  /// The last value that was recorded before, as a point.
  case persistence
  /// A logistic curve over the days, or a logistic distribution of dates, fitted to the very rows that are
  /// scored: more than a forecast could know.
  case logistic
}

/// The forecasts of null models for the rows of one series.
struct NullForecasts {
  /// The most samples of a forecast.
  static let mostSamples = 200

  /// The fewest rows to which three values are fitted.
  private static let leastRows = 6

  let occasions: [Occasion]
  let models: [RecordingModel]
  let kept: KeptReadings
  let places: [String]

  /// Samples for each occasion; `nil` where a model has nothing to say of it.
  func samples(_ model: NullModel) -> [[Double]?] {
    switch model {
    case .climatology: climatology()
    case .persistence: occasions.map { last(before: $0).map { [$0] } }
    case .logistic: occasions.first?.note.kind == .date ? logisticDates() : logisticLevels()
    }
  }

  private func climatology() -> [[Double]?] {
    guard let first = occasions.first else { return [] }
    let pool = first.note.kind == .date ? datePool(first) : levelPool(first)
    guard !pool.isEmpty else { return occasions.map { _ in nil } }
    return zip(occasions, models).map { occasion, model in
      pool.enumerated().map { model.recorded($1, model.chance(run: -1 - $0, round: 0)) }
    }
  }

  private func levelPool(_ first: Occasion) -> [Double] {
    guard first.note.kind == .level else {
      // Of a single value nothing is known before but its bounds.
      let bounds = first.note.form.bounds
      return bounds.upperBound <= 1 ? Self.spread(bounds.lowerBound, bounds.upperBound) : []
    }
    let runs = kept.points(first.row.series, at: first.row.place)
    return Self.thinned(
      runs.flatMap { points in
        (0..<kept.days).compactMap { KeptReadings.level(points, at: $0 * 24 + 23) }
      }
    )
  }

  private func datePool(_ first: Occasion) -> [Double] {
    guard first.note.form.isOfTowns else { return Self.spread(0, Double(kept.days)) }
    return Self.thinned(
      places.flatMap { place in
        kept.points(first.row.series, at: place).map { $0.first?.value ?? Double(kept.days) }
      }
    )
  }

  /// What was recorded last before an occasion; the mean where several sources did.
  private func last(before occasion: Occasion) -> Double? {
    guard occasion.note.kind == .level else { return nil }
    let earlier = occasions.filter { $0.row.place == occasion.row.place && $0.hour < occasion.hour }
    guard let hour = earlier.map(\.hour).max() else { return nil }
    let values = earlier.filter { $0.hour == hour }.map(\.value)
    return values.reduce(0, +) / Double(values.count)
  }

  private func logisticLevels() -> [[Double]?] {
    let none = occasions.map { _ in [Double]?.none }
    let isOneLine = occasions.allSatisfy { $0.note.kind == .level }
    guard isOneLine, occasions.count >= Self.leastRows, Set(occasions.map(\.hour)).count >= 4,
      let curve = LogisticCurve(occasions.map { (Double($0.hour), $0.value) })
    else { return none }
    let ranks = Self.spread(0, 1)
    return occasions.map { occasion in
      ranks.map { rank in
        let tail = Normal.quantile(twoSided: rank < 0.5 ? 2 * rank : 2 * (1 - rank))
        let value =
          curve.value(at: Double(occasion.hour)) + (rank < 0.5 ? -1 : 1) * tail * curve.deviation
        let bounds = occasion.note.form.bounds
        return min(max(value, bounds.lowerBound), bounds.upperBound)
      }
    }
  }

  private func logisticDates() -> [[Double]?] {
    let dates = occasions.map(\.value)
    guard dates.count >= Self.leastRows, Set(dates).count >= 3 else {
      return occasions.map { _ in nil }
    }
    let mean = dates.reduce(0, +) / Double(dates.count)
    let variance = dates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(dates.count - 1)
    // The variance of a logistic distribution is s²π²/3.
    let scale = (3 * variance).squareRoot() / Double.pi
    let samples = Self.spread(0, 1).map { rank in
      min(max(0, mean + scale * log(rank / (1 - rank))), Double(kept.days))
    }
    return occasions.map { _ in samples }
  }

  /// Values equally spaced between two, neither of them.
  private static func spread(_ low: Double, _ high: Double) -> [Double] {
    (0..<mostSamples).map { low + (Double($0) + 0.5) / Double(mostSamples) * (high - low) }
  }

  /// As many of some values as a forecast needs, spread over all.
  private static func thinned(_ values: [Double]) -> [Double] {
    guard values.count > mostSamples else { return values }
    let sorted = values.sorted()
    return (0..<mostSamples).map { sorted[($0 * 2 + 1) * sorted.count / (2 * mostSamples)] }
  }
}

/// `top / (1 + exp(−(t − middle) / width))`, by least squares.
struct LogisticCurve {
  private(set) var top = 0.0
  private(set) var middle = 0.0
  private(set) var width = 1.0
  /// Standard deviation of what the curve leaves, for three values fitted.
  private(set) var deviation = 0.0

  /// The curve through some points; `nil` for fewer than four.
  ///
  /// Middle and width are searched for on a grid which is made finer around its best point; the top is then
  /// a linear fit.
  init?(_ points: [(t: Double, value: Double)]) {
    guard points.count >= 4, let first = points.map(\.t).min(), let last = points.map(\.t).max(),
      last > first
    else { return nil }
    let reach = last - first
    var best = Double.infinity
    var (around, step) = (first + reach / 2, reach / 10)
    var (logWidth, logStep) = (log(reach / 8), 0.5)
    for _ in 0..<6 {
      let (middle, widthLog) = (around, logWidth)
      for i in -10...10 {
        for j in -8...8 {
          for sign in [1.0, -1.0] {
            var curve = self
            curve.middle = middle + Double(i) * step
            curve.width = sign * exp(widthLog + Double(j) * logStep)
            let left = curve.fitTop(points)
            guard left < best else { continue }
            (best, self) = (left, curve)
            (around, logWidth) = (curve.middle, log(abs(curve.width)))
          }
        }
      }
      (step, logStep) = (step / 4, logStep / 4)
    }
    deviation = (best / Double(max(1, points.count - 3))).squareRoot()
  }

  /// Fits the top, and says what is left in squares.
  private mutating func fitTop(_ points: [(t: Double, value: Double)]) -> Double {
    top = 1
    let shape = points.map { value(at: $0.t) }
    let square = shape.reduce(0) { $0 + $1 * $1 }
    top = square > 0 ? zip(points, shape).reduce(0) { $0 + $1.0.value * $1.1 } / square : 0
    return zip(points, shape).reduce(0) { sum, pair in
      let miss = pair.0.value - top * pair.1
      return sum + miss * miss
    }
  }

  /// The curve at a time.
  func value(at t: Double) -> Double { top / (1 + exp(-(t - middle) / width)) }
}
