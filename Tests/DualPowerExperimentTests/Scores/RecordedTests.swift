import DualPower
import DualPowerArchive
import DualPowerScenario
import Testing

@testable import DualPowerExperiment

@Suite struct RecordedTests {
  private let run: Run
  private var scenario: Scenario

  init() throws {
    var options = LoadOptions()
    options.scale = 1_000
    options.until = "1917-03-05"
    scenario = try Scenario.load("petrograd-1917", options)
    run = try #require(try Runner.run(scenario, seed: 3))
  }

  private func recorded(_ rows: [EvidenceRow], seed: UInt64 = 3) -> Recorded {
    var other = scenario
    other.evidence = rows
    return Recorded(of: run.record, seed: seed, other)
  }

  private func row(_ series: String, _ date: String, process: String = "", grade: String = "A")
    -> EvidenceRow
  {
    EvidenceRow(
      series: series,
      date: date,
      central: series.hasPrefix("event") ? nil : 100,
      process: process,
      confidence: grade,
      source: "a toy"
    )
  }

  @Test func `what is recorded exactly is what the run has`() throws {
    let found = recorded([
      row("casualties.police", "1917-03-01"), row("event.outbreak", "1917-02-23"),
    ])
    let day = try #require(scenario.calendar.day(of: "1917-03-01"))
    let police = try #require(run.record.hours.first { $0.tick == day * 24 + 23 }).casualties[2]
    let outbreak = try #require(run.record.events.first { $0.kind == .outbreak }).tick
    #expect(found.rows.map(\.simulated) == [police, Double(outbreak / 24)])
    #expect(found.rows.map(\.occasion.value) == [100, 8])
    #expect(found.table.rowCount == 2)
  }

  @Test func `what the runs cannot be held against is left out`() {
    let found = recorded([
      row("casualties", "1917-03-01"), row("casualties", "1917-03-02", grade: "C"),
      row("casualties", "1917-04-01"),
    ])
    #expect(found.rows.map(\.occasion.row.date) == ["1917-03-01"])
  }

  @Test func `of what a run does not have it says nothing`() {
    // There is no council yet whose vote could be told.
    #expect(recorded([row("vote.soviet", "1917-02-16")]).rows.map(\.simulated) == [nil])
  }

  @Test func `a process that errs gives another figure by another seed, and the same by the same`()
  {
    let rows = [row("active.worker", "1917-02-26", process: "police_count")]
    let first = recorded(rows).rows[0].simulated
    #expect(first == recorded(rows).rows[0].simulated)
    #expect(first != recorded(rows, seed: 4).rows[0].simulated)
  }
}
