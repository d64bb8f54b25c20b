import DualPower
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerExperiment
@testable import DualPowerScenario

/// Runs weighed by what was recorded, and what they then say.
@Suite(.tags(.claim)) struct PredictionTests {
  private let scenario: Scenario
  private let kept: KeptReadings
  private let values: [Double]

  /// Thirty histories of the courtyard, and how many workers each had out on its fourth day.
  init() throws {
    let scenario = try Laboratory.scenario("courtyard")
    let readings = Readings(scenario)
    var kept = KeptReadings(runs: Array(0..<30), days: scenario.society.days.count)
    for seed in 0..<30 {
      let run = try Laboratory.run(
        scenario.society,
        seed: UInt64(seed),
        hours: scenario.society.days.count * 24
      )
      kept.add(readings.rows(of: run), of: seed, readings)
    }
    self.scenario = scenario
    self.kept = kept
    values = kept.points("active.worker", at: "").map { KeptReadings.level($0, at: 95) ?? 0 }
  }

  private func row(_ value: Double, day: Int = 3) -> EvidenceRow {
    EvidenceRow(
      series: "active.worker",
      date: scenario.calendar.date(day: day),
      central: value,
      unit: "persons",
      confidence: "A",
      source: "The test."
    )
  }

  @Test func `a run that had what was recorded is worth most`() throws {
    try #require(Set(values).count > 1, "histories differ")
    for seen in Set(values).sorted() {
      let conditioning = Conditioning([row(seen)], [], of: scenario, kept, days: 6)
      #expect(abs(conditioning.weights.reduce(0, +) - 1) < 1e-12)
      let most = try #require(conditioning.weights.max())
      for (value, weight) in zip(values, conditioning.weights) {
        #expect((value == seen) == (abs(weight - most) < 1e-12))
      }
      #expect(conditioning.effective > 1 && conditioning.effective < 30)
      #expect(conditioning.series.map(\.rows) == [1])
    }
  }

  @Test func `two rows that say the same count as one`() {
    let one = Conditioning([row(values[0])], [], of: scenario, kept, days: 6)
    let two = Conditioning([row(values[0]), row(values[0])], [], of: scenario, kept, days: 6)
    #expect(zip(one.weights, two.weights).allSatisfy { abs($0 - $1) < 1e-12 })
    let none = Conditioning([], [], of: scenario, kept, days: 6)
    #expect(none.effective > 29.999)
  }

  @Test func `nothing that was recorded later is looked at`() {
    func predict(_ later: Double) -> Prediction {
      let rows = [row(values[0]), row(later, day: 8)]
      let conditioning = Conditioning(rows, [], of: scenario, kept, days: 6)
      return Prediction(rows, [], of: scenario, kept, by: conditioning, days: 6)
    }
    let (one, other) = (predict(0), predict(1_000_000))
    #expect(one.conditioning.weights == other.conditioning.weights)
    #expect(one.levels.map(\.quantiles) == other.levels.map(\.quantiles))
    #expect(one.levels.allSatisfy { $0.day >= 6 } && !one.levels.isEmpty)
    #expect(one.later.count == 1 && other.later.count == 1)
    #expect(one.later[0].quantiles == other.later[0].quantiles)
    #expect(!other.later[0].isInNineTenths)
  }

  @Test func `equal weights stand where the next draw finds them`() {
    let sample = WeightedSample([3, 1, 2, 4], [1, 1, 1, 1])
    // The k-th of four stands at k/5.
    for (level, value) in [(0.2, 1.0), (0.4, 2), (0.5, 2.5), (0.8, 4), (0.01, 1), (0.99, 4)] {
      #expect(abs(sample.quantile(level) - value) < 1e-12, "\(level)")
    }
    #expect(WeightedSample([7, 9], [0, 2]).quantile(0.5) == 9)
  }

  @Test func `a quantile where a value stands is that value to the last bit`() {
    for count in stride(from: 19, to: 400, by: 20) {
      let weights = (0..<count).map { _ in 1 / Double(count) }
      let values = (0..<count).map { 1000 * Double($0) }
      let sample = WeightedSample(values, weights)
      for level in [0.05, 0.25, 0.5, 0.75, 0.95] {
        let place = Int((level * Double(count + 1)).rounded())
        guard abs(Double(place) - level * Double(count + 1)) < 1e-9 else { continue }
        #expect(sample.quantile(level) == values[place - 1], "\(level) of \(count)")
      }
    }
  }

  @Test func `weights are worth as many equal ones as Kish says`() {
    #expect(abs(WeightedSample.effective([1, 1, 2]) - 16.0 / 6) < 1e-12)
  }

  /// Weighed runs are few, and intervals between their quantiles must not promise more than they hold.
  @Test func `intervals of few runs hold the next as often as they say`() {
    let draws = Draws(seed: 5)
    let trials = 4_000
    for count in [20, 60] {
      var held = (half: 0, most: 0)
      var stood: [Double] = []
      for trial in 0..<trials {
        let values = (0...count).map { draws.unit(.groupLuck, $0, trial) }
        let sample = WeightedSample(
          Array(values.dropLast()),
          [Double](repeating: 1, count: count)
        )
        let next = values[count]
        if (sample.quantile(0.25)...sample.quantile(0.75)).contains(next) { held.half += 1 }
        if (sample.quantile(0.05)...sample.quantile(0.95)).contains(next) { held.most += 1 }
        stood.append(sample.position(of: next, luck: draws.unit(.groupMood, trial)))
      }
      // Four standard errors of a share of 4,000.
      #expect(abs(Double(held.half) / Double(trials) - 0.5) < 4 * 0.0079)
      #expect(abs(Double(held.most) / Double(trials) - 0.9) < 4 * 0.0048)
      #expect(Measured(stood).errors(fromMean: 0.5, variance: 1.0 / 12) < 4)
      #expect(Measured(stood).errors(fromVariance: 1.0 / 12, kurtosis: -1.2) < 4)
    }
  }
}
