import Foundation

/// How likely runs are by one row of what was recorded.
///
/// Of each run something would have been recorded; it is likely as far as that is near to what was. *Near* takes in
/// how the row was recorded, and half the spread of runs that no record has touched, for what the model does not
/// know of the world: without it the evidence would be held against a model that is taken to be true to the
/// last man.
///
/// - Source: The discrepancy of a model is that of Kennedy and O'Hagan (2001), doi:10.1111/1467-9868.00294; that it is
///   half the spread is assumed.
struct RowLikelihood {
  /// What was recorded.
  private let value: Double
  /// The square of what the model does not know, in the unit of the row.
  private let unknown: Double

  /// What the model does not know, as a share of the spread.
  static let discrepancy = 0.5
  /// Draws of what is recorded of a run.
  private static let draws = 32

  /// The likelihood by a row; `nil` where runs do not differ in it, or half of them say nothing of it.
  ///
  /// - Parameters:
  ///   - occasion: The row.
  ///   - free: What would be recorded of runs that are weighed by nothing.
  ///   - discrepancy: What the model does not know, as a share of their spread.
  init?(_ occasion: Occasion, free: [Moments], discrepancy: Double = Self.discrepancy) {
    let known = free.filter { $0.count > 0 }
    let spread = Moments(known.map(\.mean))
    guard 2 * known.count > free.count, spread.variance > 0 else { return nil }
    value = occasion.value
    unknown = discrepancy * discrepancy * spread.variance
  }

  /// What would be recorded of a run.
  static func moments(_ model: RecordingModel, _ points: [KeptReadings.Point], run: Int) -> Moments
  {
    Moments((0..<draws).compactMap { model.draw(points, run: run, round: $0) })
  }

  /// The logarithm of the likelihood of each run, but for what is the same for all.
  func logs(_ runs: [Moments]) -> [Double] {
    let logs = runs.map { moments -> Double? in
      guard moments.count > 0 else { return nil }
      let variance = moments.variance + unknown
      let miss = value - moments.mean
      return -0.5 * (miss * miss / variance + log(variance))
    }
    // A run that has nothing to say of it is as unlikely as the least likely that has.
    let least = logs.compactMap(\.self).min() ?? 0
    return logs.map { $0 ?? least }
  }
}
