// Reads: people, world. Writes: orders and who obeyed; competence, failures, policy. Draws: order time, order domain, contest, yielding, obedience.

/// An order as it was given: what it takes to ask a person again whether she obeyed it.
struct GivenOrder: Sendable {
  let body: Int
  let domain: Int
  /// The policy that it commands; in `0...1`.
  let position: Double
  /// The body that contested it; -1 for none.
  let contestedBy: Int
  /// The policy of that body; in `0...1`.
  let rivalPosition: Double
  /// Towns whose groups it addressed, beside those of the body's own.
  let towns: [Int]
  /// The order, whomever it meets.
  let command: Command
}

/// Whom an order addresses and how many obey it: kept from one order to the next, so that none makes lists of its own.
struct OrderRoom: Sendable {
  /// Shape `[domain]`; how much those care who would carry out its orders.
  var cares: [Double] = []
  /// Shape `[stratum]`; the order as its members weigh it.
  var commands: [Command] = []
  /// The groups that it addresses.
  var groups: [Int] = []
  /// Shape `[groups]`; agents who obeyed.
  var obeyed: [Int] = []
  /// Shape `[stratum]`; persons whom it addressed, and who obeyed.
  var personsAddressed: [Double] = []
  var personsObeying: [Double] = []
}

extension World {
  /// Whether a group is of those who are to carry out orders of a domain.
  func carriesOut(_ g: Int, _ domain: Int) -> Bool {
    society.strata[Int(layout.stratumOf[g])].carries[domain] > 0
      && society.groups[g].circle == .none
  }

  /// Whether an order addressed a group.
  func isAddressed(_ g: Int, by order: GivenOrder) -> Bool {
    let town = layout.townOf[g]
    return (town == society.bodies[order.body].seat || order.towns.contains(town))
      && carriesOut(g, order.domain)
  }

  /// An order as members of a stratum weigh it.
  func command(_ order: GivenOrder, to stratum: Int) -> Command {
    var command = order.command
    command.weight = weight(of: order.position, order.domain, stratum)
    command.rivalWeight =
      order.contestedBy >= 0 ? weight(of: order.rivalPosition, order.domain, stratum) : 0
    return command
  }

  /// `1 + w·a` of a policy for a stratum, in 1/256.
  private func weight(of position: Double, _ domain: Int, _ stratum: Int) -> Int32 {
    let aligned = 1 - 2 * abs(society.strata[stratum].wants[domain] - position)
    return Int32(256 * max(0, 1 + society.parameters[.alignmentWeight] * aligned))
  }
}

extension OrderRoom {
  /// Weighs how often each domain comes up: by how much the strata of a town that carry out its orders care.
  fileprivate mutating func weigh(_ town: Int, in world: World) {
    let strata = world.society.strata.indices
    cares.keep(0, count: world.society.domainCount)
    for s in strata where world.layout.stratumPersons[town * strata.count + s] > 0 {
      for d in cares.indices {
        cares[d] += world.society.strata[s].carries[d] * world.society.strata[s].saliences[d]
      }
    }
  }

  /// Asks everyone whom an order addresses: the groups of the body's town, and for the centre of a federation those of
  /// every town whose council has joined.
  fileprivate mutating func ask(
    _ order: GivenOrder,
    _ people: People,
    in world: World,
    concurrently: Concurrently
  ) {
    groups.removeAll(keepingCapacity: true)
    add(world.society.bodies[order.body].seat, order, in: world)
    for town in order.towns { add(town, order, in: world) }
    let layout = world.layout
    commands.removeAll(keepingCapacity: true)
    for s in world.society.strata.indices { commands.append(world.command(order, to: s)) }
    people.obedience(
      of: groups,
      to: commands,
      stratumOf: layout.stratumOf,
      &obeyed,
      concurrently: concurrently
    )
    personsAddressed.keep(0, count: commands.count)
    personsObeying.keep(0, count: commands.count)
    for (i, g) in groups.enumerated() {
      let s = Int(layout.stratumOf[g])
      guard commands[s].weight > 0 else { continue }
      let share = world.society.strata[s].carries[order.domain]
      personsAddressed[s] += share * layout.persons[g]
      personsObeying[s] += share * Double(obeyed[i]) * layout.weights[g]
    }
  }

  /// Adds those of a town whom an order addresses.
  private mutating func add(_ town: Int, _ order: GivenOrder, in world: World) {
    for position in world.layout.groupsOf.positions(of: town) {
      let g = world.layout.groupsOf[position]
      if world.carriesOut(g, order.domain) { groups.append(g) }
    }
  }
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
    let (society, layout) = (world.society, world.layout)
    orderRoom.weigh(world.society.bodies[body].seat, in: world)
    guard orderRoom.cares.contains(where: { $0 > 0 }) else { return }
    let domain = pick(orderRoom.cares, draws.unit(.orderDomain, layout.keys[body]))
    let position = commandedPosition(body, domain, in: world, draws)
    let rival = contender(body, domain, position, in: world, draws)
    let order = GivenOrder(
      body: body,
      domain: domain,
      position: position,
      contestedBy: rival ?? -1,
      rivalPosition: rival.map { bodies.positions[$0, domain] } ?? 0,
      towns: conference.federatedTowns(of: body),
      command: Command(
        column: layout.institutionColumn[layout.lineOfBody[body]],
        rival: rival.map { layout.institutionColumn[layout.lineOfBody[$0]] },
        noise: Int32(256 * society.parameters[.obedienceNoise]),
        key: draws.key(.obedience, plus: UInt64(layout.keys[body]), tick: draws.tick)
      )
    )
    given.append(order)
    orderRoom.ask(order, people, in: world, concurrently: concurrently)
    let row = row(of: order, in: world)
    orders.append(row)
    learn(from: row, in: world, draws)
  }

  /// What is noted of an order.
  private func row(of order: GivenOrder, in world: World) -> OrderRow {
    var row = OrderRow()
    row.tick = world.tick
    row.body = order.body
    row.domain = order.domain
    row.position = order.position
    row.contestedBy = order.contestedBy
    row.addressed = orderRoom.personsAddressed.reduce(0, +)
    row.obeyed = orderRoom.personsObeying.reduce(0, +)
    // Of what a town's bodies order only sums are kept.
    if order.body < world.layout.nationals.count {
      row.obeyedByStratum = orderRoom.personsAddressed.indices.map {
        let addressed = orderRoom.personsAddressed[$0]
        return addressed > 0 ? orderRoom.personsObeying[$0] / addressed : -1
      }
    }
    return row
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
    return world.layout.peersOf[of: body].first { other in
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
