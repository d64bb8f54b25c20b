import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

/// A person followed from outside: what is told of her is what the run did.
@Suite struct LivesTests {
  private func petrograd() throws -> Society {
    try Laboratory.scenario("petrograd-1917", scale: 200, until: "1917-03-20").society
  }

  /// Every so many of a society's persons.
  private func persons(_ society: Society, every step: Int) -> [Person] {
    let all = society.groups.indices.flatMap { g in
      (0..<society.groups[g].agents).map { member in
        Person(
          number: society.groups[g].firstPerson + UInt32(member),
          group: g,
          member: member
        )
      }
    }
    return stride(from: 0, to: all.count, by: step).map { all[$0] }
  }

  /// Whether the loop over people would have each person out, each asked as one who is not.
  private func would(_ before: Simulation, after: Simulation, _ persons: [Person]) -> [Bool] {
    var people = before.people
    var world = after.world
    for block in 0..<people.height {
      people.columns[People.activity * people.height + block] = Lanes()
    }
    for g in world.prospects.indices {
      people.active[g] = 0
      people.lingering[g] = 0
      world.prospects[g] = after.world.prospect(of: g, before.groups)
      world.prospects[g].walkOut = 4_096
    }
    for cohort in world.outlooks.indices { world.outlooks[cohort].object = 1 }
    people.decide(in: world, after.draws, concurrently: inOrder)
    return persons.map { people.row(of: $0)[People.activity] != 0 }
  }

  @Test(.tags(.law), arguments: [UInt64(1), 2, 3])
  func `the terms of a decision add up to what the loop decides by`(seed: UInt64) throws {
    var run = Simulation(try petrograd(), seed: seed)
    let persons = persons(run.society, every: 37)
    var willing = 0
    for tick in 0..<500 {
      let before = run
      run.tick()
      guard tick % 7 == 0 else { continue }
      let glimpses = Vantage(before, of: persons).glimpses(after: run)
      let expected = would(before, after: run, persons)
      for (i, glimpse) in glimpses.enumerated() {
        #expect(glimpse.decision.would == expected[i])
        let prospect = run.world.prospect(of: persons[i].group, before.groups)
        let pulls: [Reason] = [.group, .unit, .place, .town, .street, .heard]
        #expect(pulls.reduce(0) { $0 + glimpse.decision[$1] } == prospect.crowd)
        let leanings: [Reason] = [
          .luck, .mood, .fatigue, .disarmed, .bread, .remorse, .strain, .demand, .restraint, .calls,
        ]
        #expect(leanings.reduce(0) { $0 + glimpse.decision[$1] } == prospect.grievance)
        if glimpse.decision.would { willing += 1 }
      }
    }
    #expect(willing > 100)
  }

  @Test(.tags(.law))
  func `what a person did is what her decision and her luck allow`() throws {
    var run = Simulation(try petrograd(), seed: 1)
    let persons = persons(run.society, every: 11)
    var counts = [Int](repeating: 0, count: Move.allCases.count)
    for _ in 0..<500 {
      let vantage = Vantage(run, of: persons)
      let wereOut = persons.map { run.people.row(of: $0)[People.activity] != 0 }
      run.tick()
      for (glimpse, wasOut) in zip(vantage.glimpses(after: run), wereOut) {
        counts[Int(glimpse.move.rawValue)] += 1
        let decision = glimpse.decision
        if !wasOut {
          let walks = decision.would && decision.luck < decision.walkOut
          #expect((glimpse.move == .walkedOut) == (walks && glimpse.inForce >= 0))
        }
        if glimpse.move == .gaveUp { #expect(!decision.would) }
        #expect(glimpse.isOut == (glimpse.move == .none ? wasOut : glimpse.move == .walkedOut))
      }
    }
    for move in [Move.walkedOut, .gaveUp, .driftedHome] {
      #expect(counts[Int(move.rawValue)] > 0, "\(move)")
    }
  }

  @Test(.tags(.law))
  func `answers to an order add up to those who obeyed it`() throws {
    let society = try Laboratory.scenario("petrograd-1917", scale: 2_000, until: "1917-03-20")
      .society
    var run = Simulation(society, seed: 1)
    let persons = persons(society, every: 1)
    var orders = 0
    for _ in 0..<society.days.count * 24 {
      let vantage = Vantage(run, of: persons)
      run.tick()
      guard run.bodies.orders.count == 1, let row = run.bodies.orders.first else { continue }
      var obeyed = 0.0
      for (person, glimpse) in zip(persons, vantage.glimpses(after: run)) {
        let group = society.groups[person.group]
        for answer in glimpse.answers where answer.obeyed {
          obeyed += society.strata[group.stratum].carries[row.domain] * group.weight
        }
      }
      #expect((obeyed - row.obeyed).magnitude <= 1e-6 * max(1, row.obeyed))
      orders += 1
    }
    #expect(orders > 5)
  }

  @Test(.tags(.law))
  func `following people and asking who walked out changes no digest`() throws {
    let society = try petrograd()
    var plain = Simulation(society, seed: 5)
    var followed = plain
    let persons = persons(society, every: 101)
    var there = Turning(society, from: .successor, to: .constituent)
    var walked = 0.0
    for _ in 0..<400 {
      plain.tick()
      let vantage = Vantage(followed, of: persons)
      let eve = Eve(followed)
      followed.tick()
      there.look(at: followed)
      #expect(vantage.glimpses(after: followed).count == persons.count)
      walked += eve.walkouts(inTown: society.capital, after: followed).reduce(0) { $0 + $1.persons }
    }
    #expect(plain.digest() == followed.digest())
    #expect(walked > 0)
  }

  @Test(.tags(.law))
  func `those who walked out were willing, and their terms add up`() throws {
    var run = Simulation(try petrograd(), seed: 2)
    var persons = 0.0
    for _ in 0..<400 {
      let eve = Eve(run)
      let before = run.groups.active
      run.tick()
      for walkouts in eve.walkouts(inTown: run.society.capital, after: run) {
        persons += walkouts.persons
        #expect(walkouts.terms.reduce(0, +) > 0)
        #expect(
          walkouts.persons <= Double(run.society.groups[walkouts.group].size)
            * run.society.groups[walkouts.group].represents
        )
        let share = walkouts.persons / run.world.layout.persons[walkouts.group]
        #expect(share >= run.groups.active[walkouts.group] - before[walkouts.group] - 1e-9)
      }
    }
    #expect(persons > 1_000)
  }

  @Test(.tags(.claim))
  func `who turned first recognised the legal body more before, and the council after`() throws {
    let society = try petrograd()
    var run = Simulation(society, seed: 1)
    var turning = Turning(society, from: .successor, to: .constituent)
    while run.ticks < society.days.count * 24, turning.person == nil {
      run.tick()
      turning.look(at: run)
    }
    let person = try #require(turning.person)
    let row = run.recognition(of: person)
    #expect(row[society.column(ofLine: 2)] > row[society.column(ofLine: 1)])
    var again = Simulation(society, seed: 1)
    var wasWith = false
    while again.ticks < run.ticks - 1 {
      again.tick()
      let row = again.recognition(of: person)
      if row[society.column(ofLine: 1)] > row[society.column(ofLine: 2)] { wasWith = true }
    }
    #expect(wasWith)
  }
}
