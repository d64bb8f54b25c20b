import Foundation

/// How much of what is to come is decided in a state, over histories that each branch from theirs.
///
/// `1 − within / between`: how far two branches of one state differ, against how far two of different
/// histories do. It is 1 where all branches of a state come to the same, and 0 where a state tells nothing. Of
/// numbers that differ by half their squared distance it is the intraclass correlation of a one-way analysis
/// of variance; of outcomes, which are the same or not, a chance-corrected agreement. Where branches happen to
/// differ more than histories it lies below 0.
///
/// - Source: Fisher (1925), *Statistical Methods for Research Workers*, ch. VII; Shrout and Fleiss (1979),
///   doi:10.1037/0033-2909.86.2.420, ICC(1,1).
public struct Decided: Sendable, Equatable {
  /// How much; 1 at most.
  public let value: Double
  /// The 95 % interval; `nil` where too few histories differ for one.
  public let interval: Interval?

  /// Where it lies.
  public struct Interval: Sendable, Equatable {
    /// Its lower end.
    public let low: Double
    /// Its upper end.
    public let high: Double
  }

  /// Shape `[history][branch]`; what each branch came to, as kinds that are the same or not.
  public init?(kinds: [[Int]]) {
    self.init(kinds) { $0 == $1 ? 0 : 1 }
  }

  /// Shape `[history][branch]`; what each branch came to, as numbers.
  public init?(numbers: [[Double]]) {
    self.init(numbers) { ($0 - $1) * ($0 - $1) / 2 }
  }

  /// `nil` where no two histories differ.
  ///
  /// The interval is that of the delete-one jackknife over histories, on the logarithm of the ratio of
  /// variances to which the correlation belongs; where branches of too few states differ for a
  /// logarithm, on the value itself.
  private init?<Result>(_ branches: [[Result]], _ distance: (Result, Result) -> Double) {
    let count = branches.first?.count ?? 0
    precondition(
      count > 1 && branches.allSatisfy { $0.count == count },
      "as many branches of each state, and two at least"
    )
    let all = Spread(branches, distance)
    guard branches.count > 1, all.whole.between > 0 else { return nil }
    value = all.whole.decided
    let parts = branches.indices.map { all.without($0) }
    guard branches.count > 2, parts.allSatisfy({ $0.between > 1e-12 * all.whole.between }) else {
      interval = nil
      return
    }
    let m = Double(count)
    let ratios = parts.map { $0.ratio(m) }
    let center = all.whole.ratio(m)
    if (ratios + [center]).allSatisfy({ $0 > 1e-12 && $0 < 1e12 }) {
      let half = Self.half(ratios.map { log($0) })
      let ends = [center * exp(-half), center * exp(half)].map { ($0 - 1) / ($0 + m - 1) }
      interval = Interval(low: ends[0], high: ends[1])
    } else {
      let half = Self.half(parts.map(\.decided))
      interval = Interval(low: value - half, high: value + half)
    }
  }

  /// Half of the width of the interval, from what is found without each history in turn.
  private static func half(_ without: [Double]) -> Double {
    let count = Double(without.count)
    let mean = without.reduce(0, +) / count
    let squares = without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares * (count - 1) / count).squareRoot()
    return error * StudentT.quantile(twoSided: 0.05, degrees: count - 1)
  }

  /// Mean distances.
  private struct Means {
    /// Of two branches of one state.
    var within: Double
    /// Of branches of two histories.
    var between: Double

    var decided: Double { 1 - within / between }

    /// The mean square between histories, of so many branches, over that within.
    func ratio(_ branches: Double) -> Double {
      (branches * between - (branches - 1) * within) / within
    }
  }

  /// Sums of distances, from which one history can be taken away.
  private struct Spread {
    /// Shape `[history]`; over pairs of its branches.
    private var within: [Double] = []
    /// Shape `[history]`; over its branches and all of other histories.
    private var between: [Double] = []
    private let branches: Double

    init<Result>(_ all: [[Result]], _ distance: (Result, Result) -> Double) {
      branches = Double(all.first?.count ?? 0)
      between = [Double](repeating: 0, count: all.count)
      for i in all.indices {
        var own = 0.0
        for k in all[i].indices {
          for l in all[i].indices where l < k { own += distance(all[i][k], all[i][l]) }
        }
        within.append(own)
        for j in 0..<i {
          var sum = 0.0
          for one in all[i] { for other in all[j] { sum += distance(one, other) } }
          between[i] += sum
          between[j] += sum
        }
      }
    }

    var whole: Means { means(within.reduce(0, +), between.reduce(0, +), Double(within.count)) }

    func without(_ i: Int) -> Means {
      let within = self.within.reduce(0, +) - self.within[i]
      let between = self.between.reduce(0, +) - 2 * self.between[i]
      return means(within, between, Double(self.within.count - 1))
    }

    private func means(_ within: Double, _ between: Double, _ count: Double) -> Means {
      Means(
        within: within / (count * branches * (branches - 1) / 2),
        between: between / (count * (count - 1) * branches * branches)
      )
    }
  }
}
