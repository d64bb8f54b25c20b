import Foundation

/// What changes from one world to another, over runs that share their luck.
public struct PairedDifference: Sendable, Equatable {
  /// How many pairs there are.
  public let pairs: Int
  /// The mean in the first world.
  public let baseline: Double
  /// The mean in the other.
  public let arm: Double
  /// The mean of what the other has more.
  public let difference: Double
  /// The standard error of that mean.
  public let error: Double
  /// What it is worth that the worlds share their luck; `nil` where all pairs differ alike.
  public let varianceRatio: VarianceRatio?

  /// Runs by seed, in the same order.
  ///
  /// - Precondition: As many of one world as of the other, and two at least.
  public init(baseline: [Double], arm: [Double]) {
    precondition(baseline.count == arm.count && arm.count > 1, "two pairs at least")
    let differences = zip(baseline, arm).map { $1 - $0 }
    pairs = arm.count
    self.baseline = Self.mean(baseline)
    self.arm = Self.mean(arm)
    difference = Self.mean(differences)
    let isSame = differences.allSatisfy { $0 == differences[0] }
    let variance = isSame ? 0 : Self.variance(differences)
    error = (variance / Double(pairs)).squareRoot()
    varianceRatio = VarianceRatio(baseline: baseline, arm: arm)
  }

  /// The chance of a mean so far from 0, were there no difference.
  ///
  /// Of pairs that all differ alike there is no spread to judge by; the chance is then that of so many
  /// signs falling alike.
  public var p: Double {
    guard error == 0 else { return StudentT.twoSided(difference / error, degrees: degrees) }
    return difference == 0 ? 1 : pow(0.5, Double(pairs - 1))
  }

  /// The interval that holds the mean difference unless a chance has come.
  public func interval(chance: Double = 0.05) -> (low: Double, high: Double) {
    guard error == 0 else {
      let half = error * StudentT.quantile(twoSided: chance, degrees: degrees)
      return (difference - half, difference + half)
    }
    // As many pairs as were needed to tell, or 0 is not ruled out.
    return p < chance
      ? (difference, difference) : (min(0, difference), max(0, difference))
  }

  private var degrees: Double { Double(pairs - 1) }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  private static func variance(_ values: [Double]) -> Double {
    let mean = mean(values)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
}
