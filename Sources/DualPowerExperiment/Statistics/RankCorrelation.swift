import Foundation

/// How alike two orders are: the correlation of ranks, those of equals shared.
///
/// - Source: Spearman (1904), doi:10.2307/1412159.
public struct RankCorrelation: Sendable, Equatable {
  /// How many things were put in order.
  public let count: Int
  /// The correlation, in `-1...1`.
  public let rho: Double

  /// Two numbers of each thing; `nil` of fewer than four things, or where all are equal in one of them.
  ///
  /// - Precondition: As many of one as of the other.
  public init?(_ one: [Double], _ other: [Double]) {
    precondition(one.count == other.count, "two numbers of each")
    guard one.count > 3 else { return nil }
    let (a, b) = (Self.centred(one), Self.centred(other))
    let squares = Self.product(a, a) * Self.product(b, b)
    guard squares > 0 else { return nil }
    count = one.count
    rho = max(-1, min(1, Self.product(a, b) / squares.squareRoot()))
  }

  /// The chance of orders so much alike, or opposed, were there no connection.
  public var p: Double { Normal.twoSided(z / error) }

  /// The interval that holds the correlation unless a chance has come.
  public func interval(chance: Double = 0.05) -> (low: Double, high: Double) {
    let half = error * Normal.quantile(twoSided: chance)
    return (tanh(z - half), tanh(z + half))
  }

  /// Fisher's z.
  ///
  /// A perfect order has none; it counts as one in which two neighbours have changed places.
  private var z: Double {
    let n = Double(count)
    let most = 1 - 12 / (n * (n * n - 1))
    return atanh(max(-most, min(most, rho)))
  }

  /// - Source: Fieller, Hartley and Pearson (1957), *Tests for rank correlation coefficients I*,
  ///   Biometrika 44, 470–481.
  private var error: Double { (1.06 / Double(count - 3)).squareRoot() }

  /// Ranks, less their mean.
  private static func centred(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    let middle = Double(values.count - 1) / 2
    var ranks = values
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count && values[order[end + 1]] == values[order[start]] { end += 1 }
      for i in start...end { ranks[order[i]] = Double(start + end) / 2 - middle }
      start = end + 1
    }
    return ranks
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
