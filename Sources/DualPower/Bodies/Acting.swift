// Reads: bodies, tidings, towns that opened. Writes: who acts for each line in each town. Draws: none.

extension Bodies {
  /// The body of the whole society that acts for a line in a town, could no organ; -1 for none.
  private func nationalThere(_ line: Int, _ town: Int, _ society: Society, _ layout: Layout) -> Int
  {
    let isOld = society.lines[line].claim == .incumbent
    // By position, and no closure: one would hold all that towns have heard.
    for i in layout.nationals.indices {
      let body = layout.nationals[i]
      guard layout.lineOfBody[body] == line else { continue }
      if !layout.isLinked[town] {
        if bodies.stands[body] { return body }
      } else if isOld ? !country.isOpen(town) : bodies.stands[body] && tidings.knows(body, town) {
        return body
      }
    }
    return -1
  }

  private func isActing(_ organ: Int, for line: Int, _ layout: Layout) -> Bool {
    bodies.stands[organ] && layout.lineOfBody[organ] == line
  }

  /// Settles in every town which body acts for each line, and which is in force.
  ///
  /// Of most towns nothing has changed on which that hangs.
  mutating func settleWhoActs(_ society: Society, _ layout: Layout) {
    // All at once: to be asked for each town, bodies that change would be copied for each.
    var found: [UInt64] = []
    swap(&found, &grounds)
    findGrounds(&found, layout)
    for town in found.indices where found[town] == 0 || found[town] != settledOn[town] {
      settleWhoActs(in: town, society, layout)
      settledOn[town] = found[town]
    }
    grounds = found
  }

  /// Finds on what it hangs who acts in each town, as numbers that tell whether it has changed; 0 where it is too much
  /// for that, or hangs on more.
  private func findGrounds(_ grounds: inout [UInt64], _ layout: Layout) {
    grounds.removeAll(keepingCapacity: true)
    let ofAll = groundOfAll(layout)
    for town in layout.isLinked.indices { grounds.append(ground(of: town, ofAll, layout) ?? 0) }
  }

  /// What of it is the same in every town: which bodies of the whole society stand, and hold the apparatus; two bits
  /// each.
  private func groundOfAll(_ layout: Layout) -> UInt64 {
    layout.nationals.prefix(32).reduce(0) { $0 << 2 | state(of: $1) }
  }

  /// All on which it hangs who acts in a town, a bit or some each; `nil` where it is too much for that, or hangs on
  /// more.
  private func ground(of town: Int, _ ofAll: UInt64, _ layout: Layout) -> UInt64? {
    let organs = layout.organsOf.positions(of: town)
    // What a town has heard it does not forget: that it is more is told by how much it is.
    let bits = 2 + 2 * layout.nationals.count + 8 + 2 * organs.count
    guard layout.isLinked[town], bits <= 64, tidings.all.count < 256 else { return nil }
    // Never 0.
    var ground = (country.isOpen(town) ? 3 : 2) << UInt64(2 * layout.nationals.count) | ofAll
    ground = ground << 8 | UInt64(tidings.countHeard[town])
    for position in organs { ground = ground << 2 | state(of: layout.organsOf[position]) }
    return ground
  }

  /// Whether a body stands and whether it holds the apparatus, in two bits.
  private func state(of body: Int) -> UInt64 {
    (bodies.stands[body] ? 2 : 0) | (bodies.holdsApparatus[body] ? 1 : 0)
  }

  /// Settles which body acts for each line in a town, and which is in force there.
  ///
  /// A town's own organ acts for its line; where it has none, the body of the whole society does, if
  /// the town has heard of it. The old order acts until it is gone from there.
  private mutating func settleWhoActs(in town: Int, _ society: Society, _ layout: Layout) {
    let strata = society.strata.count
    let isLinked = layout.isLinked[town]
    let organs = layout.organsOf[of: town]
    let isOccupied = society.towns[town].kind == .occupied
    for line in society.lines.indices {
      let national = isOccupied ? -1 : nationalThere(line, town, society, layout)
      let row = (town * society.lines.count + line) * strata
      // By position, and no closure here either.
      let acts = organs.indices.reversed()
      var own = national
      for i in acts where isActing(organs[i], for: line, layout) { own = organs[i] }
      for s in 0..<strata {
        // An organ goes before the rest with those who elect it; of several, the first.
        var actor = own
        for i in acts where isActing(organs[i], for: line, layout) {
          if society.bodies[organs[i]].norms[s] > 0 { actor = organs[i] }
        }
        facts.acting[row + s] = Int32(actor)
      }
    }
    if isLinked {
      var legal = -1
      for i in organs.indices.reversed() where bodies.holdsApparatus[organs[i]] {
        if bodies.stands[organs[i]] { legal = organs[i] }
      }
      let knows =
        layout.successor >= 0 && bodies.holdsApparatus[layout.successor]
        && tidings.knows(layout.successor, town)
      facts.inForceIn[town] =
        !country.isOpen(town)
        ? layout.incumbent : (legal >= 0 ? legal : (knows ? layout.successor : -1))
    } else {
      facts.inForceIn[town] = isOccupied ? -1 : facts.inForce
    }
  }
}
