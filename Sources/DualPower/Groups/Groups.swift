// Reads: people, world. Writes: what members share. Draws: group luck, group mood, firing, election, deputy, recall.

/// Who acts together, and what members share: the crowd they make, what weighs on them, whom they elect.
struct Groups: Sendable {
  private let columnCount: Int
  private let partyCount: Int
  /// Shape `[group]`; share out against the body in force.
  private(set) var active: [Double]
  /// Shape `[group]`; share out although the object is gone.
  private(set) var lingering: [Double]
  /// Shape `[group]`; whether any member is out, for whatever reason she once went.
  private(set) var isOut: [Bool]
  /// The groups of which somebody is, in order: of most groups nobody is.
  private(set) var out: [Int] = []
  /// Shape `[chunk]`; the same as they are found, chunk by chunk of all groups.
  private var outOfChunk = [[Int]](repeating: [], count: 64)
  /// Groups that have been out and are tired, in order.
  private var tired: [Int] = []
  /// Shape `[cohort]`; whether anything weighs on any of it: remorse, strain, or that it was disarmed.
  private(set) var isMarked: [Bool]
  /// Shape `[unit]`; share out against the body in force.
  private(set) var unitActive: [Double]
  /// Shape `[column × group]`, row by row; mean recognition in `0...1`.
  private var meanRecognition: [Double]
  /// Shape `[group]`; utility that the group always gains or loses.
  let luck: [Double]
  /// Shape `[group]`; the same, of the day.
  private(set) var mood: [Double]
  /// Shape `[group]`.
  private(set) var fatigue: [Double]
  /// Shape `[group]`; of a unit that fired.
  private(set) var remorse: [Double]
  /// Shape `[group]`; of a unit that faces the crowd day after day.
  private(set) var strain: [Double]
  /// Remorse of the whole garrison.
  private(set) var sharedRemorse = 0.0
  /// Shape `[group]`; utility lost by a unit that was disarmed.
  private(set) var disarmed: [Double]
  /// Shape `[group × party]`; share of members.
  private let sympathies: [Double]
  /// Deputies and their groups.
  var delegations: Delegations

  init(_ society: Society, _ layout: Layout, _ people: People, _ draws: Draws) {
    let groups = society.groups
    columnCount = society.columnCount
    partyCount = society.parties.count
    let blank = [Double](repeating: 0, count: groups.count)
    active = blank
    lingering = blank
    isOut = [Bool](repeating: false, count: groups.count)
    isMarked = [Bool](repeating: false, count: layout.cohorts.count)
    unitActive = [Double](repeating: 0, count: society.unitCount)
    meanRecognition = [Double](repeating: 0, count: groups.count * columnCount)
    mood = blank
    fatigue = blank
    remorse = blank
    strain = blank
    disarmed = blank
    // Half of a company's luck is its battalion's, so that battalions differ as well.
    luck = groups.map { group in
      let own = draws.normal(.groupLuck, Int(group.firstPerson), at: 0)
      let unit = group.unit >= 0 ? draws.normal(.groupLuck, -1 - group.unit, at: 0) : own
      let both = group.unit >= 0 ? 0.5.squareRoot() * (own + unit) : own
      return society.traits[.luckSpread, group.stratum] * both
    }
    let parties = society.parties.count
    sympathies = people.sympathisers.indices.map {
      Double(people.sympathisers[$0]) / Double(groups[$0 / max(parties, 1)].agents)
    }
    delegations = Delegations(society, layout)
    count(people, concurrently: inOrder)
    for column in 0..<columnCount { average(people, column: column, concurrently: inOrder) }
  }

  /// Mean recognition of a column in a group, in `0...1`.
  func recognition(_ g: Int, _ column: Int) -> Double {
    meanRecognition[column * active.count + g]
  }

  /// Mean recognition of a column in each group, in `0...1`; shape `[group]`.
  func withRecognition<Result>(
    _ column: Int,
    _ body: (UnsafeBufferPointer<Double>) -> Result
  ) -> Result {
    meanRecognition.withUnsafeBufferPointer {
      let first = column * active.count
      return body(UnsafeBufferPointer(rebasing: $0[first..<first + active.count]))
    }
  }

  /// Share of a group's members that sympathise with a party.
  func sympathy(_ g: Int, _ party: Int) -> Double { sympathies[g * partyCount + party] }

  /// Adds up what members did, and what it leaves with them.
  mutating func gather(
    _ people: People,
    in world: World,
    _ draws: Draws,
    concurrently: Concurrently
  ) {
    count(people, concurrently: concurrently)
    average(people, column: world.hour.turnColumn, concurrently: concurrently)
    for i in unitActive.indices { unitActive[i] = 0 }
    for g in out {
      let unit = Int(world.layout.unitOf[g])
      guard unit >= 0 else { continue }
      unitActive[unit] += active[g] * world.layout.persons[g] / world.layout.unitPersons[unit]
    }
    if world.hourOfDay == 23 { changeMoods(in: world, draws, concurrently: concurrently) }
    weather(in: world, draws)
    // Out of the groups while they change, so that nothing that reads the groups holds them.
    var own = Delegations()
    swap(&own, &delegations)
    own.elect(self, in: world, draws)
    delegations = own
  }

  /// Takes over who is out.
  private mutating func count(_ people: People, concurrently: Concurrently) {
    for g in out {
      active[g] = 0
      lingering[g] = 0
      isOut[g] = false
    }
    let (count, chunks) = (isOut.count, outOfChunk.count)
    outOfChunk.withUnsafeMutableBufferPointer { lists in
      let room = Shared(lists)
      concurrently(chunks) { chunk in
        room.value[chunk].removeAll(keepingCapacity: true)
        for g in items(ofChunk: chunk, of: chunks, count) where people.isAnyoneOut(g) {
          room.value[chunk].append(g)
        }
      }
    }
    out.removeAll(keepingCapacity: true)
    for list in outOfChunk { out += list }
    for g in out {
      let agents = Double(people.agentCounts[g])
      active[g] = Double(people.active[g]) / agents
      lingering[g] = Double(people.lingering[g]) / agents
      isOut[g] = true
    }
  }

  /// Finds anew who is out, who is tired, and on whom something weighs.
  private mutating func look(_ layout: Layout) {
    isOut = active.indices.map { active[$0] > 0 || lingering[$0] > 0 }
    out = isOut.indices.filter { isOut[$0] }
    tired = fatigue.indices.filter { fatigue[$0] > 0 }
    for number in layout.garrisons {
      isMarked[number] = layout.cohorts[number].groups.contains { isBurdened($0) }
    }
  }

  /// Whether remorse or strain weighs on a group, or that it was disarmed.
  private func isBurdened(_ g: Int) -> Bool {
    remorse[g] != 0 || strain[g] != 0 || disarmed[g] != 0
  }

  /// Takes over recognition of one column; an hour changes no other than that in turn.
  private mutating func average(_ people: People, column: Int, concurrently: Concurrently) {
    let count = active.count
    let chunks = min(64, 1 + count / 1_024)
    meanRecognition.withUnsafeMutableBufferPointer { means in
      let room = Shared(
        UnsafeMutableBufferPointer(rebasing: means[column * count..<(column + 1) * count])
      )
      concurrently(chunks) { chunk in
        for g in items(ofChunk: chunk, of: chunks, count) {
          room.value[g] =
            Double(people.recognition[column * count + g]) / (255 * Double(people.agentCounts[g]))
        }
      }
    }
  }

  /// The mood of a new day.
  private mutating func changeMoods(in world: World, _ draws: Draws, concurrently: Concurrently) {
    let (society, tomorrow) = (world.society, UInt64(world.day + 1))
    let spreads = society.strata.indices.map { society.traits[.moodSpread, $0] }
    let (count, chunks) = (mood.count, min(64, 1 + mood.count / 1_024))
    mood.withUnsafeMutableBufferPointer { mood in
      let room = Shared(mood)
      concurrently(chunks) { chunk in
        for g in items(ofChunk: chunk, of: chunks, count) {
          let luck = draws.normal(.groupMood, Int(society.groups[g].firstPerson), at: tomorrow)
          room.value[g] = spreads[Int(world.layout.stratumOf[g])] * luck
        }
      }
    }
  }

  /// Fatigue, remorse, strain and disarmament.
  ///
  /// A unit can come to refuse by two roads: it fired and rues it, or it stood before the crowd for
  /// days and will not any more.
  private mutating func weather(in world: World, _ draws: Draws) {
    let society = world.society
    let p = society.parameters
    let fading = 1 / p[.remorseHours]
    let fires = world.facts.isFiring && world.isDay
    sharedRemorse += (fires ? p[.remorseShared] : 0) - fading * sharedRemorse
    // Who has not been out is not tired.
    for g in tired { tire(g, in: world) }
    var more: [Int] = []
    for g in out where fatigue[g] == 0 && active[g] > 0 {
      tire(g, in: world)
      if fatigue[g] > 0 { more.append(g) }
    }
    if !more.isEmpty { tired = merged(tired, more) }
    burden(fires: fires, in: world, draws)
  }

  /// Remorse, strain and disarmament of garrisons.
  private mutating func burden(fires: Bool, in world: World, _ draws: Draws) {
    let (society, layout) = (world.society, world.layout)
    let p = society.parameters
    let fading = 1 / p[.remorseHours]
    for number in layout.garrisons {
      let cohort = layout.cohorts[number]
      let street = world.isDay ? world.scenes[cohort.town].street : 0
      // Nothing has weighed on most of them, and nothing comes to.
      guard isMarked[number] || street > 0 || fires else { continue }
      isMarked[number] = false
      for g in cohort.groups {
        remorse[g] -= fading * remorse[g]
        let meets = street > 0 ? society.groups[g].contact * street : 0
        strain[g] += p[.dutyStrain] * meets - fading * strain[g]
        disarmed[g] -= fading / 2 * disarmed[g]
        if fires && layout.onDuty[g] > 0 && active[g] < 0.5 {
          let group = society.groups[g]
          let luck = draws.unit(.firing, Int(group.firstPerson))
          if luck < p[.firingUnits] * group.duty { remorse[g] += p[.remorse] }
        }
        if isBurdened(g) { isMarked[number] = true }
      }
    }
    // A unit brought back to barracks loses its rifles.
    for g in out where active[g] > 0.05 && world.prospects[g].goHome > 400 {
      guard society.strata[Int(layout.stratumOf[g])].bearing == .garrison else { continue }
      disarmed[g] = p[.disarmed]
      isMarked[layout.cohort(of: g)] = true
    }
  }

  /// A group tires by being out, and rests at home; men under arms not before the fall.
  private mutating func tire(_ g: Int, in world: World) {
    let society = world.society
    let p = society.parameters
    let bearing = society.strata[Int(world.layout.stratumOf[g])].bearing
    guard bearing == .civil || world.facts.hasFallen else { return }
    fatigue[g] += p[.fatigueGrowth] / 24 * active[g] - fatigue[g] / (24 * p[.fatigueDays])
  }

  mutating func transfer(_ wire: inout Wire, _ layout: Layout) {
    wire.value(&active)
    wire.value(&lingering)
    wire.value(&unitActive)
    wire.value(&meanRecognition, width: columnCount)
    wire.value(&mood)
    wire.value(&fatigue)
    wire.value(&remorse)
    wire.value(&strain)
    wire.value(&sharedRemorse)
    wire.value(&disarmed)
    look(layout)
    delegations.transfer(&wire)
  }
}

/// Two lists of numbers in order as one.
private func merged(_ one: [Int], _ other: [Int]) -> [Int] {
  var all: [Int] = []
  all.reserveCapacity(one.count + other.count)
  var next = 0
  for number in one {
    while next < other.count && other[next] < number {
      all.append(other[next])
      next += 1
    }
    all.append(number)
  }
  all += other[next...]
  return all
}
