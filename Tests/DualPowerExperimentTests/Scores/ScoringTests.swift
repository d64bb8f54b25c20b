import DualPower
import DualPowerScenario
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerExperiment

@Suite struct ScoringTests {
  private let scenario: Scenario
  private let readings: Readings

  init() throws {
    var options = LoadOptions()
    options.scale = 1_000
    scenario = try Scenario.load("petrograd-1917", options)
    readings = Readings(scenario)
  }

  private func series(_ id: String) throws -> Int {
    try #require(readings.series.firstIndex { $0.id == id })
  }

  /// Runs whose values of a series are drawn day by day, and rows that say what was recorded.
  private func toy(
    runs: Int,
    days: Int = 120,
    of id: String = "casualties",
    forecast: (inout ToyLuck) -> Double,
    observed: (inout ToyLuck) -> Double
  ) throws -> (KeptReadings, [EvidenceRow]) {
    let series = try series(id)
    var luck = ToyLuck(5)
    var kept = KeptReadings(runs: Array(0..<runs), days: days)
    for run in 0..<runs {
      let rows = (0..<days).map {
        Reading(series: series, place: -1, hour: $0 * 24 + 23, value: forecast(&luck))
      }
      kept.add(rows, of: run, readings)
    }
    let rows = (0..<days).map { row(id, scenario.calendar.date(day: $0), observed(&luck)) }
    return (kept, rows)
  }

  private func row(_ id: String, _ date: String, _ value: Double?) -> EvidenceRow {
    EvidenceRow(series: id, date: date, central: value, confidence: "A", source: "a toy")
  }

  private func score(_ kept: KeptReadings, _ rows: [EvidenceRow], _ notes: [RecordingNote] = [])
    -> Scoring
  {
    Scoring(rows, notes, of: scenario, kept)
  }

  @Test(.tags(.law))
  func `a calibrated toy is uniform and its intervals hold what they say`() throws {
    let (kept, rows) = try toy(
      runs: 50,
      forecast: { 1_000 + 100 * $0.normal() },
      observed: { 1_000 + 100 * $0.normal() }
    )
    let scoring = score(kept, rows)
    let summary = ScoreSummary(scoring.rows)
    #expect(summary.count == 120)
    #expect(summary.uniformity > 0.05)
    #expect(abs(summary.coverage50 - 0.5) < 0.12)
    #expect(abs(summary.coverage90 - 0.9) < 0.08)
    #expect(abs(summary.bias) < 0.15)
    // Of a normal, by the mean of its closed form: σ/√π.
    #expect(abs(summary.crps - 56.4) < 8)
    #expect(Scoring.findings(scoring.rows, of: "toy").isEmpty)
  }

  @Test(.tags(.law)) func `a toy that is too sure of itself is caught`() throws {
    let (kept, rows) = try toy(
      runs: 50,
      forecast: { 1_000 + 20 * $0.normal() },
      observed: { 1_000 + 100 * $0.normal() }
    )
    let found = Scoring.findings(score(kept, rows).rows, of: "toy")
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.hasPrefix("toy: overconfident: ") })
    #expect(found.first?.contains("50 % intervals hold") == true)
  }

  @Test(.tags(.law)) func `one that is too timid, and one that is too high, are told`() throws {
    let wide = try toy(
      runs: 50,
      forecast: { 1_000 + 400 * $0.normal() },
      observed: { 1_000 + 50 * $0.normal() }
    )
    let timid = Scoring.findings(score(wide.0, wide.1).rows, of: "toy")
    #expect(timid.contains { $0.contains("wider than they need be") })
    let high = try toy(
      runs: 50,
      forecast: { 1_300 + 100 * $0.normal() },
      observed: { 1_000 + 100 * $0.normal() }
    )
    let found = Scoring.findings(score(high.0, high.1).rows, of: "toy")
    #expect(found.contains { $0.hasPrefix("toy: forecasts run high") })
  }

  @Test(.tags(.law)) func `an undercount that is known costs no calibration`() throws {
    let (kept, rows) = try toy(
      runs: 50,
      forecast: { 1_000 + 100 * $0.normal() },
      observed: { 0.6 * (1_000 + 100 * $0.normal()) }
    )
    let note = RecordingNote(
      id: "six_tenths",
      about: "",
      share: RecordingNote.Triple(low: 0.6, central: 0.6, high: 0.6),
      source: "the toy",
      confidence: "A"
    )
    let told = rows.map { row in
      var row = row
      row.process = "six_tenths"
      return row
    }
    let summary = ScoreSummary(score(kept, told, [note]).rows)
    #expect(summary.uniformity > 0.05)
    #expect(abs(summary.coverage50 - 0.5) < 0.12)
    #expect(ScoreSummary(score(kept, rows).rows).coverage90 < 0.05)
  }

  @Test func `one run scores its distance`() throws {
    let (kept, rows) = try toy(runs: 1, forecast: { _ in 1_000 }, observed: { _ in 900 })
    let scored = score(kept, rows).rows
    #expect(scored.allSatisfy { abs($0.crps - 100) < 1e-9 && abs($0.wis - 100) < 1e-9 })
  }

  @Test func `what is no observation is told and not scored`() throws {
    let (kept, _) = try toy(runs: 4, days: 20, forecast: { _ in 5 }, observed: { _ in 5 })
    var estimate = row("casualties", "1917-02-20", 5)
    estimate.confidence = "C"
    var bound = row("casualties", "1917-02-20", nil)
    bound.low = 4
    let rows = [
      estimate, bound, row("casualties", "1917-02-01", 5), row("casualties", "1917-06-01", 5),
      row("vote.soviet", "1917-02-20", 0.5), row("weather", "1917-02-20", 5),
    ]
    let scoring = score(kept, rows)
    #expect(scoring.rows.isEmpty)
    let reasons = scoring.unscored.map(\.reason)
    #expect(reasons.count == rows.count)
    for part in [
      "grade C", "one bound", "before the first hour", "after the last day", "100 % of the runs",
      "no series \"weather\"",
    ] {
      #expect(reasons.contains { $0.contains(part) }, "\(part)")
    }
  }

  @Test func `a date that does not come counts as the runs' end, and its chance is told`() throws {
    let series = try series("event.mutiny")
    var kept = KeptReadings(runs: [0, 1, 2, 3], days: 40)
    for run in 0..<3 {
      kept.add([Reading(series: series, place: -1, hour: 0, value: 12.4)], of: run, readings)
    }
    let row = EvidenceRow(
      series: "event.mutiny",
      date: "1917-02-27",
      confidence: "A",
      source: "a toy"
    )
    let scored = try #require(score(kept, [row]).rows.first)
    #expect(scored.chance == 0.75)
    #expect(scored.occasion.value == 12)
    // Three of four hit the day; one is forty days in: 28/4 − (28·3·2/12)/2 = 0.
    #expect(abs(scored.crps) < 1e-9)
    #expect(scored.quantiles.last == 40)
    #expect(abs((ScoreSummary([scored]).brier ?? 1) - 0.0625) < 1e-12)
  }

  @Test func `a span of dates is a draw within it`() throws {
    let series = try series("event.mutiny")
    var kept = KeptReadings(runs: Array(0..<400), days: 40)
    for run in 0..<400 {
      kept.add([Reading(series: series, place: -1, hour: 0, value: 12.4)], of: run, readings)
    }
    let row = EvidenceRow(
      series: "event.mutiny",
      date: "1917-02-25",
      dateEnd: "1917-03-01",
      confidence: "A",
      source: "a toy"
    )
    let scored = try #require(score(kept, [row]).rows.first)
    #expect(scored.occasion.value == 12)
    #expect((scored.quantiles.first ?? 0) >= 10 && (scored.quantiles.last ?? 99) <= 14)
    #expect((scored.quantiles.first ?? 0) < 10.5 && (scored.quantiles.last ?? 0) > 13.5)
  }

  @Test(.tags(.law)) func `scores do not depend on the order of rows or runs`() throws {
    let (kept, rows) = try toy(
      runs: 20,
      days: 30,
      forecast: { 100 * $0.unit() },
      observed: { 100 * $0.unit() }
    )
    let one = score(kept, rows).rows.map(\.crps)
    let other = score(kept, rows.reversed()).rows.map(\.crps)
    #expect(one == other)
  }

  @Test func `about every fourth row is set aside, by a rule that is written down`() {
    let dates = (0..<400).map { scenario.calendar.date(day: $0) }
    let aside = dates.count { row("relation", $0, 0).isSetAside }
    #expect((70...130).contains(aside))
    // FNV-1a of "relation||1917-03-01", as any other program works it out: fixed for all time.
    #expect(row("relation", "1917-03-01", 0).key == 6_233_792_980_256_457_881)
  }

  @Test func `a logistic curve is found again`() throws {
    let points = stride(from: 0.0, to: 400, by: 20).map { t in
      (t: t, value: 3_000 / (1 + exp(-(t - 150) / 25)))
    }
    let curve = try #require(LogisticCurve(points))
    #expect(abs(curve.middle - 150) < 2)
    #expect(abs(curve.top - 3_000) < 30)
    #expect(curve.deviation < 20)
    let falling = try #require(LogisticCurve(points.map { ($0.t, 3_000 - $0.value) }))
    #expect(falling.width < 0)
  }

  @Test func `null models know what they say they know`() throws {
    let (kept, rows) = try toy(
      runs: 10,
      days: 60,
      forecast: { 100 * $0.unit() },
      observed: { _ in 50 }
    )
    let scored = score(kept, rows).rows
    #expect(scored.first?.nulls[.persistence] == nil)
    #expect(scored.dropFirst().allSatisfy { $0.nulls[.persistence] == 0 })
    // Uniform on 0 to 100 against its middle: 100/12.
    #expect(scored.allSatisfy { abs(($0.nulls[.climatology] ?? 0) - 100.0 / 12) < 1.5 })
    #expect(ScoreSummary.skill(scored, against: .persistence) == nil)
  }
}
