import DualPower
import DualPowerScenario
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerExperiment

/// Worlds held against one another, and claims on trial.
@Suite(.tags(.law)) struct PairsTests {
  private func observe(_ pairs: Pairs, _ seeds: ClosedRange<UInt64>) throws -> [[Observation]] {
    var runs = pairs.worlds.map { _ in [Observation]() }
    for seed in seeds {
      try pairs.run(seed: seed, Array(pairs.worlds.indices)) { run in
        runs[pairs.worlds.firstIndex(of: run.world) ?? 0].append(run)
      }
    }
    return runs
  }

  private func petrograd(
    _ until: String,
    scale: Int = 1_000,
    sets: [String] = [],
    without: [String] = []
  ) throws -> Scenario {
    try Laboratory.scenario(
      "petrograd-1917",
      scale: scale,
      until: until,
      sets: sets,
      without: without
    )
  }

  @Test func `an arm that is the baseline differs by exactly nothing in every measure`() throws {
    let base = try petrograd("1917-03-10")
    // The same world, asked for in another way, so that it is run anew.
    let same = Arm(
      name: "same",
      scenario: try petrograd(
        "1917-03-10",
        sets: ["parameters.noise=\(base.society.parameters[.noise])"]
      ),
      off: []
    )
    #expect(same.scenario.hash != base.hash)
    let pairs = Pairs(base, [same])
    let runs = try observe(pairs, 1...3)
    let comparison = Comparison("same", of: pairs, runs[0], runs[1])
    #expect(comparison.rows.count > 100)
    #expect(comparison.rows.allSatisfy { $0.difference.difference == 0 })
    #expect(comparison.rows.allSatisfy { $0.difference.interval() == (0, 0) })
    #expect(comparison.partedAt == nil)
    #expect(comparison.strata.isEmpty && comparison.places.isEmpty)
    // There was something to differ in.
    #expect(runs[0].contains { ($0.values["days_to.outbreak"] ?? 24) < 24 })
  }

  @Test
  func `shared luck at least halves the variance of what inequality does to the onset`() throws {
    let worlds = [
      try petrograd("1917-02-28").society,
      try petrograd("1917-02-28", without: ["inequality"]).society,
    ]
    let onsets = worlds.map { society in
      (UInt64(1)...40).map { seed -> Double in
        var run = Simulation(society, seed: seed)
        while run.first(.outbreak) == nil, run.ticks < society.days.count * 24 { run.tick() }
        return Double(run.ticks)
      }
    }
    let ratio = try #require(PairedDifference(baseline: onsets[0], arm: onsets[1]).varianceRatio)
    #expect(ratio.value > 2 && (ratio.interval?.low ?? 0) > 1, "\(ratio)")
  }

  @Test func `an arm with a mechanism off is that run from its first hour, and parts at some hour`()
    throws
  {
    let base = try petrograd("1917-03-12")
    let off = try petrograd("1917-03-12", without: ["social_proof"])
    let pairs = Pairs(base, [Arm(name: "off", scenario: off, off: [.socialProof])])
    let runs = try observe(pairs, 1...2)
    for (index, seed) in [UInt64(1), 2].enumerated() {
      let straight = try Laboratory.run(off.society, seed: seed, hours: off.society.days.count * 24)
      #expect(runs[1][index].digest == Hexadecimal.text(straight.digest(), digits: 16))
      let parted = try #require(runs[1][index].parted(from: runs[0][index]))
      // Nobody follows anybody before a body stands that could be recognised.
      let risen = straight.record.events.first {
        [.committeeFormed, .councilConstituted].contains($0.kind)
      }
      #expect(parted >= (risen?.tick ?? .max))
    }
  }

  @Test func `growing want brings the outbreak nearer, in the same seeds`() throws {
    let base = try petrograd("1917-03-20", scale: 100)
    let off = try petrograd("1917-03-20", scale: 100, without: ["privation_growth"])
    let pairs = Pairs(base, [Arm(name: "off", scenario: off, off: [.privationGrowth])])
    let runs = try observe(pairs, 1...4)
    let comparison = Comparison("off", of: pairs, runs[0], runs[1])
    let row = try #require(comparison.row("days_to.outbreak"))
    #expect(row.difference.interval().low > 0)
    #expect(comparison.partedAt != nil)
  }

  @Test func `a claim on a mechanism that weighs nothing in either world stays undecided`() throws {
    let scenario = try petrograd("1917-03-12", without: ["social_proof", "elections"])
    let trial = Trial(scenario)
    let runs = try hear(trial, 1...3)
    let verdicts = Verdicts(trial, runs)
    for id in ["social_proof", "elections"] {
      let rows = verdicts.rows.filter { $0.claim.mechanism.id == id }
      #expect(!rows.isEmpty)
      for row in rows {
        #expect(row.effect == 0)
        #expect(row.interval == (0, 0))
        #expect(row.verdict == .undecided)
      }
    }
    #expect(verdicts.rows.first { $0.claim.mechanism.kind == .assumed }?.verdict == .assumed)
  }

  @Test func `a claim is judged as the whole run of its world would be`() throws {
    let scenario = try petrograd("1917-03-16")
    let trial = Trial(scenario)
    let runs = try hear(trial, 5...5)
    for (world, note) in trial.switches.enumerated() {
      for claim in scenario.clauses where claim.mechanism.id == note.id {
        var society = scenario.society
        society.switchOff(note.mechanism)
        let straight = try Laboratory.run(society, seed: 5, hours: claim.days * 24)
        let value = claim.measure.value(of: straight, days: claim.days)
        #expect(runs[world + 1][0].values[claim.id] == value, "\(claim.id)")
      }
    }
  }

  @Test func `what is said to be settled does not change any more`() throws {
    let scenario = try Laboratory.scenario("germany-1918", scale: 1_000, until: "1918-12-10")
    let texts = [
      "days_to.regime_fell", "first_founding", "median_founding", "median_founding_remembering",
      "median_news",
    ]
    let days = scenario.society.days.count
    var run = Simulation(scenario.society, seed: 1)
    var settled: [String: Double] = [:]
    for _ in 0..<days {
      for _ in 0..<24 { run.tick() }
      for text in texts where settled[text] == nil {
        let measure = try #require(scenario.measure(text))
        if measure.isSettled(in: run) { settled[text] = measure.value(of: run, days: days) }
      }
    }
    // All but what nobody there remembers.
    #expect(settled.count >= 4)
    for (text, value) in settled {
      #expect(scenario.measure(text)?.value(of: run, days: days) == value, "\(text)")
    }
  }

  private func hear(_ trial: Trial, _ seeds: ClosedRange<UInt64>) throws -> [[Observation]] {
    var runs = trial.worlds.map { _ in [Observation]() }
    for seed in seeds {
      try trial.run(seed: seed, Array(trial.worlds.indices)) { run in
        runs[trial.worlds.firstIndex(of: run.world) ?? 0].append(run)
      }
    }
    return runs
  }

  @Test func `a verdict can be no`() {
    func row(_ sign: Int, _ kind: MechanismKind) -> Verdict? {
      guard var scenario = try? Laboratory.scenario("courtyard"),
        var claim = scenario.clauses.first(where: { $0.mechanism.mechanism == .pressure })
      else { return nil }
      claim.id = "one"
      claim.sign = sign
      claim.mechanism.kind = kind
      scenario.clauses = [claim]
      let trial = Trial(scenario)
      let runs = trial.worlds.enumerated().map { world, name in
        (1...6).map { seed in
          // With the mechanism there are four more, give or take.
          let count = Double(seed % 2) + (world == 0 ? 4 : 0) + Double(world * seed) / 10
          return Observation(
            key: "",
            world: name,
            seed: UInt64(seed),
            digest: "",
            values: ["one": count]
          )
        }
      }
      return Verdicts(trial, runs).rows.first?.verdict
    }
    #expect(row(1, .found) == .upheld)
    #expect(row(-1, .found) == .notUpheld)
    #expect(row(0, .found) == .undecided)
    #expect(row(-1, .assumed) == .assumed)
  }
}
