// Reads: places, tidings. Writes: towns that opened, their legal bodies. Draws: opening, committee, commissar, ministers.

/// What became of the old order in the towns outside the capital.
struct Country: Sendable {
  /// Shape `[town]`; the tick in which its officials yielded; -1 before.
  var openedAt: [Int]
  /// Shape `[town]`; share of its neighbours that had opened at the last count.
  var opennessAround: [Double]

  init(_ society: Society) {
    openedAt = [Int](repeating: -1, count: society.towns.count)
    opennessAround = [Double](repeating: 0, count: society.towns.count)
  }

  /// Whether a town's officials have yielded: people may meet, and telegrams be read.
  func isOpen(_ town: Int) -> Bool { openedAt[town] >= 0 }

  /// How freely people may meet: as the garrison wavers in the capital, once officials have yielded
  /// elsewhere.
  func freedom(of town: Int, hasFallen: Bool, _ places: Places, in world: World) -> Double {
    if world.layout.isLinked[town] { return isOpen(town) ? 1 : 0 }
    let wavering = places.share(.garrison, inTown: town, hoursAgo: 0)
    let held = power(1 - wavering, world.society.parameters[.steadiness])
    let hasForce = places.firstForce[town] > 0
    return hasFallen || !hasForce ? 1 : (1 - held) * (1 - held)
  }

  /// How far a town's officials recognise the old order.
  func loyalty(of town: Int, _ groups: Groups, in world: World) -> Double {
    let line = world.society.bodies[world.layout.incumbent].line
    let column = world.layout.institutionColumn[line]
    var held = 0.0
    var persons = 0.0
    for g in world.layout.groups(ofTown: town) where isOfficial(g, in: world) {
      held += groups.recognition(g, column) * world.layout.persons[g]
      persons += world.layout.persons[g]
    }
    return persons > 0 ? held / persons : 0
  }

  /// Whether a group is of those who could hold news back, or form a committee.
  private func isOfficial(_ g: Int, in world: World) -> Bool {
    let group = world.society.groups[g]
    return world.society.strata[group.stratum].isElite && group.circle == .none
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&openedAt)
    wire.value(&opennessAround)
  }
}

extension Bodies {
  /// Officials yield, and legal bodies take their place.
  mutating func open(_ places: Places, in world: World, _ draws: Draws) {
    if world.tick % 3 == 0 { lookAround(in: world) }
    for town in world.society.towns.indices where world.layout.isLinked[town] {
      if !country.isOpen(town) { yield(town, places, in: world, draws) }
      if country.isOpen(town) { formLocalCommittee(town, in: world, draws) }
      sendCommissar(to: town, in: world, draws)
    }
  }

  /// What officials can see of how others of their kind fared.
  private mutating func lookAround(in world: World) {
    for town in world.society.towns.indices where world.layout.isLinked[town] {
      let ways = world.layout.ways.from[of: town]
      let open = ways.count {
        country.isOpen($0.to) || ($0.to == world.society.capital && tidings.since[0] >= 0)
      }
      country.opennessAround[town] = ways.isEmpty ? 0 : Double(open) / Double(ways.count)
    }
  }

  /// Officials yield, stop forbidding meetings and let telegrams be read: the sooner the more is
  /// confirmed to them, the more of their neighbours have, and the more of their own town and garrison
  /// are out.
  ///
  /// A rumour confirms little: it raises talk but does not open a town.
  private mutating func yield(
    _ town: Int,
    _ places: Places,
    in world: World,
    _ draws: Draws
  ) {
    let p = world.society.parameters
    let rumour = p[.rumourWeight]
    let lost = tidings.confirmed(.capitalLost, to: town, rumour: rumour)
    // A garrison that is lost, by the rule by which the capital's is, opens a town whatever anyone has heard.
    let isLost = places.hoursLost[town] > 0
    let crowd = lost * places.share(.civil, inTown: town, hoursAgo: 0) + (isLost ? 1 : 0)
    guard lost > 0 || crowd > 0 || country.opennessAround[town] > 0 else { return }
    let hazard =
      p[.yieldCapital] * lost
      + p[.yieldCommand] * tidings.confirmed(.circleWithdrew, to: town, rumour: rumour)
      + p[.yieldFall] * tidings.confirmed(.regimeFell, to: town, rumour: rumour)
      + p[.yieldAround] * country.opennessAround[town]
      + p[.yieldCrowd] * crowd
    guard draws.happens(.opening, town, hazard: hazard * (world.isDay ? 1.3 : 0.5)) else {
      return
    }
    open(town, in: world)
  }

  private mutating func open(_ town: Int, in world: World) {
    country.openedAt[town] = world.tick
    note(
      .officialsYielded,
      in: world,
      town: town,
      body: world.layout.incumbent,
      amount: tidings.since[0] < 0 ? 0 : Double(world.tick - tidings.since[0])
    )
  }

  /// Notables of an open town form a committee.
  private mutating func formLocalCommittee(_ town: Int, in world: World, _ draws: Draws) {
    let body = world.layout.legalOrganOf[town]
    guard body >= 0, !bodies.stands[body], hasNotables(town, in: world) else { return }
    let hazard = world.society.parameters[.townCommittee] * (world.isDay ? 1.3 : 0.3)
    guard draws.happens(.committee, world.layout.keys[body], hazard: hazard) else { return }
    takeOffice(body, town, isCommissar: false, in: world, draws)
  }

  /// A government sends commissars where no committee has formed, to the seats of provinces first.
  private mutating func sendCommissar(to town: Int, in world: World, _ draws: Draws) {
    let body = world.layout.legalOrganOf[town]
    guard
      body >= 0, !bodies.stands[body], world.isDay,
      world.society.towns[town].kind == .seat,
      tidings.has(.governmentFormed, town, byWire: world.has(.telegraph)),
      hasNotables(town, in: world)
    else { return }
    let hazard = world.society.parameters[.commissarHazard]
    guard draws.happens(.commissar, town, hazard: hazard) else { return }
    if !country.isOpen(town) { open(town, in: world) }
    takeOffice(body, town, isCommissar: true, in: world, draws)
  }

  private func hasNotables(_ town: Int, in world: World) -> Bool {
    let strata = world.society.strata
    return strata.indices.contains {
      strata[$0].isElite && world.layout.stratumPersons[town * strata.count + $0] > 0
    }
  }

  private mutating func takeOffice(
    _ body: Int,
    _ town: Int,
    isCommissar: Bool,
    in world: World,
    _ draws: Draws
  ) {
    raise(body, competence: 1, in: world)
    bodies.holdsApparatus[body] = true
    bodies.isCommissar[body] = isCommissar
    appoint(body, in: world, draws, term: 0)
    note(
      .committeeFormed,
      in: world,
      town: town,
      body: body,
      subject: -1,
      amount: Double(world.tick - country.openedAt[town])
    )
  }
}
