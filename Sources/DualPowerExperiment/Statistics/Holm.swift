/// Several questions asked of the same runs, so that all answers together go wrong no more often than one.
///
/// - Source: Holm (1979), *A simple sequentially rejective multiple test procedure*, Scandinavian Journal
///   of Statistics 6, 65–70.
public enum Holm {
  /// For each chance, what it is when all are asked together.
  public static func adjusted(_ p: [Double]) -> [Double] {
    var result = p
    var most = 0.0
    for (rank, i) in order(p).enumerated() {
      most = max(most, min(1, p[i] * Double(p.count - rank)))
      result[i] = most
    }
    return result
  }

  /// For each, the chance at which its interval is drawn: the interval leaves 0 out exactly where the
  /// adjusted chance is below the level.
  public static func chances(_ p: [Double], level: Double = 0.05) -> [Double] {
    var result = p
    var failed: Double?
    for (rank, i) in order(p).enumerated() {
      // After a first that is not told from 0 no later one is, and all have its interval's chance.
      let own = failed ?? level / Double(p.count - rank)
      result[i] = own
      if failed == nil, p[i] >= own { failed = own }
    }
    return result
  }

  private static func order(_ p: [Double]) -> [Int] {
    p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
  }
}
