import DualPowerTestSupport
import Testing

@testable import DualPower

/// A small country in which everything happens, and fast.
@Suite(.tags(.law)) struct WholeCountryTests {
  /// A capital, a town, a place of some kind beyond it and one beside, a town behind that, villages and
  /// an army: each with people, and with organs for whoever may have them.
  private func country(_ kind: TownKind) -> Society {
    var society = Society.country(
      [.town, kind, .town, kind, .countryside, .army],
      links: [
        .way(0, 1), .way(1, 2, length: 40), .way(2, 3), .way(0, 4, isRail: false),
        .way(1, 5, isRail: false, hasWire: false), .way(1, 6),
      ],
      days: 40
    )
    society.regionCount = 1
    society.towns[5].region = 0
    society.settle(0, .worker, groups: 4, represents: 2)
    society.settle(0, .official, groups: 2)
    for town in 1...4 {
      society.settle(town, .worker, groups: 3, represents: 1.5, memory: 0.5)
      society.settle(town, .soldier, groups: 2, unit: town, duty: 0.2)
      society.settle(town, .official)
      society.addOrgan(1, in: town)
      society.addOrgan(2, in: town, norms: [100, 0, 0, 0])
      society.addOrgan(2, in: town, norms: [0, 0, 100, 0])
    }
    society.settle(5, .peasant, groups: 8, unit: 5)
    society.settle(6, .soldier, groups: 4, unit: 6)
    society.addOrgan(2, in: 6, norms: [0, 0, 100, 0])
    society.addOrgan(2, in: 5, norms: [0, 0, 0, 100], region: 0)
    for s in society.strata.indices {
      society.traits[.councilFirst, s] = 0.7
      society.traits[.legalFirst, s] = 0.5
      society.traits[.rulerInstitution, s] = 0.6
      society.traits[.councilBase, s] = 0.6
      society.traits[.legalBase, s] = 0.5
      society.traits[.walkOut, s] = 0.01
      society.traits[.goBack, s] = 0.1
      society.traits[.susceptibility, s] = 0.3
      society.traits[.warBurden, s] = 1
    }
    let values: [(Parameter, Double)] = [
      (.warLosses, 1), (.privationWeight, 1), (.grantSpread, 0.2), (.recognitionHazard, 0.05),
      (.wiresTaken, 1), (.relayHours, 3), (.pressHours, 2), (.pressSpread, 0.5), (.railSpeed, 20),
      (.roadSpeed, 4), (.wordHours, 5), (.gateLoyalty, 1), (.leakHours, 10), (.leakPeople, 1),
      (.yieldCapital, 0.05), (.yieldFall, 0.1), (.yieldAround, 0.02), (.yieldCrowd, 0.1),
      (.rumourWeight, 0.2), (.townCommittee, 0.1), (.commissarHazard, 0.01),
      (.organOrdersPerDay, 5), (.ordersPerDay, 5), (.electionHazard, 0.5), (.electionHeard, 0.5),
      (.electionRecognised, 0.05), (.callHazard, 0.1), (.callerPeople, 100), (.callStray, 0.1),
      (.joinChance, 0.3), (.mergeHazard, 0.02), (.reportLeast, 1), (.reportDays, 1),
      (.reportSpread, 0.5), (.summonsAt, 3), (.summonsHazard, 0.2), (.electDays, 1),
      (.travelSpeed, 20), (.delegateNorm, 100), (.delegatesMost, 3), (.voteTolerance, 0.3),
      (.conferenceShare, 0.3), (.councilFederated, 0.1), (.villageNewsDays, 1),
      (.villageNewsSpread, 0.5), (.villageMeetsDays, 3), (.provinceSpread, 0.2),
      (.districtCongressDays, 2), (.provinceCongressDays, 2), (.peasantCouncilDays, 2),
      (.leaveRate, 0.05), (.returnedWeight, 1), (.disturbance, 0.1), (.demandGrowth, 0.01),
      (.recallHazard, 0.02), (.alignmentWeight, 0.5), (.obedienceNoise, 0.1), (.contestSlope, 1),
      (.policyStep, 0.1), (.yieldChance, 0.5), (.stanceRate, 0.05), (.stanceBase, 0.1),
      (.electionSharpness, 1), (.committeeHazard, 1), (.settleHazard, 0.2), (.conflictStep, 0.1),
      (.conflictDays, 5), (.failureDays, 5), (.competenceStart, 0.2), (.competenceStep, 0.01),
      (.claimAt, 1), (.fallHazard, 0.2),
    ]
    for (parameter, value) in values { society.parameters[parameter] = value }
    society.bodies[2].quorum = 4
    return society
  }

  /// A run in which the capital is lost in the first hour.
  private func begin(_ society: Society, seed: UInt64 = 1) -> Simulation {
    var run = Simulation(society, seed: seed)
    run.tell(.capitalLost)
    return run
  }

  @Test(arguments: UInt64(1)...3)
  func `on occupied land nothing is heard, no body arises and none confers`(seed: UInt64) {
    // In the same country with towns in those places all of it is there.
    var free = begin(country(.town), seed: seed)
    free.go(24 * 30)
    let layout = free.world.layout
    for town in [2, 4] {
      #expect(free.heard()[town] >= 0 && free.bodies.country.isOpen(town))
      #expect(layout.organsOf[of: town].allSatisfy { free.bodies.bodies.since[$0] >= 0 })
      #expect(layout.organsOf[of: town].contains { free.bodies.facts.isFederated[$0] })
    }
    #expect(free.heard()[3] >= 0)

    var run = begin(country(.occupied), seed: seed)
    run.go(24 * 30)
    let towns = run.society.towns.count
    for town in [2, 4] {
      for tiding in run.bodies.tidings.all.indices {
        #expect(run.bodies.tidings.heard[tiding * towns + town] < 0)
        #expect(run.bodies.tidings.wired[tiding * towns + town] < 0)
      }
      #expect(!run.bodies.country.isOpen(town))
      for body in layout.organsOf[of: town] {
        #expect(run.bodies.bodies.since[body] < 0 && !run.bodies.facts.isFederated[body])
        #expect(run.groups.delegations.count(body) == 0)
      }
      let row = run.world.layout.townOf.indices.filter { run.world.layout.townOf[$0] == town }
      #expect(row.allSatisfy { run.groups.active[$0] == 0 })
      #expect(run.bodies.writ(in: run.world, of: row).none == 1)
    }
    #expect(run.record.events.allSatisfy { ![2, 4].contains($0.town) })
    #expect(run.record.towns.allSatisfy { ![2, 4].contains($0.town) })
    // What lies behind it hears nothing either; the others do, and confer without it.
    #expect(run.heard()[3] < 0 && run.heard()[1] >= 0 && run.heard()[6] >= 0)
    #expect(!run.record.conferences.isEmpty)
  }

  @Test func `much happens there`() {
    var run = begin(country(.town))
    run.go(24 * 30)
    let kinds = Set(run.record.events.map(\.kind))
    for kind: EventKind in [
      .news, .newsWithheld, .officialsYielded, .committeeFormed, .councilConstituted,
      .councilsMerged, .conferenceSummoned, .conferenceMet, .vote,
    ] {
      #expect(kinds.contains(kind), "\(kind)")
    }
    #expect(run.record.organs.contains { $0.orders > 0 && $0.contested > 0 })
    #expect(run.bodies.villages.hasElected == [true] && run.bodies.villages.returned > 0)
    #expect(run.groups.delegations.sitsIn.enumerated().contains { $0 != $1 })
  }

  @Test func `put aside after every hour it goes on as if it had not been`() throws {
    let society = country(.town)
    var straight = begin(society)
    var broken = begin(society)
    for _ in 0..<24 * 25 {
      straight.tick()
      broken = try #require(Simulation(society, seed: 1, from: broken.state()))
      broken.tick()
      try #require(broken.digest() == straight.digest(), "hour \(straight.ticks)")
    }
    let isSame = "\(broken)" == "\(straight)"
    #expect(isSame)
  }

  @Test func `three threads make the same country as one`() throws {
    let society = country(.town)
    let runs = try [1, 3].map { try Laboratory.run(society, hours: 24 * 10, threads: $0).digest() }
    #expect(runs[0] == runs[1])
  }
}
