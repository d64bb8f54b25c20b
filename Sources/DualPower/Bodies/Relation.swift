// Reads: groups, world. Writes: demands, stance, policy. Draws: none.

extension Bodies {
  /// Unmet demands grow, memories fade, and bodies come nearer or drift apart.
  mutating func relate(_ groups: Groups, in world: World, concurrently: Concurrently) {
    let society = world.society
    let p = society.parameters
    bodies.forget(failures: 24 * p[.failureDays], conflicts: 24 * p[.conflictDays])
    if fellAt >= 0 {
      press(in: world)
      driftPolicy(in: world)
    }
    let threat = commonThreat(in: world)
    // Out of the bodies while they change: nobody's stance hangs on another's of the same hour.
    var stances: [Double] = []
    swap(&stances, &bodies.stance.values)
    let (before, chunks) = (self, min(64, 1 + bodies.indices.count / 64))
    stances.withUnsafeMutableBufferPointer { stances in
      let room = Shared(stances)
      concurrently(chunks) { chunk in
        for body in items(ofChunk: chunk, of: chunks, society.bodies.count) {
          before.face(body, room.value, threat: threat, groups, in: world)
        }
      }
    }
    bodies.stance.values = stances
  }

  /// A body's stance comes nearer to what it sees of those that stand over against it.
  private func face(
    _ body: Int,
    _ stances: UnsafeMutableBufferPointer<Double>,
    threat: Double,
    _ groups: Groups,
    in world: World
  ) {
    let (layout, incumbent) = (world.layout, world.layout.incumbent)
    guard bodies.stands[body], body != incumbent else { return }
    let line = layout.lineOfBody[body]
    for position in layout.peersOf.positions(of: body) {
      let other = layout.peersOf[position]
      guard layout.lineOfBody[other] != line, bodies.stands[other], other != incumbent else {
        continue
      }
      let goal = stanceGoal(of: body, to: other, threat: threat, groups, in: world)
      let i = body * world.society.lines.count + layout.lineOfBody[other]
      // Bodies that have only now come to stand side by side begin with what they see.
      let isNew = world.tick == max(bodies.since[body], bodies.since[other])
      stances[i] += (isNew ? 1 : world.society.parameters[.stanceRate]) * (goal - stances[i])
    }
  }

  /// `U̇ = a·gap·(1 − U) − b·U`: demands that policy does not meet accumulate.
  private mutating func press(in world: World) {
    let society = world.society
    let p = society.parameters
    let ruling = inForce
    guard ruling >= 0 else { return }
    for s in society.strata.indices {
      let gap = (1 - world.layout.agreement(of: s, with: ruling, in: bodies.positions)) / 2
      facts.demand[s] +=
        p[.demandGrowth] * gap * (1 - facts.demand[s]) - p[.demandFade] * facts.demand[s]
    }
  }

  /// Policy drifts back to what members want, and councils follow their deputies.
  private mutating func driftPolicy(in world: World) {
    let p = world.society.parameters
    for body in bodies.indices where bodies.stands[body] {
      bodies.drift(body, by: world.layout.isCouncil[body] ? 1.0 / 48 : p[.breach] / 240)
    }
  }

  /// A dispute between two bodies that both remember.
  mutating func quarrel(_ one: Int, _ other: Int, in world: World) {
    let step = world.society.parameters[.conflictStep]
    for (body, against) in [(one, other), (other, one)] {
      let line = world.society.bodies[against].line
      bodies.conflict[body, line] = unit(bodies.conflict[body, line] + step)
    }
  }

  /// A settlement after which a body remembers less of its disputes with another.
  mutating func forgive(_ one: Int, _ other: Int, in world: World) {
    bodies.conflict[one, world.society.bodies[other].line] *=
      1 - world.society.parameters[.conflictForgiven]
  }

  /// `tanh(need + agreement + common threat − pressure − recent conflict)`.
  private func stanceGoal(
    of body: Int,
    to other: Int,
    threat: Double,
    _ groups: Groups,
    in world: World
  ) -> Double {
    let society = world.society
    let p = society.parameters
    let isCouncil = world.layout.isCouncil[body]
    let need = isCouncil ? 1 - bodies.competence[body] : writShare[other]
    let apart = bodies.distance(body, other)
    let agreement = 1 - 2 * apart / Double(max(1, society.domainCount))
    let pressure = isCouncil && world.has(.pressure) ? pressure(on: body, groups, in: world) : 0
    return hyperbolicTangent(
      p[.stanceBase]
        + p[.stanceNeed] * need
        + p[.stanceAgreement] * agreement
        + p[.stanceThreat] * threat
        - p[.stancePressure] * pressure
        - p[.stanceConflict] * bodies.conflict[body, society.bodies[other].line]
    )
  }

  /// What threatens every new body alike: the old order while it stands, and what could still be its
  /// return while the fall is fresh.
  private func commonThreat(in world: World) -> Double {
    if fellAt < 0 { return 1 }
    let days = Double(world.tick - fellAt) / 24
    return exponential(-days / world.society.parameters[.threatDays])
  }

  /// Unmet demand of those who recognise a council, weighted by how much they do.
  func pressure(on council: Int, _ groups: Groups, in world: World) -> Double {
    let society = world.society
    let column = world.layout.institutionColumn[society.bodies[council].line]
    var sum = 0.0
    var weight = 0.0
    let seat = society.bodies[council].seat
    for position in world.layout.groupsOf.positions(of: seat) {
      let g = world.layout.groupsOf[position]
      let held = world.layout.persons[g] * groups.recognition(g, column)
      sum += held * facts.demand[Int(world.layout.stratumOf[g])]
      weight += held
    }
    return weight > 0 ? sum / weight : 0
  }
}
