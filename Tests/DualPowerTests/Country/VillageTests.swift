import DualPowerTestSupport
import Testing

@testable import DualPower

/// How the countryside organises, level by level.
@Suite(.tags(.law)) struct VillageTests {
  private static let norms = [0.0, 0, 0, 100]

  /// A capital, and a province of five districts of six units of four villages, each of another size.
  private func country() -> Society {
    var society = Society.country([TownKind](repeating: .countryside, count: 5), links: .star(5))
    society.regionCount = 1
    for town in 1...5 {
      society.towns[town].region = 0
      for unit in 0..<6 {
        for village in 1...4 {
          society.settle(town, .peasant, of: 40 * village, unit: (town - 1) * 6 + unit)
        }
      }
    }
    society.addOrgan(2, in: 1, norms: Self.norms, region: 0)
    society.parameters[.villageMeetsDays] = 0
    society.parameters[.districtCongressDays] = 0
    society.parameters[.provinceCongressDays] = 0
    society.parameters[.peasantCouncilDays] = 0
    return society
  }

  /// A run in which every district has heard.
  private func begin(_ society: Society, seed: UInt64 = 1) -> Simulation {
    var run = Simulation(society, seed: seed)
    run.tell(.capitalLost)
    run.openWires()
    return run
  }

  @Test(arguments: UInt64(1)...4)
  func `each level is there exactly when enough of the one below are`(seed: UInt64) {
    var society = country()
    society.parameters[.villageMeetsDays] = 12
    var run = begin(society, seed: seed)
    var council = 0.0
    while run.ticks < 24 * 40 {
      let before = run.bodies.villages
      run.tick()
      let villages = run.bodies.villages
      if run.world.hourOfDay != 12 {
        #expect(villages.hasMet == before.hasMet && villages.congressAt == before.congressAt)
        continue
      }
      for unit in 0..<society.unitCount {
        let groups = society.groups.indices.filter { society.groups[$0].unit == unit }
        let met = groups.reduce(0) { $0 + (villages.hasMet[$1] ? society.groups[$1].size : 0) }
        #expect(villages.hasCommittee[unit] == (met >= 200))
      }
      for town in 1...5 {
        let units = (town - 1) * 6..<town * 6
        let committees = units.count { villages.hasCommittee[$0] }
        #expect((villages.congressAt[town] >= 0) == (committees >= 3))
        #expect(villages.committees(in: town) == Double(committees) / 6)
      }
      let districts = (1...5).count { villages.congressAt[$0] >= 0 }
      #expect((villages.provinceAt[0] >= 0) == (districts >= 2))
      // The council is elected by the next day's congress, of districts that have met by then.
      #expect(villages.hasElected[0] == (before.provinceAt[0] >= 0))
      if villages.hasElected[0] && !before.hasElected[0] { council = 5 * Double(districts) }
    }
    #expect(run.bodies.villages.hasMet.filter { $0 }.count > 60 && council >= 10)
    #expect(run.events(.councilConstituted).map(\.amount) == [council])
    #expect(run.groups.delegations.count(3) == council)
    #expect(run.groups.delegations.electors[3] == 5 * 6 * 400)
    let row = run.record.towns.map(\.congressAt)
    #expect(row == (1...5).map { run.bodies.villages.congressAt[$0] })
  }

  @Test func `a village meets only once it has heard, some days after its town`() {
    var society = country()
    society.parameters[.villageNewsDays] = 4
    var run = begin(society)
    // Heard at midnight: the first noon that is four days later is that of the fifth day.
    run.go(24 * 4 + 12)
    #expect(run.bodies.villages.hasMet.allSatisfy { !$0 })
    run.go(1)
    let villages = society.groups.indices.filter { society.groups[$0].stratum == 3 }
    #expect(villages.allSatisfy { run.bodies.villages.hasMet[$0] })
    var deaf = Simulation(country(), seed: 1)
    deaf.go(24 * 20)
    #expect(deaf.bodies.villages.hasMet.allSatisfy { !$0 })
    #expect(deaf.record.days.allSatisfy { $0.villageCommittees == 0 })
  }

  @Test func `a village meets with a hazard a day, more as soldiers come home`() {
    var society = Society.country([.countryside, .army], links: .star(2))
    society.settle(1, .peasant, groups: 600, of: 16)
    society.settle(2, .soldier)
    society.parameters[.villageMeetsDays] = 8
    func days(_ society: Society) -> Measured {
      var run = begin(society)
      // Soldiers go home from armies whose officers have yielded, and nobody there has had to hear.
      run.open([2])
      var days: [Double] = []
      while run.ticks < 24 * 100 {
        let before = run.bodies.villages.hasMet.count { $0 }
        run.go(24)
        let met = run.bodies.villages.hasMet.count { $0 } - before
        days += [Double](repeating: Double(run.ticks / 24), count: met)
      }
      return Measured(days)
    }
    var wait = Wait(from: 1) { _ in 1.0 / 8 }
    var measured = days(society)
    #expect(measured.count == 600)
    #expect(measured.errors(fromMean: wait.mean, variance: wait.variance) < 3, "\(measured)")

    society.parameters[.leaveRate] = 1
    society.parameters[.returnedWeight] = 2
    wait = Wait(from: 1) { _ in 3.0 / 8 }
    measured = days(society)
    #expect(measured.errors(fromMean: wait.mean, variance: wait.variance) < 3, "\(measured)")
  }

  @Test func `congresses and council come with hazards a day of their own`() {
    let parameters: [Parameter] = [
      .districtCongressDays, .provinceCongressDays, .peasantCouncilDays,
    ]
    for (i, parameter) in parameters.enumerated() {
      var society = country()
      society.parameters[parameter] = 5
      let days = Measured(
        (UInt64(1)...60).flatMap { seed -> [Double] in
          var run = begin(society, seed: seed)
          switch i {
          case 0:
            run.go { $0.bodies.villages.congressAt.dropFirst().allSatisfy { $0 >= 0 } }
            return run.bodies.villages.congressAt.dropFirst().map { Double($0 / 24) }
          case 1:
            run.go { $0.bodies.villages.provinceAt[0] >= 0 }
            return [Double(run.bodies.villages.provinceAt[0] / 24)]
          default:
            run.go { $0.bodies.villages.hasElected[0] }
            return [Double((run.ticks - 1) / 24)]
          }
        }
      )
      let wait = Wait(from: i == 2 ? 1 : 0) { _ in 0.2 }
      #expect(days.errors(fromMean: wait.mean, variance: wait.variance) < 3, "\(days)")
    }
  }

  @Test func `where groups do not elect, congresses meet and send nobody`() {
    var society = country()
    society.mechanisms = society.mechanisms.without(.selfOrganisation)
    var run = begin(society)
    run.go(24 * 5)
    #expect(run.bodies.villages.provinceAt == [12])
    #expect(run.events(.councilConstituted).isEmpty && !run.bodies.villages.hasElected[0])
  }

  @Test func `disturbances are counted by village and day, few where no committee covers them`() {
    var society = country()
    society.parameters[.disturbance] = 0.5
    society.parameters[.districtCongressDays] = .infinity
    // Half of the units of a district have three villages of four that cannot be half of it.
    var run = begin(society)
    run.bodies.fellAt = 0
    run.bodies.facts.demand = [0, 0, 0, 0.8]
    run.go(24 * 30)
    let counted = run.record.days.reduce(0) { $0 + $1.disturbances }
    #expect(counted == run.bodies.villages.disturbances.reduce(0, +))
    // Facts of the first noon were made the hour before: every day counts, with demand as it is.
    let expected = 30 * 120 * 0.5 * 0.8
    #expect(abs(counted - expected) < 3 * (expected * 0.6).squareRoot(), "\(counted)")
    society.unitCount = 0
    for g in society.groups.indices { society.groups[g].unit = -1 }
    run = begin(society)
    run.bodies.fellAt = 0
    run.bodies.facts.demand = [0, 0, 0, 0.8]
    run.go(24 * 30)
    let uncovered = run.bodies.villages.disturbances.reduce(0, +)
    #expect(abs(uncovered - expected / 5) < 3 * (expected / 5 * 0.92).squareRoot())
  }
}
