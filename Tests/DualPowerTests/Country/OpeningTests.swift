import DualPowerTestSupport
import Testing

@testable import DualPower

/// Officials of towns, who yield.
@Suite(.tags(.limit)) struct OpeningTests {
  /// What moves officials, alone: the hazard per hour that it is worth, and from which hour.
  struct Reason: CustomTestStringConvertible, Sendable {
    var parameter: Parameter
    var factor = 1.0
    var from = 1
    var isRumour = false

    var testDescription: String { isRumour ? "rumour" : "\(parameter)" }
  }

  private static let reasons = [
    Reason(parameter: .yieldCapital),
    // It has come with people, after two hours.
    Reason(parameter: .yieldCapital, factor: 0.25, from: 3, isRumour: true),
    Reason(parameter: .yieldCommand),
    Reason(parameter: .yieldFall),
    // Their one neighbour, the capital, is lost.
    Reason(parameter: .yieldAround, from: 0),
  ]

  private func country(_ towns: Int = 60) -> Society {
    .country([TownKind](repeating: .town, count: towns), links: .star(towns))
  }

  /// A run in which everything is told that opens a town.
  private func begin(_ society: Society, seed: UInt64, wires: Bool = true) -> Simulation {
    var society = society
    society.settle(0, .official, circle: .headquarters)
    var run = Simulation(society, seed: seed)
    run.tell(.capitalLost)
    run.tell(.regimeFell)
    run.tell(.circleWithdrew, subject: society.groups.count - 1)
    if wires { run.openWires() }
    return run
  }

  @Test(arguments: reasons)
  func `each reason to yield has its hazard, by day more than by night`(reason: Reason) {
    var society = country()
    society.parameters[reason.parameter] = 0.04
    if reason.isRumour {
      society.parameters[.railSpeed] = 0.5
      society.parameters[.rumourWeight] = reason.factor
    }
    let hours = (UInt64(1)...10).flatMap { seed -> [Double] in
      var run = begin(society, seed: seed, wires: !reason.isRumour)
      run.go { $0.bodies.country.openedAt.dropFirst().allSatisfy { $0 >= 0 } }
      let events = run.events(.officialsYielded)
      #expect(events.allSatisfy { $0.amount == Double($0.tick) && $0.body == 0 })
      #expect(events.map(\.town).sorted() == Array(1...60))
      return events.map { Double($0.tick) }
    }
    let wait = Wait(from: reason.from) { 0.04 * reason.factor * (isByDay($0) ? 1.3 : 0.5) }
    let measured = Measured(hours)
    #expect(measured.errors(fromMean: wait.mean, variance: wait.variance) < 3, "\(measured)")
    let night = wait.share { !isByDay($0) }
    let byNight = Measured(hours.map { isByDay(Int($0)) ? 0 : 1 })
    #expect(byNight.errors(fromMean: night, variance: night * (1 - night)) < 3, "\(byNight)")
  }

  @Test func `with no reason to yield nobody does, whatever is known`() {
    var run = begin(country(), seed: 1)
    run.go(24 * 30)
    #expect(run.bodies.tidings.wired.allSatisfy { $0 >= 0 || $0 == -1 })
    #expect(run.heard(.regimeFell).allSatisfy { $0 == 0 })
    #expect(run.events(.officialsYielded).isEmpty)
    #expect(run.record.days.allSatisfy { $0.openTowns == 0 })
  }

  @Test func `of neighbours those count that have yielded`() {
    var society = Society.country([.town, .town, .town, .town], links: .ring(4))
    society.links.append(.way(1, 3))
    var run = Simulation(society, seed: 1)
    run.open([2])
    run.go(4)
    // The capital counts once it is lost.
    #expect(run.bodies.country.opennessAround == [0, 1.0 / 3, 0, 1.0 / 3, 0])
    run.tell(.capitalLost)
    run.go(3)
    #expect(run.bodies.country.opennessAround == [0, 2.0 / 3, 0, 1.0 / 3, 0.5])
    society.parameters[.yieldAround] = 1e9
    run = Simulation(society, seed: 1)
    run.open([2])
    run.go(1)
    #expect(run.bodies.country.openedAt == [-1, 0, 0, 0, -1])
  }

  @Test func `a garrison that is lost opens its town with no news, one that wavers does not`() {
    var society = country(2)
    for town in 1...2 { society.settle(town, .soldier, groups: 4, duty: 1) }
    society.settle(2, .worker)
    let soldiers = Folk.soldier.rawValue
    society.parameters[.yieldCrowd] = 1e9
    society.parameters[.yieldCapital] = 1e9
    society.parameters[.capitalLostAt] = 0.25
    society.parameters[.warLosses] = 1
    society.parameters[.privationWeight] = 1
    society.parameters[.realWage] = 1
    society.traits[.warBurden, soldiers] = 1
    society.traits[.susceptibility, soldiers] = 1
    // The first hour's force is what force is measured by: it must not go over in that.
    society.traits[.walkOut, soldiers] = 0.05
    var run = Simulation(society, seed: 1)
    var lostAt = [-1, -1, -1]
    var least = 1.0
    while run.ticks < 24 * 10 {
      run.tick()
      for town in 1...2 {
        if run.places.hoursLost[town] == 1, lostAt[town] < 0 { lostAt[town] = run.ticks - 1 }
        if lostAt[town] < 0 { least = min(least, run.places.forceShare(inTown: town, hoursAgo: 0)) }
      }
      #expect(run.bodies.country.openedAt.dropFirst() == lostAt.dropFirst())
    }
    // Both were lost, after hours in which they had wavered.
    #expect(lostAt[1] > 0 && lostAt[2] > 0 && least < 0.6)
    #expect(run.bodies.tidings.since.allSatisfy { $0 < 0 })
    #expect(run.events(.officialsYielded).allSatisfy { $0.amount == 0 })
  }

  @Test func `soldiers fear the loyal of the whole province until their officials yield`() {
    var society = country(3)
    society.regionCount = 2
    for (town, region) in [(1, 0), (2, 0), (3, 1)] {
      society.settle(town, .soldier, groups: town == 2 ? 3 : 1, duty: 1)
      society.towns[town].region = region
    }
    let soldiers = Folk.soldier.rawValue
    society.parameters[.warLosses] = 1
    society.parameters[.privationWeight] = 1
    society.parameters[.realWage] = 1
    society.traits[.warBurden, soldiers] = 1
    society.traits[.susceptibility, soldiers] = 1
    society.traits[.walkOut, soldiers] = 0.05
    var run = Simulation(society, seed: 1)
    var isApart = false
    while run.ticks < 48 {
      if run.ticks == 24 { run.open([1]) }
      let loyal = (1...3).map { 1 - run.places.share(.garrison, inTown: $0, hoursAgo: 0) }
      run.tick()
      // What was done in one hour is known in the next. Of a town that has yielded nobody can be sent.
      let isOpen = run.ticks > 25
      let province = ((isOpen ? 0 : loyal[0]) + 3 * loyal[1]) / 4
      let expected = [isOpen ? loyal[0] : province, province, loyal[2]].map { $0 * $0 }
      for town in 1...3 {
        let isClose = abs(run.world.scenes[town].fearOfArmed - expected[town - 1]) < 1e-12
        if run.ticks != 25 || town > 1 { #expect(isClose, "hour \(run.ticks), town \(town)") }
      }
      if abs(loyal[0] - province) > 0.05 { isApart = true }
    }
    #expect(isApart)
  }

  @Test func `an unarmed crowd opens a town only where it has news`() {
    var society = country(2)
    for town in 1...2 { society.settle(town, .worker, groups: 4) }
    society.parameters[.yieldCrowd] = 1e9
    society.parameters[.warLosses] = 1
    society.parameters[.privationWeight] = 1
    society.parameters[.realWage] = 1
    society.traits[.warBurden, Folk.worker.rawValue] = 1
    society.traits[.susceptibility, Folk.worker.rawValue] = 1
    society.traits[.walkOut, Folk.worker.rawValue] = 0.05
    society.links[1].hasWire = false
    var run = Simulation(society, seed: 1)
    run.go(24)
    #expect(run.places.civilActive[1] > 0 && run.events(.officialsYielded).isEmpty)
    run.tell(.capitalLost)
    run.openWires()
    run.go(3)
    #expect(run.events(.officialsYielded).map(\.town) == [1])
  }
}
