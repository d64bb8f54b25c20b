import DualPowerTestSupport
import Testing

@testable import DualPower

@Suite struct DecideTests {
  /// A person's hour, one person at a time: what the vector code must do.
  private func hour(
    _ row: [Int32],
    _ outlook: Outlook,
    _ prospect: Prospect,
    _ hour: Hour,
    bits: UInt32
  ) -> (activity: Int32, recognition: Int32) {
    let burden = (row[People.susceptibility] * outlook.hardship) >> 8
    let person = row[People.firstRecognition + outlook.personColumn]
    let institution = row[People.firstRecognition + outlook.institutionColumn]
    let inForce =
      (person * outlook.personWeight + institution * (256 - outlook.personWeight)) >> 8
    let u =
      (((burden + Int32(prospect.crowd)) * (256 - inForce)) >> 8) + Int32(prospect.grievance)
      - ((row[People.risk] * outlook.fear) >> 8) - row[People.obstinacy] * 8
      + (((Int32(bits & 0xFF) - 128) * hour.noise) >> 7)
    let luck = Int32((bits >> 8) & 0xFFF)
    var state = row[People.activity]
    let call =
      (row[People.firstRecognition + hour.callerColumn] * outlook.call) >> 8
    if state == 0 {
      if u > 0 && luck < Int32(prospect.walkOut) { state = outlook.object }
    } else if state == outlook.object {
      if luck < call + Int32(prospect.goHome) + (u > 0 ? 0 : outlook.goBack) { state = 0 }
    } else if luck < call + outlook.drift {
      state = 0
    }
    var held = row[People.firstRecognition + hour.turnColumn]
    if Int32(prospect.reconsider) > 0 && Int32(bits >> 20) < Int32(prospect.reconsider) {
      let tilt = ((row[People.conviction] - 128) * outlook.conviction) >> 7
      let aim = max(0, min(255, Int32(prospect.aim) + tilt))
      held += max(-Int32(prospect.step), min(Int32(prospect.step), aim - held))
    }
    return (state, held)
  }

  @Test(.tags(.law), arguments: [UInt64(1), 2, 3, 4, 5])
  func `a vector of persons decides as each would alone`(seed: UInt64) {
    var society = Society.small(groups: [1, 63, 64, 65, 200, 7, 32, 33, 96])
    society.lines = [Line(claim: .incumbent, hasPerson: true), Line(claim: .constituent)]
    for (trait, value) in [
      (Trait.susceptibility, 0.5), (.susceptibilitySpread, 0.2), (.obstinacy, 0.7),
      (.obstinacySpread, 0.2), (.rulerPerson, 0.4), (.rulerInstitution, 0.5), (.rulerSpread, 0.2),
      (.councilFirst, 0.3),
    ] {
      society.traits[trait, 0] = value
    }
    society.parameters[.grantSpread] = 0.2
    let draws = Draws(seed: seed)
    var people = People(society, draws: draws, concurrently: inOrder)
    var world = World(society)
    for tick in 0..<40 {
      world.hour = Hour(
        noise: 200,
        callerColumn: 2,
        turnColumn: tick % 3
      )
      let outlook = Outlook(
        personColumn: 0,
        institutionColumn: 1,
        personWeight: 100,
        hardship: 1_500,
        fear: 300,
        object: tick < 30 ? 1 : 2,
        goBack: 300,
        drift: 200,
        call: tick % 5 == 0 ? 500 : 0,
        conviction: 60
      )
      world.outlooks = [Outlook](repeating: outlook, count: world.outlooks.count)
      for g in society.groups.indices {
        world.prospects[g] = Prospect(
          crowd: Int16(100 * tick),
          // In the first hours nobody can be drawn out, and whole groups are passed over.
          grievance: tick < 6 ? -3_000 : -50,
          walkOut: 900,
          goHome: 40,
          reconsider: 2_000,
          aim: 140,
          step: 3
        )
      }
      if tick < 6 {
        for g in society.groups.indices {
          #expect(!people.reaches[g].reach(outlook, world.prospects[g], noise: world.hour.noise))
        }
      }
      var now = draws
      now.tick = UInt64(tick)
      let before = people
      people.decide(in: world, now, concurrently: inOrder)
      let key = now.key(.hour, tick: now.tick)
      for (g, group) in society.groups.enumerated() {
        var active = 0
        var lingering = 0
        for member in 0..<group.agents {
          let row = (0..<before.width).map {
            Int32(before.byte($0, group: g, member: member))
          }
          let bits = Draws.bits(group.firstPerson + UInt32(member), key)
          let expected = hour(row, outlook, world.prospects[g], world.hour, bits: bits)
          let state = Int32(people.byte(People.activity, group: g, member: member))
          #expect(state == expected.activity)
          let column = People.firstRecognition + world.hour.turnColumn
          #expect(
            Int32(people.byte(column, group: g, member: member)) == expected.recognition
          )
          if state == outlook.object {
            active += 1
          } else if state != 0 {
            lingering += 1
          }
        }
        #expect(people.active[g] == active)
        #expect(people.lingering[g] == lingering)
      }
    }
    #expect(people.active.reduce(0, +) > 0)
  }

  /// People who differ in all that they gain or lose by going out.
  private func varied(groups: [Int]) -> Society {
    var society = Society.small(groups: groups)
    society.traits[.susceptibility, 0] = 0.5
    society.traits[.susceptibilitySpread, 0] = 0.2
    society.traits[.obstinacy, 0] = 0.7
    society.traits[.obstinacySpread, 0] = 0.2
    return society
  }

  private func anyOutlook(_ i: Int, _ draws: Draws) -> Outlook {
    Outlook(
      hardship: Int32(4_095 * draws.unit(.firing, i, 0, at: 0)),
      fear: Int32(2_000 * draws.unit(.firing, i, 3, at: 0)),
      object: 1
    )
  }

  private func anyProspect(_ i: Int, walkOut: Int16, _ draws: Draws) -> Prospect {
    Prospect(
      crowd: Int16(2_000 * draws.unit(.firing, i, 1, at: 0)),
      grievance: Int16(3_000 * draws.unit(.firing, i, 2, at: 0)) - 2_500,
      walkOut: walkOut
    )
  }

  @Test(.tags(.law))
  func `of whom it is said that nobody could go out, nobody would`() {
    let society = varied(groups: [40, 70, 9])
    let draws = Draws(seed: 1)
    let people = People(society, draws: draws, concurrently: inOrder)
    var hour = Hour(noise: 160)
    hour.key = draws.key(.hour, tick: 0)
    var outOfReach = 0
    var inReach = 0
    for i in 0..<200 {
      let outlook = anyOutlook(i, draws)
      let prospect = anyProspect(i, walkOut: 4_096, draws)
      for (g, group) in society.groups.enumerated() {
        let wouldAny = (0..<group.agents).contains { member in
          let row = (0..<people.width).map { Int32(people.byte($0, group: g, member: member)) }
          // The best of luck, and a draw that lets her go.
          return self.hour(row, outlook, prospect, hour, bits: 0xFF).activity != 0
        }
        if people.reaches[g].reach(outlook, prospect, noise: hour.noise) {
          inReach += 1
        } else {
          outOfReach += 1
          #expect(!wouldAny)
        }
      }
    }
    #expect(outOfReach > 50 && inReach > 50)
  }

  @Test(.tags(.law))
  func `a group reaches as far as any member gains, and where that is known no further`() {
    let society = varied(groups: [1, 40, 64, 200])
    let people = People(society, draws: Draws(seed: 3), concurrently: inOrder)
    var closer = 0
    for (g, group) in society.groups.enumerated() {
      let members = (0..<group.agents).map { member in
        (
          susceptibility: Int32(people.byte(People.susceptibility, group: g, member: member)),
          obstinacy: Int32(people.byte(People.obstinacy, group: g, member: member))
        )
      }
      let mostSusceptible = members.map(\.susceptibility).reduce(0, max)
      let leastObstinate = members.map(\.obstinacy).reduce(255, min)
      for hardship: Int32 in 0...4_095 {
        let gains = members.map { ($0.susceptibility * hardship) >> 8 - 8 * $0.obstinacy }
        let most = gains.reduce(.min, max)
        let reach = people.reaches[g].gain(hardship: hardship)
        #expect(reach >= most)
        if hardship == 0 || hardship == 512 { #expect(reach == most) }
        // As if one member had been dealt the best of each trait.
        let apart = (mostSusceptible * hardship) >> 8 - 8 * leastObstinate
        #expect(reach <= apart + 1)
        if reach < apart { closer += 1 }
      }
    }
    #expect(closer > 1_000)
  }

  @Test(.tags(.law))
  func `the noise that a group needs at least tells of nobody who would go out with less`() {
    let society = varied(groups: [64, 200, 9])
    let draws = Draws(seed: 4)
    let people = People(society, draws: draws, concurrently: inOrder)
    var world = World(society)
    var (out, hopeless) = (0, 0)
    for i in 0..<400 {
      var now = draws
      now.tick = UInt64(i)
      world.hour = Hour(noise: i % 9 == 0 ? -160 : 160)
      let outlook = anyOutlook(i, draws)
      world.outlooks = [Outlook](repeating: outlook, count: world.outlooks.count)
      let prospect = anyProspect(i, walkOut: 400, draws)
      var (asked, foretold) = (people, people)
      world.prospects = [Prospect](repeating: prospect, count: society.groups.count)
      asked.decide(in: world, now, concurrently: inOrder)
      for g in society.groups.indices {
        let gain = people.reaches[g].gain(outlook, prospect)
        world.prospects[g].noiseNeeded = Int16(clamping: -gain)
        if gain < -80 { hopeless += 1 }
      }
      foretold.decide(in: world, now, concurrently: inOrder)
      #expect(foretold.columns == asked.columns && foretold.active == asked.active)
      out += asked.active.reduce(0, +)
    }
    #expect(out > 1_000 && hopeless > 100)
  }

  /// Granovetter's hundred people with thresholds 0, 1, …, 99, in one group that sees itself.
  ///
  /// A threshold of k persons is an obstinacy of 8·k/1024; each active member pulls with 8/1024.
  private func crowd(thresholds: [Int]) -> Int {
    let society = Society.small(groups: [100])
    let draws = Draws(seed: 1)
    var people = People(society, draws: draws, concurrently: inOrder)
    for (member, threshold) in thresholds.enumerated() {
      let vector = people.block(People.obstinacy, group: 0, member: member)
      let shift = UInt32(member % 4 * 8)
      people.columns[vector][member % 64 / 4] |= UInt32(threshold) << shift
    }
    var world = World(society)
    world.outlooks[0].object = 1
    for tick in 0..<200 {
      world.prospects[0] = Prospect(
        crowd: Int16(8 * people.active[0]),
        grievance: 4,
        walkOut: 4_096
      )
      var now = draws
      now.tick = UInt64(tick)
      people.decide(in: world, now, concurrently: inOrder)
    }
    return people.active[0]
  }

  @Test(.tags(.limit))
  func `uniform thresholds end with all hundred out`() {
    #expect(crowd(thresholds: Array(0..<100)) == 100)
  }

  @Test(.tags(.limit))
  func `one person changed, and one is out`() {
    var thresholds = Array(0..<100)
    thresholds[1] = 2
    #expect(crowd(thresholds: thresholds) == 1)
  }
}
