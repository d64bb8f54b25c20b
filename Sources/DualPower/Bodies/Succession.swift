// Reads: places, groups. Writes: committee, government, who holds the apparatus. Draws: committee, settlement, ministers.

extension Bodies {
  /// A committee forms from an assembly that has withdrawn; a vacant power is claimed or ceded.
  mutating func succeed(_ places: Places, _ groups: Groups, in world: World, _ draws: Draws) {
    formCommittee(places, groups, in: world, draws)
    settle(places, groups, in: world, draws)
  }

  private mutating func formCommittee(
    _ places: Places,
    _ groups: Groups,
    in world: World,
    _ draws: Draws
  ) {
    let society = world.society
    let successor = world.layout.successor
    guard successor >= 0, !bodies.stands[successor], settledAt < 0 else { return }
    let assemblies = world.layout.circles.filter { society.groups[$0].circle == .assembly }
    let hasWithdrawn = assemblies.contains { elites.hasWithdrawn[$0] }
    let over = places.share(.garrison, inTown: society.capital, hoursAgo: 0)
    let isOpen = places.hoursLost[society.capital] > 0 || over > 0.1 || fellAt >= 0
    guard isOpen, assemblies.isEmpty || hasWithdrawn || fellAt >= 0 else { return }
    let hazard = society.parameters[.committeeHazard]
    guard draws.happens(.committee, successor, hazard: hazard) else { return }
    raise(successor, competence: 1, in: world)
    appoint(successor, in: world, draws, term: 0)
    note(
      .committeeFormed,
      in: world,
      body: successor,
      subject: assemblies.first ?? -1,
      amount: hoursSinceOutbreak(in: world)
    )
  }

  /// Settles a vacant power, by day, after some hours in which nobody in the capital obeyed the old
  /// one: a council that aspires claims it, another cedes it to the legal body on conditions.
  private mutating func settle(
    _ places: Places,
    _ groups: Groups,
    in world: World,
    _ draws: Draws
  ) {
    let society = world.society
    let p = society.parameters
    let hours = Double(places.hoursLost[society.capital])
    guard
      settledAt < 0, world.isDay,
      hours >= p[.capitalLostHours] || fellAt >= 0
    else { return }
    let successor = world.layout.successor
    let isLegal = successor >= 0 && bodies.stands[successor]
    let councils = world.layout.nationalCouncils.filter { bodies.stands[$0] }
    // With nobody to inherit, a council is left with power whatever it aspires to.
    let isAlone = !isLegal && fellAt >= 0 && world.tick - fellAt > 72
    guard isLegal || isAlone, !(isAlone && councils.isEmpty) else { return }
    guard draws.happens(.settlement, 0, hazard: p[.settleHazard]) else { return }
    settledAt = world.tick
    let claimant = councils.first { bodies.aspiration[$0] > p[.claimAt] || isAlone }
    if let claimant, world.has(.secondBody) {
      bodies.holdsApparatus[claimant] = true
      note(
        .powerClaimed,
        in: world,
        body: claimant,
        subject: isLegal ? successor : -1,
        amount: bodies.aspiration[claimant]
      )
      return
    }
    guard isLegal else { return }
    for council in councils where world.has(.secondBody) {
      cede(council, to: successor, groups, in: world)
    }
    appoint(successor, in: world, draws, term: 1)
    bodies.holdsApparatus[successor] = true
    note(
      .governmentFormed,
      in: world,
      body: successor,
      subject: leadingParty(bodies.executive[successor]),
      amount: Double(bodies.ministers[successor].count)
    )
  }

  /// A council leaves power to the legal body, on conditions: its plenum votes by party.
  private mutating func cede(_ council: Int, to legal: Int, _ groups: Groups, in world: World) {
    let society = world.society
    let parties = society.parties.count
    let deputies = groups.delegations.count(council)
    var inFavour = 0.0
    for party in 0..<parties {
      let share = groups.delegations.byParty[council * parties + party] / max(deputies, 1)
      inFavour += society.parties[party].doctrine < 0.5 ? share : 0
    }
    note(.vote, in: world, body: council, subject: -1, amount: inFavour)
    note(
      .powerCeded,
      in: world,
      body: council,
      subject: legal,
      amount: bodies.aspiration[council]
    )
  }

  /// Fills a legal body with persons of the run: half from the assembly, half from elite strata of
  /// its town; or by lot from everyone there.
  mutating func appoint(_ body: Int, in world: World, _ draws: Draws, term: Int) {
    let society = world.society
    let seats = society.bodies[body].executive
    let here = world.layout.groups(ofTown: society.bodies[body].seat)
    let hasElite = here.contains { Pool.elite.has($0, in: world) }
    let hasAssembly = here.contains { Pool.assembly.has($0, in: world) }
    var ministers: [Minister] = []
    ministers.reserveCapacity(seats)
    var shares: [Double] = []
    swap(&shares, &sharesOfGroups)
    let key = world.layout.keys[body]
    for seat in 0..<seats {
      let item = term * 1_000 + seat
      var pool = Pool.everyone
      if world.has(.eliteSuccession) && hasElite {
        let isMember = draws.unit(.ministers, key, item * 4) < 0.5
        pool = isMember && hasAssembly ? .assembly : .elite
      }
      shares.removeAll(keepingCapacity: true)
      for g in here { shares.append(pool.has(g, in: world) ? world.layout.persons[g] : 0) }
      let luckOfGroup = draws.unit(.ministers, key, item * 4 + 1)
      let g = here[here.startIndex + pick(shares, luckOfGroup)]
      let group = society.groups[g]
      let member = Int(draws.unit(.ministers, key, item * 4 + 2) * Double(group.size))
      let luck = draws.unit(.ministers, key, item * 4 + 3)
      ministers.append(
        Minister(
          person: group.firstPerson &+ UInt32(truncatingIfNeeded: member),
          group: g,
          party: pick(society.strata[group.stratum].sympathies, luck)
        )
      )
    }
    sharesOfGroups = shares
    bodies.ministers[body] = ministers
    lean(body, society)
  }

  /// A legal body wants what its ministers want: mostly their parties' positions, partly their strata's.
  mutating func lean(_ body: Int, _ society: Society) {
    let ministers = bodies.ministers[body]
    guard !ministers.isEmpty else { return }
    for party in 0..<bodies.executive.width { bodies.executive[body, party] = 0 }
    for minister in ministers {
      bodies.executive[body, minister.party] += 1 / Double(ministers.count)
    }
    for d in 0..<society.domainCount {
      var sum = 0.0
      for minister in ministers {
        let stratum = society.groups[minister.group].stratum
        sum +=
          0.6 * society.parties[minister.party].positions[d]
          + 0.4 * society.strata[stratum].wants[d]
      }
      bodies.leanings[body, d] =
        society.bodies[body].held(d) ?? sum / Double(ministers.count)
    }
    bodies.positions.copy(body, of: bodies.leanings)
  }
}

/// From whom ministers are drawn.
private enum Pool {
  case everyone, elite, assembly

  /// Whether a group is of them.
  func has(_ g: Int, in world: World) -> Bool {
    switch self {
    case .everyone: true
    case .elite: world.society.strata[Int(world.layout.stratumOf[g])].isElite
    case .assembly: world.society.groups[g].circle == .assembly
    }
  }
}
