import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

@Suite struct PeopleStageTests {
  @Test(.tags(.law))
  func `a group's sympathisers are as many as its members by whose draws a party is picked`() throws
  {
    let society = try Laboratory.scenario("petrograd-1917", scale: 100).society
    let draws = Draws(seed: 9)
    let people = People(society, draws: draws, concurrently: inOrder)
    let key = draws.key(.sympathy, tick: 0)
    for (g, group) in society.groups.enumerated() {
      var counts = [Int](repeating: 0, count: society.parties.count)
      for member in 0..<group.agents {
        let person = group.firstPerson + UInt32(member)
        counts[Casting.party(person, key: key, society.strata[group.stratum])] += 1
      }
      let row = g * counts.count
      #expect(Array(people.sympathisers[row..<row + counts.count]) == counts)
    }
  }

  /// What a program that knows only the workload comes to, person by person.
  private struct Repeated {
    var rows: [UInt8]
    let work: PeopleStage.Workload

    init(_ work: PeopleStage.Workload) {
      self.work = work
      rows = work.rows
    }

    private var persons: Int { work.agents.reduce(0, +) }

    mutating func hour(_ key: UInt64) {
      let persons = persons
      let turn = (5 + work.turnColumn) * persons
      var person = 0
      for (g, count) in work.agents.enumerated() {
        let o = work.outlooks[(10 * g)..<(10 * g + 10)].map { Int($0) }
        let p = work.prospects[(7 * g)..<(7 * g + 7)].map { Int($0) }
        for member in 0..<count {
          defer { person += 1 }
          let draw = Draws.bits(work.firstAgents[g] &+ UInt32(member), key)
          let luck = Int(draw >> 8 & 0xFFF)
          func byte(_ column: Int) -> Int { Int(rows[column * persons + person]) }
          let burden = (byte(0) * o[3]) >> 8
          let inForce = (byte(5 + o[0]) * o[2] + byte(5 + o[1]) * (256 - o[2])) >> 8
          let noise = ((Int(draw & 0xFF) - 128) * Int(work.noise)) >> 7
          let utility =
            (((burden + p[0]) * (256 - inForce)) >> 8) + p[1] - ((byte(1) * o[4]) >> 8)
            - 8 * byte(2) + noise
          let state = byte(4)
          var next = state
          if state == 0 {
            if utility > 0 && luck < p[2] { next = o[5] }
          } else {
            let own = state == o[5] ? p[3] + (utility > 0 ? 0 : o[6]) : o[7]
            if luck < (byte(5 + work.callerColumn) * o[8]) >> 8 + own { next = 0 }
          }
          if Int(draw >> 20) < p[4] {
            let aim = min(max(p[5] + ((byte(3) - 128) * o[9]) >> 7, 0), 255)
            let held = Int(rows[turn + person])
            rows[turn + person] = UInt8(held + min(max(aim - held, -p[6]), p[6]))
          }
          rows[4 * persons + person] = UInt8(next)
        }
      }
    }

    var checksum: UInt64 {
      let persons = persons
      let read =
        rows[(4 * persons)..<(5 * persons)]
        + rows[((5 + work.turnColumn) * persons)..<((6 + work.turnColumn) * persons)]
      return read.enumerated().reduce(0) { $0 &+ UInt64($1.element) &* UInt64(2 * $1.offset + 1) }
    }
  }

  @Test(.tags(.law), arguments: [150, 260, 300])
  func `a program that is given the workload comes to the same people`(hours: Int) throws {
    let society = try Laboratory.scenario("petrograd-1917", scale: 1_000).society
    var stage = PeopleStage(of: try Laboratory.run(society, seed: 2, hours: hours))
    let work = stage.workload(hours: 5)
    var repeated = Repeated(work)
    #expect(repeated.checksum == stage.checksum)
    #expect(stage.agents == work.agents.reduce(0, +))
    // Each block is asked for some of its columns, and activity and the recognition in turn are written.
    let blocks = work.agents.reduce(0) { $0 + ($1 + 63) / 64 }
    #expect((1...64 * (work.width + 2) * blocks).contains(stage.bytesAtLeast))
    for key in work.keys {
      let before = stage.checksum
      stage.decide()
      repeated.hour(key)
      #expect(stage.checksum == repeated.checksum)
      #expect(stage.checksum != before)
    }
  }

  @Test(.tags(.law)) func `what is summed over a group, however large, is the sum of its members`()
    throws
  {
    let society = try Laboratory.scenario("petrograd-1917", scale: 1).society
    let people = try Laboratory.run(society, seed: 1, hours: 264).people
    let blocks = people.agentCounts.map { ($0 + 63) / 64 }
    #expect(try #require(blocks.max()) > 255)
    for g in people.agentCounts.indices {
      let members = 0..<people.agentCounts[g]
      let states = members.map { people.byte(People.activity, group: g, member: $0) }
      #expect(states.count { $0 != 0 } == people.active[g] + people.lingering[g])
      for column in 0..<(people.width - People.firstRecognition) {
        let held = members.reduce(0) {
          $0 + Int(people.byte(People.firstRecognition + column, group: g, member: $1))
        }
        #expect(held == people.recognition[column * people.agentCounts.count + g])
      }
    }
  }

  @Test func `the stage is that of a tick`() throws {
    let society = try Laboratory.scenario("petrograd-1917", scale: 1_000).society
    var simulation = try Laboratory.run(society, seed: 2, hours: 260)
    // The world of the coming hour, in which nobody has decided yet.
    var dawn = simulation
    dawn.world.dawn(
      at: dawn.ticks,
      after: dawn.people,
      dawn.groups,
      dawn.places,
      dawn.bodies,
      Draws(seed: 2, tick: UInt64(dawn.ticks)),
      concurrently: inOrder
    )
    var stage = PeopleStage(of: dawn)
    var withGroups = stage
    let before = stage.checksum
    stage.decide()
    withGroups.decideAndAddUp()
    simulation.tick()
    #expect(withGroups.checksum == stage.checksum && withGroups.out == stage.out)
    #expect(stage.checksum == PeopleStage(of: simulation).checksum)
    #expect(stage.checksum != before)
    #expect(stage.out == PeopleStage(of: simulation).out)
  }
}
