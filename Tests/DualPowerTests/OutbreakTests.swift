import DualPowerTestSupport
import Testing

@testable import DualPower

@Suite struct OutbreakTests {
  private func begin(_ society: Society) -> (World, People, Groups, Places, Bodies, Draws) {
    let draws = Draws(seed: 1)
    let people = People(society, draws: draws, concurrently: inOrder)
    let layout = Layout(society)
    return (
      World(society), people, Groups(society, layout, people, draws), Places(society),
      Bodies(society, layout), draws
    )
  }

  @Test(.tags(.limit))
  func `with no force there is nothing to fear, with no crowd everything`() {
    var society = Society.small(groups: [100])
    society.traits[.risk, 0] = 0.5
    society.parameters[.fearSteepness] = 2.3
    var (world, people, groups, places, bodies, draws) = begin(society)
    world.dawn(at: 0, after: people, groups, places, bodies, draws, concurrently: inOrder)
    #expect(world.outlooks[0].fear == 0)

    // Fifty police against one person: 1 − exp(−2.3 · 50 / 1) is 1.
    society.strata.append(society.strata[0])
    society.strata[1].bearing = .police
    var traits = Traits(strata: 2)
    traits[.risk, 0] = 0.5
    society.traits = traits
    society.bodies[0].norms = [0, 0]
    society.groups.append(
      Group(
        kind: 0,
        stratum: 1,
        place: 0,
        firstPerson: 100,
        size: 50,
        agents: 50,
        duty: 1
      )
    )
    (world, people, groups, places, bodies, draws) = begin(society)
    world.dawn(at: 0, after: people, groups, places, bodies, draws, concurrently: inOrder)
    places.host(groups, in: world, concurrently: inOrder)
    world.dawn(at: 1, after: people, groups, places, bodies, draws, concurrently: inOrder)
    #expect(world.outlooks[0].fear == 512)
  }

  @Test(.tags(.limit))
  func `the same burdens for all leave nobody deprived`() {
    var society = Society.small(groups: [100, 100])
    society.strata.append(society.strata[0])
    society.bodies[0].norms = [0, 0]
    society.groups[1].stratum = 1
    society.traits = Traits(strata: 2)
    society.traits[.warBurden, 0] = 0.8
    society.traits[.warBurden, 1] = 0.2
    society.parameters[.warLosses] = 1
    society.parameters[.inequalityWeight] = 1
    society.parameters[.realWage] = 1
    var world = begin(society).0
    let (_, people, groups, places, bodies, draws) = begin(society)
    world.dawn(at: 0, after: people, groups, places, bodies, draws, concurrently: inOrder)
    // Half of the people bear 0.6 more: mean relative deprivation is mean × Gini = 0.5 × 0.3.
    #expect(abs(world.burdens.inequality[0] - 0.3) < 1e-12)
    #expect(world.burdens.inequality[1] == 0)
    society.mechanisms = society.mechanisms.without(.inequality)
    world = begin(society).0
    world.dawn(at: 0, after: people, groups, places, bodies, draws, concurrently: inOrder)
    #expect(world.burdens.inequality == [0, 0])
    #expect(world.burdens.privation == [0.5, 0.5])
  }

  @Test(.tags(.limit))
  func `a walk-out hazard of h empties a willing group at 1 - exp(-h t)`() throws {
    var society = Society.small(groups: [100_000])
    society.traits[.walkOut, 0] = 0.02
    society.traits[.obstinacy, 0] = 0
    society.traits[.crowdGroup, 0] = 0
    society.traits[.warBurden, 0] = 1
    society.traits[.susceptibility, 0] = 0.5
    society.parameters[.warLosses] = 1
    society.parameters[.privationWeight] = 1
    society.parameters[.realWage] = 1
    let after = try Laboratory.run(society, hours: 24)
    let share = after.record.hours[23].active[0] / 100_000
    #expect(abs(share - (1 - exponential(-0.48))) < 0.006)
  }
}
