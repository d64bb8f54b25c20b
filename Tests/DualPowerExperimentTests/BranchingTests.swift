import DualPower
import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPowerExperiment

/// Histories that branch, and what is read from them.
@Suite(.tags(.law)) struct BranchingTests {
  private func petrograd() throws -> Branching {
    Branching(
      try Laboratory.scenario("petrograd-1917", scale: 1_000, until: "1917-03-08"),
      branches: 2
    )
  }

  private func branch(_ branching: Branching, _ seed: UInt64, _ hours: [Int]) throws
    -> [Observation]
  {
    var all: [Observation] = []
    try branching.branch(seed: seed, at: hours) { all.append($0) }
    return all
  }

  @Test func `a history is the run, and a branch the run that parts from it by luck`() throws {
    let branching = try petrograd()
    let hours = branching.scenario.society.days.count * 24
    let straight = try Laboratory.run(branching.scenario.society, seed: 4, hours: hours)
    let history = try #require(branching.history(seed: 4))
    #expect(history.digest == Hexadecimal.text(straight.digest(), digits: 16))
    #expect(history.outcome == straight.outcome)
    let fall = try #require(straight.first(.regimeFell))
    #expect(history.values["days_to.regime_fell"] == Double(fall) / 24)

    let branches = try branch(branching, 4, [0, fall - 24, fall + 1])
    #expect(branches.count == 6)
    #expect(Set(branches.map(\.digest) + [history.digest]).count == 7)
    #expect(try branch(branching, 4, [0, fall - 24, fall + 1]) == branches)
    // What has happened stays: after the fall its day is that of the history.
    for run in branches.suffix(2) {
      #expect(run.values["days_to.regime_fell"] == history.values["days_to.regime_fell"])
    }
    #expect(branches.prefix(2).allSatisfy { ($0.values["share.stratum.worker"] ?? 1) == 0 })
    #expect(branches.suffix(2).allSatisfy { ($0.values["share.stratum.worker"] ?? 0) > 0 })
  }

  @Test func `a branch is the same whichever others are run`() throws {
    let branching = try petrograd()
    let all = try branch(branching, 2, [24, 240])
    var some: [Observation] = []
    try branching.branch(
      seed: 2,
      at: [24, 240],
      where: { $0 == 240 && $1 == 1 },
      keep: { some.append($0) }
    )
    #expect(some == [all[3]])
    #expect(try branch(branching, 2, [240]) == Array(all.suffix(2)))
  }

  @Test func `the work that is told of is the work that was announced`() throws {
    let branching = try petrograd()
    for isWanted in [true, false] {
      let done = Counter()
      try branching.branch(
        seed: 2,
        at: [24, 240],
        work: Work(done: { done.add($0) }),
        where: { _, branch in isWanted || branch == 0 },
        keep: { _ in }
      )
      #expect(done.total == branching.personHours(at: [24, 240]))
    }
  }

  @Test func `shares of districts and strata are those of the whole`() throws {
    let scenario = try petrograd().scenario
    let run = try Laboratory.run(scenario.society, seed: 4, hours: 300)
    let shares = Deeds(of: run, scenario).shares
    let hour = try #require(run.record.hours.last)
    for (s, name) in scenario.names.strata.enumerated() {
      let persons = scenario.society.capitalPersons[s]
      guard persons > 0 else { continue }
      let share = try #require(shares["share.stratum.\(name.id)"])
      #expect(abs(share - hour.active[s] / persons) < 1e-9)
    }
    #expect(shares.keys.contains { $0.hasPrefix("share.unit.") })
    #expect(shares.keys.contains { $0.hasPrefix("share.district.") })
  }

  /// A history of a scenario in which a fall is all that there is to decide.
  private func observed(
    _ seed: Int,
    _ outcome: String,
    fall: Double,
    shares: [String: Double] = [:]
  ) -> Observation {
    var values = shares
    values["outcome.\(outcome)"] = 1
    values["days_to.regime_fell"] = fall
    values["came.regime_fell"] = fall < 9 ? 1 : 0
    return Observation(key: "", world: "", seed: UInt64(seed), digest: "", values: values)
  }

  @Test func `who goes first where most is decided is named, and nobody else`() throws {
    let scenario = try Laboratory.scenario("petrograd-1917", scale: 1_000)
    let part = "share.stratum.\(scenario.names.strata[0].id)"
    let blind = "share.stratum.\(scenario.names.strata[1].id)"
    let histories = (0..<20).map { observed($0, "dual_power", fall: Double($0 % 7)) }
    // At the first hour all is luck; at the second the fall is a matter of one stratum.
    let branches = [
      (0..<20).map { seed in
        (0..<2).map { observed(seed, "dual_power", fall: Double((seed * 5 + $0 * 3) % 7)) }
      },
      (0..<20).map { seed in
        let shares = [part: 1 - Double(seed) / 20, blind: Double((seed * 11) % 20)]
        return (0..<2).map {
          observed(seed, "dual_power", fall: Double(seed) / 4 + Double($0) / 10, shares: shares)
        }
      },
    ]
    let accident = Accident(scenario, histories, at: [0, 240], branches)
    #expect(accident.outcomes.first { $0.outcome == .dualPower }?.share.share == 1)
    #expect(accident.outcomes.count == Outcome.allCases.count)
    #expect(accident.rows.filter { $0.measure == "outcome" }.allSatisfy { $0.decided == nil })
    let fall = accident.rows.filter { $0.measure == "days_to.regime_fell" }
    #expect(fall.map(\.hour) == [0, 240])
    #expect((fall[1].decided?.value ?? 0) > 0.99)
    #expect((fall[0].decided?.value ?? 1) < 0.5)
    #expect(accident.looked == 2)
    #expect(accident.tellings.map(\.part.key) == [part])
    #expect(accident.tellings.first?.hour == 240)
    #expect(accident.tellings.first?.correlation.rho == -1)
  }

  @Test func `the usual hours end three days after the middle fall`() {
    let histories = [10.0, 11, 12, 9, 9].enumerated().map {
      observed($0, "dual_power", fall: $1 - 4)
    }
    // Falls on days 5, 5, 6, 7 and 8: the middle one is 6.
    #expect(Accident.usualHours(histories, days: 40) == [0, 2, 3, 5, 6, 8, 9].map { $0 * 24 })
    #expect(Accident.usualHours(histories, days: 3) == [0, 24, 48])
    let never = [observed(1, "no_outbreak", fall: 40)]
    #expect(Accident.usualHours(never, days: 13) == [0, 2, 4, 6, 8, 10, 12].map { $0 * 24 })
  }
}

/// What was told so far, on one thread.
private final class Counter: @unchecked Sendable {
  private(set) var total = 0
  func add(_ count: Int) { total += count }
}
