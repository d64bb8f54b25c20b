import DualPower
import DualPowerExperiment
import DualPowerScenario
import Testing

@testable import DualPowerArchive

@Suite struct FollowingTests {
  private func petrograd(sets: [String] = [], without: [String] = []) throws -> Scenario {
    var options = LoadOptions()
    options.scale = 1_000
    options.until = "1917-03-08"
    options.sets = sets
    options.without = without
    return try Scenario.load("petrograd-1917", options)
  }

  private func life(_ scenario: Scenario, seed: UInt64 = 1, group: Int = 0) throws -> Life {
    let person = scenario.society.firstPerson(ofGroup: group)
    return try #require(
      try Following.follow(person, in: scenario, Following.Way(seed: seed))
    )
  }

  private func cause(_ kind: EventKind, seed: UInt64 = 1) throws -> (Run, Cause) {
    let scenario = try petrograd()
    let run = try #require(try Runner.run(scenario, seed: seed))
    let event = try #require(run.record.events.first { $0.kind == kind })
    let way = Following.Way(seed: seed)
    return (run, try #require(try Inquiry.inquire(into: event, of: scenario, way)))
  }

  @Test(arguments: [UInt64(1), 2])
  func `following a person leaves the history as it was`(seed: UInt64) throws {
    let scenario = try petrograd()
    let life = try life(scenario, seed: seed)
    #expect(life.run.digest == (try Runner.run(scenario, seed: seed))?.digest)
    #expect(life.glimpses.map(\.tick) == Array(0..<life.run.ticks))
  }

  @Test func `two equal worlds never part`() throws {
    for group in [0, 40, 150] {
      let pair = LifePair(try life(petrograd(), group: group), try life(petrograd(), group: group))
      #expect(pair.parting == nil)
      #expect(pair.partedJSON == .null)
      #expect(LifePairStory(pair).parting.hasPrefix("The two lives are the same"))
    }
  }

  @Test(arguments: [
    ("parameters.noise=0.2", Reason.noise), ("parameters.fearSteepness=2", .fear),
    ("parameters.inequalityWeight=0.2", .hardship),
  ])
  func `another world parts a life by the term that it changes`(set: String, reason: Reason) throws
  {
    let pair = LifePair(try life(petrograd()), try life(petrograd(sets: [set])))
    let parting = try #require(pair.partingOfTerms)
    #expect(parting.reason == reason)
    let (one, other) = (pair.one.glimpses[parting.hour], pair.other.glimpses[parting.hour])
    #expect(one.decision[reason] != other.decision[reason])
    for hour in 0..<parting.hour {
      #expect(pair.one.glimpses[hour].decision == pair.other.glimpses[hour].decision)
    }
  }

  @Test func `lives part first in what she recognises where nobody remembers a council`() throws {
    let pair = LifePair(try life(petrograd()), try life(petrograd(without: ["memory"])))
    let parting = try #require(pair.parting)
    #expect(parting.hour == 0)
    #expect(parting.reason == nil)
    #expect(pair.one.firstHeld != pair.other.firstHeld)
    #expect(LifePairStory(pair).parting.contains("recognition of the council came to"))
  }

  @Test func `a story is told in whole sentences, each day once and in order`() throws {
    for group in [0, 40, 100, 150] {
      let life = try life(petrograd(), seed: 3, group: group)
      let story = LifeStory(life)
      for paragraph in story.text.split(separator: "\n\n") {
        #expect(paragraph.hasSuffix("."), "\(paragraph)")
        #expect(!paragraph.contains("  ") && !paragraph.contains(".."), "\(paragraph)")
      }
      #expect(story.entries.map(\.tick) == story.entries.map(\.tick).sorted())
      let walked = life.glimpses.filter { $0.move == .walkedOut }.count
      #expect(life.spells.count == walked)
      if walked > 0 { #expect(story.text.contains("walked out. For it spoke")) }
    }
  }

  @Test func `those who carried the outbreak walked out in the day before it`() throws {
    let (_, cause) = try cause(.outbreak)
    #expect(cause.hours == Inquiry.hours)
    #expect(cause.walkouts.map(\.persons) == cause.walkouts.map(\.persons).sorted(by: >))
    // A tenth of a stratum was out, and most had gone in that day.
    #expect(cause.walkouts.reduce(0) { $0 + $1.persons } > cause.event.amount / 4)
    #expect(cause.walkouts.allSatisfy { $0.terms.reduce(0, +) > 0 })
  }

  @Test func `a mutiny is carried by soldiers alone`() throws {
    let (run, cause) = try cause(.mutiny)
    let society = run.scenario.society
    #expect(!cause.walkouts.isEmpty)
    for walkouts in cause.walkouts {
      #expect(society.strata[society.groups[walkouts.group].stratum].bearing == .garrison)
    }
  }

  @Test func `before the fall the circles withdrew as the chronicle says`() throws {
    let (run, cause) = try cause(.regimeFell)
    let told = run.record.events.filter {
      $0.kind == .circleWithdrew && $0.tick <= cause.event.tick
    }
    #expect(
      Set(cause.circles.map { [$0.group, $0.tick] }) == Set(told.map { [$0.subject, $0.tick] })
    )
    #expect(cause.circles.allSatisfy { $0.wear.sum > 0 })
    #expect(!cause.units.isEmpty)
    #expect(cause.units.map(\.tick) == cause.units.map(\.tick).sorted())
  }

  @Test func `the groups that elected sent the deputies that made the council`() throws {
    let (run, cause) = try cause(.councilConstituted)
    let seats = cause.electors.reduce(0) { $0 + $1.seats }
    #expect((seats - cause.event.amount).magnitude < 1e-6)
    #expect(cause.electors.first?.group == cause.event.subject)
    #expect(cause.electors.allSatisfy { $0.urge.sum > 0 })
    let story = CauseStory(cause, Chronicle(run)).text(width: 80)
    #expect(story.contains("made the Petrograd Soviet"))
  }
}
