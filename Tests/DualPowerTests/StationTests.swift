import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

/// What groups that stand together share, and how far it tells that nobody of a group could be drawn out.
@Suite struct StationTests {
  @Test(.tags(.law, .slow), arguments: ["petrograd-1917", "germany-1918"])
  func `who is said to be out of reach is so when all is weighed`(id: String) throws {
    let society = try Laboratory.scenario(id, scale: id == "germany-1918" ? 1_000 : 100).society
    var run = Simulation(society, seed: 2)
    var atHome = 0
    var passedOver = 0
    var weighed = 0
    for tick in 0..<24 * 40 {
      let groups = run.groups
      run.tick()
      guard tick % 7 == 0 else { continue }
      let world = run.world
      for g in society.groups.indices where !groups.isOut[g] {
        let alone = Cohort(g, society.groups[g], town: world.layout.townOf[g])
        var outlook = Outlook()
        let station = world.station(of: alone, &outlook)
        let reach = run.people.reaches[g]
        if station.couldDrawOut(world.bounds[g]) && world.couldUnitDrawOut(g, at: station, groups) {
          weighed += 1
        } else {
          var prospect = Prospect(walkOut: station.walkOut)
          world.withWeights(of: alone) { world.weigh(&prospect, of: g, $0, groups) }
          let isReached =
            prospect.walkOut > 0
            && reach.reach(outlook, prospect, noise: world.hour.noise)
          #expect(!isReached)
          passedOver += 1
        }
      }
      for (number, cohort) in world.layout.cohorts.enumerated() {
        var outlook = Outlook()
        let station = world.station(of: cohort, &outlook)
        guard world.isAtHome(station, world.boundsOfCohorts[number], groups) else { continue }
        atHome += 1
        for g in cohort.groups {
          #expect(!groups.isOut[g])
          let couldBe = station.couldDrawOut(world.bounds[g])
          #expect(!couldBe)
        }
      }
    }
    #expect(atHome > 1_000)
    // Of neither kind so few that the law says nothing.
    #expect(passedOver > 1_000 && weighed > 1_000)
  }

  @Test(.tags(.law, .slow))
  func `who acts in a town is settled anew whenever anything changes on which it hangs`() throws {
    let society = try Laboratory.scenario("germany-1918", scale: 1_000).society
    var run = Simulation(society, seed: 1)
    var changes = 0
    for _ in 0..<24 * 25 {
      let before = run.bodies.facts.acting
      run.tick()
      var anew = run.bodies
      for town in anew.settledOn.indices { anew.settledOn[town] = 0 }
      anew.settleWhoActs(society, run.world.layout)
      #expect(anew.facts.acting == run.bodies.facts.acting)
      #expect(anew.facts.inForceIn == run.bodies.facts.inForceIn)
      if before != run.bodies.facts.acting { changes += 1 }
    }
    #expect(changes > 20)
  }

  @Test(.tags(.law))
  func `cohorts hold every group once, in order, and only what shares town and stratum`() throws {
    let society = try Laboratory.scenario("germany-1918", scale: 1_000).society
    let layout = Layout(society)
    #expect(layout.cohorts.flatMap { $0.groups } == Array(society.groups.indices))
    #expect(layout.firstCohort.first == 0 && layout.firstCohort.last == layout.cohorts.count)
    for cohort in layout.cohorts {
      for g in cohort.groups {
        let group = society.groups[g]
        #expect(layout.townOf[g] == cohort.town && group.stratum == cohort.stratum)
        #expect((group.circle != .none) == cohort.isCircle)
        #expect(group.unit < 0 || cohort.hasUnits)
        #expect(layout.cohorts[layout.cohort(of: g)].groups == cohort.groups)
      }
    }
  }
}

extension World {
  /// What the groups of a cohort face in this hour, and each of their members.
  fileprivate func station(of cohort: Cohort, _ outlook: inout Outlook) -> Station {
    station(of: cohort, turns: turns, in: scenes[cohort.town], &outlook)
  }
}
