import DualPower
import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPowerExperiment

/// Whether a world that begins as a copy of the baseline is the world that was run from its first hour.
@Suite(.tags(.law, .slow)) struct ForkStartTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var id: String
    var scale: Int
    var days: Int
    /// Mechanisms that are tried; `nil` for all.
    var only: Set<Mechanism>?
    /// Mechanisms that do not act for the first days: their worlds are to be copies.
    var late: Set<Mechanism>

    var testDescription: String { id }
  }

  private static let afterTheOutbreak: Set<Mechanism> = [
    .eliteSuccession, .socialProof, .concessions, .cession, .secondBody, .selfConstitution,
    .selfOrganisation, .elections, .pressure, .foreignRecognition,
  ]

  static let cases = [
    Case(id: "petrograd-1917", scale: 1_000, days: 40, only: nil, late: afterTheOutbreak),
    // Of a country those that act in its towns, and the one that no capital has.
    Case(
      id: "russia-1917",
      scale: 100_000,
      days: 34,
      only: [.selfOrganisation, .socialProof, .conference],
      // A committee of some small place is there on the first day, and people who may follow others.
      late: [.selfOrganisation, .conference]
    ),
  ]

  @Test(arguments: cases)
  func `a copy made at a midnight is the run from the first hour`(one: Case) throws {
    let scenario = try Laboratory.scenario(one.id, scale: one.scale)
    var society = scenario.society
    society.days = Array(society.days.prefix(one.days))
    let mechanisms = scenario.mechanisms.map(\.mechanism)
      .filter { $0 != .memory && one.only?.contains($0) ?? true }
    var baseline = Simulation(society, seed: 2)
    var forks = Forks(mechanisms.map { [$0] }, from: baseline)
    var starts: [Mechanism: Simulation] = [:]
    for day in 1...one.days {
      _ = baseline.run(toDay: day, Work())
      for (off, start) in forks.parted(from: baseline) { starts[off[0]] = start }
    }
    var copied: Set<Mechanism> = []
    for mechanism in mechanisms {
      var fork = starts[mechanism] ?? baseline
      if fork.ticks > 0 { copied.insert(mechanism) }
      _ = fork.run(toDay: one.days, Work())
      var whole = society
      whole.switchOff(mechanism)
      let straight = try Laboratory.run(whole, seed: 2, hours: one.days * 24)
      #expect(fork.digest() == straight.digest(), "\(mechanism)")
    }
    #expect(copied.isSuperset(of: one.late))
  }

  @Test func `what acts before the first hour is never copied`() throws {
    let society = try Laboratory.scenario("courtyard").society
    #expect(!Simulation(society, seed: 1).isUntouched(by: .memory))
  }

  @Test func `a mechanism that is off already leaves everything as it is`() throws {
    let society = try Laboratory.scenario("courtyard", without: ["inequality"]).society
    let run = try Laboratory.run(society, hours: 48)
    #expect(run.isUntouched(by: .inequality))
    #expect(run.without(.inequality).digest() == run.digest())
  }

  @Test func `a change that comes later does not bring a mechanism back`() throws {
    var society = try Laboratory.scenario("courtyard").society
    let change = Intervention(of: society, at: 30)
    society.interventions = [change]
    society.switchOff(.pressure)
    #expect(!society.mechanisms.has(.pressure))
    #expect(!society.interventions[0].mechanisms.has(.pressure))
  }
}
