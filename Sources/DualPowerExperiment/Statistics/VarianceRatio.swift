import Foundation

/// What pairing is worth: how many times more runs two worlds without shared luck would need for the same
/// precision.
///
/// It is the variance of unpaired differences, the sum of both worlds', over that of the pairs.
public struct VarianceRatio: Sendable, Equatable {
  /// The ratio.
  public let value: Double
  /// The 95 % interval; `nil` where all but one pair differ alike.
  public let interval: Interval?

  /// Where the ratio lies.
  public struct Interval: Sendable, Equatable {
    /// Its lower end.
    public let low: Double
    /// Its upper end.
    public let high: Double
  }

  /// The ratio over pairs; `nil` where all pairs differ alike.
  ///
  /// - Source: The interval is that of the delete-one jackknife on the logarithm; Miller (1968),
  ///   *Jackknifing variances*, Annals of Mathematical Statistics 39, 567–582.
  init?(baseline: [Double], arm: [Double]) {
    let worlds = [Spread(baseline), Spread(arm)]
    let pairs = Spread(zip(baseline, arm).map { $1 - $0 })
    guard !pairs.isFlat else { return nil }
    let count = arm.count
    value = (worlds[0].squares + worlds[1].squares) / pairs.squares
    guard count > 2 else {
      interval = nil
      return
    }
    let without = (0..<count).map { i in
      log(
        (worlds[0].squares(without: i) + worlds[1].squares(without: i)) / pairs.squares(without: i)
      )
    }
    let mean = without.reduce(0, +) / Double(count)
    let squares = without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares * Double(count - 1) / Double(count)).squareRoot()
    let half = error * StudentT.quantile(twoSided: 0.05, degrees: Double(count - 1))
    interval =
      half.isFinite ? Interval(low: value * exp(-half), high: value * exp(half)) : nil
  }

  /// Squares of deviations from a mean.
  private struct Spread {
    let values: [Double]
    let mean: Double
    let squares: Double

    init(_ values: [Double]) {
      self.values = values
      let mean = values.reduce(0, +) / Double(values.count)
      self.mean = mean
      squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }

    var isFlat: Bool { values.allSatisfy { $0 == values[0] } }

    /// The same without one value, from the mean of the others.
    func squares(without i: Int) -> Double {
      let count = Double(values.count)
      return max(0, squares - count / (count - 1) * (values[i] - mean) * (values[i] - mean))
    }
  }
}
