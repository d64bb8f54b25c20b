import DualPower
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerExperiment
@testable import DualPowerScenario

/// Histories that are steered by what was recorded.
@Suite(.tags(.claim)) struct SteeringTests {
  private static let count = 40
  private static let days = 9
  private let scenario: Scenario
  private let steering: Steering
  private let free: KeptReadings

  init() throws {
    scenario = try Laboratory.scenario("petrograd-1917", scale: 10_000, until: "1917-02-25")
    steering = Steering(scenario, seed: 1, count: Self.count, days: Self.days)
    let days = scenario.society.days.count
    free = try #require(try steering.free(days: days, threads: 2, work: Work()))
  }

  private func row(
    _ value: Double,
    of series: String = "active.worker",
    day: Int,
    process: String = ""
  ) -> EvidenceRow {
    EvidenceRow(
      series: series,
      date: scenario.calendar.date(day: day),
      central: value,
      process: process,
      confidence: "A",
      source: "The test."
    )
  }

  private func steer(
    _ rows: [EvidenceRow],
    beside free: KeptReadings? = nil,
    threads: Int = 2
  ) throws -> Steering.Steered {
    try #require(
      try steering.steer(by: rows, [], beside: free ?? self.free, threads: threads, work: Work())
    )
  }

  private func levels(_ series: String, day: Int) -> [Double] {
    free.points(series, at: "").map { KeptReadings.level($0, at: day * 24 + 23) ?? 0 }
  }

  @Test func `histories of which none is drawn anew are worth what runs that are over are`() throws
  {
    let (first, second) = (levels("active.worker", day: 5), levels("active.student", day: 6))
    // Bounds so wide that no day tells much.
    let rows = [
      row(Measured(first).mean, day: 5), row(Measured(first).mean * 1.1, day: 6),
      row(Measured(second).mean, of: "active.student", day: 6),
    ].map { row in
      var row = row
      row.low = 0
      row.high = row.central.map { 4 * $0 }
      return row
    }
    // As much as is known by then.
    let past = try #require(try steering.free(days: Self.days, threads: 2, work: Work()))
    let plain = Conditioning(rows, [], of: scenario, past, days: Self.days)
    #expect(plain.series.count == 2)
    let steered = try steer(rows, beside: past)
    try #require(steered.stages.allSatisfy { !$0.isDrawn && $0.held == 1 })
    #expect(plain.effective < Double(Self.count) - 0.1, "the rows tell histories apart")
    for (one, other) in zip(plain.weights, steered.conditioning.weights) {
      #expect(abs(one - other) < 1e-9)
    }
    #expect(steered.conditioning.series.map(\.rows) == plain.series.map(\.rows))
    #expect(
      steered.stages.last?.day == Self.days - 1 && steered.stages.last?.ancestors == Self.count
    )
  }

  @Test func `without evidence histories are free`() throws {
    let steered = try steer([])
    #expect(steered.stages.map(\.day) == [Self.days - 1] && steered.stages[0].effective > 39.999)
    for series in scenario.series where !series.form.isOfTowns {
      #expect(
        steered.kept.points(series.id, at: "") == free.points(series.id, at: ""),
        "\(series.id)"
      )
    }
  }

  @Test func `threads and what was recorded later change nothing`() throws {
    let most = try #require(levels("active.worker", day: 2).max())
    let rows = [row(most, day: 2), row(most, day: 4)]
    let one = try steer(rows, threads: 1)
    let other = try steer(rows + [row(0, day: 9)], threads: 2)
    #expect(one.stages == other.stages && one.stages.contains { $0.isDrawn })
    #expect(one.conditioning.weights == other.conditioning.weights)
    for series in scenario.series {
      #expect(one.kept.points(series.id, at: "") == other.kept.points(series.id, at: ""))
    }
  }

  @Test func `histories that are drawn anew were like what was recorded, and part from then on`()
    throws
  {
    let values = levels("active.worker", day: 2)
    let most = try #require(values.max())
    let steered = try steer([row(most, day: 2)])
    let stage = try #require(steered.stages.first)
    #expect(stage.isDrawn && stage.ancestors < Self.count)
    let points = steered.kept.points("active.worker", at: "")
    let then = points.map { KeptReadings.level($0, at: 2 * 24 + 23) ?? 0 }
    #expect(Measured(then).mean > Measured(values).mean)
    // As many courses to that day as there are ancestors at most, and more afterwards.
    let before = Set(points.map { $0.filter { $0.hour < 72 }.map(\.value) })
    let all = Set(
      (0..<Self.count).map { history in
        ["active.worker", "crowd", "none"].flatMap { series in
          steered.kept.points(series, at: "")[history].map(\.value)
        }
      }
    )
    #expect(before.count <= stage.ancestors && all.count > stage.ancestors)
  }

  @Test func `a day that no history is like is held at a part of its weight, which is told`() throws
  {
    let steered = try steer([row(1_000_000, day: 2)])
    let stage = try #require(steered.stages.first)
    #expect(stage.held > 0 && stage.held < 1)
    #expect(abs(stage.effective - Conditioning.fewest) < 0.01)
    let spread = [0, 1, 2, 40].map { Double($0) }
    let held = Herd.held([0, 0, 0, 0], spread, least: 2)
    #expect(held < 1)
    let worth = WeightedSample.effective(Conditioning.weights(spread.map { held * $0 }))
    #expect(worth >= 2 && worth < 2.001)
    #expect(Herd.held([0, 0, 0, 0], [0, 0, 0, 0], least: 4) == 1)
  }

  @Test(.tags(.law)) func `histories go on as often as their weights say, to less than one`() {
    let draws = Draws(seed: 3)
    for trial in 0..<200 {
      let raw = (0..<25).map { pow(draws.unit(.groupLuck, $0, trial), 4) }
      let weights = raw.map { $0 / raw.reduce(0, +) }
      let chosen = Herd.chosen(weights, luck: draws.unit(.groupMood, trial))
      #expect(chosen == chosen.sorted() && chosen.count == 25)
      for (history, weight) in weights.enumerated() {
        let times = Double(chosen.count { $0 == history })
        #expect(abs(times - 25 * weight) < 1)
      }
    }
  }
}

/// Predictions of runs whose course is known.
@Suite(.tags(.law, .slow)) struct PredictionCheckTests {
  private func check(discrepancy: Double) throws -> PredictionCheck {
    let scenario = try Laboratory.scenario("petrograd-1917", scale: 10_000, until: "1917-02-24")
    var steering = Steering(scenario, seed: 1, count: 50, days: 7)
    steering.discrepancy = discrepancy
    let rows = (1..<7).flatMap { day in
      ["active.worker", "crowd", "active.student", "garrison_share"].map { series in
        EvidenceRow(
          series: series,
          date: scenario.calendar.date(day: day),
          central: 0,
          confidence: "A",
          source: "The test."
        )
      }
    }
    return try #require(
      try PredictionCheck(steering, truths: 24, like: rows, [], threads: 2, work: Work())
    )
  }

  @Test func `intervals hold as much as they say, and those that are too narrow are found out`()
    throws
  {
    let check = try check(discrepancy: RowLikelihood.discrepancy)
    for row in check.rows {
      #expect(row.most.mean > 0.9 - 1.5 * row.most.half, "\(row)")
      #expect(row.half.mean > 0.5 - 1.5 * row.half.half, "\(row)")
      #expect(abs(row.freeMost.mean - 0.9) < 1.5 * row.freeMost.half, "\(row)")
      #expect((0.2...2).contains(row.width.mean), "\(row)")
    }
    // A model that is taken to be true to the last man, of a record without error.
    let sure = try self.check(discrepancy: 0.02)
    #expect(sure.rows.contains { $0.most.mean < 0.9 - $0.most.half }, "\(sure.rows)")
  }
}
