// Reads: groups. Writes: councils, their executives and leanings. Draws: none.

extension Bodies {
  /// Councils are constituted by deputies enough, and are what their deputies are.
  mutating func constitute(_ groups: Groups, in world: World, _ draws: Draws) {
    let society = world.society
    let p = society.parameters
    for council in world.layout.councils {
      let deputies = groups.delegations.count(council)
      compose(council, groups, in: world)
      guard !bodies[council].stands, deputies >= society.bodies[council].quorum else { continue }
      bodies[council].stands = true
      bodies[council].since = world.tick
      bodies[council].competence = p[.competenceStart]
      if !world.has(.cession) { bodies[council].competence = 0.9 }
      bodies[council].positions = bodies[council].leanings
      note(
        .councilConstituted,
        in: world,
        body: council,
        subject: groups.delegations.firstGroup[council],
        amount: deputies
      )
      let leading = leadingParty(bodies[council].executive)
      note(
        .executiveElected,
        in: world,
        body: council,
        subject: leading,
        amount: Double(society.bodies[council].executive)
      )
    }
  }

  /// A council's executive, leanings and aspiration follow from its deputies.
  ///
  /// Parties name part of the executive by equal quotas; the plenum elects the rest. Aspiration is
  /// doctrine, weighted by deputies, times competence.
  private mutating func compose(_ council: Int, _ groups: Groups, in world: World) {
    let society = world.society
    let p = society.parameters
    let parties = society.parties.count
    let deputies = groups.delegations.count(council)
    guard deputies > 0 else { return }
    let plenum = groups.delegations.byParty[council * parties..<(council + 1) * parties]
      .map { $0 / deputies }
    let named = society.parties.indices.filter { !society.parties[$0].isNone && plenum[$0] > 0.01 }
    let quota = named.isEmpty ? 0 : p[.executiveQuota]
    var doctrine = 0.0
    for party in 0..<parties {
      let byQuota = named.contains(party) ? quota / Double(named.count) : 0
      bodies[council].executive[party] = byQuota + (1 - quota) * plenum[party]
      doctrine += plenum[party] * society.parties[party].doctrine
    }
    if !world.has(.cession) { doctrine = 0.9 }
    bodies[council].aspiration = (doctrine + p[.doctrineBase]) / 2 * bodies[council].competence
    for d in 0..<society.domainCount {
      var leaning = 0.0
      for party in 0..<parties {
        leaning +=
          (bodies[council].executive[party] + plenum[party]) / 2
          * society.parties[party].positions[d]
      }
      bodies[council].leanings[d] = leaning
    }
  }

  /// The party with the largest share; of equals the first.
  func leadingParty(_ shares: [Double]) -> Int {
    var best = 0
    for party in shares.indices where shares[party] > shares[best] { best = party }
    return best
  }
}
