// Reads: places, groups, people, world. Writes: who claims to rule, and what they do. Draws: every stream of bodies.

/// What claims to rule, and what it decides.
struct Bodies: Sendable {
  /// What the hour left in the open; the next hour's facts.
  var facts: Facts
  /// Shape `[body]`.
  var bodies: [Body]
  /// The elites' hold on the ruler.
  var elites: Elites
  /// What the street has done.
  var street = Street()
  /// Shape `[party]`; the active share that it expects.
  var forecasts: [Double]
  /// Shape `[party]`; the tick of its line, -1 while it has none.
  var lineAt: [Int]
  /// Shape `[power]`; whether it recognises the successor.
  var recognisedBy: [Bool]
  /// The tick of the settlement of the vacant power; -1 before.
  var settledAt = -1
  /// The tick of the fall; -1 before.
  var fellAt = -1
  /// Shape `[group × body]`; agents who would obey each standing body, at the last count.
  var writ: [Int]
  /// Shape `[body]`; share of the capital that would obey it, of all its people.
  var writShare: [Double]
  /// What of the capital's history has reached other towns.
  var tidings: Tidings
  /// Events of this hour.
  var events: [Event] = []
  /// Orders of this hour.
  var orders: [OrderRow] = []

  init(_ society: Society) {
    let count = society.bodies.count
    facts = Facts(society)
    bodies = society.bodies.map { Body($0, bodies: count, parties: society.parties.count) }
    elites = Elites(society)
    forecasts = [Double](repeating: 0, count: society.parties.count)
    lineAt = [Int](repeating: -1, count: society.parties.count)
    recognisedBy = [Bool](repeating: false, count: society.powers.count)
    writ = [Int](repeating: 0, count: society.groups.count * count)
    writShare = [Double](repeating: 0, count: count)
    tidings = Tidings(society)
    for body in bodies.indices {
      let isIncumbent = society.lines[society.bodies[body].line].claim == .incumbent
      guard isIncumbent else { continue }
      bodies[body].stands = true
      bodies[body].holdsApparatus = true
      facts.stands[body] = true
      facts.holdsApparatus[body] = true
      facts.inForce = body
    }
  }

  /// One hour of rule, in the order in which one thing leads to the next.
  mutating func rule(
    _ places: Places,
    _ groups: Groups,
    _ people: People,
    in world: World,
    _ draws: Draws,
    concurrently: Concurrently
  ) {
    events.removeAll(keepingCapacity: true)
    orders.removeAll(keepingCapacity: true)
    watchStreet(places, groups, in: world)
    watchCapital(places, in: world)
    commandForce(places, in: world, draws)
    withdraw(groups, in: world)
    fall(places, in: world, draws)
    constitute(groups, in: world, draws)
    succeed(places, groups, in: world, draws)
    takeLines(places, in: world, draws)
    if world.tick % 6 == 0 { count(people, in: world, concurrently: concurrently) }
    giveOrders(people, in: world, draws, concurrently: concurrently)
    relate(groups, in: world)
    standTrial(places, in: world, draws)
    lookAbroad(in: world, draws)
    tell(in: world)
    publish(places, groups, in: world)
  }

  /// Notes an event of this hour.
  mutating func note(
    _ kind: EventKind,
    in world: World,
    town: Int? = nil,
    body: Int = -1,
    subject: Int = -1,
    amount: Double = 0
  ) {
    events.append(
      Event(
        tick: world.tick,
        kind: kind,
        town: town ?? world.society.capital,
        body: body,
        subject: subject,
        amount: amount
      )
    )
  }

  /// Hours since the outbreak, 0 before it.
  func hoursSinceOutbreak(in world: World) -> Double {
    street.began >= 0 ? Double(world.tick - street.began) : 0
  }

  /// The body that holds the apparatus of state; -1 while the power is vacant.
  var inForce: Int { bodies.indices.first { bodies[$0].stands && bodies[$0].holdsApparatus } ?? -1 }

  /// Counts who would obey whom, were orders to conflict.
  private mutating func count(_ people: People, in world: World, concurrently: Concurrently) {
    let society = world.society
    let standing = bodies.indices.filter { isObeyed($0, in: world) }
    for i in writ.indices { writ[i] = 0 }
    for body in bodies.indices { writShare[body] = 0 }
    if standing.isEmpty { return }
    let counts = people.writ(
      columns: standing.map { world.layout.institutionColumn[society.bodies[$0].line] },
      floor: UInt8(255 * society.parameters[.obedienceFloor]),
      concurrently: concurrently
    )
    let capital = world.layout.capitalPersons.reduce(0, +)
    for g in society.groups.indices {
      for (i, body) in standing.enumerated() {
        let agents = counts[g * standing.count + i]
        writ[g * bodies.count + body] = agents
        if world.layout.townOf[g] == society.capital {
          writShare[body] += Double(agents) * society.groups[g].weight / capital
        }
      }
    }
  }

  /// Whether a body gives orders that people may obey.
  func isObeyed(_ body: Int, in world: World) -> Bool {
    bodies[body].stands && (world.has(.secondBody) || !world.layout.isCouncil(body))
  }

  /// Shape `[body]`; the writ of each body over groups that a condition picks, and the share of none.
  func writ(
    in world: World,
    where picks: (Int) -> Bool
  ) -> (writ: [Double], none: Double) {
    var obeying = [Double](repeating: 0, count: bodies.count)
    var persons = 0.0
    for g in world.society.groups.indices where picks(g) {
      persons += world.layout.persons[g]
      for body in bodies.indices {
        obeying[body] +=
          Double(writ[g * bodies.count + body]) * world.society.groups[g].weight
      }
    }
    let some = obeying.reduce(0, +)
    for body in obeying.indices where some > 0 { obeying[body] /= some }
    return (obeying, persons > 0 ? 1 - some / persons : 0)
  }

  /// Makes the hour's acts the next hour's facts.
  private mutating func publish(_ places: Places, _ groups: Groups, in world: World) {
    let society = world.society
    let count = bodies.count
    facts.inForce = inForce
    facts.hasFallen = fellAt >= 0
    facts.holdsSupply = settledAt >= 0
    facts.isFiring = elites.isFiring
    facts.frontTroops = elites.frontTroops
    facts.isReturning = street.isReturning
    facts.circlesWithdrawn = elites.shareWithdrawn
    facts.commandWithdrew = elites.commandWithdrew
    for body in bodies.indices {
      facts.stands[body] = bodies[body].stands
      facts.holdsApparatus[body] = bodies[body].holdsApparatus
      facts.shares[body] = bodies[body].shares
      facts.compliance[body] = bodies[body].compliance
      facts.failures[body] = bodies[body].failures
      for other in bodies.indices {
        facts.stance[body * count + other] = bodies[body].stance[other]
      }
      for s in society.strata.indices {
        facts.alignment[body * society.strata.count + s] =
          alignment(bodies[body].positions, stratum: s, society)
      }
    }
    facts.lineTaken = lineAt.map { $0 >= 0 && $0 <= world.tick }
    let ruling = facts.inForce
    if ruling >= 0 && facts.hasFallen {
      let garrison = writ(in: world) { g in
        world.layout.townOf[g] == society.capital
          && society.strata[society.groups[g].stratum].bearing == .garrison
      }
      facts.garrisonWrit = garrison.writ[ruling] * (1 - garrison.none)
    }
    let powers = Double(max(1, recognisedBy.count))
    facts.abroad = Double(recognisedBy.count { $0 }) / powers
    for town in society.towns.indices {
      let wavering = places.share(.garrison, inTown: town, hoursAgo: 0)
      let held = power(1 - wavering, society.parameters[.steadiness])
      let hasForce = places.firstForce[town] > 0
      facts.freedom[town] = facts.hasFallen || !hasForce ? 1 : (1 - held) * (1 - held)
    }
  }

  /// How far a policy agrees with what a stratum wants: 1 in all it cares for, −1 in nothing.
  func alignment(_ positions: [Double], stratum s: Int, _ society: Society) -> Double {
    let stratum = society.strata[s]
    var sum = 0.0
    var weight = 0.0
    for d in positions.indices {
      sum += stratum.saliences[d] * (1 - 2 * abs(stratum.wants[d] - positions[d]))
      weight += stratum.saliences[d]
    }
    return weight > 0 ? sum / weight : 0
  }

  mutating func transfer(_ wire: inout Wire) {
    for i in bodies.indices { bodies[i].transfer(&wire) }
    elites.transfer(&wire)
    street.transfer(&wire)
    wire.value(&forecasts)
    wire.value(&lineAt)
    wire.value(&recognisedBy)
    wire.value(&settledAt)
    wire.value(&fellAt)
    wire.value(&writ)
    wire.value(&writShare)
    tidings.transfer(&wire)
    facts.transfer(&wire)
  }
}
