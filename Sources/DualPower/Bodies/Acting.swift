// Reads: bodies, tidings, towns that opened. Writes: who acts for each line in each town. Draws: none.

extension Bodies {
  /// How freely people may meet: as the garrison wavers in the capital, once officials have yielded
  /// elsewhere.
  func freedom(of town: Int, _ places: Places, in world: World) -> Double {
    if world.layout.isLinked[town] { return country.isOpen(town) ? 1 : 0 }
    let wavering = places.share(.garrison, inTown: town, hoursAgo: 0)
    let held = power(1 - wavering, world.society.parameters[.steadiness])
    let hasForce = places.firstForce[town] > 0
    return facts.hasFallen || !hasForce ? 1 : (1 - held) * (1 - held)
  }

  /// Settles which body acts for each line in a town, and which is in force there.
  ///
  /// A town's own organ acts for its line; where it has none, the body of the whole society does, if
  /// the town has heard of it. The old order acts until it is gone from there.
  mutating func settleWhoActs(in town: Int, _ society: Society, _ layout: Layout) {
    let strata = society.strata.count
    let isLinked = layout.isLinked[town]
    let organs = layout.organsOf[town].filter { bodies[$0].stands }
    let isOccupied = society.towns[town].kind == .occupied
    for line in society.lines.indices {
      let isOld = society.lines[line].claim == .incumbent
      let national = layout.nationals.first { body in
        guard society.bodies[body].line == line, !isOccupied else { return false }
        if !isLinked { return bodies[body].stands }
        return isOld
          ? !country.isOpen(town) : bodies[body].stands && tidings.knows(body, town)
      }
      let own = organs.filter { society.bodies[$0].line == line }
      for s in 0..<strata {
        let elected = own.first { society.bodies[$0].norms[s] > 0 }
        facts.acting[(town * society.lines.count + line) * strata + s] =
          elected ?? own.first ?? national ?? -1
      }
    }
    if isLinked {
      let legal = organs.first { bodies[$0].holdsApparatus }
      let knows =
        layout.successor >= 0 && bodies[layout.successor].holdsApparatus
        && tidings.knows(layout.successor, town)
      facts.inForceIn[town] =
        !country.isOpen(town) ? layout.incumbent : legal ?? (knows ? layout.successor : -1)
    } else {
      facts.inForceIn[town] = isOccupied ? -1 : facts.inForce
    }
  }
}
