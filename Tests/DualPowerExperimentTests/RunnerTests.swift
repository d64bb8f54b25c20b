import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario
import Testing

@Suite struct RunnerTests {
  private let courtyard: Scenario

  init() throws { courtyard = try Scenario.load("courtyard", LoadOptions()) }

  @Test func `a run goes from the first hour to the last and says how far it is`() throws {
    var told: [Int] = []
    let run = try #require(try Runner.run(courtyard, seed: 1, progress: { told.append($0) }))
    #expect(run.ticks == courtyard.society.days.count * 24)
    #expect(told == Array(0...run.ticks))
    #expect(run.record.hours.count == run.ticks)
    #expect(run.wallSeconds > 0)
    #if os(Linux)
    #expect(run.peakMemoryBytes > 1_000_000)
    #endif
  }

  @Test func `a cancelled run is none`() throws {
    var ticks = 0
    let run = try Runner.run(
      courtyard,
      seed: 1,
      progress: { ticks = $0 },
      isCancelled: { ticks == 5 }
    )
    #expect(run == nil)
    #expect(ticks == 5)
  }

  @Test(arguments: [2, 3])
  func `threads do not change the history`(threads: Int) throws {
    let alone = try Runner.run(courtyard, seed: 4)
    let together = try Runner.run(courtyard, seed: 4, threads: threads)
    #expect(alone?.digest == together?.digest)
  }

  @Test func `another seed is another history`() throws {
    #expect(try Runner.run(courtyard, seed: 4)?.digest != Runner.run(courtyard, seed: 5)?.digest)
  }
}
