import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

@Suite struct LevelTests {
  /// The levels that this machine has besides the one that all have.
  private static let others = Level.had.filter { $0 != .baseline }

  /// What one level makes of blocks.
  private struct Outcome: Equatable {
    var columns: [[Lanes]] = []
    var active: [[Int]] = []
    var lingering: [[Int]] = []
    var recognition: [[Int]] = []
    var polled: [[Int]] = []
  }

  @Test func `every machine has the lowest level, and the best is one that it has`() {
    #expect(Level.had.first == .baseline)
    #expect(Level.had.last == Level.best)
  }

  @Test(.tags(.law), arguments: others, UInt64(1)...6)
  func `a level does to blocks of any bytes what the lowest does`(level: Level, seed: UInt64) {
    let expected = outcome(level: .baseline, seed: seed)
    let found = outcome(level: level, seed: seed)
    #expect(found == expected)
    #expect(Set(expected.polled.joined()).count > 10)
  }

  @Test(.tags(.law), arguments: Level.had, [Int16(2), 4, 25])
  func `however many reconsider at once, the sum is that of the members`(level: Level, step: Int16)
  {
    let sizes = [352, 4_064, 4_065]
    let society = Society.small(groups: sizes)
    let draws = Draws(seed: 1)
    var people = People(society, draws: draws, concurrently: inOrder, loops: level.loops)
    for (g, size) in sizes.enumerated() {
      for member in 0..<size {
        let vector = people.block(People.firstRecognition, group: g, member: member)
        people.columns[vector][member % 64 / 4] |= 0xFF << UInt32(member % 4 * 8)
      }
    }
    var world = World(society)
    for walkOut in [Int16(0), 1] {
      let before = people.recognition
      for g in sizes.indices {
        world.prospects[g] = Prospect(walkOut: walkOut, reconsider: 4_096, aim: 0, step: step)
      }
      people.decide(in: world, draws, concurrently: inOrder)
      for (g, size) in sizes.enumerated() {
        #expect(people.recognition[g] == before[g] - size * Int(step))
      }
    }
  }

  @Test(.tags(.law), arguments: others)
  func `a level gives the run that the lowest gives`(level: Level) throws {
    for (name, scale, until) in [("courtyard", 1, nil), ("petrograd-1917", 1_000, "1917-03-23")] {
      let scenario = try Laboratory.scenario(name, scale: scale, until: until)
      let expected = try #require(try Runner.run(scenario, seed: 5, level: .baseline))
      let found = try #require(try Runner.run(scenario, seed: 5, threads: 2, level: level))
      #expect(found.digest == expected.digest)
      #expect(found.ticks == scenario.society.days.count * 24)
    }
  }

  /// Hours in which each prospect is drawn, of people whose every byte is.
  private func outcome(level: Level, seed: UInt64) -> Outcome {
    var society = Society.small(groups: [1, 63, 64, 65, 200, 7, 20_000])
    society.lines = [
      Line(claim: .incumbent, hasPerson: true), Line(claim: .successor), Line(claim: .constituent),
    ]
    let groups = society.groups.count
    let draws = Draws(seed: seed)
    var luck = Luck(draws: draws)
    var people = People(society, draws: draws, concurrently: inOrder, loops: level.loops)
    for (g, group) in society.groups.enumerated() {
      let isQuiet = luck.below(3) == 0
      for member in 0..<group.agents {
        for column in 0..<people.width {
          let isActivity = column == People.activity
          let byte = isActivity ? (isQuiet ? 0 : luck.below(3)) : luck.below(256)
          let vector = people.block(column, group: g, member: member)
          let shift = UInt32(member % 4 * 8)
          people.columns[vector][member % 64 / 4] &= ~(0xFF << shift)
          people.columns[vector][member % 64 / 4] |= UInt32(byte) << shift
        }
      }
      people.lingering[g] = isQuiet ? 0 : group.agents
    }
    var world = World(society)
    var outcome = Outcome()
    for tick in 0..<30 {
      world.hour = Hour(
        noise: luck.number(below: 1_000),
        callerColumn: 3,
        turnColumn: Int(luck.below(4))
      )
      for cohort in world.outlooks.indices {
        world.outlooks[cohort] = Outlook(
          personColumn: 0,
          institutionColumn: 1,
          personWeight: luck.number(below: 257),
          hardship: luck.number(below: 4_096),
          fear: luck.number(below: 4_096),
          object: luck.number(below: 3),
          goBack: luck.seldom(below: 2_000),
          drift: luck.seldom(below: 2_000),
          call: luck.seldom(below: 2_000),
          conviction: luck.number(below: 500)
        )
      }
      for g in 0..<groups {
        world.prospects[g] = Prospect(
          crowd: luck.number(below: 1_000),
          grievance: luck.number(below: 2_000) - 1_000,
          walkOut: luck.seldom(below: 4_097),
          goHome: luck.seldom(below: 2_000),
          reconsider: luck.seldom(below: 4_097),
          aim: luck.number(below: 256),
          step: luck.number(below: 26)
        )
      }
      var now = draws
      now.tick = UInt64(tick)
      people.decide(in: world, now, concurrently: inOrder)
      outcome.columns.append(people.columns)
      outcome.active.append(people.active)
      outcome.lingering.append(people.lingering)
      outcome.recognition.append(people.recognition)
      var polled: [Int] = []
      people.writ(
        of: 0..<groups,
        among: Choices(lines: [0, 1, 2], columns: [1, 2, 3]),
        townOf: [Int](repeating: 0, count: groups),
        lines: 3,
        floor: UInt8(luck.below(200)),
        &polled,
        concurrently: inOrder
      )
      outcome.polled.append(polled)
      let order = Command(
        column: 2,
        rival: luck.below(2) == 0 ? nil : 3,
        noise: luck.number(below: 200),
        key: now.key(.obedience, tick: now.tick)
      )
      people.obedience(
        of: Array(0..<groups),
        to: (0..<groups).map { _ in
          var command = order
          command.weight = luck.seldom(below: 512)
          command.rivalWeight = luck.seldom(below: 512)
          return command
        },
        stratumOf: (0..<groups).map { Int16($0) },
        &polled,
        concurrently: inOrder
      )
      outcome.polled.append(polled)
    }
    return outcome
  }
}

/// Numbers one after the other, for tests.
private struct Luck {
  let draws: Draws
  var count = 0

  mutating func below(_ bound: UInt32) -> UInt32 {
    count += 1
    return UInt32(Double(bound) * draws.unit(.temper, count))
  }

  mutating func number<Number: FixedWidthInteger>(below bound: UInt32) -> Number {
    Number(below(bound))
  }

  /// As often as not nought, else as often small as large.
  mutating func seldom<Number: FixedWidthInteger>(below bound: UInt32) -> Number {
    switch below(4) {
    case 0, 1: 0
    case 2: number(below: min(bound, 5))
    default: number(below: bound)
    }
  }
}
