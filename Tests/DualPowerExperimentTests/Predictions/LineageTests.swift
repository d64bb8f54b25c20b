import DualPower
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerExperiment

/// What histories that come from the same are worth.
@Suite(.tags(.limit)) struct LineageTests {
  private let draws = Draws(seed: 11)
  private let equal = [Double](repeating: 1, count: 60)
  /// Sixty histories of twelve, five of each.
  private let lineage = Lineage(parents: [(0..<60).map { $0 / 5 }])

  private func normal(_ thing: Int, _ trial: Int, at tick: UInt64) -> Double {
    draws.normal(.groupLuck, thing, trial, at: tick)
  }

  @Test
  func
    `those that have parted wholly are worth their number, those that are the same that of their parents`()
  {
    #expect(abs(Lineage(parents: []).effective(equal, equal) - 60) < 1e-9)
    let alone = Lineage(parents: [Array(0..<60)])
    let values = (0..<60).map { normal($0, 0, at: 0) }
    #expect(abs(alone.effective(values, equal) - 60) < 1e-9)
    let same = (0..<60).map { normal($0 / 5, 0, at: 0) }
    #expect(abs(lineage.effective(same, equal) - 12) < 1e-9)
    // Of one parent nothing is known of how alike they are.
    let one = Lineage(parents: [[Int](repeating: 3, count: 60)])
    #expect(abs(one.effective(values, equal) - 60) < 1e-9)
    // That draw counts which leaves the fewest.
    let both = Lineage(parents: lineage.parents + alone.parents)
    #expect(both.effective(same, equal) == lineage.effective(same, equal))
    #expect(Lineage(parents: []).effective([nil, nil], [1, 1]) == 0)
  }

  /// The variance of the mean of histories is that of as many independent ones as are told.
  @Test(arguments: [0.0, 0.3, 0.7]) func `their worth is that of their mean`(alike: Double) {
    let trials = 2_000
    let (among, within) = (alike.squareRoot(), (1 - alike).squareRoot())
    var means: [Double] = []
    var told: [Double] = []
    for trial in 0..<trials {
      let values = (0..<60).map { history in
        among * normal(history / 5, trial, at: 1) + within * normal(history, trial, at: 2)
      }
      means.append(values.reduce(0, +) / 60)
      told.append(1 / lineage.effective(values, equal))
    }
    // Of so many trials the variance is known to a tenth at four standard errors; that variance is at least 0
    // makes what is told a little larger.
    let (variance, mean) = (Measured(means).variance, Measured(told).mean)
    #expect(mean > 0.87 * variance && mean < 1.3 * variance, "\(mean) \(variance)")
  }
}
