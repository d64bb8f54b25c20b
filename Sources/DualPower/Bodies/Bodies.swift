// Reads: places, groups, people, world. Writes: who claims to rule, and what they do. Draws: every stream of bodies.

/// What claims to rule, and what it decides.
struct Bodies: Sendable {
  /// What the hour left in the open; the next hour's facts.
  var facts: Facts
  /// Shape `[body]`.
  var bodies: Roll
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
  /// Shape `[group × line]`; agents who would obey each line, at the last count.
  var writ: [Int]
  /// Shape `[unlinked group × line]`; the same as it is counted between two noons.
  @Kept var writOfSome: [Int] = []
  /// Among which lines people of each town choose, at the last count.
  @Kept var choices = Choices()
  /// Shape `[town × line]`; share of the town's people that would obey each line.
  var writOfTowns: [Double]
  /// Shape `[body]`; share of its town's people that would obey it.
  var writShare: [Double]
  /// What of the capital's history has reached other towns.
  var tidings: Tidings
  /// What became of the old order there.
  var country: Country
  /// How the countryside organises.
  var villages: Villages
  /// What the centre knows of councils elsewhere, and their conferences.
  var conference: Conference
  /// Shape `[town]`; on what it was settled who acts there; 0 where it is to be settled anew.
  var settledOn: [UInt64]
  /// Shape `[town]`; on what it hangs now.
  @Kept var grounds: [UInt64] = []
  /// How many of the bodies are organs of towns.
  private let organCount: Int
  /// Events of this hour.
  var events: [Event] = []
  /// Orders of this hour.
  var orders: [OrderRow] = []
  /// The same as they were given.
  var given: [GivenOrder] = []
  @Kept var orderRoom = OrderRoom()
  /// Shape `[group of a town]`; how many persons of each are of those from whom a minister is drawn.
  @Kept var sharesOfGroups: [Double] = []

  init(_ society: Society, _ layout: Layout) {
    let count = society.bodies.count
    facts = Facts(society)
    bodies = Roll(society)
    elites = Elites(society)
    forecasts = [Double](repeating: 0, count: society.parties.count)
    lineAt = [Int](repeating: -1, count: society.parties.count)
    recognisedBy = [Bool](repeating: false, count: society.powers.count)
    writ = [Int](repeating: 0, count: society.groups.count * society.lines.count)
    writOfTowns = [Double](repeating: 0, count: society.towns.count * society.lines.count)
    writShare = [Double](repeating: 0, count: count)
    organCount = society.organCount
    settledOn = [UInt64](repeating: 0, count: society.towns.count)
    tidings = Tidings(society, layout)
    country = Country(society)
    villages = Villages(society, layout)
    conference = Conference(society, layout)
    for body in bodies.indices {
      let isIncumbent = society.lines[society.bodies[body].line].claim == .incumbent
      guard isIncumbent else { continue }
      bodies.stands[body] = true
      bodies.holdsApparatus[body] = true
      facts.inForce = body
    }
    facts.take(bodies)
    settleWhoActs(society, layout)
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
    given.removeAll(keepingCapacity: true)
    watchStreet(places, groups, in: world)
    watchCapital(places, in: world)
    commandForce(places, in: world, draws)
    withdraw(groups, in: world)
    fall(places, in: world, draws)
    constitute(groups, in: world, draws)
    merge(in: world, draws)
    succeed(places, groups, in: world, draws)
    open(places, in: world, draws)
    takeLines(places, in: world, draws)
    if world.tick % 6 == 0 { count(people, in: world, concurrently: concurrently) }
    giveOrders(people, in: world, draws, concurrently: concurrently)
    relate(groups, in: world, concurrently: concurrently)
    standTrial(places, in: world, draws)
    lookAbroad(in: world, draws)
    tell(groups, in: world, draws)
    leak(in: world, draws)
    confer(groups, in: world, draws)
    organiseVillages(groups, in: world, draws, concurrently: concurrently)
    publish(places, groups, in: world)
  }

  /// A body comes to stand, with what it can do from the first hour.
  mutating func raise(_ body: Int, competence: Double, in world: World) {
    bodies.stands[body] = true
    bodies.since[body] = world.tick
    bodies.competence[body] = competence
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
  var inForce: Int {
    let nationals = bodies.indices.count - organCount
    // By position: a closure over the bodies themselves would copy each of them.
    return (0..<nationals).first { bodies.stands[$0] && bodies.holdsApparatus[$0] } ?? -1
  }

  /// The body in force over against another: of the state, or of its town.
  func inForce(over body: Int, in world: World) -> Int {
    body < world.layout.nationals.count
      ? inForce : facts.inForceIn[world.society.bodies[body].seat]
  }

  /// Whether a body gives orders that people may obey.
  func isObeyed(_ body: Int, in world: World) -> Bool {
    bodies.stands[body] && (world.has(.secondBody) || !world.layout.isCouncil[body])
  }

  /// Makes the hour's acts the next hour's facts.
  private mutating func publish(_ places: Places, _ groups: Groups, in world: World) {
    let society = world.society
    facts.inForce = inForce
    facts.hasFallen = fellAt >= 0
    facts.holdsSupply = settledAt >= 0
    facts.isFiring = elites.isFiring
    facts.frontTroops = elites.frontTroops
    facts.isReturning = street.isReturning
    facts.circlesWithdrawn = elites.shareWithdrawn
    facts.commandWithdrew = elites.commandWithdrew
    facts.take(bodies)
    for party in lineAt.indices {
      facts.lineTaken[party] = lineAt[party] >= 0 && lineAt[party] <= world.tick
    }
    let ruling = facts.inForce
    if ruling >= 0 && facts.hasFallen {
      facts.garrisonWrit = withWrit(in: world, of: world.layout.groups(ofTown: society.capital)) {
        society.strata[Int(world.layout.stratumOf[$0])].bearing == .garrison
      } _: { writ, none in
        writ[world.layout.lineOfBody[ruling]] * (1 - none)
      }
    }
    let powers = Double(max(1, recognisedBy.count))
    facts.abroad = Double(recognisedBy.count { $0 }) / powers
    for body in conference.joined { facts.isFederated[body] = bodies.stands[body] }
    facts.look(tidings, country, places, in: world)
    settleWhoActs(society, world.layout)
  }

  /// Shape `[body × stratum]`, row by row; how far each stratum's interests agree with each body that has stood at
  /// the end of an hour, or is of the whole society.
  ///
  /// A council that was founded only to go into another has never written to the centre.
  private func alignment(_ society: Society, _ layout: Layout) -> [Double] {
    bodies.indices.flatMap { body in
      let hasStood =
        layout.isCouncil[body] ? conference.knownFrom[body] >= 0 : bodies.since[body] >= 0
      let isKnown = hasStood || body < layout.nationals.count
      return society.strata.indices.map {
        isKnown ? layout.agreement(of: $0, with: body, in: bodies.positions) : 0
      }
    }
  }

  /// A day in the country.
  private mutating func organiseVillages(
    _ groups: Groups,
    in world: World,
    _ draws: Draws,
    concurrently: Concurrently
  ) {
    let sent = villages.pass(tidings, facts, groups, in: world, draws, concurrently: concurrently)
    facts.sentTo.keep(sent.map { $0.council })
    facts.sentDeputies.keep(sent.flatMap { $0.deputies })
  }

  mutating func transfer(_ wire: inout Wire, _ society: Society, _ layout: Layout) {
    bodies.transfer(&wire)
    elites.transfer(&wire)
    street.transfer(&wire)
    wire.value(&forecasts)
    wire.value(&lineAt)
    wire.value(&recognisedBy)
    wire.value(&settledAt)
    wire.value(&fellAt)
    wire.value(&writ)
    addUpWrit(ofAll: true, layout, concurrently: inOrder)
    wire.value(&writShare)
    tidings.transfer(&wire)
    country.transfer(&wire)
    villages.transfer(&wire)
    conference.transfer(&wire, society)
    facts.transfer(&wire, alignment: alignment(society, layout))
    facts.take(bodies)
    for town in settledOn.indices { settledOn[town] = 0 }
  }
}
