/// From which histories others come, and how much that takes from what they are worth.
///
/// Histories that go on from one state are alike, and the more so the less time has passed. They are a sample
/// in clusters, and worth as much as `n / (1 + (m − 1) ρ)` independent ones: *n* by their weights, *m* the
/// histories of a cluster, *ρ* how alike two of a cluster are, from none (0) to the same (1).
///
/// - Source: The design effect of Kish (1965), *Survey Sampling*; variance by ancestors in particle filters, Lee and Whiteley
///   (2018), doi:10.1093/biomet/asy028.
struct Lineage: Sendable, Equatable {
  /// Shape `[draw][history]`; for each time that histories were drawn anew, from which of the former each comes.
  let parents: [[Int]]

  /// How many independent values some are worth; of all draws that which leaves the fewest.
  ///
  /// A draw from which a single history has offspring says nothing of how alike they are, and is passed over.
  ///
  /// - Parameters:
  ///   - values: Shape `[history]`.
  ///   - weights: Shape `[history]`.
  /// - Returns: Their number.
  func effective(_ values: [Double?], _ weights: [Double]) -> Double {
    let there = values.indices.filter { values[$0] != nil && weights[$0] > 0 }
    let sum = there.reduce(0) { $0 + weights[$1] }
    let members = there.map { (history: $0, value: values[$0] ?? 0, weight: weights[$0] / sum) }
    let squares = members.reduce(0) { $0 + $1.weight * $1.weight }
    guard squares > 0 else { return 0 }
    let least = parents.map { parents in
      1 + Self.effect(members.map { (parents[$0.history], $0.value, $0.weight) }, squares)
    }
    return 1 / squares / (least.max() ?? 1)
  }

  /// `(m − 1) ρ` of clusters, by their variance among and within.
  private static func effect(
    _ members: [(cluster: Int, value: Double, weight: Double)],
    _ squares: Double
  ) -> Double {
    struct Cluster {
      var weight = 0.0
      var squares = 0.0
      var value = 0.0
      var miss = 0.0
    }
    let count = (members.map(\.cluster).max() ?? 0) + 1
    var clusters = [Cluster](repeating: Cluster(), count: count)
    for member in members {
      clusters[member.cluster].weight += member.weight
      clusters[member.cluster].squares += member.weight * member.weight
      clusters[member.cluster].value += member.weight * member.value
    }
    let mean = clusters.reduce(0) { $0 + $1.value }
    var all = 0.0
    for member in members {
      let own = clusters[member.cluster].value / clusters[member.cluster].weight
      clusters[member.cluster].miss += member.weight * (member.value - own) * (member.value - own)
      all += member.weight * (member.value - mean) * (member.value - mean)
    }
    let among = clusters.reduce(0) { $0 + $1.weight * $1.weight }
    let several = clusters.filter { $0.squares < $0.weight * $0.weight * (1 - 1e-9) }
    guard among < 1 - 1e-9, !several.isEmpty, all > 0 else { return 0 }
    let within =
      several.reduce(0) { sum, cluster in
        sum + cluster.weight * cluster.miss / (cluster.weight - cluster.squares / cluster.weight)
      } / several.reduce(0) { $0 + $1.weight }
    let between = max(0, (all - (1 - squares) * within) / (1 - among))
    guard between > 0 else { return 0 }
    return (among / squares - 1) * between / (between + within)
  }
}
