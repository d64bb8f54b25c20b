// Reads: groups, world. Writes: demands, stance, policy. Draws: none.

extension Bodies {
  /// Unmet demands grow, memories fade, and bodies come nearer or drift apart.
  mutating func relate(_ groups: Groups, in world: World) {
    let society = world.society
    let p = society.parameters
    for body in bodies.indices where bodies[body].stands {
      bodies[body].forget(failures: 24 * p[.failureDays], conflicts: 24 * p[.conflictDays])
    }
    if fellAt >= 0 {
      press(in: world)
      driftPolicy(in: world)
    }
    let threat = commonThreat(in: world)
    for body in bodies.indices where bodies[body].stands && body != world.layout.incumbent {
      let line = society.bodies[body].line
      for other in world.layout.peersOf[body]
      where society.bodies[other].line != line && bodies[other].stands
        && other != world.layout.incumbent
      {
        let goal = stanceGoal(of: body, to: other, threat: threat, groups, in: world)
        let rival = society.bodies[other].line
        // Bodies that have only now come to stand side by side begin with what they see.
        let isNew = world.tick == max(bodies[body].since, bodies[other].since)
        bodies[body].stance[rival] +=
          (isNew ? 1 : p[.stanceRate]) * (goal - bodies[body].stance[rival])
      }
    }
  }

  /// `U̇ = a·gap·(1 − U) − b·U`: demands that policy does not meet accumulate.
  private mutating func press(in world: World) {
    let society = world.society
    let p = society.parameters
    let ruling = inForce
    guard ruling >= 0 else { return }
    var agreement = [Double](repeating: 0, count: society.strata.count)
    agreement.withUnsafeMutableBufferPointer { world.layout.align(bodies[ruling].positions, $0) }
    for s in society.strata.indices {
      let gap = (1 - agreement[s]) / 2
      facts.demand[s] +=
        p[.demandGrowth] * gap * (1 - facts.demand[s]) - p[.demandFade] * facts.demand[s]
    }
  }

  /// Policy drifts back to what members want, and councils follow their deputies.
  private mutating func driftPolicy(in world: World) {
    let p = world.society.parameters
    for body in bodies.indices where bodies[body].stands {
      bodies[body].drift(by: world.layout.isCouncil[body] ? 1.0 / 48 : p[.breach] / 240)
    }
  }

  /// A dispute between two bodies that both remember.
  mutating func quarrel(_ one: Int, _ other: Int, in world: World) {
    let step = world.society.parameters[.conflictStep]
    for (body, against) in [(one, other), (other, one)] {
      let line = world.society.bodies[against].line
      bodies[body].conflict[line] = unit(bodies[body].conflict[line] + step)
    }
  }

  /// A settlement after which a body remembers less of its disputes with another.
  mutating func forgive(_ one: Int, _ other: Int, in world: World) {
    bodies[one].conflict[world.society.bodies[other].line] *=
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
    let need = isCouncil ? 1 - bodies[body].competence : writShare[other]
    var apart = 0.0
    for d in 0..<society.domainCount {
      apart += abs(bodies[body].positions[d] - bodies[other].positions[d])
    }
    let agreement = 1 - 2 * apart / Double(max(1, society.domainCount))
    let pressure = isCouncil && world.has(.pressure) ? pressure(on: body, groups, in: world) : 0
    return hyperbolicTangent(
      p[.stanceBase]
        + p[.stanceNeed] * need
        + p[.stanceAgreement] * agreement
        + p[.stanceThreat] * threat
        - p[.stancePressure] * pressure
        - p[.stanceConflict] * bodies[body].conflict[society.bodies[other].line]
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
    for g in world.layout.groups(ofTown: society.bodies[council].seat) {
      let held = world.layout.persons[g] * groups.recognition(g, column)
      sum += held * facts.demand[Int(world.layout.stratumOf[g])]
      weight += held
    }
    return weight > 0 ? sum / weight : 0
  }
}
