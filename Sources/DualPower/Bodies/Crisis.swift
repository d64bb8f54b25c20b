// Reads: places, world. Writes: crises and how they end; who calls people home. Draws: crisis end, return call.

/// A rising of the street against a body that is not the old one.
struct Crisis: Sendable {
  /// The tick in which it opened.
  var openedAt: Int
  /// The largest share of a stratum that was out.
  var peak: Double
}

extension Bodies {
  /// Crises open by the same rule as the outbreak, and end in one of four ways or fade.
  mutating func standTrial(_ places: Places, in world: World, _ draws: Draws) {
    callBack(in: world, draws)
    guard facts.hasFallen, inForce >= 0 else { return }
    let p = world.society.parameters
    street.calmHours = street.stirred < 0.04 ? street.calmHours + 1 : 0
    if var crisis = street.crisis {
      crisis.peak = max(crisis.peak, street.stirred)
      street.crisis = crisis
      if street.stirred < p[.crisisAt] / 4 {
        note(
          .crisisFaded,
          in: world,
          body: inForce,
          amount: Double(world.tick - crisis.openedAt)
        )
        close(in: world)
      } else if world.isDay && Double(world.tick - crisis.openedAt) >= p[.crisisHours] {
        resolve(crisis, in: world, draws)
      }
    } else if world.isDay && street.stirred >= p[.crisisAt] && isCalmBefore(in: world) {
      street.crisis = Crisis(openedAt: world.tick, peak: street.stirred)
      street.crises += 1
      let councils = world.layout.nationalCouncils.filter { isObeyed($0, in: world) }
      for council in councils where council != inForce { quarrel(council, inForce, in: world) }
      note(
        .crisis,
        in: world,
        body: inForce,
        subject: sorestDomain(in: world),
        amount: street.stirredPersons
      )
    }
  }

  private func isCalmBefore(in world: World) -> Bool {
    street.calmHours > 0 || world.tick - street.calmSince > 96
  }

  private mutating func close(in world: World) {
    street.crisis = nil
    street.calmSince = world.tick
  }

  /// Once power is settled, a council calls its people back to work, in its own time.
  private mutating func callBack(in world: World, _ draws: Draws) {
    guard settledAt >= 0, fellAt >= 0, !street.isReturning, world.isDay else { return }
    let hazard = world.society.parameters[.returnCall]
    let councils = world.layout.nationalCouncils.filter { isObeyed($0, in: world) }
    let isCalled = draws.happens(.returnCall, 0, hazard: hazard)
    // With no council, people drift back when they see that nobody is left to strike against.
    if isCalled && !councils.isEmpty { street.isReturning = true }
  }

  /// Bodies act on a crisis: concession, discipline, coalition, overthrow.
  private mutating func resolve(_ crisis: Crisis, in world: World, _ draws: Draws) {
    let p = world.society.parameters
    let ruling = inForce
    for council in world.layout.nationalCouncils
    where council != ruling && isObeyed(council, in: world) {
      let friendly = bodies.stance[council, world.society.bodies[ruling].line]
      let back = bodies.stance[ruling, world.society.bodies[council].line]
      var hazards = [0.0, 0, 0, 0]
      if world.has(.concessions) {
        hazards[0] = p[.concessionHazard] / 2 * writShare[council] * (1 + back)
        if street.crises > 1 && !bodies.shares[council] {
          hazards[2] =
            p[.coalitionHazard] * (1 + friendly) * 2 * bodies.competence[council]
        }
      }
      hazards[1] = p[.disciplineHazard] * max(0, friendly + 0.7)
      if bodies.aspiration[council] > 1.25 * p[.claimAt] && crisis.peak > 0.25 {
        hazards[3] = p[.overthrowHazard]
      }
      guard draws.happens(.crisisEnd, council, 0, hazard: hazards.reduce(0, +)) else { continue }
      switch pick(hazards, draws.unit(.crisisEnd, council, 1)) {
      case 0: concede(ruling, to: council, in: world)
      case 1: discipline(council, in: world)
      case 2: join(council, ruling, in: world, draws)
      default: overthrow(ruling, by: council, in: world)
      }
      facts.caller = council
      facts.calledUntil = world.tick + 24
      close(in: world)
      return
    }
  }

  /// Policy moves towards what the council wants where the demand is sorest.
  private mutating func concede(_ ruling: Int, to council: Int, in world: World) {
    let p = world.society.parameters
    let domain = sorestDomain(in: world)
    let before = bodies.positions[ruling, domain]
    for d in 0..<bodies.positions.width {
      let step = d == domain ? 2 * p[.policyStep] : p[.policyStep] / 2
      move(ruling, d, toward: bodies.positions[council, d], by: unit(step))
    }
    soothe(p[.demandLeftConcession])
    forgive(council, ruling, in: world)
    note(
      .concession,
      in: world,
      body: ruling,
      subject: domain,
      amount: abs(bodies.positions[ruling, domain] - before)
    )
  }

  /// A council calls its people home, and pays for it in recognition.
  private mutating func discipline(_ council: Int, in world: World) {
    let p = world.society.parameters
    bodies.failures[council] += p[.disciplineCost]
    forgive(inForce, council, in: world)
    soothe(p[.demandLeftDiscipline])
    note(
      .discipline,
      in: world,
      body: council,
      subject: inForce,
      amount: street.stirredPersons
    )
  }

  /// Leaders of the council take a third of the government's seats.
  private mutating func join(_ council: Int, _ ruling: Int, in world: World, _ draws: Draws) {
    let society = world.society
    let seats = bodies.ministers[ruling].count / 3
    for seat in 0..<seats {
      let luck = draws.unit(.executive, council, seat)
      bodies.ministers[ruling][seat].party = pick(bodies.executive[council], luck)
    }
    lean(ruling, society)
    for d in 0..<bodies.positions.width {
      move(ruling, d, toward: bodies.positions[council, d], by: society.parameters[.policyStep])
    }
    bodies.shares[council] = true
    forgive(council, ruling, in: world)
    forgive(ruling, council, in: world)
    soothe(society.parameters[.demandLeftConcession])
    note(
      .coalition,
      in: world,
      body: ruling,
      subject: council,
      amount: Double(seats)
    )
  }

  /// The council takes the apparatus; the other body keeps only what recognition it has of its own.
  private mutating func overthrow(_ ruling: Int, by council: Int, in world: World) {
    bodies.holdsApparatus[ruling] = false
    bodies.stands[ruling] = false
    bodies.holdsApparatus[council] = true
    bodies.shares[council] = false
    note(
      .overthrow,
      in: world,
      body: council,
      subject: ruling,
      amount: street.stirredPersons
    )
  }

  private mutating func soothe(_ left: Double) {
    for s in facts.demand.indices { facts.demand[s] *= left }
  }

  /// The domain in which policy is furthest from what the street wants.
  func sorestDomain(in world: World) -> Int {
    let society = world.society
    let ruling = inForce
    var best = 0
    var most = -1.0
    for d in 0..<society.domainCount {
      var sore = 0.0
      for s in society.strata.indices where world.layout.electors[s] {
        let stratum = society.strata[s]
        sore +=
          world.layout.capitalPersons[s] * stratum.saliences[d]
          * abs(stratum.wants[d] - bodies.positions[ruling, d])
      }
      if sore > most {
        most = sore
        best = d
      }
    }
    return best
  }
}
