import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPower
@testable import DualPowerExperiment

/// Shares, what is decided, and ranks: worked by hand, and held to what is known of invented histories.
@Suite(.tags(.law)) struct AccidentStatisticsTests {
  @Test func `Wilson's interval is that worked by hand`() {
    // 1 of 4: (.25 + 3.8415/8 ± 1.96·√(.1875/4 + 3.8415/64)) / (1 + 3.8415/4).
    let some = Wilson(1, of: 4)
    #expect(some.share == 0.25)
    #expect(abs(some.low - 0.0456) < 1e-4)
    #expect(abs(some.high - 0.6994) < 1e-4)
    // None of 20: from 0 to z²/(20 + z²).
    let none = Wilson(0, of: 20)
    #expect(none.low == 0)
    #expect(abs(none.high - 3.841459 / 23.841459) < 1e-6)
    let all = Wilson(20, of: 20)
    #expect(all.high == 1)
    #expect(abs(all.low + none.high - 1) < 1e-12)
  }

  @Test(arguments: [(0.05, 1.959964), (0.01, 2.575829), (0.3173105, 1)])
  func `quantiles of the normal are those of the tables`(chance: Double, z: Double) {
    #expect(abs(Normal.quantile(twoSided: chance) - z) < 1e-5)
    #expect(abs(Normal.twoSided(-z) - chance) < 1e-6)
  }

  @Test func `what is decided of numbers is the intraclass correlation of the table of variances`()
    throws
  {
    // Means 2, 6, 7; between 2·((2−5)² + 1 + 4)/2 = 14, within (2 + 2 + 2)/3 = 2: (14 − 2)/(14 + 2).
    let numbers: [[Double]] = [[1, 3], [5, 7], [6, 8]]
    let decided = try #require(Decided(numbers: numbers))
    #expect(abs(decided.value - 0.75) < 1e-12)
    // Of its jackknife each part is that of two histories alone.
    let logs = try (0..<3).map { i -> Double in
      var two = numbers
      two.remove(at: i)
      let value = try #require(Decided(numbers: two)).value
      return log((1 + value) / (1 - value))
    }
    let mean: Double = logs.reduce(0, +) / 3
    let squares: Double = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let half: Double = 4.302653 * (squares * 2 / 3).squareRoot()
    let interval = try #require(decided.interval)
    #expect(abs(log((1 + interval.high) / (1 - interval.high)) - log(7) - half) < 1e-4)
    #expect(abs(log(7) - log((1 + interval.low) / (1 - interval.low)) - half) < 1e-4)
  }

  @Test func `what is decided of outcomes is the agreement beyond chance, worked by hand`() throws {
    // One state of four disagrees: within 1/4. Of the six pairs of histories one agrees, two differ, and
    // the three with the last differ by half.
    let decided = try #require(Decided(kinds: [[0, 0], [0, 0], [1, 1], [0, 1]]))
    #expect(abs(decided.value - (1 - 0.25 / (3.5 / 6))) < 1e-12)
    #expect(decided.interval != nil)
  }

  @Test
  func
    `where all branches of a state agree all is decided, and where nothing differs nothing can be`()
    throws
  {
    let settled = try #require(Decided(kinds: [[0, 0], [1, 1], [0, 0], [1, 1], [2, 2]]))
    #expect(settled.value == 1)
    #expect(settled.interval == Decided.Interval(low: 1, high: 1))
    #expect(Decided(kinds: [[3, 3], [3, 3], [3, 3]]) == nil)
    #expect(Decided(numbers: [[0.1, 0.1], [0.1, 0.1]]) == nil)
    // One history alone differs: without it there is nothing to tell.
    #expect(try #require(Decided(kinds: [[0, 0], [0, 0], [1, 1]])).interval == nil)
  }

  @Test(arguments: [0.0, 0.3, 0.8])
  func `of histories with a known share decided it is found, and the interval holds it as it says`(
    share: Double
  ) {
    let draws = Draws(seed: 7)
    var values: [Double] = []
    let held = (0..<400).count { trial in
      let numbers = (0..<20).map { history -> [Double] in
        let own = draws.normal(.groupLuck, trial * 20 + history, at: 0)
        return (0..<2).map { branch in
          let luck = draws.normal(.groupMood, trial * 20 + history, branch, at: 0)
          return share.squareRoot() * own + (1 - share).squareRoot() * luck
        }
      }
      guard let decided = Decided(numbers: numbers), let interval = decided.interval else {
        return false
      }
      values.append(decided.value)
      return interval.low <= share && share <= interval.high
    }
    let mean = Measured(values)
    // The estimate leans to 0 by less than 1/20, with twenty histories.
    #expect(abs(mean.mean - share) < 0.05, "\(mean)")
    #expect(abs(held - 380) < 22, "\(held)")
  }

  @Test func `rank correlation is that worked by hand, and the same as by another way`() throws {
    // Distances 1, 1, 0, 0, 0: 1 − 6·2/(5·24).
    let five = try #require(RankCorrelation([1, 2, 3, 4, 5], [20, 10, 30, 40, 50]))
    #expect(abs(five.rho - 0.9) < 1e-12)
    // With shared ranks, by the form that the other tests are judged with.
    let (one, other): ([Double], [Double]) = ([1, 1, 2, 5, 3, 8], [2, 1, 1, 4, 4, 4])
    let shared = try #require(RankCorrelation(one, other))
    #expect(abs(shared.rho - Measured(one).rankCorrelation(with: Measured(other))) < 1e-12)
    #expect(RankCorrelation([1, 2, 3], [1, 2, 3]) == nil)
    #expect(RankCorrelation([1, 1, 1, 1], [1, 2, 3, 4]) == nil)
  }

  @Test func `an interval of ranks is Fisher's, and leaves 0 out exactly below its chance`() throws
  {
    let values = (0..<20).map { Double(($0 * 7) % 20) }
    let ranks = try #require(RankCorrelation(values, (0..<20).map { Double($0) }))
    let half: Double = 1.959964 * (1.06 / 17).squareRoot()
    #expect(abs(atanh(ranks.interval().high) - atanh(ranks.rho) - half) < 1e-5)
    for chance in [0.001, 0.05, 0.4, 0.9] {
      let interval = ranks.interval(chance: chance)
      #expect((interval.low > 0 || interval.high < 0) == (ranks.p < chance))
    }
    // Four in perfect order are no proof: one order in 24 is.
    let four = try #require(RankCorrelation([1, 2, 3, 4], [1, 2, 3, 4]))
    #expect(four.rho == 1)
    #expect(four.p > 0.05)
  }
}
