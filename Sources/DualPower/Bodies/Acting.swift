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

  /// The body of the whole society that acts for a line in a town, could no organ; -1 for none.
  private func nationalThere(_ line: Int, _ town: Int, _ society: Society, _ layout: Layout) -> Int
  {
    let isOld = society.lines[line].claim == .incumbent
    // By position, and no closure: one would hold all that towns have heard.
    for i in layout.nationals.indices {
      let body = layout.nationals[i]
      guard layout.lineOfBody[body] == line else { continue }
      if !layout.isLinked[town] {
        if bodies[body].stands { return body }
      } else if isOld ? !country.isOpen(town) : bodies[body].stands && tidings.knows(body, town) {
        return body
      }
    }
    return -1
  }

  /// Settles which body acts for each line in a town, and which is in force there.
  ///
  /// A town's own organ acts for its line; where it has none, the body of the whole society does, if
  /// the town has heard of it. The old order acts until it is gone from there.
  mutating func settleWhoActs(in town: Int, _ society: Society, _ layout: Layout) {
    let strata = society.strata.count
    let isLinked = layout.isLinked[town]
    let organs = layout.organsOf[town]
    let isOccupied = society.towns[town].kind == .occupied
    for line in society.lines.indices {
      let national = isOccupied ? -1 : nationalThere(line, town, society, layout)
      let row = (town * society.lines.count + line) * strata
      let own = organs.first { bodies[$0].stands && layout.lineOfBody[$0] == line } ?? national
      for s in 0..<strata { facts.acting[row + s] = own }
      // An organ goes before the rest with those who elect it; of several, the first.
      for organ in organs.reversed() where bodies[organ].stands && layout.lineOfBody[organ] == line
      {
        for s in 0..<strata where society.bodies[organ].norms[s] > 0 {
          facts.acting[row + s] = organ
        }
      }
    }
    if isLinked {
      let legal = organs.first { bodies[$0].stands && bodies[$0].holdsApparatus }
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
