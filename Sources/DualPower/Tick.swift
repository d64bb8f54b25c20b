extension Simulation {
  /// Advances the run by one tick, which is one hour.
  public mutating func tick(concurrently: Concurrently = inOrder) {
    draws.tick = UInt64(ticks)
    intervene()
    world.dawn(at: ticks, after: people, groups, places, bodies, draws, concurrently: concurrently)
    people.decide(in: world, draws, concurrently: concurrently)
    groups.gather(people, in: world, draws, concurrently: concurrently)
    places.host(groups, in: world, concurrently: concurrently)
    bodies.rule(places, groups, people, in: world, draws, concurrently: concurrently)
    record.note(world, groups, places, bodies)
    ticks += 1
  }
}
