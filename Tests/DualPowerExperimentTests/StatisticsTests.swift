import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPower
@testable import DualPowerExperiment

/// Numbers that stand in printed tables, or can be worked by hand.
@Suite(.tags(.law)) struct StatisticsTests {
  /// - Source: any printed table of Student's t, to the digits given there.
  @Test(arguments: [
    (1.0, 0.05, 12.706), (2, 0.05, 4.303), (5, 0.05, 2.571), (19, 0.05, 2.093), (30, 0.05, 2.042),
    (1, 0.01, 63.657), (9, 0.01, 3.250), (19, 0.10, 1.729), (120, 0.05, 1.980),
  ])
  func `quantiles of t are those of the tables`(degrees: Double, chance: Double, t: Double) {
    #expect(abs(StudentT.quantile(twoSided: chance, degrees: degrees) - t) < 0.0006)
    #expect(abs(StudentT.twoSided(t, degrees: degrees) - chance) < 0.0002)
  }

  @Test func `with one degree of freedom t is Cauchy's, and its chance is known`() {
    // Half of a Cauchy's mass lies beyond ±1.
    #expect(abs(StudentT.twoSided(1, degrees: 1) - 0.5) < 1e-12)
    #expect(StudentT.twoSided(0, degrees: 7) == 1)
    #expect(StudentT.twoSided(.infinity, degrees: 7) == 0)
  }

  @Test func `an interval is that of the differences, worked by hand`() {
    // Differences 1, 2, 3, 6: mean 3, variance 14/3, error √(14/12).
    let pairs = PairedDifference(baseline: [10, 20, 30, 40], arm: [11, 22, 33, 46])
    #expect(pairs.baseline == 25)
    #expect(pairs.arm == 28)
    #expect(pairs.difference == 3)
    let error = (14.0 / 12).squareRoot()
    #expect(abs(pairs.error - error) < 1e-12)
    let interval = pairs.interval()
    let half = 3.18245 * pairs.error
    #expect(abs(interval.high - 3 - half) < 1e-4)
    #expect(abs(interval.low + interval.high - 6) < 1e-9)
    // Unpaired the worlds have the variances 500/3 and 674/3.
    let ratio: Double = (500.0 + 674) / 14
    let found = pairs.varianceRatio?.value ?? 0
    #expect(abs(found - ratio) < 1e-9)
  }

  @Test func `the interval of a ratio of variances is the jackknife's, worked by leaving each out`()
    throws
  {
    let baseline: [Double] = [10, 12, 9, 15, 11]
    let arm: [Double] = [11, 12.5, 9.5, 17, 11]
    let whole = try #require(VarianceRatio(baseline: baseline, arm: arm))
    let logs = try arm.indices.map { i -> Double in
      var (one, other) = (baseline, arm)
      one.remove(at: i)
      other.remove(at: i)
      return log(try #require(VarianceRatio(baseline: one, arm: other)).value)
    }
    let mean: Double = logs.reduce(0, +) / 5
    let squares: Double = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let half: Double = 2.776445 * (squares * 4 / 5).squareRoot()
    let interval = try #require(whole.interval)
    #expect(abs(log(interval.high / whole.value) - half) < 1e-5)
    #expect(abs(log(whole.value / interval.low) - half) < 1e-5)
  }

  @Test func `of worlds without shared luck the ratio's interval holds 1 as often as it says`() {
    let draws = Draws(seed: 1)
    let held = (0..<400).count { trial in
      let values = (0..<2).map { world in
        (0..<40).map { draws.normal(.groupLuck, trial * 2 + world, at: UInt64($0)) }
      }
      let interval = VarianceRatio(baseline: values[0], arm: values[1])?.interval
      return interval.map { $0.low <= 1 && 1 <= $0.high } ?? false
    }
    // 380 of 400, and four standard errors of that.
    #expect(abs(held - 380) < 18, "\(held)")
  }

  @Test func `worlds that are the same differ by exactly nothing`() {
    let pairs = PairedDifference(baseline: [0.1, 0.7, 3], arm: [0.1, 0.7, 3])
    #expect(pairs.difference == 0)
    #expect(pairs.interval() == (0, 0))
    #expect(pairs.p == 1)
    #expect(pairs.varianceRatio == nil)
  }

  @Test func `pairs that all differ alike are judged by how many there are`() {
    let few = PairedDifference(baseline: [0, 0, 0], arm: [1, 1, 1])
    #expect(few.p == 0.25)
    #expect(few.interval() == (0, 1))
    let many = PairedDifference(
      baseline: [Double](repeating: 1, count: 20),
      arm: [Double](repeating: 0, count: 20)
    )
    #expect(many.p < 1e-5)
    #expect(many.interval() == (-1, -1))
  }

  @Test func `Holm's chances are those worked by hand`() {
    // Ordered: .01·4, .02·3, .03·2 (no less than the one before it), .2·1.
    expect(Holm.adjusted([0.02, 0.2, 0.01, 0.03]), [0.06, 0.2, 0.04, 0.06])
    #expect(Holm.adjusted([0.9, 0.8]) == [1, 1])
    #expect(Holm.adjusted([]) == [])
  }

  @Test
  func `an interval's chance is that of its step, and after a first failure that of the first`() {
    // .01 passes .05/4; .02 fails .05/3, and from there on all have .05/3.
    let third: Double = 0.05 / 3
    expect(Holm.chances([0.02, 0.2, 0.01, 0.03]), [third, third, 0.0125, third])
    // All pass: each has its own step.
    expect(Holm.chances([0.001, 0.002]), [0.025, 0.05])
  }

  @Test(arguments: [[0.02, 0.2, 0.01, 0.03], [0.001, 0.04, 0.012], [0.05, 0.05], [0.0499]])
  func `a chance lies below its interval's exactly where the adjusted one lies below the level`(
    p: [Double]
  ) {
    let (adjusted, chances) = (Holm.adjusted(p), Holm.chances(p))
    for i in p.indices { #expect((p[i] < chances[i]) == (adjusted[i] < 0.05)) }
  }

  private func expect(_ found: [Double], _ worked: [Double]) {
    #expect(found.count == worked.count)
    for (one, other) in zip(found, worked) { #expect(abs(one - other) < 1e-12) }
  }
}
