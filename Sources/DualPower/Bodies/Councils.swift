// Reads: groups. Writes: councils, their executives and leanings. Draws: none.

extension Bodies {
  /// Councils are constituted by deputies enough, and are what their deputies are.
  mutating func constitute(_ groups: Groups, in world: World, _ draws: Draws) {
    for council in world.layout.councils where bodies.mergedInto[council] < 0 {
      let isNational = council < world.layout.nationals.count
      if isNational || groups.delegations.isChanged[council] {
        compose(council, groups, in: world)
      }
      aspire(council, in: world)
      guard !bodies.stands[council] else { continue }
      let deputies = groups.delegations.count(council)
      guard deputies > 0, deputies >= quorum(of: council, groups, in: world) else { continue }
      found(council, deputies: deputies, groups, in: world)
    }
  }

  /// Deputies that make a council: so many, or more where more could be sent.
  private func quorum(of council: Int, _ groups: Groups, in world: World) -> Double {
    let plan = world.society.bodies[council]
    return max(
      plan.quorum,
      plan.quorumRoot * groups.delegations.possible[council].squareRoot()
    )
  }

  private mutating func found(
    _ council: Int,
    deputies: Double,
    _ groups: Groups,
    in world: World
  ) {
    let plan = world.society.bodies[council]
    let start = world.society.parameters[.competenceStart]
    raise(council, competence: world.has(.cession) ? start : 0.9, in: world)
    bodies.positions.copy(council, of: bodies.leanings)
    note(
      .councilConstituted,
      in: world,
      town: plan.seat,
      body: council,
      subject: groups.delegations.firstGroup[council],
      amount: deputies
    )
    guard council < world.layout.nationals.count else { return }
    let leading = leadingParty(bodies.executive[council])
    note(
      .executiveElected,
      in: world,
      body: council,
      subject: leading,
      amount: Double(plan.executive)
    )
  }

  /// A council's executive and leanings follow from its deputies.
  ///
  /// Parties name part of the executive by equal quotas; the plenum elects the rest. Members whom a
  /// conference of councils has added keep their part of it.
  private mutating func compose(_ council: Int, _ groups: Groups, in world: World) {
    let society = world.society
    let p = society.parameters
    let parties = society.parties.count
    let deputies = groups.delegations.count(council)
    guard deputies > 0 else { return }
    func plenum(_ party: Int) -> Double {
      groups.delegations.byParty[council * parties + party] / deputies
    }
    func isNamed(_ party: Int) -> Bool { !society.parties[party].isNone && plenum(party) > 0.01 }
    let named = society.parties.indices.count(where: isNamed)
    let quota = named == 0 ? 0 : p[.executiveQuota]
    let added = conference.members(of: council)
    var doctrine = 0.0
    for party in 0..<parties {
      let byQuota = isNamed(party) ? quota / Double(named) : 0
      let own = byQuota + (1 - quota) * plenum(party)
      bodies.executive[council, party] = own
      // What they decided on power counts by the same part.
      var weight = plenum(party)
      if let added {
        bodies.executive[council, party] += p[.conferenceShare] * (added[party] - own)
        weight += p[.conferenceShare] * (added[party] - weight)
      }
      doctrine += weight * society.parties[party].doctrine
    }
    bodies.doctrine[council] = doctrine
    for d in 0..<society.domainCount {
      var leaning = 0.0
      for party in 0..<parties {
        leaning +=
          (bodies.executive[council, party] + plenum(party)) / 2
          * society.parties[party].positions[d]
      }
      bodies.leanings[council, d] = society.bodies[council].held(d) ?? leaning
    }
  }

  /// Aspiration is doctrine, weighted by deputies, times competence.
  private mutating func aspire(_ council: Int, in world: World) {
    let doctrine = world.has(.cession) ? bodies.doctrine[council] : 0.9
    let shared = world.society.parameters[.doctrineBase]
    bodies.aspiration[council] = (doctrine + shared) / 2 * bodies.competence[council]
  }

  /// Two councils of a town that elect apart come together in time.
  mutating func merge(in world: World, _ draws: Draws) {
    facts.merging.removeAll(keepingCapacity: true)
    guard world.isDay else { return }
    let society = world.society
    for town in society.towns.indices {
      let organs = world.layout.organsOf.positions(of: town)
      var first = -1
      for position in organs {
        let body = world.layout.organsOf[position]
        guard isStandingCouncil(body, in: world) else { continue }
        if first < 0 || bodies.since[body] < bodies.since[first] { first = body }
      }
      for position in organs {
        let other = world.layout.organsOf[position]
        guard other != first, isStandingCouncil(other, in: world) else { continue }
        guard society.bodies[other].line == society.bodies[first].line else { continue }
        let key = world.layout.keys[other]
        // Some groups never meant to sit apart, and go to the council that stands as soon as it is day.
        let joins = draws.unit(.merging, key, 1, at: 0) < society.parameters[.joinChance]
        let hazard = society.parameters[.mergeHazard]
        guard joins || draws.happens(.merging, key, hazard: hazard) else { continue }
        bodies.stands[other] = false
        bodies.mergedInto[other] = first
        facts.merging.append(other)
        facts.merging.append(first)
        note(.councilsMerged, in: world, town: town, body: first, subject: other)
      }
    }
  }

  private func isStandingCouncil(_ body: Int, in world: World) -> Bool {
    world.layout.isCouncil[body] && bodies.stands[body]
  }

  /// The party with the largest share; of equals the first.
  func leadingParty(_ shares: [Double]) -> Int {
    var best = 0
    for party in shares.indices where shares[party] > shares[best] { best = party }
    return best
  }
}
