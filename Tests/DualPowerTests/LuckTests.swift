import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

@Suite struct LuckTests {
  private func capital() throws -> Society {
    try Laboratory.scenario("petrograd-1917", scale: 1_000, until: "1917-03-05").society
  }

  private func on(_ run: Simulation, hours: Int) -> Simulation {
    var run = run
    for _ in 0..<hours { run.tick() }
    return run
  }

  @Test(.tags(.law), arguments: [0, 31, 200])
  func `with its own luck a run goes on as if nothing had been`(hour: Int) throws {
    let run = try Laboratory.run(capital(), seed: 3, hours: hour)
    let same = run.with(luck: 3)
    #expect(on(same, hours: 72).digest() == on(run, hours: 72).digest())
  }

  @Test(.tags(.law), arguments: [0, 31, 200])
  func `with other luck it is the same at that hour, and another an hour on`(hour: Int) throws {
    let run = try Laboratory.run(capital(), seed: 3, hours: hour)
    let other = run.with(luck: 77)
    #expect(other.state() == run.state())
    #expect(other.digest() == run.digest())
    #expect(other.seed == 3)
    #expect(on(other, hours: 24).digest() != on(run, hours: 24).digest())
    // The same luck twice is the same history; and it is not that of its seed, whose people are others.
    #expect(on(run.with(luck: 77), hours: 24).digest() == on(other, hours: 24).digest())
    let stranger = try Laboratory.run(capital(), seed: 77, hours: hour + 24)
    #expect(stranger.digest() != on(other, hours: 24).digest())
  }

  @Test(.tags(.law))
  func `a state with other luck is gone on from by seed and luck`() throws {
    let society = try capital()
    let other = on(try Laboratory.run(society, seed: 3, hours: 30).with(luck: 9), hours: 10)
    let resumed = try #require(Simulation(society, seed: 3, from: other.state()))
    #expect(on(resumed.with(luck: 9), hours: 20).digest() == on(other, hours: 20).digest())
  }

  @Test(.tags(.claim))
  func `who somebody is does not change with luck`() throws {
    let run = try Laboratory.run(capital(), seed: 3, hours: 5)
    let other = run.with(luck: 9)
    for group in run.society.groups.indices.prefix(200) {
      let number = run.society.groups[group].firstPerson
      let person = Person(number: number, group: group, member: 0)
      #expect(run.temper(of: person) == other.temper(of: person))
    }
  }
}
