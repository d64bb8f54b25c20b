import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerServer

@Suite struct RunBoardTests {
  private var settings = ServerSettings(site: "", archives: "", threads: 1)

  init() { settings.mostRuns = 2 }

  /// Waits until something is so, or twenty seconds are over.
  private func wait(_ isSo: () -> Bool) async throws -> Bool {
    for _ in 0..<400 {
      if isSo() { return true }
      try await Task.sleep(for: .milliseconds(50))
    }
    return isSo()
  }

  @Test func `a run's frames are the rows of its record, and its digest the command's`()
    async throws
  {
    let scenario = try Laboratory.scenario("courtyard", until: "1917-02-22")
    let board = RunBoard(settings)
    try board.takePlace()
    let run = NativeRun(scenario, seed: 5)
    board.start(run)
    #expect(try await wait { run.news(after: 0).phase != .running })
    let whole = try #require(try Runner.run(scenario, seed: 5))
    guard case .done(let digest, let outcome) = run.news(after: 0).phase else {
      Issue.record("\(run.news(after: 0).phase)")
      return
    }
    #expect(digest == whole.digestText)
    #expect(outcome == whole.outcome)
    #expect(run.news(after: 0).ticks == (1...whole.ticks / 24).map { 24 * $0 })
    #expect(run.news(after: 2).ticks.count == whole.ticks / 24 - 2)
    // The hours of the frames, put together, are those of the record; events come first in a frame.
    var writer = RowWriter()
    writer.write(whole.record, from: whole.ticks - 24)
    let last = try #require(run.frame(whole.ticks / 24 - 1))
    let numbers = stride(from: 0, to: last.count, by: 8).map { at in
      Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(last[at + $1]) << UInt64(8 * $1) })
    }
    #expect(numbers == writer.numbers)
    #expect(run.frame(whole.ticks / 24) == nil && run.frame(-1) == nil)
    #expect(try board.run(run.id) === run)
  }

  @Test func `no more runs are begun than may be`() throws {
    let board = RunBoard(settings)
    try board.takePlace()
    try board.takePlace()
    #expect(throws: Refusal.self) { try board.takePlace() }
    board.leavePlace()
    try board.takePlace()
    board.close()
    board.leavePlace()
    #expect(throws: Refusal.self) { try board.takePlace() }
  }

  @Test func `a run that nobody follows is stopped, and leaves its place`() async throws {
    var settings = settings
    (settings.mostRuns, settings.patience) = (1, 1)
    let board = RunBoard(settings)
    let scenario = try Laboratory.scenario("petrograd-1917", scale: 2)
    try board.takePlace()
    let run = NativeRun(scenario, seed: 1)
    board.start(run)
    #expect(try await wait { run.news(after: 0).phase != .running })
    guard case .stopped(let reason) = run.news(after: 0).phase else {
      Issue.record("it came to its end")
      return
    }
    #expect(reason.contains("followed"))
    #expect(run.done < run.ticks)
    #expect(try await wait { (try? board.takePlace()) != nil })
  }

  @Test func `a run that is followed goes on, and is forgotten when its reader stops it`()
    async throws
  {
    var settings = settings
    // A task that sleeps among hundreds of tests at work may sleep long.
    (settings.patience, settings.mostMinutes) = (1, 24 * 60)
    let board = RunBoard(settings)
    let run = NativeRun(try Laboratory.scenario("petrograd-1917", scale: 10), seed: 1)
    run.follow(true)
    try board.takePlace()
    board.start(run)
    try await Task.sleep(for: .seconds(2))
    // On a machine at work on other things it may have come to its end, but nobody has stopped it.
    if case .stopped(let reason) = run.news(after: 0).phase { Issue.record("\(reason)") }
    board.stop(run)
    #expect(throws: Refusal.self) { try board.run(run.id) }
    #expect(try await wait { run.news(after: 0).phase != .running })
  }
}
