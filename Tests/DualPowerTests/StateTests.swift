import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

@Suite struct StateTests {
  /// What a run goes on as when it was put aside.
  private func resumed(_ run: Simulation, of society: Society) throws -> Simulation {
    try #require(Simulation(society, seed: run.seed, from: run.state()))
  }

  /// Every stored property of a run, private ones among them; of room that is kept only that it is there.
  private func everything(_ run: Simulation) -> String { "\(run)" }

  private func rows(_ run: Simulation) -> [UInt8] {
    var wire = Wire()
    var record = run.record
    record.transfer(&wire, run.society)
    return wire.bytes
  }

  @Test(.tags(.law))
  func `what can be known in an hour is all that the hour before left in the open`() throws {
    let society = try Laboratory.scenario("petrograd-1917", scale: 1_000).society
    var run = Simulation(society, seed: 1)
    for hour in 0..<24 * 40 {
      let left = run.bodies.facts
      run.tick()
      // It is much to spell out: of every day three hours, and noon among them.
      guard hour % 8 == 4 else { continue }
      let isSame = "\(run.world.facts)" == "\(left)"
      try #require(isSame, "hour \(run.ticks)")
    }
    #expect(run.bodies.facts.hasFallen)
  }

  @Test(.tags(.law), arguments: [UInt64(1), 2])
  func `a run that is put aside after every hour is the run that never was`(seed: UInt64) throws {
    let society = try Laboratory.scenario("courtyard").society
    var straight = Simulation(society, seed: seed)
    var broken = Simulation(society, seed: seed)
    for _ in 0..<society.days.count * 24 {
      straight.tick()
      broken = try resumed(broken, of: society)
      broken.tick()
      try #require(broken.digest() == straight.digest(), "hour \(straight.ticks)")
    }
    let isSame = everything(broken) == everything(straight)
    #expect(isSame)
    #expect(rows(broken) == rows(straight))
    #expect(broken.outcome == straight.outcome)
  }

  @Test(.tags(.law, .slow), arguments: [UInt64(1), 7])
  func `a capital goes on from any moment as if nothing had been`(seed: UInt64) throws {
    let society = try Laboratory.scenario("petrograd-1917", scale: 1_000).society
    let hours = 70 * 24
    let end = try Laboratory.run(society, seed: seed, hours: hours)
    let outbreak = try #require(end.first(.outbreak))
    let mutiny = try #require(end.first(.mutiny))
    let fall = try #require(end.first(.regimeFell))
    let crisis = try #require(end.first(.crisis))
    let moments = [
      0, 1, outbreak - 5, outbreak + 24, mutiny - 3, mutiny + 1, fall, fall + 30, crisis + 1,
      crisis + 12, hours - 1,
    ]
    for moment in moments {
      var before = try Laboratory.run(society, seed: seed, hours: moment)
      var after = try resumed(before, of: society)
      before.tick()
      after.tick()
      // What an hour works out anew is the same then, and so must be all that it goes by.
      let isSame = everything(after) == everything(before)
      #expect(isSame, "an hour after hour \(moment)")
      while after.ticks < hours { after.tick() }
      #expect(after.digest() == end.digest(), "from hour \(moment)")
      #expect(rows(after) == rows(end), "from hour \(moment)")
    }
  }

  @Test(.tags(.claim))
  func `a state is the same written by a run that was resumed`() throws {
    let society = try Laboratory.scenario("courtyard").society
    let run = try Laboratory.run(society, hours: 77)
    #expect(try resumed(run, of: society).state() == run.state())
  }

  @Test(.tags(.claim))
  func `a run goes on into days that its society did not have`() throws {
    let society = try Laboratory.scenario("courtyard").society
    var short = society
    short.days = Array(society.days.prefix(4))
    var run = try resumed(Laboratory.run(short, hours: 96), of: society)
    for _ in 0..<48 { run.tick() }
    #expect(try run.digest() == Laboratory.run(society, hours: 144).digest())
  }

  @Test(.tags(.law), arguments: [0, 1, 8, 1_000])
  func `a state cut short is none`(count: Int) throws {
    let society = try Laboratory.scenario("courtyard").society
    let state = try Laboratory.run(society, hours: 30).state()
    #expect(Simulation(society, seed: 1, from: Array(state.prefix(count))) == nil)
    #expect(Simulation(society, seed: 1, from: state.dropLast(count + 1)) == nil)
    #expect(Simulation(society, seed: 1, from: state + [0]) == nil)
  }

  @Test(.tags(.claim))
  func `the state of another society is none`() throws {
    let state = try Laboratory.run(Laboratory.scenario("courtyard").society, hours: 30).state()
    let other = try Laboratory.scenario("petrograd-1917", scale: 1_000).society
    #expect(Simulation(other, seed: 1, from: state) == nil)
  }
}

extension Kept: CustomDebugStringConvertible {
  /// The same whatever is in it.
  public var debugDescription: String { "room" }
}
