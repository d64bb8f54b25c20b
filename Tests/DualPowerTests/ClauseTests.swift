import DualPowerScenario
import DualPowerTestSupport
import Foundation
import Synchronization
import Testing

@testable import DualPower

/// What a few histories of the small capital came to, with a mechanism off or with all of them on.
struct Histories: Sendable {
  static let seeds = 1...6
  static let days = 60
  static let baseline = histories { _ in }

  let runs: [Simulation]

  /// The same seeds with a mechanism off: all other luck is shared.
  static func without(_ mechanism: Mechanism) -> Histories {
    histories { $0.mechanisms = $0.mechanisms.without(mechanism) }
  }

  /// The same seeds in a society that differs in something.
  static func histories(_ change: (inout Society) -> Void) -> Histories {
    guard var society = try? Laboratory.scenario("petrograd-1917", scale: 100).society else {
      return Histories(runs: [])
    }
    society.days = Array(society.days.prefix(days))
    change(&society)
    let ready = society
    let runs = Mutex<[Int: Simulation]>([:])
    DispatchQueue.concurrentPerform(iterations: seeds.count) { i in
      let seed = seeds.lowerBound + i
      guard let run = try? Laboratory.run(ready, seed: UInt64(seed), hours: 24 * days) else {
        return
      }
      runs.withLock { $0[seed] = run }
    }
    return Histories(runs: runs.withLock { all in seeds.compactMap { all[$0] } })
  }

  /// In how many of them something happened.
  func count(_ kind: EventKind) -> Int { runs.count { $0.first(kind) != nil } }

  /// The mean tick of the first event of a kind; the end of the run where it never came.
  func meanTick(_ kind: EventKind) -> Double {
    mean { Double($0.first(kind) ?? Self.days * 24) }
  }

  /// How many events of a kind there were.
  func total(_ kind: EventKind) -> Int {
    runs.reduce(0) { $0 + $1.record.events.count { $0.kind == kind } }
  }

  /// The mean of a number over the runs.
  func mean(_ number: (Simulation) -> Double) -> Double {
    runs.reduce(0) { $0 + number($1) } / Double(max(1, runs.count))
  }
}

extension Simulation {
  fileprivate var lastDay: DayRow { record.days[record.days.count - 1] }
  fileprivate var council: Int { world.layout.councils[0] }

  /// Mean recognition of a line's institution in a stratum, on the last day.
  fileprivate func recognition(ofLine line: Int, in stratum: Int) -> Double {
    lastDay.recognition[world.layout.institutionColumn[line] * society.strata.count + stratum]
  }

  /// Deputies of parties that meet a condition, as a share.
  fileprivate func deputyShare(_ picks: (Party) -> Bool) -> Double {
    let parties = society.parties
    let row = lastDay.deputiesByParty[council * parties.count..<(council + 1) * parties.count]
    let picked = zip(row, parties).reduce(0) { $0 + (picks($1.1) ? $1.0 : 0) }
    return picked / max(1, row.reduce(0, +))
  }
}

/// Each clause of the account, with its mechanism on and off, over the same seeds.
@Suite(.tags(.law, .slow)) struct ClauseTests {
  private let on = Histories.baseline

  @Test func `with every mechanism on, a regime falls and two bodies are obeyed`() {
    #expect(on.runs.count == Histories.seeds.count)
    #expect(on.count(.outbreak) == on.runs.count)
    #expect(on.count(.partyCalled) == 0)
    #expect(on.count(.mutiny) >= 5)
    #expect(on.count(.regimeFell) >= 5)
    #expect(on.count(.councilConstituted) >= 5)
    #expect(on.count(.governmentFormed) >= 5)
    #expect(on.count(.powerCeded) >= 4)
    #expect(on.runs.count { $0.outcome == .dualPower } >= 4)
  }

  @Test func `where privation does not grow, fewer break out`() {
    #expect(Histories.without(.privationGrowth).count(.outbreak) < on.count(.outbreak))
  }

  @Test func `where burdens are equal, the outbreak is later or missing`() {
    #expect(Histories.without(.inequality).meanTick(.outbreak) > on.meanTick(.outbreak))
  }

  @Test func `where elites stand by the ruler, the street alone does not bring him down`() {
    let off = Histories.without(.eliteDefection)
    #expect(off.count(.mutiny) >= 5)
    #expect(off.count(.regimeFell) == 0)
  }

  @Test func `drawn by lot, ministers come from strata that are no elite`() {
    func eliteShare(_ run: Simulation) -> Double {
      let ministers = run.record.ministers.flatMap { $0 }
      let elite = ministers.count {
        run.society.strata[run.society.groups[$0.group].stratum].isElite
      }
      return Double(elite) / Double(max(1, ministers.count))
    }
    #expect(on.mean(eliteShare) > 0.9)
    #expect(Histories.without(.eliteSuccession).mean(eliteShare) < 0.5)
  }

  @Test func `where parties may initiate, the outbreak is called and no later`() {
    let off = Histories.without(.partyRestraint)
    #expect(off.total(.partyCalled) > 0)
    #expect(off.meanTick(.outbreak) <= on.meanTick(.outbreak))
  }

  @Test func `where groups do not elect, no council arises and one body rules`() {
    let off = Histories.without(.selfOrganisation)
    #expect(off.count(.councilConstituted) == 0)
    #expect(off.mean { $0.lastDay.effectiveAuthorities } < 1.1)
  }

  @Test func `where nothing is remembered, fewer deputies sit`() {
    let off = Histories.without(.memory)
    let deputies = on.mean { $0.lastDay.deputies[$0.council] }
    #expect(off.mean { $0.lastDay.deputies[$0.council] } < deputies)
  }

  @Test func `where parties name deputies, none is without a party`() {
    #expect(on.mean { $0.deputyShare { $0.isNone } } > 0.1)
    #expect(Histories.without(.elections).mean { $0.deputyShare { $0.isNone } } == 0)
  }

  @Test func `a council that dares claims power, and authority is less divided`() {
    let off = Histories.without(.cession)
    #expect(on.count(.powerClaimed) == 0)
    #expect(off.count(.powerClaimed) >= 4)
    let divided = on.mean { $0.lastDay.effectiveAuthorities }
    #expect(off.mean { $0.lastDay.effectiveAuthorities } < divided)
  }

  @Test func `where nobody follows others, fewer come to recognise the council`() {
    let workers = on.mean { $0.recognition(ofLine: 2, in: 0) }
    #expect(Histories.without(.socialProof).mean { $0.recognition(ofLine: 2, in: 0) } < workers)
  }

  @Test func `where councils give no orders, there is one authority`() {
    let off = Histories.without(.secondBody)
    #expect(off.mean { $0.lastDay.effectiveAuthorities } < 1.1)
    #expect(on.mean { $0.lastDay.effectiveAuthorities } > 1.5)
  }

  @Test func `where nobody gives way, no crisis ends in a concession or a coalition`() {
    let off = Histories.without(.concessions)
    #expect(off.total(.concession) + off.total(.coalition) == 0)
    #expect(on.total(.concession) + on.total(.coalition) > 0)
  }

  @Test func `where demands do not press, crises are fewer`() {
    #expect(Histories.without(.pressure).total(.crisis) < on.total(.crisis))
  }

  @Test func `unrecognised abroad, the legal body has less with officials`() {
    let off = Histories.without(.foreignRecognition)
    #expect(off.total(.recognisedAbroad) == 0)
    let officials = on.mean { $0.recognition(ofLine: 1, in: 4) }
    #expect(off.mean { $0.recognition(ofLine: 1, in: 4) } < officials)
  }

  @Test func `recognised by law, a council's writ is wider`() {
    let writ = on.mean { $0.lastDay.writ[$0.council] }
    #expect(Histories.without(.selfConstitution).mean { $0.lastDay.writ[$0.council] } > writ)
  }

  @Test func `with the wire cut, the regime falls later`() {
    #expect(Histories.without(.telegraph).meanTick(.regimeFell) > on.meanTick(.regimeFell))
  }

  @Test func `without an order to fire mutiny comes by another road, later and in fewer seeds`() {
    let off = Histories.histories { $0.parameters[.fireHazard] = 0 }
    #expect(off.count(.fireOrdered) == 0)
    #expect((1..<on.count(.mutiny)).contains(off.count(.mutiny)))
    #expect(off.meanTick(.mutiny) > on.meanTick(.mutiny))
  }

  @Test func `with forcing flat the outbreak still comes, on other dates`() throws {
    var society = try Laboratory.scenario("petrograd-1917", scale: 100).society
    society.days = society.days.prefix(40).map { Day(weekday: $0.weekday) }
    let began = try Histories.seeds.map { seed in
      try Laboratory.run(society, seed: UInt64(seed), hours: 24 * 40).first(.outbreak)
    }
    #expect(began.count { $0 != nil } >= 5)
    #expect(began != on.runs.map { $0.first(.outbreak) })
  }
}
