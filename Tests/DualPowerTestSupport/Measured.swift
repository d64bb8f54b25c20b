import Foundation

/// Numbers that came of many draws, held against what is known of them.
public struct Measured: CustomStringConvertible {
  /// The numbers.
  public let values: [Double]

  /// Numbers that came of many draws.
  public init(_ values: some Sequence<Double>) { self.values = Array(values) }

  /// How many there are.
  public var count: Double { Double(values.count) }
  /// Their mean.
  public var mean: Double { values.reduce(0, +) / count }
  /// Their variance.
  public var variance: Double {
    let mean = mean
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
  }
  /// The standard error of their mean, by their own variance.
  public var error: Double { (variance / count).squareRoot() }

  /// How many standard errors their mean lies from a known one, of numbers of a known variance.
  public func errors(fromMean known: Double, variance: Double) -> Double {
    abs(mean - known) / (variance / count).squareRoot()
  }

  /// How many standard errors their variance lies from a known one, of numbers of a known excess kurtosis.
  public func errors(fromVariance known: Double, kurtosis: Double) -> Double {
    abs(variance / known - 1) / ((2 + kurtosis) / count).squareRoot()
  }

  /// How many standard errors their mean lies from that of others.
  public func errors(from other: Measured) -> Double {
    abs(mean - other.mean) / (error * error + other.error * other.error).squareRoot()
  }

  /// The middle one.
  public var median: Double { values.sorted()[values.count / 2] }

  /// How alike two orders are: the correlation of ranks, those of equals shared.
  ///
  /// - Source: Spearman (1904), doi:10.2307/1412159.
  public func rankCorrelation(with other: Measured) -> Double {
    let (a, b) = (Measured(ranks), Measured(other.ranks))
    let products = zip(a.values, b.values).reduce(0) { $0 + ($1.0 - a.mean) * ($1.1 - b.mean) }
    return products / (count - 1) / (a.variance * b.variance).squareRoot()
  }

  private var ranks: [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = values
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count && values[order[end + 1]] == values[order[start]] { end += 1 }
      for i in start...end { ranks[order[i]] = Double(start + end) / 2 }
      start = end + 1
    }
    return ranks
  }

  /// Their number, mean and standard error.
  public var description: String { "\(values.count) of mean \(mean) ± \(error)" }
}

/// The hour of an event whose hazard in each hour is known.
public struct Wait {
  /// Shape `[hour]`; the chance that it is this one, for hours from the first.
  private let chances: [Double]
  private let first: Int

  /// An event that may happen from an hour on.
  public init(from first: Int, hazard: (_ hour: Int) -> Double) {
    self.first = first
    var chances: [Double] = []
    var left = 1.0
    while left > 1e-12 && chances.count < 100_000 {
      let chance = left * (1 - exp(-hazard(first + chances.count)))
      chances.append(chance)
      left -= chance
    }
    self.chances = chances
  }

  /// The mean of the hour.
  public var mean: Double { moment { $0 } }
  /// Its variance.
  public var variance: Double {
    let mean = mean
    return moment { ($0 - mean) * ($0 - mean) }
  }

  /// The chance that it is an hour of some kind.
  public func share(where picks: (Int) -> Bool) -> Double {
    chances.indices.reduce(0) { $0 + (picks(first + $1) ? chances[$1] : 0) }
  }

  private func moment(_ of: (Double) -> Double) -> Double {
    chances.indices.reduce(0) { $0 + chances[$1] * of(Double(first + $1)) }
  }
}
