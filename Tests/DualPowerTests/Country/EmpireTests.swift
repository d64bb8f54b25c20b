import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

/// One history of the shipped empire at 1:1000, with states from which others part.
private struct Empire: Sendable {
  static let seed: UInt64 = 1
  /// Hours: of a time before the capital is lost, and of the middle; before and after its first
  /// recognition abroad; of a time before councils are summoned.
  static let (before, middle, early, late, quiet) = (100, 150, 183, 210, 480)
  static let hours = 24 * 44
  static let history = try? Empire()

  let society: Society
  let run: Simulation
  /// By hour.
  let states: [Int: [UInt8]]
  let lateDigest: UInt64

  private init() throws {
    society = try Laboratory.scenario("russia-1917", scale: 1_000).society
    var run = Simulation(society, seed: Empire.seed)
    var states: [Int: [UInt8]] = [:]
    var digest: UInt64 = 0
    while run.ticks < Empire.hours {
      if [Empire.before, Empire.middle, Empire.early, Empire.quiet].contains(run.ticks) {
        states[run.ticks] = run.state()
      }
      if run.ticks == Empire.late { digest = run.digest() }
      run.tick()
    }
    self.run = run
    self.states = states
    lateDigest = digest
  }

  /// The history from one of its states on, with a mechanism off, until an hour.
  func parted(at hour: Int, without mechanism: Mechanism? = nil, until end: Int) throws
    -> Simulation
  {
    var society = society
    if let mechanism { society.mechanisms = society.mechanisms.without(mechanism) }
    let state = try #require(states[hour])
    var run = try #require(Simulation(society, seed: Empire.seed, from: state))
    run.go(end - hour)
    return run
  }
}

extension Simulation {
  /// Shape `[town]`; hours from the loss of the capital until a town's people heard of it; those of the
  /// run's end for one that has not.
  fileprivate func newsHours(by end: Int) -> [Double] {
    let lost = bodies.tidings.since[0]
    return heard().enumerated().compactMap { town, heard in
      guard world.layout.isLinked[town] else { return nil }
      return Double((heard < 0 || heard > end ? end : heard) - lost)
    }
  }

  /// Shape `[organ that elects in a town]`; when it was constituted; the run's end for one that was not.
  fileprivate func foundings(by end: Int) -> [Double] {
    let organs = world.layout.councils.filter {
      $0 >= society.nationalCount && society.bodies[$0].region < 0
    }
    return organs.map { organ in
      let since = bodies.bodies.since[organ]
      return Double(since < 0 || since > end ? end : since)
    }
  }

  /// Councils of towns that have been constituted.
  fileprivate var councils: [Int] {
    world.layout.councils.filter { bodies.bodies.since[$0] >= 0 }
  }
}

/// Laws of a country, in the empire that is shipped.
@Suite(.tags(.law, .slow)) struct EmpireTests {
  private let history: Empire

  init() throws { history = try #require(Empire.history) }

  @Test func `much of it happens in forty days`() throws {
    let run = history.run
    #expect(run.events(.officialsYielded).count > 500)
    #expect(run.councils.count > 200 && run.record.conferences.count == 1)
    #expect(run.first(.regimeFell) != nil && run.first(.recognisedAbroad) != nil)
  }

  @Test func `its capital is the city itself until the first power abroad recognises`() throws {
    // The empire's powers look at the war, and all at what the whole empire obeys: they come in other
    // hours. What a government gains abroad moves recognition at home from the next hour on.
    var city = try Laboratory.scenario("petrograd-1917", scale: 1_000).society
    city.days = history.society.days
    // It begins some days later, with what flour is left then.
    city.towns[city.capital].stockDays =
      history.society.towns[history.society.capital].stockDays
    #expect(Array(history.society.groups.prefix(city.groups.count)) == city.groups)
    var run = Simulation(city, seed: Empire.seed)
    run.go(Empire.early)
    let state = run.state()
    run.go(24 * 25 - Empire.early)
    let end = try #require(
      zip(history.run.events(.recognisedAbroad), run.events(.recognisedAbroad))
        .first { $0 != $1 }.map { min($0.0.tick, $0.1.tick) }
    )
    let first = try #require(run.first(.recognisedAbroad))
    let fell = try #require(run.first(.regimeFell))
    #expect(first > fell && end >= first)
    for hour in 0...end { expectSame(history.run, run, hour) }
    #expect(differs(history.run, run, from: end + 1, to: run.ticks))

    // With nobody abroad they are the same until a conference changes the executive of the capital.
    var alone = city
    alone.mechanisms = alone.mechanisms.without(.foreignRecognition)
    var other = try #require(Simulation(alone, seed: Empire.seed, from: state))
    let met = try #require(history.run.record.conferences.first?.tick)
    other.go(met + 24 - Empire.early)
    let empire = try history.parted(
      at: Empire.early,
      without: .foreignRecognition,
      until: other.ticks
    )
    #expect(empire.record.conferences.map(\.tick) == [met])
    for hour in Empire.early...met { expectSame(empire, other, hour) }
    #expect(differs(empire, other, from: met + 1, to: other.ticks))
  }

  private func expectSame(_ empire: Simulation, _ city: Simulation, _ hour: Int) {
    let (a, b) = (empire.record.hours[hour], city.record.hours[hour])
    #expect(a.active == b.active && a.crowd == b.crowd, "hour \(hour)")
    #expect(a.garrisonOver == b.garrisonOver && a.force == b.force, "hour \(hour)")
    #expect(a.ration == b.ration && a.casualties == b.casualties, "hour \(hour)")
    #expect(a.stance == b.stance, "hour \(hour)")
  }

  private func differs(_ a: Simulation, _ b: Simulation, from: Int, to end: Int) -> Bool {
    (from..<end).contains {
      a.record.hours[$0].active != b.record.hours[$0].active
        || a.record.hours[$0].stance != b.record.hours[$0].stance
    }
  }

  @Test func `on three threads it is the same as on one`() throws {
    let run = try Laboratory.run(
      history.society,
      seed: Empire.seed,
      hours: Empire.late,
      threads: 3
    )
    #expect(run.digest() == history.lateDigest)
  }

  @Test func `put aside in the middle it goes on as if it had not been`() throws {
    #expect(
      try history.parted(at: Empire.middle, until: Empire.late).digest() == history.lateDigest
    )
    // And so after a conference, with councils merged and letters that were never written.
    let run = history.run
    let again = try #require(Simulation(history.society, seed: Empire.seed, from: run.state()))
    #expect(again.digest() == run.digest())
    #expect(run.bodies.conference.knownFrom.contains(Conference.never))
    #expect(run.bodies.bodies.mergedInto.contains { $0 >= 0 })
  }

  @Test func `with the telegraph cut news is later, and later the farther`() throws {
    let end = 24 * 27
    let cut = try history.parted(at: Empire.before, without: .telegraph, until: end)
    #expect(cut.bodies.tidings.since[0] == history.run.bodies.tidings.since[0])
    let (wire, road) = (history.run.newsHours(by: end), cut.newsHours(by: end))
    let (withWire, without) = (Measured(wire), Measured(road))
    #expect(without.median > 1.5 * withWire.median, "\(withWire.median), \(without.median)")

    let p = history.society.parameters
    let hours = Ways(history.society).hours(from: history.society.capital) {
      let link = history.society.links[$0]
      return link.length / (link.isRail ? p[.railSpeed] : p[.roadSpeed])
    }
    let layout = history.run.world.layout
    let far = Measured(hours.indices.filter { layout.isLinked[$0] }.map { hours[$0] })
    let (before, after) = (withWire.rankCorrelation(with: far), without.rankCorrelation(with: far))
    #expect(after > before + 0.1, "\(before), \(after)")
  }

  @Test func `where nothing is remembered councils are no earlier`() throws {
    let end = 24 * 25
    var society = history.society
    society.mechanisms = society.mechanisms.without(.memory)
    let off = try Laboratory.run(society, seed: Empire.seed, hours: end)
    let (with, without) = (history.run.foundings(by: end), off.foundings(by: end))
    #expect(without.count { $0 < Double(end) } <= with.count { $0 < Double(end) })
    #expect(Measured(without).mean >= Measured(with).mean)
  }

  @Test func `where councils may not confer the centre addresses none but its own town`() throws {
    let off = try history.parted(at: Empire.quiet, without: .conference, until: Empire.hours)
    let on = history.run
    let met = try #require(on.record.conferences.first)
    #expect(met.delegates > 0 && off.record.conferences.isEmpty)
    #expect(off.events(.conferenceSummoned).isEmpty && off.events(.conferenceMet).isEmpty)
    func most(_ run: Simulation) -> Double {
      run.record.orders.filter { $0.body == 2 && $0.tick > met.tick }.map(\.addressed).max() ?? 0
    }
    #expect(most(off) > 0 && most(off) <= on.world.layout.townPersons[0] * 1.000_001)
    #expect(most(on) > 1.5 * most(off))
    #expect(off.bodies.facts.isFederated.allSatisfy { !$0 })
    #expect(on.bodies.facts.isFederated.count { $0 } > 20)
  }

  @Test func `where groups do not elect there is no council, where parties name all deputies one`()
    throws
  {
    let end = 24 * 22
    let none = try history.parted(at: Empire.before, without: .selfOrganisation, until: end)
    let then = try #require(history.states[Empire.before])
    let start = try #require(Simulation(history.society, seed: Empire.seed, from: then))
    #expect(none.councils == start.councils)
    #expect(history.run.councils.count > start.councils.count + 100)

    let named = try history.parted(at: Empire.before, without: .elections, until: end)
    let parties = history.society.parties
    func ofNoParty(_ run: Simulation) -> Double {
      run.groups.delegations.byParty.enumerated().reduce(0) { sum, seats in
        sum + (parties[seats.offset % parties.count].isNone ? seats.element : 0)
      }
    }
    // Nobody of no party is added to those who sat already.
    #expect(ofNoParty(named) <= ofNoParty(start) + 1e-6)
    #expect(ofNoParty(history.run) > ofNoParty(start) + 100)
    #expect(named.councils.count > start.councils.count + 100)
  }
}
