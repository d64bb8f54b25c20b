/// Values with weights, and what they say of one that is still to come.
struct WeightedSample {
  /// Values in order.
  private let values: [Double]
  /// The weight of each; they add up to 1.
  private let weights: [Double]
  /// How many equal weights they are worth.
  private let count: Double
  /// Where each stands, from 0 to 1.
  private let positions: [Double]
  /// Positions that are no further apart than this are one.
  private static let exactness = 1e-9

  /// Values and their weights, as many of one as of the other; weights of 0 say nothing.
  ///
  /// - Parameters:
  ///   - values: The values.
  ///   - weights: Their weights.
  ///   - effective: How many equal weights they are worth, where that does not follow from them.
  init(_ values: [Double], _ weights: [Double], effective: Double? = nil) {
    let order = values.indices.filter { weights[$0] > 0 }.sorted {
      (values[$0], $0) < (values[$1], $1)
    }
    let sum = order.reduce(0) { $0 + weights[$1] }
    let count = effective ?? Self.effective(order.map { weights[$0] })
    self.values = order.map { values[$0] }
    self.count = count
    self.weights = order.map { weights[$0] / sum }
    var below = 0.0
    // Of n equal weights the k-th value stands at k / (n + 1): an interval between two of them holds the
    // next draw with the chance that its ends are apart. With few values intervals are the wider for it.
    positions = self.weights.map { weight in
      defer { below += weight }
      return (count * (below + weight / 2) + 0.5) / (count + 1)
    }
  }

  /// Of values of which some are missing; `nil` where those that are there have no more than a share of
  /// all weights.
  init?(known values: [Double?], _ weights: [Double], least: Double = 0.5, effective: Double? = nil)
  {
    let there = values.indices.filter { values[$0] != nil && weights[$0] > 0 }
    let sum = there.reduce(0) { $0 + weights[$1] }
    guard !there.isEmpty, sum > least * weights.reduce(0, +) else { return nil }
    self.init(
      there.compactMap { values[$0] },
      there.map { weights[$0] },
      effective: effective
    )
  }

  /// Where a further value stands, from 0 to 1: anywhere with the same chance, if it is a draw like the others.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - luck: A number from 0 to 1 that places it among its equals.
  /// - Returns: Where it stands.
  func position(of value: Double, luck: Double) -> Double {
    var (below, equal) = (0.0, 0.0)
    for (other, weight) in zip(values, weights) {
      if other < value { below += weight } else if other == value { equal += weight }
    }
    return (count * below + luck * (count * equal + 1)) / (count + 1)
  }

  /// How many equal weights would be worth as much.
  ///
  /// - Source: Kish (1965), *Survey Sampling*: `(Σw)² / Σw²`.
  static func effective(_ weights: [Double]) -> Double {
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    let sum = weights.reduce(0, +)
    return squares > 0 ? sum * sum / squares : 0
  }

  /// A quantile, between neighbours in proportion; beyond the outermost values it is the outermost.
  func quantile(_ level: Double) -> Double {
    guard let last = values.last else { return .nan }
    // A value that stands at the level itself is the quantile, although sums of weights are not exact: else an
    // interval between equal values would have a width of some 10⁻¹³.
    guard let above = positions.firstIndex(where: { $0 >= level - Self.exactness }) else {
      return last
    }
    guard above > 0, positions[above] > level + Self.exactness else { return values[above] }
    let share = (level - positions[above - 1]) / (positions[above] - positions[above - 1])
    return values[above - 1] + share * (values[above] - values[above - 1])
  }
}
