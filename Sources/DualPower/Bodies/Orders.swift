// Reads: people, world. Writes: orders and who obeyed; competence, failures, policy. Draws: order time, order domain, contest, yielding, obedience.

/// An order as it was given: what it takes to ask a person again whether she obeyed it.
struct GivenOrder: Sendable {
  let body: Int
  let domain: Int
  /// The body that contested it; -1 for none.
  let contestedBy: Int
  /// Whom it addressed.
  let groups: [Int]
  /// The order, whatever group it meets.
  let command: Command
  /// Shape `[stratum]`; `1 + w·a_X` in 1/256.
  let weights: [Int32]
  /// Shape `[stratum]`; the same for the rival.
  let rivalWeights: [Int32]
}

extension Bodies {
  /// Bodies give orders; another may contest one; everyone addressed obeys or does not.
  mutating func giveOrders(
    _ people: People,
    in world: World,
    _ draws: Draws,
    concurrently: Concurrently
  ) {
    guard world.isDay else { return }
    let p = world.society.parameters
    for body in bodies.indices where isObeyed(body, in: world) {
      if world.society.lines[world.society.bodies[body].line].claim == .incumbent { continue }
      let isNational = body < world.layout.nationals.count
      let rate = (isNational ? p[.ordersPerDay] : p[.organOrdersPerDay]) / 15
      if draws.happens(.orderTime, world.layout.keys[body], hazard: rate) {
        giveOrder(body, people, in: world, draws, concurrently: concurrently)
      }
    }
  }

  private mutating func giveOrder(
    _ body: Int,
    _ people: People,
    in world: World,
    _ draws: Draws,
    concurrently: Concurrently
  ) {
    let society = world.society
    let p = society.parameters
    let weights = domainWeights(seat: society.bodies[body].seat, in: world)
    guard weights.contains(where: { $0 > 0 }) else { return }
    let domain = pick(weights, draws.unit(.orderDomain, world.layout.keys[body]))
    let position = commandedPosition(body, domain, in: world, draws)
    let rival = contender(body, domain, position, in: world, draws)

    let heard = addressed(by: body, domain, in: world)
    let given = GivenOrder(
      body: body,
      domain: domain,
      contestedBy: rival ?? -1,
      groups: heard,
      command: Command(
        column: world.layout.institutionColumn[society.bodies[body].line],
        rival: rival.map { world.layout.institutionColumn[society.bodies[$0].line] },
        noise: Int32(256 * p[.obedienceNoise]),
        key: draws.key(.obedience, plus: UInt64(world.layout.keys[body]), tick: draws.tick)
      ),
      weights: society.strata.indices.map { weight(of: position, domain, $0, society, p) },
      rivalWeights: society.strata.indices.map { s in
        rival.map { weight(of: bodies.positions[$0, domain], domain, s, society, p) } ?? 0
      }
    )
    self.given.append(given)
    let ownWeights = heard.map { given.weights[society.groups[$0].stratum] }
    let obeyed = people.obedience(
      of: heard,
      to: given.command,
      weights: ownWeights,
      rivalWeights: heard.map { given.rivalWeights[society.groups[$0].stratum] },
      concurrently: concurrently
    )

    var row = OrderRow()
    row.tick = world.tick
    row.body = body
    row.domain = domain
    row.position = position
    row.contestedBy = rival ?? -1
    var addressed = [Double](repeating: 0, count: society.strata.count)
    var obeying = addressed
    for (i, g) in heard.enumerated() where ownWeights[i] > 0 {
      let group = society.groups[g]
      let share = society.strata[group.stratum].carries[domain]
      addressed[group.stratum] += share * world.layout.persons[g]
      obeying[group.stratum] += share * Double(obeyed[i]) * group.weight
    }
    row.addressed = addressed.reduce(0, +)
    row.obeyed = obeying.reduce(0, +)
    row.obeyedByStratum = addressed.indices.map {
      addressed[$0] > 0 ? obeying[$0] / addressed[$0] : -1
    }
    orders.append(row)
    learn(from: row, in: world, draws)
  }

  /// The groups that are to carry out a body's orders of a domain: those of its town, and for the centre
  /// of a federation those of every town whose council has joined.
  private func addressed(by body: Int, _ domain: Int, in world: World) -> [Int] {
    let society = world.society
    func carries(_ g: Int) -> Bool {
      society.groups[g].circle == .none
        && society.strata[society.groups[g].stratum].carries[domain] > 0
    }
    var groups = world.layout.groups(ofTown: society.bodies[body].seat).filter(carries)
    for town in conference.federatedTowns(of: body) {
      groups += world.layout.groups(ofTown: town).filter(carries)
    }
    return groups
  }

  /// `1 + w·a` of a policy for a stratum, in 1/256.
  private func weight(
    of position: Double,
    _ domain: Int,
    _ s: Int,
    _ society: Society,
    _ p: Parameters
  ) -> Int32 {
    let aligned = 1 - 2 * abs(society.strata[s].wants[domain] - position)
    return Int32(256 * max(0, 1 + p[.alignmentWeight] * aligned))
  }

  /// How often each domain comes up: by how much the strata that carry out its orders care.
  private func domainWeights(seat: Int, in world: World) -> [Double] {
    let society = world.society
    return (0..<society.domainCount).map { d in
      society.strata.indices.reduce(0) { sum, s in
        let isHere = world.layout.stratumPersons[seat * society.strata.count + s] > 0
        return sum + (isHere ? society.strata[s].carries[d] * society.strata[s].saliences[d] : 0)
      }
    }
  }

  /// What a body commands: what it stands for; a cooperating council now and then calls its own
  /// followers to order in favour of policy.
  private func commandedPosition(
    _ body: Int,
    _ domain: Int,
    in world: World,
    _ draws: Draws
  ) -> Double {
    let own = bodies.positions[body, domain]
    let ruling = inForce(over: body, in: world)
    guard world.layout.isCouncil[body], ruling >= 0, ruling != body else { return own }
    let friendly = (1 + bodies.stance[body, world.society.bodies[ruling].line]) / 2
    let calls =
      draws.unit(.orderDomain, world.layout.keys[body], 1)
      < world.society.parameters[.orderDiscipline] * friendly
    return calls ? bodies.positions[ruling, domain] : own
  }

  /// The body that contests an order, if one does: the likelier the wider the gap of positions, and
  /// the less the friendlier it is.
  private func contender(
    _ body: Int,
    _ domain: Int,
    _ position: Double,
    in world: World,
    _ draws: Draws
  ) -> Int? {
    let society = world.society
    let p = society.parameters
    let line = society.bodies[body].line
    return world.layout.peersOf[body].first { other in
      guard
        other != body, isObeyed(other, in: world), society.bodies[other].line != line,
        society.lines[society.bodies[other].line].claim != .incumbent
      else { return false }
      let gap = abs(position - bodies.positions[other, domain])
      let tolerance = 1 - p[.contestStance] * bodies.stance[other, line]
      let odds = p[.contestSlope] * max(0, gap - p[.contestGap]) * tolerance
      let keys = world.layout.keys
      return draws.unit(.contest, keys[body], keys[other]) < unit(odds)
    }
  }

  /// What an order teaches: competence, failures, conflict, and who gives way in policy.
  private mutating func learn(from row: OrderRow, in world: World, _ draws: Draws) {
    let society = world.society
    let p = society.parameters
    let share = row.compliance
    let body = row.body
    bodies.competence[body] +=
      p[.competenceStep] * share * (1 - bodies.competence[body])
    bodies.compliance[body] += 0.2 * (share - bodies.compliance[body])
    bodies.failures[body] += p[.failureCost] * max(0, 0.5 - share)
    if world.layout.isCouncil[body] || row.contestedBy < 0 {
      jump(row, in: world)
    }
    guard row.contestedBy >= 0 else { return }
    let other = row.contestedBy
    if body < world.layout.nationals.count {
      note(.order, in: world, body: body, subject: row.domain, amount: share)
    }
    bodies.competence[other] +=
      p[.competenceStep] * (1 - share) * (1 - bodies.competence[other])
    quarrel(body, other, in: world)
    let loser = share < 0.5 ? body : other
    let winner = share < 0.5 ? other : body
    if world.has(.concessions)
      && draws.unit(.yielding, world.layout.keys[body], 0) < p[.yieldChance]
    {
      move(loser, row.domain, toward: bodies.positions[winner, row.domain], by: p[.policyStep])
    }
  }

  /// An order against a stratum's interest adds to what it has to demand; a government whose order was
  /// unpopular may go its own way all the same, and take policy back.
  private mutating func jump(_ row: OrderRow, in world: World) {
    guard facts.hasFallen, row.body == inForce else { return }
    let society = world.society
    for s in society.strata.indices {
      let stratum = society.strata[s]
      let gap = abs(stratum.wants[row.domain] - row.position) - 0.5
      if gap > 0 {
        facts.demand[s] = unit(
          facts.demand[s]
            + society.parameters[.demandJump] * stratum.saliences[row.domain] * gap
        )
      }
    }
  }

  /// Moves a body's policy some of the way.
  mutating func move(_ body: Int, _ domain: Int, toward goal: Double, by step: Double) {
    bodies.positions[body, domain] += step * (goal - bodies.positions[body, domain])
  }
}
