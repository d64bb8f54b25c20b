import DualPower
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerExperiment

/// Draws for tests: a sequence that a seed fixes.
struct ToyLuck {
  private var state: UInt64

  init(_ seed: UInt64) { state = Draws.mix(seed) }

  mutating func unit() -> Double {
    state = Draws.mix(state)
    return (Double(state >> 11) + 0.5) / Double(1 << 53)
  }

  mutating func normal() -> Double {
    (-2 * log(unit())).squareRoot() * cos(2 * Double.pi * unit())
  }
}

@Suite struct ProperScoreTests {
  @Test(.tags(.limit), arguments: [(0.0, 0.233695), (1, 0.602441), (-1, 0.602441)])
  func `the score of a standard normal is as published`(observed: Double, score: Double) {
    #expect(abs(ProperScore.crps(mean: 0, deviation: 1, observed) - score) < 5e-7)
    // Any scale and place.
    let moved = ProperScore.crps(mean: 40, deviation: 5, 40 + 5 * observed)
    #expect(abs(moved - 5 * score) < 5e-6)
  }

  @Test(.tags(.law), arguments: [2, 5, 40])
  func `the score of few samples is in the mean that of many`(count: Int) {
    var luck = ToyLuck(7)
    let rounds = 40_000 / count
    let mean =
      (0..<rounds).reduce(0.0) { sum, _ in
        sum + ProperScore.crps((0..<count).map { _ in luck.normal() }, 1)
      } / Double(rounds)
    #expect(abs(mean - 0.602441) < 0.02)
  }

  @Test func `the score of samples is as its definition says`() {
    let samples = [3.0, 1, 4, 1, 5]
    let pairs = samples.enumerated().reduce(0.0) { sum, one in
      sum
        + samples.enumerated().reduce(0.0) {
          $0 + ($1.offset == one.offset ? 0 : abs($1.element - one.element))
        }
    }
    let expected = (1.0 + 1 + 2 + 1 + 3) / 5 - pairs / 40
    #expect(abs(ProperScore.crps(samples, 2) - expected) < 1e-12)
    #expect(ProperScore.crps([3], 5) == 2)
  }

  @Test func `the weighted interval score nears twice the other for fine quantiles`() {
    #expect(ProperScore.levels.count == 23)
    // A point forecast errs by its distance, whatever the level.
    #expect(abs(ProperScore.wis(quantiles: Array(repeating: 3, count: 23), 5) - 2) < 1e-12)
    let quantiles = ProperScore.levels.map { level in
      (level < 0.5 ? -1 : 1) * Normal.quantile(twoSided: min(1 - 1e-12, 2 * min(level, 1 - level)))
    }
    #expect(abs(ProperScore.wis(quantiles: quantiles, 0) - 0.2337) < 0.03)
  }

  @Test(.tags(.law))
  func `an honest forecast scores better than one that is wrong or too sure`() {
    var luck = ToyLuck(3)
    var (honest, narrow, shifted) = (0.0, 0.0, 0.0)
    for _ in 0..<2_000 {
      let observed = luck.normal()
      honest += ProperScore.crps(mean: 0, deviation: 1, observed)
      narrow += ProperScore.crps(mean: 0, deviation: 0.3, observed)
      shifted += ProperScore.crps(mean: 1, deviation: 1, observed)
    }
    #expect(honest < narrow)
    #expect(honest < shifted)
  }

  @Test func `Brier's score and quantiles are as defined`() {
    #expect(ProperScore.brier(chance: 0.25, hasCome: true) == 0.5625)
    #expect(ProperScore.brier(chance: 0.25, hasCome: false) == 0.0625)
    #expect(ProperScore.quantile(0.5, of: [1, 2, 10]) == 2)
    #expect(ProperScore.quantile(0.25, of: [0, 4]) == 1)
    #expect(ProperScore.quantile(0.9, of: [7]) == 7)
  }

  @Test(.tags(.law))
  func `the place of an observation among equals is uniform`() {
    var luck = ToyLuck(11)
    // Whole numbers, so that many are equal.
    let places = (0..<500).map { _ in
      let samples = (0..<30).map { _ in (2 * luck.normal()).rounded() }
      return ProperScore.pit(samples, (2 * luck.normal()).rounded(), luck: luck.unit())
    }
    #expect(Calibration.uniformity(places) > 0.05)
    #expect(Calibration.uniformity(places.map { $0 * $0 }) < 0.001)
    #expect(Calibration.uniformity(places.map { 0.25 + $0 / 2 }) < 0.001)
  }

  @Test func `tails of counts add up`() {
    #expect(abs(Calibration.lowerTail(1, of: 2, level: 0.5) - 0.75) < 1e-12)
    #expect(abs(Calibration.upperTail(2, of: 2, level: 0.5) - 0.25) < 1e-12)
    #expect(abs(Calibration.lowerTail(20, of: 20, level: 0.9) - 1) < 1e-9)
    #expect(Calibration.lowerTail(3, of: 20, level: 0.5) < 0.002)
  }
}
