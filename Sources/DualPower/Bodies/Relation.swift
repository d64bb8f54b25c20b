// Reads: groups, world. Writes: demands, stance, policy. Draws: none.

extension Bodies {
  /// Unmet demands grow, memories fade, and bodies come nearer or drift apart.
  mutating func relate(_ groups: Groups, in world: World) {
    let society = world.society
    let p = society.parameters
    for body in bodies.indices {
      bodies[body].failures -= bodies[body].failures / (24 * p[.failureDays])
      for other in bodies.indices {
        bodies[body].conflict[other] -= bodies[body].conflict[other] / (24 * p[.conflictDays])
      }
    }
    guard fellAt >= 0 else { return }
    press(in: world)
    driftPolicy(in: world)
    for body in bodies.indices where bodies[body].stands {
      for other in bodies.indices where other != body && bodies[other].stands {
        let goal = stanceGoal(of: body, to: other, groups, in: world)
        bodies[body].stance[other] += p[.stanceRate] * (goal - bodies[body].stance[other])
      }
    }
  }

  /// `U̇ = a·gap·(1 − U) − b·U`: demands that policy does not meet accumulate.
  private mutating func press(in world: World) {
    let society = world.society
    let p = society.parameters
    let ruling = inForce
    guard ruling >= 0 else { return }
    for s in society.strata.indices {
      let gap = (1 - alignment(bodies[ruling].positions, stratum: s, society)) / 2
      facts.demand[s] +=
        p[.demandGrowth] * gap * (1 - facts.demand[s]) - p[.demandFade] * facts.demand[s]
    }
  }

  /// Policy drifts back to what members want, and councils follow their deputies.
  private mutating func driftPolicy(in world: World) {
    let p = world.society.parameters
    for body in bodies.indices where bodies[body].stands {
      let pace = world.layout.isCouncil(body) ? 1.0 / 48 : p[.breach] / 240
      for d in bodies[body].positions.indices {
        move(body, d, toward: bodies[body].leanings[d], by: pace)
      }
    }
  }

  /// `tanh(need + agreement + common threat − pressure − recent conflict)`.
  private func stanceGoal(of body: Int, to other: Int, _ groups: Groups, in world: World) -> Double
  {
    let society = world.society
    let p = society.parameters
    let isCouncil = world.layout.isCouncil(body)
    let need = isCouncil ? 1 - bodies[body].competence : writShare[other]
    var apart = 0.0
    for d in 0..<society.domainCount {
      apart += abs(bodies[body].positions[d] - bodies[other].positions[d])
    }
    let agreement = 1 - 2 * apart / Double(max(1, society.domainCount))
    // The old order is a threat to both while its fall is fresh.
    let threat = exponential(-Double(world.tick - fellAt) / 240)
    let pressure = isCouncil && world.has(.pressure) ? pressure(on: body, groups, in: world) : 0
    return hyperbolicTangent(
      p[.stanceBase]
        + p[.stanceNeed] * need
        + p[.stanceAgreement] * agreement
        + p[.stanceThreat] * threat
        - p[.stancePressure] * pressure
        - p[.stanceConflict] * bodies[body].conflict[other]
    )
  }

  /// Unmet demand of those who recognise a council, weighted by how much they do.
  func pressure(on council: Int, _ groups: Groups, in world: World) -> Double {
    let society = world.society
    let column = world.layout.institutionColumn[society.bodies[council].line]
    var sum = 0.0
    var weight = 0.0
    for (g, group) in society.groups.enumerated()
    where world.layout.townOf[g] == society.bodies[council].seat {
      let held = world.layout.persons[g] * groups.recognition(g, column)
      sum += held * facts.demand[group.stratum]
      weight += held
    }
    return weight > 0 ? sum / weight : 0
  }
}
