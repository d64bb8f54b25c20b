import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

@Suite struct InterventionTests {
  private let society: Society

  init() throws { society = try Laboratory.scenario("courtyard").society }

  /// A council that gives no orders, and people who bear much, from an hour on.
  private func changed(at tick: Int, _ society: Society) -> Society {
    var change = Intervention(of: society, at: tick)
    change.mechanisms = change.mechanisms.without(.privationGrowth)
    change.parameters[.noise] = 0.4
    var changed = society
    changed.interventions = [change]
    return changed
  }

  @Test(.tags(.law), arguments: [0, 1, 37, 48, 100])
  func `an intervention that replaces nothing is none`(tick: Int) throws {
    var same = society
    same.interventions = [Intervention(of: society, at: tick)]
    let digest = try Laboratory.run(society, seed: 3, hours: 150).digest()
    #expect(try Laboratory.run(same, seed: 3, hours: 150).digest() == digest)
  }

  @Test(.tags(.law), arguments: [0, 1, 30, 48, 71])
  func `up to its hour the run is as it was, and another one after it`(tick: Int) throws {
    let after = changed(at: tick, society)
    #expect(
      try Laboratory.run(after, hours: tick).digest()
        == Laboratory.run(society, hours: tick).digest()
    )
    #expect(
      try Laboratory.run(after, hours: 150).digest()
        != Laboratory.run(society, hours: 150).digest()
    )
  }

  @Test(.tags(.law), arguments: [1, 7, 23, 24, 53, 95])
  func `it is the run as it stood, gone on with in the other society`(tick: Int) throws {
    let state = try Laboratory.run(society, seed: 5, hours: tick).state()
    var other = society
    other.mechanisms = other.mechanisms.without(.privationGrowth)
    other.parameters[.noise] = 0.4
    var forked = try #require(Simulation(other, seed: 5, from: state))
    while forked.ticks < 168 { forked.tick() }
    let straight = try Laboratory.run(changed(at: tick, society), seed: 5, hours: 168)
    #expect(forked.digest() == straight.digest())
  }

  @Test(.tags(.law), arguments: [3, 29, 30, 31, 72, 100])
  func `a run that is put aside goes on with what had changed`(hours: Int) throws {
    let changed = changed(at: 30, society)
    let state = try Laboratory.run(changed, seed: 2, hours: hours).state()
    var run = try #require(Simulation(changed, seed: 2, from: state))
    while run.ticks < 168 { run.tick() }
    #expect(try run.digest() == Laboratory.run(changed, seed: 2, hours: 168).digest())
  }

  @Test(.tags(.claim))
  func `a society is packed with what changes`() throws {
    let changed = changed(at: 30, society)
    let again = try #require(Society(unpacking: changed.packed()))
    #expect(again.packed() == changed.packed())
    #expect(
      try Laboratory.run(again, hours: 100).digest()
        == Laboratory.run(changed, hours: 100).digest()
    )
    #expect(Society(unpacking: Array(changed.packed().dropLast(8))) == nil)
  }

  @Test(.tags(.claim))
  func `a body holds to a policy from the hour on, and its members do not move it`() throws {
    let society = try Laboratory.scenario("petrograd-1917", scale: 1_000).society
    let straight = try Laboratory.run(society, hours: 24 * 30)
    let government = 1
    let formed = try #require(straight.first(.governmentFormed))
    var change = Intervention(of: society, at: formed + 24)
    change.holds[government] = [Double](repeating: -1, count: society.domainCount)
    change.holds[government][0] = 0.9
    var holding = society
    holding.interventions = [change]
    var run = try Laboratory.run(holding, hours: formed + 24)
    let before = run.bodies.bodies.positions[government]
    #expect(before[0] < 0.5)
    run.tick()
    let after = run.bodies.bodies.positions[government]
    let leanings = run.bodies.bodies.leanings[government]
    #expect(abs(after[0] - 0.9) < 0.01 && leanings[0] == 0.9)
    #expect(abs(after[1] - before[1]) < 0.05 && leanings[1] != 0.9)
    while run.ticks < 24 * 30 { run.tick() }
    #expect(run.bodies.bodies.leanings[government, 0] == 0.9)
    #expect(run.bodies.bodies.positions[government, 0] > 0.8)
    // From the first hour it comes to office with it.
    var always = society
    always.bodies[government].holds = change.holds[government]
    let first = try Laboratory.run(always, hours: formed + 1)
    #expect(abs(first.bodies.bodies.positions[government, 0] - 0.9) < 0.01)
  }

  @Test(.tags(.claim))
  func `a unit does what it is told, and the others what they did`() throws {
    let society = try Laboratory.scenario("petrograd-1917", scale: 1_000).society
    var change = Intervention(of: society, at: 5)
    change.services[3] = Service(contact: 0)
    var told = society
    told.interventions = [change]
    let run = try Laboratory.run(told, hours: 6)
    for (before, after) in zip(society.groups, run.society.groups) {
      #expect(after.contact == (before.unit == 3 ? 0 : before.contact))
      #expect(after.duty == before.duty)
    }
  }
}
