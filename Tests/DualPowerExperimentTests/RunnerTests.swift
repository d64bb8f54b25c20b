import DualPower
import DualPowerExperiment
import DualPowerScenario
import Testing

@testable import DualPowerArchive

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

  @Test func `a run that goes on leaves the tables of one that was never put aside`() throws {
    var options = LoadOptions.sampled(1_000)
    options.until = "1917-03-20"
    let scenario = try Scenario.load("petrograd-1917", options)
    let recipe = Recipe(scenario: "petrograd-1917", seed: 7, scale: 1_000)
    var kept: [Checkpoint] = []
    let straight = try #require(
      try Runner.run(
        scenario,
        seed: 7,
        keepingAt: [120, 312, 504],
        keep: { kept.append(Checkpoint(of: $0, scenario, recipe)) }
      )
    )
    #expect(kept.map(\.date) == ["1917-02-19", "1917-02-27", "1917-03-07"])
    for checkpoint in kept {
      let again = try checkpoint.scenario(until: "1917-03-20", checkpoints: [])
      var told: [Int] = []
      let run = try #require(
        try Runner.run(
          again,
          seed: 7,
          threads: 2,
          from: checkpoint,
          progress: { told.append($0) }
        )
      )
      #expect(told == Array(checkpoint.ticks...straight.ticks))
      #expect(run.digest == straight.digest)
      #expect(run.resumption?.ticks == checkpoint.ticks && straight.resumption == nil)
      #expect(files(run) == files(straight))
    }
  }

  private func files(_ run: Run) -> [[UInt8]] {
    let chronicle = Chronicle(run)
    return Tables(run, chronicle).all.map { ParquetFile($0).bytes }
  }

  @Test func `a run does not go on from the checkpoint of another`() throws {
    var other: [Checkpoint] = []
    let scenario = try Scenario.load("petrograd-1917", LoadOptions.sampled(1_000))
    _ = try Runner.run(
      scenario,
      seed: 1,
      keepingAt: [24],
      keep: { other.append(Checkpoint(of: $0, scenario, Recipe(scenario: "", seed: 1))) },
      isCancelled: { !other.isEmpty }
    )
    let finding = CheckpointFinding(file: "checkpoint-1917-02-15.dpc", kind: .unfit)
    #expect(throws: RunFailure.checkpoint(finding)) {
      try Runner.run(courtyard, seed: 1, from: other[0])
    }
  }

  @Test func `a run that cannot be kept on the way ends there`() throws {
    #expect(throws: RunFailure.keeping(.interrupted)) {
      try Runner.run(
        courtyard,
        seed: 1,
        keepingAt: [48],
        keep: { _ throws(ArchiveFailure) in throw .interrupted }
      )
    }
  }

  @Test func `threads that cannot be had are told before anything runs`() {
    #expect(throws: RunFailure.threads(.notAllowed(0))) {
      try Runner.run(courtyard, seed: 1, threads: 0)
    }
  }
}

extension LoadOptions {
  fileprivate static func sampled(_ scale: Int) -> LoadOptions {
    var options = LoadOptions()
    options.scale = scale
    return options
  }
}
