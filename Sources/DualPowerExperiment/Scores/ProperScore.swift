import Foundation

/// Scores that are best, in the mean, for a forecast that says what it holds true.
///
/// A forecast is given by samples. Lower is better, and the unit is that of what is forecast.
public enum ProperScore {
  /// The quantiles of the weighted interval score: the median and eleven central intervals.
  ///
  /// - Source: The set of the hubverse's forecast hubs.
  public static let levels: [Double] =
    [0.01, 0.025] + (1...19).map { Double($0) / 20 } + [0.975, 0.99]

  /// The continuous ranked probability score of samples, fair to their number.
  ///
  /// `E|X − y| − ½ E|X − X′|`, the second mean over pairs of different samples, so that its mean does not
  /// depend on how many samples there are. Of one sample it is `|x − y|`. It can fall below 0 by chance.
  ///
  /// - Complexity: O(samples · log samples).
  /// - Source: Ferro (2014), doi:10.1002/qj.2270; Gneiting and Raftery (2007), doi:10.1198/016214506000001437.
  public static func crps(_ samples: [Double], _ observed: Double) -> Double {
    precondition(!samples.isEmpty, "a forecast has a sample")
    let count = Double(samples.count)
    let miss = samples.reduce(0) { $0 + abs($1 - observed) } / count
    guard samples.count > 1 else { return miss }
    // Of sorted samples, each pair's distance is counted by how many lie on either side.
    let spread = samples.sorted().enumerated()
      .reduce(0) { $0 + (2 * Double($1.offset) - count + 1) * $1.element }
    return miss - spread / (count * (count - 1))
  }

  /// The same of a normal distribution, in closed form.
  ///
  /// - Source: Gneiting et al. (2005), doi:10.1175/MWR2904.1, equation 5.
  public static func crps(mean: Double, deviation: Double, _ observed: Double) -> Double {
    guard deviation > 0 else { return abs(observed - mean) }
    let z = (observed - mean) / deviation
    let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    let below = erfc(-z / 2.0.squareRoot()) / 2
    return deviation * (z * (2 * below - 1) + 2 * density - 1 / Double.pi.squareRoot())
  }

  /// The weighted interval score over ``levels``.
  ///
  /// - Source: Bracher et al. (2021), doi:10.1371/journal.pcbi.1008618: twice the mean pinball loss.
  public static func wis(quantiles: [Double], _ observed: Double) -> Double {
    zip(levels, quantiles).reduce(0) { sum, pair in
      let (level, quantile) = pair
      return sum + 2 * ((observed < quantile ? 1 : 0) - level) * (quantile - observed)
    } / Double(levels.count)
  }

  /// The Brier score of a chance that something comes.
  public static func brier(chance: Double, hasCome: Bool) -> Double {
    let miss = chance - (hasCome ? 1 : 0)
    return miss * miss
  }

  /// A quantile of sorted samples, between neighbours in proportion.
  public static func quantile(_ level: Double, of sorted: [Double]) -> Double {
    let at = level * Double(sorted.count - 1)
    let below = Int(at.rounded(.down))
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (at - Double(below)) * (sorted[above] - sorted[below])
  }

  /// The probability integral transform: where among its samples an observation stands, from 0 to 1.
  ///
  /// Uniform if the observation is a draw of the same distribution, whatever the number of samples and
  /// however many are equal to it.
  ///
  /// - Parameters:
  ///   - samples: The forecast.
  ///   - observed: What was observed.
  ///   - luck: In `0..<1`; which of the ranks that are open to it the observation takes.
  /// - Returns: In `0..<1`.
  /// - Source: Czado, Gneiting and Held (2009), doi:10.1111/j.1541-0420.2009.01191.x.
  public static func pit(_ samples: [Double], _ observed: Double, luck: Double) -> Double {
    let below = samples.count { $0 < observed }
    let equal = samples.count { $0 == observed }
    return (Double(below) + luck * Double(equal + 1)) / Double(samples.count + 1)
  }
}

/// Whether forecasts hold what they promise.
public enum Calibration {
  /// The chance of so great a distance from uniform or a greater, were the values uniform and independent.
  ///
  /// - Source: Kolmogorov and Smirnov; the correction for few values is Stephens (1970),
  ///   doi:10.1111/j.2517-6161.1970.tb00821.x.
  public static func uniformity(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 1 }
    let count = Double(values.count)
    let distance = values.sorted().enumerated().reduce(0) { most, next in
      let rank = Double(next.offset)
      return max(most, next.element - rank / count, (rank + 1) / count - next.element)
    }
    let t = distance * (count.squareRoot() + 0.12 + 0.11 / count.squareRoot())
    guard t > 0.2 else { return 1 }
    let sum = (1...100).reduce(0.0) { sum, k in
      let k = Double(k)
      return sum + (Int(k) % 2 == 1 ? 1 : -1) * exp(-2 * k * k * t * t)
    }
    return min(1, max(0, 2 * sum))
  }

  /// The chance that of so many observations no more than these fall within intervals of a level.
  public static func lowerTail(_ held: Int, of count: Int, level: Double) -> Double {
    (0...max(0, held)).reduce(0) { $0 + binomial($1, count, level) }
  }

  /// The chance that no fewer do.
  public static func upperTail(_ held: Int, of count: Int, level: Double) -> Double {
    held > count ? 0 : (held...count).reduce(0) { $0 + binomial($1, count, level) }
  }

  private static func binomial(_ k: Int, _ n: Int, _ p: Double) -> Double {
    guard k <= n else { return 0 }
    let choices = lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
    return exp(choices + Double(k) * log(p) + Double(n - k) * log(1 - p))
  }
}
