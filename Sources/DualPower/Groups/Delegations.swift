// Reads: groups, world, ballots. Writes: deputies by group, council and party. Draws: deputy, recall.

/// The deputies that groups have sent to councils.
///
/// No one founds a council: each group elects on a hazard of its own, and enough deputies make one. In a
/// town, where a few groups decide, one that stands for several elects part by part, so that its council
/// grows alike at every scale.
///
/// - Source: Norms and recall as in `docs/model.md`, submodel *councils*.
struct Delegations: Sendable {
  private var partyCount = 0
  /// Shape `[body + 1]`; where the mandates of each council begin.
  private(set) var firstMandate: [Int] = []
  /// Shape `[mandate]`.
  private(set) var mandates: [Mandate] = []
  /// Shape `[group × line]`, row by row; the mandate that a group last has in a council of a line; -1.
  private var mandateOf: [Int] = []
  /// Shape `[line × group]`, row by row, and some to spare; how far a group has deputies of its own in its councils of
  /// a line; in `0...1`.
  private var represented: [Double] = []
  private var lineCount = 0
  private var groupCount: Int { mandateOf.count / lineCount }
  /// Shape `[mandate × party]`, row by row; deputies, of the society.
  private var deputies: [Double] = []
  /// Shape `[part]`; whether it has elected.
  private(set) var hasElected: [Bool] = []
  /// Shape `[mandate]`; how many of its parts have.
  private(set) var partsElected: [Int] = []
  /// Shape `[body × party]`, row by row; deputies, of the society.
  private(set) var byParty: [Double] = []
  /// Shape `[body]`; deputies if every group had elected.
  private(set) var possible: [Double] = []
  /// Shape `[body]`; the persons whom they would stand for.
  private(set) var electors: [Double] = []
  /// Shape `[body]`; the group that elected first, -1 for none.
  private(set) var firstGroup: [Int] = []
  /// Shape `[body]`; the council into which its deputies went; itself unless it was merged.
  private(set) var sitsIn: [Int] = []
  /// Shape `[body]`; whether no other council went into it.
  private var sitsAlone: [Bool] = []
  /// Elections and recalls of this hour.
  private(set) var changes: [DeputyRow] = []
  /// Shape `[body]`; whether its deputies changed in this hour.
  private(set) var isChanged: [Bool] = []
  /// Shape `[chunk]`; who elects and may recall in this hour, as they are found, chunk by chunk of all councils.
  @Kept private var ballotsOfChunk: [[Ballot]] = []
  /// Shape `[party]`; how the group votes that was asked last.
  @Kept private var votes: [Double] = []
  /// Shape `[party]`; seats that they won.
  @Kept private var won: [Double] = []
  /// Ballots of a council whose groups are asked in their turn.
  @Kept private var lateBallots: [Ballot] = []

  /// A group's right to deputies in a council.
  struct Mandate: Sendable {
    let group: Int32
    /// The number of its first person, by which it draws.
    let firstPerson: UInt32
    /// In how many parts it elects; the last may be less than a group.
    let parts: Int32
    /// Where they begin.
    let firstPart: Int32
    /// Its persons: here as well, as the rest of a group is much to read for each hour.
    let size: Double
    /// What it remembers of an earlier council.
    let memory: Double
    /// Deputies of each of the groups for which it stands.
    let seats: Double
  }

  /// Those of no groups.
  init() {}

  /// Nobody has elected.
  init(_ society: Society, _ layout: Layout) {
    let parties = society.parties.count
    let bodies = society.bodies.count
    let lines = society.lines.count
    var first: [Int] = []
    var list: [Mandate] = []
    var of = [Int](repeating: -1, count: society.groups.count * lines)
    var parts = 0
    var all: [Double] = []
    var persons: [Double] = []
    for (b, body) in society.bodies.enumerated() {
      first.append(list.count)
      var seatsOfAll = 0.0
      var personsOfAll = 0.0
      if layout.isCouncil[b] && body.region < 0 {
        for g in layout.groups(ofTown: body.seat) {
          let group = society.groups[g]
          let seats = Delegations.seats(of: group, body.norms)
          if seats == 0 { continue }
          let isNational = b < layout.nationals.count
          let count = isNational ? 1 : max(1, Int((group.represents - 1e-9).rounded(.up)))
          of[g * lines + body.line] = list.count
          list.append(
            Mandate(
              group: Int32(g),
              firstPerson: group.firstPerson,
              parts: Int32(count),
              firstPart: Int32(parts),
              size: Double(group.size),
              memory: group.memory,
              seats: seats
            )
          )
          parts += count
          seatsOfAll += seats * group.represents
          personsOfAll += layout.persons[g]
        }
      } else if layout.isCouncil[b] {
        let strata = society.strata.count
        for (t, town) in society.towns.enumerated()
        where town.kind == .countryside && town.region == body.region {
          for s in 0..<strata where body.norms[s] > 0 {
            personsOfAll += layout.stratumPersons[t * strata + s]
          }
        }
      }
      all.append(seatsOfAll)
      persons.append(personsOfAll)
    }
    partyCount = parties
    lineCount = lines
    firstMandate = first + [list.count]
    mandates = list
    mandateOf = of
    represented = [Double](repeating: 0, count: of.count + SIMD4<Double>.spare)
    possible = all
    electors = persons
    deputies = [Double](repeating: 0, count: list.count * parties)
    hasElected = [Bool](repeating: false, count: parts)
    partsElected = [Int](repeating: 0, count: list.count)
    byParty = [Double](repeating: 0, count: bodies * parties)
    firstGroup = [Int](repeating: -1, count: bodies)
    sitsIn = Array(0..<bodies)
    sitsAlone = [Bool](repeating: true, count: bodies)
    isChanged = [Bool](repeating: false, count: bodies)
    ballotsOfChunk = [[Ballot]](repeating: [], count: 64)
    votes = [Double](repeating: 0, count: parties)
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

  /// How far each group has deputies of its own in its councils of a line; in `0...1`, shape `[group]`, and some to
  /// spare.
  func withRepresentation(inLine line: Int, _ body: (UnsafePointer<Double>) -> Void) {
    represented.withUnsafeBufferPointer { all in
      if let first = all.baseAddress { body(first + line * groupCount) }
    }
  }

  /// Notes how far a group is represented by a mandate, if it is its last in councils of a line.
  private mutating func represent(_ m: Int, inLine line: Int) {
    let g = Int(mandates[m].group)
    guard mandateOf[g * lineCount + line] == m else { return }
    represented[line * groupCount + g] =
      Double(partsElected[m]) / Double(mandates[m].parts)
  }

  /// Whom a group has in its council of a line; `nil` while it has nobody there.
  func delegates(of g: Int, inLine line: Int) -> Delegates? {
    let mandate = mandateOf[g * lineCount + line]
    guard mandate >= 0, partsElected[mandate] > 0 else { return nil }
    let body = firstMandate.lastIndex { $0 <= mandate } ?? 0
    let row = mandate * partyCount
    return Delegates(body: body, byParty: Array(deputies[row..<row + partyCount]))
  }

  /// Whether any group has elected.
  var hasBegun: Bool { hasElected.contains(true) }

  /// Elections and recalls of one hour.
  ///
  /// Who elects hangs on nothing that others do in the hour, but where councils sit together: so it is asked on
  /// all threads, and done in the order of the councils.
  mutating func elect(
    _ groups: Groups,
    in world: World,
    _ draws: Draws,
    concurrently: Concurrently
  ) {
    changes.removeAll(keepingCapacity: true)
    for body in isChanged.indices { isChanged[body] = false }
    takeOver(world.facts)
    guard world.has(.selfOrganisation) else { return }
    var found: [[Ballot]] = []
    swap(&found, &ballotsOfChunk)
    ask(&found, groups, in: world, draws, concurrently: concurrently)
    for list in found {
      for ballot in list { hold(ballot, groups, in: world, draws) }
    }
    ballotsOfChunk = found
  }

  /// Finds the ballots of an hour, chunk by chunk.
  private func ask(
    _ found: inout [[Ballot]],
    _ groups: Groups,
    in world: World,
    _ draws: Draws,
    concurrently: Concurrently
  ) {
    let councils = world.layout.councils
    let own = self
    found.withUnsafeMutableBufferPointer { found in
      let room = Shared(found)
      concurrently(room.value.count) { chunk in
        room.value[chunk].removeAll(keepingCapacity: true)
        for i in items(ofChunk: chunk, of: room.value.count, councils.count) {
          let body = councils[i]
          if own.sitsAlone[own.sitsIn[body]] {
            own.ask(body, groups, in: world, draws) { room.value[chunk].append($0) }
          } else {
            room.value[chunk].append(.late(body))
          }
        }
      }
    }
  }

  /// Holds a ballot.
  private mutating func hold(_ ballot: Ballot, _ groups: Groups, in world: World, _ draws: Draws) {
    switch ballot {
    case .recall(let body, let m):
      recall(m, body, groups, in: world, draws)
    case .election(let body, let m, let part):
      if firstGroup[body] < 0 { firstGroup[body] = Int(mandates[m].group) }
      hasElected[Int(mandates[m].firstPart) + part] = true
      partsElected[m] += 1
      represent(m, inLine: world.society.bodies[body].line)
      seat(m, body, part, groups, in: world, draws)
    case .late(let body):
      // Its example is that of all who sit in it, and some of them may just have elected.
      var ballots: [Ballot] = []
      swap(&ballots, &lateBallots)
      ballots.removeAll(keepingCapacity: true)
      ask(body, groups, in: world, draws) { ballots.append($0) }
      for ballot in ballots { hold(ballot, groups, in: world, draws) }
      lateBallots = ballots
    }
  }

  /// How many groups a part of a mandate stands for: one, and the last for what is left.
  private func weight(of part: Int, _ m: Int, _ group: Group) -> Double {
    part < Int(mandates[m].parts) - 1 ? 1 : group.represents - Double(mandates[m].parts - 1)
  }

  /// A group recalls deputies who no longer fit, one at a time, and elects another.
  private mutating func recall(
    _ m: Int,
    _ body: Int,
    _ groups: Groups,
    in world: World,
    _ draws: Draws
  ) {
    let g = Int(mandates[m].group)
    let firstPerson = Int(mandates[m].firstPerson)
    let key = world.layout.keys[body]
    vote(g, groups, in: world)
    let row = m * partyCount
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
    guard draws.happens(.recall, firstPerson, key, hazard: hazard) else { return }
    let leaving = min(world.society.groups[g].represents, deputies[row + worst])
    change(m, body, worst, by: -leaving, in: world)
    let next = draws.unit(.recall, firstPerson, 1)
    change(m, body, pick(votes, next), by: leaving, in: world)
  }

  /// Fills the seats of a part one by one, each by the group's votes.
  private mutating func seat(
    _ m: Int,
    _ body: Int,
    _ part: Int,
    _ groups: Groups,
    in world: World,
    _ draws: Draws
  ) {
    let mandate = mandates[m]
    let group = world.society.groups[Int(mandate.group)]
    vote(Int(mandate.group), groups, in: world)
    won.keep(0, count: partyCount)
    var seat = 0
    while Double(seat) < mandate.seats {
      let luck = draws.unit(.deputy, Int(group.firstPerson), Draws.both(1 + seat, part))
      won[pick(votes, luck)] += min(1, mandate.seats - Double(seat))
      seat += 1
    }
    let weight = self.weight(of: part, m, group)
    for party in won.indices where won[party] > 0 {
      change(m, body, party, by: won[party] * weight, in: world)
    }
  }

  private mutating func change(
    _ m: Int,
    _ body: Int,
    _ party: Int,
    by seats: Double,
    in world: World
  ) {
    deputies[m * partyCount + party] += seats
    let sits = sitsIn[body]
    byParty[sits * partyCount + party] += seats
    isChanged[sits] = true
    // What a town's groups did is told by its councils' numbers.
    guard body < world.layout.nationals.count else { return }
    changes.append(
      DeputyRow(
        tick: world.tick,
        body: body,
        group: Int(mandates[m].group),
        party: party,
        seats: seats
      )
    )
  }

  /// Seats those whom assemblies sent, and lets councils that merged sit together.
  private mutating func takeOver(_ facts: Facts) {
    for (i, body) in facts.sentTo.enumerated() {
      for party in 0..<partyCount {
        byParty[body * partyCount + party] += facts.sentDeputies[i * partyCount + party]
      }
      isChanged[body] = true
    }
    for i in stride(from: 0, to: facts.merging.count, by: 2) {
      merge(facts.merging[i], into: facts.merging[i + 1])
    }
  }

  /// Moves a council's deputies, and those whom its groups will yet elect, into another.
  private mutating func merge(_ body: Int, into other: Int) {
    for party in 0..<partyCount {
      byParty[other * partyCount + party] += byParty[body * partyCount + party]
      byParty[body * partyCount + party] = 0
    }
    electors[other] += electors[body]
    electors[body] = 0
    for b in sitsIn.indices where sitsIn[b] == body { sitsIn[b] = other }
    sitsAlone[other] = false
    isChanged[other] = true
  }

  /// Asks how a group votes.
  ///
  /// By its sympathies, sharpened by the first past the post, moved by unmet demands, and of no party
  /// while parties have no line. Without elections parties name deputies alike.
  private mutating func vote(_ g: Int, _ groups: Groups, in world: World) {
    let society = world.society
    let p = society.parameters
    let stratum = society.groups[g].stratum
    guard world.has(.elections) else {
      for party in votes.indices { votes[party] = society.parties[party].isNone ? 0 : 1 }
      return
    }
    let anger = world.facts.demand[stratum]
    for party in votes.indices {
      let share = power(groups.sympathy(g, party), p[.electionSharpness])
      let radical = exponential(p[.radicalisation] * anger * society.parties[party].doctrine)
      let isReady = society.parties[party].isNone || world.facts.lineTaken[party]
      votes[party] = share * radical * (isReady ? 1 : 1 - p[.nonpartyShare])
    }
    let total = votes.reduce(0, +)
    for party in votes.indices where total > 0 { votes[party] /= total }
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&deputies)
    wire.value(&hasElected)
    wire.value(&partsElected)
    wire.value(&byParty)
    wire.value(&firstGroup)
    wire.value(&sitsIn)
    wire.value(&electors)
    // What was read may be anybody's, and is held against the society when all of it has been.
    for (body, other) in sitsIn.enumerated() where other != body && sitsIn.indices.contains(other) {
      sitsAlone[other] = false
    }
    for (item, m) in mandateOf.enumerated() where m >= 0 { represent(m, inLine: item % lineCount) }
  }
}
