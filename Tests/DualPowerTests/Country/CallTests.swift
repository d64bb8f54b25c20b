import DualPowerTestSupport
import Testing

@testable import DualPower

/// How a council begins in a town that has heard of one elsewhere.
@Suite(.tags(.limit)) struct CallTests {
  private static let norms = [100.0, 0, 100, 0]

  /// A capital with sixty open towns round it, where groups of a hundred elect one deputy each.
  private func country(
    _ folk: Folk = .worker,
    groups: Int = 1,
    represents: Double = 1,
    memory: Double = 0,
    quorum: Double = 1,
    root: Double = 0
  ) -> Society {
    var society = Society.country([TownKind](repeating: .town, count: 60), links: .star(60))
    for town in 1...60 {
      society.settle(town, folk, groups: groups, represents: represents, memory: memory)
      society.addOrgan(2, in: town, norms: Self.norms, quorum: quorum, root: root)
    }
    return society
  }

  /// A run in which the towns are open, and hear in the first hour that there is a council.
  private func begin(
    _ society: Society,
    seed: UInt64 = 1,
    fallen: Bool = false
  ) -> Simulation {
    var run = Simulation(society, seed: seed)
    run.open(society.towns.indices.dropFirst())
    run.tell(.councilConstituted, of: 2)
    if fallen { run.tell(.regimeFell) }
    run.openWires()
    return run
  }

  /// The hours in which councils of towns were constituted, over many seeds.
  private func founded(
    _ society: Society,
    seeds: ClosedRange<UInt64> = 1...10
  ) -> Measured {
    Measured(
      seeds.flatMap { seed -> [Double] in
        var run = begin(society, seed: seed)
        run.go { $0.events(.councilConstituted).count == 60 }
        return run.events(.councilConstituted).map { Double($0.tick) }
      }
    )
  }

  @Test func `where nobody can call a meeting no council arises`() {
    var society = country(groups: 5)
    society.parameters[.callHazard] = 100
    society.parameters[.electionHazard] = 100
    society.parameters[.electionHeard] = 1
    society.parameters[.electionExample] = 1
    var run = begin(society)
    run.go(24 * 20)
    #expect(run.world.facts.hasHeardOfCouncil.dropFirst().allSatisfy { $0 })
    #expect(run.groups.delegations.firstGroup.allSatisfy { $0 < 0 })
    #expect(run.record.days.allSatisfy { $0.councils == 0 })
  }

  @Test(arguments: [1, 4])
  func `where everyone can, the first of m groups calls with m times the hazard`(m: Int) {
    var society = country(groups: m)
    society.parameters[.callerPeople] = 1e-6
    society.parameters[.callHazard] = 0.03
    let wait = Wait(from: 1) { 0.03 * Double(m) * (isByDay($0) ? 1 : 0.1) }
    let hours = founded(society)
    #expect(hours.errors(fromMean: wait.mean, variance: wait.variance) < 3, "\(hours)")
  }

  @Test func `who cannot call a meeting has a part of the hazard, who remembers more`() {
    var society = country(memory: 0.5)
    society.parameters[.electionMemory] = 2
    society.parameters[.callStray] = 0.2
    society.parameters[.callHazard] = 0.1
    var wait = Wait(from: 1) { 0.1 * 2 * 0.2 * (isByDay($0) ? 1 : 0.1) }
    var hours = founded(society)
    #expect(hours.errors(fromMean: wait.mean, variance: wait.variance) < 3, "\(hours)")
    society.mechanisms = society.mechanisms.without(.memory)
    wait = Wait(from: 1) { 0.1 * 0.2 * (isByDay($0) ? 1 : 0.1) }
    hours = founded(society)
    #expect(hours.errors(fromMean: wait.mean, variance: wait.variance) < 3, "\(hours)")
  }

  @Test func `somebody who can is found the likelier the more people there are`() {
    var society = country(groups: 3, memory: 0.5)
    society.parameters[.electionMemory] = 2
    society.parameters[.callerPeople] = 800
    society.parameters[.callHazard] = 1
    let arose = Measured(
      (UInt64(1)...10).flatMap { seed -> [Double] in
        var run = begin(society, seed: seed)
        run.go(24 * 3)
        return run.groups.delegations.firstGroup.dropFirst(3).map { $0 >= 0 ? 1 : 0 }
      }
    )
    let share = 1 - exponential(-3 * 100 * 2 / 800)
    #expect(arose.errors(fromMean: share, variance: share * (1 - share)) < 3, "\(arose)")
  }

  @Test func `once one has called the others follow with a hazard of their own`() {
    var society = country(groups: 2)
    society.parameters[.callerPeople] = 1e-6
    society.parameters[.callHazard] = 0.05
    society.parameters[.electionHazard] = 0.2
    society.parameters[.electionHeard] = 0.25
    // What an hour's chance adds up to until it comes true is one, in the mean.
    var sums: [Double] = []
    for seed in UInt64(1)...10 {
      var run = begin(society, seed: seed)
      var expected = [Double](repeating: 0, count: society.bodies.count)
      while run.groups.delegations.byParty.reduce(0, +) < 120 && run.ticks < 1_440 {
        for body in 3..<society.bodies.count where run.deputies(of: body).reduce(0, +) == 1 {
          expected[body] += chance(0.2 * 0.25 * (isByDay(run.ticks) ? 1 : 0.1))
        }
        run.tick()
      }
      // Two who call in the same hour are none of them.
      sums += expected.filter { $0 > 0 }
    }
    let measured = Measured(sums)
    #expect(measured.errors(fromMean: 1, variance: measured.variance) < 3, "\(measured)")
  }

  @Test(arguments: [(4, 3.0, 0.75), (64, 3, 0.75), (64, 10, 0.75), (36, 2, 0), (25, 3, 1.5)])
  func `a quorum is so many deputies, or a part of the root of all where that is more`(
    groups: Int,
    quorum: Double,
    root: Double
  ) {
    var society = country(groups: groups, quorum: quorum, root: root)
    society.parameters[.callerPeople] = 1e-6
    society.parameters[.callHazard] = 0.005
    society.parameters[.electionHazard] = 0.01
    society.parameters[.electionHeard] = 1
    let needed = max(quorum, root * Double(groups).squareRoot())
    var run = begin(society)
    while run.ticks < 24 * 12 {
      run.tick()
      for body in 3..<society.bodies.count {
        let count = run.groups.delegations.count(body)
        #expect(run.bodies.bodies.stands[body] == (count >= needed))
      }
    }
    let events = run.events(.councilConstituted)
    #expect(events.count > 30)
    #expect(events.contains { $0.amount == needed.rounded(.up) })
  }

  @Test func `armed men are bound until they hear that the ruler fell`() {
    var society = country(.soldier)
    society.parameters[.callerPeople] = 1e-6
    society.parameters[.callHazard] = 100
    var run = begin(society)
    run.go(24 * 5)
    #expect(run.events(.councilConstituted).isEmpty)
    run.tell(.regimeFell)
    run.go(3)
    #expect(run.events(.councilConstituted).map(\.tick) == [Int](repeating: 121, count: 60))
    // Others are not.
    var workers = country(.worker)
    workers.parameters = society.parameters
    run = begin(workers)
    run.go(3)
    #expect(run.events(.councilConstituted).map(\.tick) == [Int](repeating: 1, count: 60))
  }

  @Test(arguments: [(3, 1.0), (1, 3)])
  func `groups that call in one hour do not know of one another`(
    groups: Int,
    represents: Double
  ) {
    var society = country(groups: groups, represents: represents)
    society.parameters[.callerPeople] = 1e-6
    society.parameters[.callHazard] = 100
    var run = begin(society)
    run.go(24)
    for body in 3..<society.bodies.count { #expect(run.groups.delegations.count(body) == 3) }
  }

  @Test func `where people may not meet, or have not heard, nobody calls`() {
    var society = country()
    society.parameters[.callerPeople] = 1e-6
    society.parameters[.callHazard] = 100
    var shut = Simulation(society, seed: 1)
    shut.tell(.councilConstituted, of: 2)
    shut.openWires()
    shut.go(24)
    #expect(shut.events(.councilConstituted).isEmpty)
    var deaf = Simulation(society, seed: 1)
    deaf.open(society.towns.indices)
    deaf.go(24)
    #expect(deaf.events(.councilConstituted).isEmpty)
  }

  @Test func `a group that stands for k groups elects like k groups`() {
    func society(_ groups: Int, _ represents: Double) -> Society {
      var society = country(groups: groups, represents: represents, quorum: 4)
      society.parameters[.callerPeople] = 300
      society.parameters[.callStray] = 0.05
      society.parameters[.callHazard] = 0.05
      society.parameters[.electionHazard] = 0.05
      society.parameters[.electionHeard] = 1
      return society
    }
    let (apart, as1) = (founded(society(8, 1)), founded(society(1, 8)))
    #expect(apart.count == 600 && as1.count == 600)
    #expect(apart.errors(from: as1) < 3, "\(apart); \(as1)")
    // And so do their spreads.
    func squares(_ of: Measured) -> Measured {
      Measured(of.values.map { ($0 - of.mean) * ($0 - of.mean) })
    }
    #expect(squares(apart).errors(from: squares(as1)) < 3)
    #expect(apart.variance > 1)
  }

  @Test(arguments: [1.0, 3, 3.5, 7.25])
  func `of a group that stands for several each sends its deputies, the last its part`(
    represents: Double
  ) {
    var society = country(represents: represents)
    society.parameters[.callerPeople] = 1e-6
    society.parameters[.callHazard] = 0.1
    society.parameters[.electionHazard] = 0.1
    society.parameters[.electionHeard] = 1
    var run = begin(society)
    run.go(24 * 12)
    for body in 3..<society.bodies.count {
      #expect(run.groups.delegations.possible[body] == represents)
      #expect(abs(run.groups.delegations.count(body) - represents) < 1e-12)
      #expect(abs(run.groups.delegations.electors[body] - 100 * represents) < 1e-9)
    }
  }
}
