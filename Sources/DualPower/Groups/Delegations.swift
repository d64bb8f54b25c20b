// Reads: groups, world. Writes: deputies by group, body and party. Draws: election, deputy, recall.

/// The deputies that groups have sent to councils.
///
/// No one founds a council: each group elects on a hazard of its own, and enough deputies make one.
///
/// - Source: Norms and recall as in `docs/model.md`, submodel *councils*.
struct Delegations: Sendable {
  private let partyCount: Int
  private let bodyCount: Int
  /// Shape `[group × body × party]`, row by row; deputies, of the society.
  private var deputies: [Double]
  /// Shape `[body × party]`, row by row; deputies, of the society.
  private(set) var byParty: [Double]
  /// Shape `[body]`; deputies if every group had elected.
  private let possible: [Double]
  /// Shape `[body]`; the group that elected first, -1 for none.
  private(set) var firstGroup: [Int]
  /// Elections and recalls of this hour.
  private(set) var changes: [DeputyRow] = []

  init(_ society: Society) {
    let parties = society.parties.count
    let bodies = society.bodies.count
    partyCount = parties
    bodyCount = bodies
    deputies = [Double](repeating: 0, count: society.groups.count * bodies * parties)
    byParty = [Double](repeating: 0, count: bodies * parties)
    firstGroup = [Int](repeating: -1, count: bodies)
    possible = society.bodies.map { body in
      society.groups.reduce(0) { $0 + Delegations.seats(of: $1, body.norms) * $1.represents }
    }
  }

  /// The seats that a norm gives to one group: one for each so many persons, one for a smaller group.
  static func seats(of group: Group, _ norms: [Double]) -> Double {
    let norm = norms[group.stratum]
    guard norm > 0, group.circle == .none else { return 0 }
    return max(1, (Double(group.size) / norm).rounded(.down))
  }

  /// Deputies of a body, of the society.
  func count(_ body: Int) -> Double {
    byParty[body * partyCount..<(body + 1) * partyCount].reduce(0, +)
  }

  /// Share of a body's possible deputies that is elected.
  func share(_ body: Int) -> Double { possible[body] > 0 ? count(body) / possible[body] : 0 }

  /// Deputies that a group has in a body, of the society.
  func seats(of g: Int, in body: Int) -> Double {
    let row = (g * bodyCount + body) * partyCount
    return deputies[row..<row + partyCount].reduce(0, +)
  }

  /// Elections and recalls of one hour.
  mutating func elect(_ groups: Groups, in world: World, _ draws: Draws) {
    changes.removeAll(keepingCapacity: true)
    guard world.has(.selfOrganisation) else { return }
    let society = world.society
    let p = society.parameters
    let rhythm = world.isDay ? 1.0 : 0.1
    for body in world.layout.councils {
      let norms = society.bodies[body].norms
      let column = world.layout.institutionColumn[society.bodies[body].line]
      let example = share(body)
      for (g, group) in society.groups.enumerated() {
        let seats = Delegations.seats(of: group, norms)
        if seats == 0 { continue }
        let held = groups.recognition(g, column) * (world.facts.stands[body] ? 1 : 0)
        if self.seats(of: g, in: body) > 0 {
          recall(g, body, seats, groups, in: world, draws)
          continue
        }
        let memory = world.has(.memory) ? p[.electionMemory] * group.memory : 0
        let hazard =
          p[.electionHazard] * (groups.active[g] + groups.lingering[g])
          * world.facts.freedom[world.layout.townOf[g]]
          * (1 + memory) * (1 + p[.electionExample] * example)
          + p[.electionRecognised] * held * (1 + 2 * example)
        if draws.happens(.election, Int(group.firstPerson), body, hazard: hazard * rhythm) {
          if firstGroup[body] < 0 { firstGroup[body] = g }
          seat(g, body, seats, groups, in: world, draws, stream: .deputy)
        }
      }
    }
  }

  /// A group recalls deputies who no longer fit, one at a time, and elects another.
  private mutating func recall(
    _ g: Int,
    _ body: Int,
    _ seats: Double,
    _ groups: Groups,
    in world: World,
    _ draws: Draws
  ) {
    guard world.has(.elections), world.isDay else { return }
    let group = world.society.groups[g]
    // No misfit is above 1: most luck is told without asking how the group would vote.
    let luck = draws.unit(.recall, Int(group.firstPerson), body)
    guard luck < 1e-15 + 1.001 * world.society.parameters[.recallHazard] else { return }
    let votes = self.votes(g, groups, in: world)
    let row = (g * bodyCount + body) * partyCount
    let total = deputies[row..<row + partyCount].reduce(0, +)
    var misfit = 0.0
    var worst = 0
    for party in 0..<partyCount {
      let excess = deputies[row + party] / total - votes[party]
      if excess > 0 { misfit += excess }
      let most = deputies[row + worst] / total - votes[worst]
      if excess > most { worst = party }
    }
    let hazard = world.society.parameters[.recallHazard] * misfit
    guard draws.happens(.recall, Int(group.firstPerson), body, hazard: hazard) else { return }
    let leaving = min(group.represents, deputies[row + worst])
    change(g, body, worst, by: -leaving, in: world)
    seat(g, body, leaving / group.represents, groups, in: world, draws, stream: .recall)
  }

  /// Fills seats one by one, each by the group's votes.
  private mutating func seat(
    _ g: Int,
    _ body: Int,
    _ seats: Double,
    _ groups: Groups,
    in world: World,
    _ draws: Draws,
    stream: Draws.Stream
  ) {
    let group = world.society.groups[g]
    let votes = self.votes(g, groups, in: world)
    var won = [Double](repeating: 0, count: partyCount)
    var seat = 0
    while Double(seat) < seats {
      let luck = draws.unit(stream, Int(group.firstPerson), 1 + seat)
      won[pick(votes, luck)] += min(1, seats - Double(seat))
      seat += 1
    }
    for party in won.indices where won[party] > 0 {
      change(g, body, party, by: won[party] * group.represents, in: world)
    }
  }

  private mutating func change(
    _ g: Int,
    _ body: Int,
    _ party: Int,
    by seats: Double,
    in world: World
  ) {
    deputies[(g * bodyCount + body) * partyCount + party] += seats
    byParty[body * partyCount + party] += seats
    changes.append(
      DeputyRow(tick: world.tick, body: body, group: g, party: party, seats: seats)
    )
  }

  /// How a group votes.
  ///
  /// By its sympathies, sharpened by the first past the post, moved by unmet demands, and of no party
  /// while parties have no line. Without elections parties name deputies alike.
  private func votes(_ g: Int, _ groups: Groups, in world: World) -> [Double] {
    let society = world.society
    let p = society.parameters
    let stratum = society.groups[g].stratum
    guard world.has(.elections) else {
      return society.parties.map { $0.isNone ? 0 : 1 }
    }
    let anger = world.facts.demand[stratum]
    var votes = society.parties.indices.map { party in
      let share = power(groups.sympathy(g, party), p[.electionSharpness])
      let radical = exponential(p[.radicalisation] * anger * society.parties[party].doctrine)
      let isReady = society.parties[party].isNone || world.facts.lineTaken[party]
      return share * radical * (isReady ? 1 : 1 - p[.nonpartyShare])
    }
    let total = votes.reduce(0, +)
    for party in votes.indices where total > 0 { votes[party] /= total }
    return votes
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&deputies)
    wire.value(&byParty)
    wire.value(&firstGroup)
  }
}
