import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

/// What it takes for the ruler to fall: a capital that is lost, and elites that have let go of him.
@Suite struct FallTests {
  /// Whether he falls within the hour, once elites stand as told.
  private func falls(_ run: Simulation, command: Bool, fronts: Double) -> Bool {
    var bodies = run.bodies
    bodies.elites.commandWithdrew = command
    bodies.elites.frontsWithdrawn = fronts
    bodies.fall(run.places, in: run.world, run.draws)
    return bodies.fellAt >= 0
  }

  @Test(.tags(.law)) func `neither the street nor the elites are enough`() throws {
    var society = try Laboratory.scenario("petrograd-1917", scale: 1_000).society
    // No circle withdraws of itself, and he falls in the hour in which he can.
    society.mechanisms = society.mechanisms.without(.eliteDefection)
    society.parameters[.fallHazard] = 1e9
    let hours = Int(society.parameters[.capitalLostHours])
    let needed = society.parameters[.frontsNeeded]
    var run = Simulation(society, seed: 1)
    run.tick()
    #expect(!falls(run, command: true, fronts: 1))
    while run.places.hoursLost[society.capital] < hours && run.ticks < 24 * 60 { run.tick() }
    try #require(run.places.hoursLost[society.capital] >= hours)
    #expect(falls(run, command: true, fronts: needed))
    #expect(!falls(run, command: true, fronts: needed - 0.01))
    #expect(!falls(run, command: false, fronts: 1))
  }
}
