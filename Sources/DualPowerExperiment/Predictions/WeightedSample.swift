/// Values with weights, and what they say of one that is still to come.
struct WeightedSample {
  /// Values in order.
  private let values: [Double]
  /// Where each stands, from 0 to 1.
  private let positions: [Double]

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
    var below = 0.0
    // Of n equal weights the k-th value stands at k / (n + 1): an interval between two of them holds the
    // next draw with the chance that its ends are apart. With few values intervals are the wider for it.
    positions = order.map { i in
      let weight = weights[i] / sum
      defer { below += weight }
      return (count * (below + weight / 2) + 0.5) / (count + 1)
    }
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
    guard let first = values.first, let last = values.last else { return .nan }
    guard let above = positions.firstIndex(where: { $0 >= level }) else { return last }
    guard above > 0 else { return first }
    let share = (level - positions[above - 1]) / (positions[above] - positions[above - 1])
    return values[above - 1] + share * (values[above] - values[above - 1])
  }
}
