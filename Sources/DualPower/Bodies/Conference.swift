// Reads: groups, bodies, ways. Writes: what the seat knows of councils; conferences and their executive. Draws: report, summons, delegate.

/// What the central council knows of the others, and the conferences to which it calls them.
struct Conference: Sendable {
  /// A tick that no run comes to.
  static let never = 1 << 30

  /// The council that may summon: the first that acts for the whole society; -1 for none.
  private let centre: Int
  /// Shape `[town]`; hours of travel to its seat.
  private var travelHours: [Double] = []
  /// Shape `[body]`; the tick from which the centre knows of it; -1 before it stands, ``never`` for never.
  private(set) var knownFrom: [Int]
  /// Councils that the centre must know of before it summons them again.
  private var needed = 0.0
  /// The tick for which councils are summoned; -1 while they are not.
  private(set) var meetsAt = -1
  /// Conferences that have met.
  private(set) var met: [ConferenceRow] = []
  /// Shape `[party]`; shares of the members that a conference added to the centre's executive.
  private(set) var added: [Double] = []
  /// Councils that have joined, the centre among them.
  private(set) var joined: [Int] = []
  /// Towns of theirs beyond its own.
  private(set) var federatedTowns: [Int] = []

  init(_ society: Society, _ layout: Layout) {
    centre = society.organCount > 0 ? layout.nationalCouncils.first ?? -1 : -1
    knownFrom = [Int](repeating: -1, count: society.bodies.count)
    layOut(society, layout)
  }

  /// Works out how long delegates travel.
  mutating func layOut(_ society: Society, _ layout: Layout) {
    guard centre >= 0 else { return }
    let p = society.parameters
    travelHours = layout.ways.hours(from: society.bodies[centre].seat) {
      society.links[$0].length / (society.links[$0].isRail ? p[.travelSpeed] : p[.roadSpeed])
    }
  }

  /// Shape `[party]`; shares of the members whom a conference added to a council's executive, if it did.
  func members(of body: Int) -> [Double]? { body == centre && !added.isEmpty ? added : nil }

  /// Towns, beyond its own, whose groups a body may order about.
  func federatedTowns(of body: Int) -> [Int] { body == centre ? federatedTowns : [] }

  /// Councils that the centre knows of.
  func known(_ bodies: Roll, at tick: Int) -> [Int] {
    bodies.indices.filter { isKnown($0, bodies, at: tick) }
  }

  private func isKnown(_ body: Int, _ bodies: Roll, at tick: Int) -> Bool {
    body != centre && knownFrom[body] >= 0 && knownFrom[body] <= tick && bodies.stands[body]
  }

  mutating func transfer(_ wire: inout Wire, _ society: Society) {
    wire.value(&knownFrom)
    wire.value(&needed)
    wire.value(&meetsAt)
    wire.list(&met, ConferenceRow(of: society)) { $1.transfer(&$0) }
    wire.list(&added, 0) { $0.value(&$1) }
    wire.list(&joined, 0) { $0.value(&$1) }
    wire.list(&federatedTowns, 0) { $0.value(&$1) }
  }
}

extension Conference {
  /// One hour of the centre: councils make themselves known, are summoned, and meet.
  ///
  /// - Returns: What is to be noted.
  mutating func sit(
    _ bodies: Roll,
    _ groups: Groups,
    in world: World,
    _ draws: Draws
  ) -> [(kind: EventKind, subject: Int, amount: Double)] {
    guard centre >= 0 else { return [] }
    report(bodies, groups, in: world, draws)
    guard world.has(.conference), bodies.stands[centre], world.isDay else { return [] }
    if meetsAt < 0 { return summon(bodies, in: world, draws) }
    guard world.tick >= meetsAt else { return [] }
    meetsAt = -1
    return meet(bodies, groups, in: world, draws)
  }

  /// A council writes to the centre or does not, the likelier the more people it stands for, and its
  /// letter takes its time: to be founded and to be known are two things.
  private mutating func report(
    _ bodies: Roll,
    _ groups: Groups,
    in world: World,
    _ draws: Draws
  ) {
    let p = world.society.parameters
    for council in world.layout.councils where bodies.mergedInto[council] >= 0 {
      // A letter from either speaks for both.
      let whole = bodies.mergedInto[council]
      if knownFrom[council] >= 0 { knownFrom[whole] = min(knownFrom[whole], knownFrom[council]) }
    }
    for council in world.layout.councils
    where council != centre && knownFrom[council] < 0 && bodies.stands[council] {
      let key = world.layout.keys[council]
      let chance = writes(council, groups, in: world)
      guard draws.unit(.report, key, at: 0) < chance else {
        knownFrom[council] = Conference.never
        continue
      }
      let luck = draws.normal(.report, key, 1, at: 0)
      let hours = 24 * p[.reportDays] * exponential(p[.reportSpread] * luck)
      knownFrom[council] = world.tick + Int(min(hours, 1e6))
    }
  }

  private func writes(_ council: Int, _ groups: Groups, in world: World) -> Double {
    let p = world.society.parameters
    let people = max(groups.delegations.electors[council], 500)
    return unit(p[.reportLeast] + p[.reportSlope] * logarithm(people / 500) / logarithm(10))
  }

  /// The centre summons the councils it knows, once they are enough: for the day by which nearly all
  /// can elect and travel.
  private mutating func summon(
    _ bodies: Roll,
    in world: World,
    _ draws: Draws
  ) -> [(kind: EventKind, subject: Int, amount: Double)] {
    let p = world.society.parameters
    let count = bodies.indices.count { isKnown($0, bodies, at: world.tick) }
    guard
      Double(count) >= max(p[.summonsAt], needed),
      draws.happens(.summons, centre, hazard: p[.summonsHazard])
    else { return [] }
    let known = known(bodies, at: world.tick)
    let journeys = known.map { travelHours[world.society.bodies[$0].seat] }.sorted()
    let latest = journeys[min(journeys.count - 1, journeys.count * 95 / 100)]
    let hours = 24 * p[.electDays] + min(latest, 24 * 60)
    // It opens at ten in the morning.
    meetsAt = (world.tick + Int(hours) + 23) / 24 * 24 + 10
    return [(.conferenceSummoned, -1, Double(known.count))]
  }

  /// Councils that could come send delegates, who vote on the centre's positions and join its executive.
  private mutating func meet(
    _ bodies: Roll,
    _ groups: Groups,
    in world: World,
    _ draws: Draws
  ) -> [(kind: EventKind, subject: Int, amount: Double)] {
    let society = world.society
    let parties = society.parties.count
    let present = world.layout.councils.filter {
      attends($0, bodies, groups, in: world, draws)
    }
    var row = ConferenceRow(of: society)
    row.tick = world.tick
    for council in present {
      let sent = delegates(of: council, groups, in: world)
      let isArmy = society.towns[society.bodies[council].seat].kind == .army
      row.councils += isArmy ? 0 : 1
      row.armyBodies += isArmy ? 1 : 0
      row.delegates += sent
      let plenum = groups.delegations.byParty[council * parties..<(council + 1) * parties]
      for seat in 0..<Int(sent) {
        let luck = draws.unit(.delegate, world.layout.keys[council], seat)
        row.byParty[pick(plenum, luck) - plenum.startIndex] += 1
      }
    }
    guard row.delegates > 0 else { return [] }
    vote(&row, bodies.positions[centre], society)
    met.append(row)
    needed = 2 * Double(present.count)
    added = row.byParty.map { $0 / row.delegates }
    var towns: [Int] = []
    for council in present {
      let seat = society.bodies[council].seat
      if seat != society.bodies[centre].seat && !towns.contains(seat) { towns.append(seat) }
    }
    federatedTowns = towns
    joined = present
    // Whether power stays with the legal body: parties vote by their doctrine, as at the cession.
    var left = 0.0
    for party in added.indices where society.parties[party].doctrine < 0.5 { left += added[party] }
    let leading = added.indices.max { added[$0] < added[$1] } ?? 0
    var sore = 0
    for d in row.inFavour.indices where row.against[d] > row.against[sore] { sore = d }
    let cast = row.inFavour[sore] + row.against[sore]
    return [
      (.conferenceMet, Int(row.councils + row.armyBodies), row.delegates),
      (.vote, sore, cast > 0 ? row.inFavour[sore] / cast : 0),
      (.vote, -1, left),
      (.executiveElected, leading, Double(society.bodies[centre].executive)),
    ]
  }

  /// Whether a council's delegates are there: the centre's own; those that the centre knows of, and some
  /// that only heard, if they had time to elect and travel.
  private func attends(
    _ council: Int,
    _ bodies: Roll,
    _ groups: Groups,
    in world: World,
    _ draws: Draws
  ) -> Bool {
    guard bodies.stands[council] else { return false }
    if council == centre { return true }
    let p = world.society.parameters
    let hours = 24 * p[.electDays] + travelHours[world.society.bodies[council].seat]
    guard Double(world.tick - bodies.since[council]) >= hours else { return false }
    if isKnown(council, bodies, at: world.tick) { return true }
    return draws.unit(.report, world.layout.keys[council], 2, at: 0) < p[.attendsUnknown]
  }

  /// One delegate for so many electors, to a most.
  private func delegates(of council: Int, _ groups: Groups, in world: World) -> Double {
    let p = world.society.parameters
    let people = groups.delegations.electors[council]
    return min(p[.delegatesMost], max(1, (people / p[.delegateNorm]).rounded(.up)))
  }

  /// Each party votes on the centre's positions by how far they are from its own.
  private func vote(_ row: inout ConferenceRow, _ positions: [Double], _ society: Society) {
    let p = society.parameters
    for d in positions.indices {
      for (party, count) in row.byParty.enumerated() {
        let gap = abs(society.parties[party].positions[d] - positions[d])
        if gap <= p[.voteTolerance] {
          row.inFavour[d] += count
        } else if gap > 1.5 * p[.voteTolerance] {
          row.against[d] += count
        }
      }
    }
  }
}

extension Bodies {
  /// Councils that know of one another meet.
  mutating func confer(_ groups: Groups, in world: World, _ draws: Draws) {
    for act in conference.sit(bodies, groups, in: world, draws) {
      note(
        act.kind,
        in: world,
        body: world.layout.nationalCouncils.first ?? -1,
        subject: act.subject,
        amount: act.amount
      )
    }
  }
}
