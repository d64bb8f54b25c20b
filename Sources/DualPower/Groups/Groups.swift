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
  @Kept private var outOfChunk = [[Int]](repeating: [], count: Groups.chunks)
  /// Shape `[cohort]`; whether anything weighs on any of it: remorse, strain, or that it was disarmed.
  private(set) var isMarked: [Bool]
  /// Shape `[cohort]`; the most of remorse and strain that any of its groups has.
  private(set) var mostEndured: [Double]
  /// Shape `[unit]`; share out against the body in force.
  private(set) var unitActive: [Double]
  /// Shape `[column × group]`, row by row, and some to spare; mean recognition in `0...1`.
  private var meanRecognition: [Double]
  /// Shape `[group]`.
  private var dispositions: [Disposition]
  /// Shape `[group]`; their favour, which is asked of many groups in every hour, and the rest of few.
  private(set) var favours: [Double]
  /// Shape `[group]`; utility lost by having been out for long.
  private(set) var fatigue: [Double]
  /// Remorse of the whole garrison.
  private(set) var sharedRemorse = 0.0
  /// Shape `[group × party]`; share of members.
  private let sympathies: [Double]
  /// Deputies and their groups.
  var delegations: Delegations

  /// Into how many chunks groups are dealt.
  private static let chunks = 64

  init(_ society: Society, _ layout: Layout, _ people: People, _ draws: Draws) {
    let groups = society.groups
    columnCount = society.columnCount
    partyCount = society.parties.count
    active = [Double](repeating: 0, count: groups.count)
    lingering = active
    isOut = [Bool](repeating: false, count: groups.count)
    isMarked = [Bool](repeating: false, count: layout.cohorts.count)
    mostEndured = [Double](repeating: 0, count: layout.cohorts.count)
    unitActive = [Double](repeating: 0, count: society.unitCount)
    meanRecognition = [Double](
      repeating: 0,
      count: groups.count * columnCount + SIMD4<Double>.spare
    )
    // Half of a company's luck is its battalion's, so that battalions differ as well.
    dispositions = groups.map { group in
      let own = draws.normal(.groupLuck, Int(group.firstPerson), at: 0)
      let unit = group.unit >= 0 ? draws.normal(.groupLuck, -1 - group.unit, at: 0) : own
      let both = group.unit >= 0 ? 0.5.squareRoot() * (own + unit) : own
      return Disposition(luck: society.traits[.luckSpread, group.stratum] * both)
    }
    favours = dispositions.map { $0.favour }
    fatigue = active
    let parties = society.parties.count
    sympathies = people.sympathisers.indices.map {
      Double(people.sympathisers[$0]) / Double(groups[$0 / max(parties, 1)].agents)
    }
    delegations = Delegations(society, layout)
    for column in 0..<columnCount {
      takeOver(people, column: column, Tiring(), concurrently: inOrder)
    }
  }

  /// What weighs on a group.
  subscript(g: Int) -> Disposition { dispositions[g] }

  /// Mean recognition of a column in a group, in `0...1`.
  func recognition(_ g: Int, _ column: Int) -> Double {
    meanRecognition[column * isOut.count + g]
  }

  /// Mean recognition of each column in each group, in `0...1`; shape `[column × group]`, row by row, and some to spare.
  func withRecognition(_ body: (UnsafePointer<Double>) -> Void) {
    meanRecognition.withUnsafeBufferPointer { means in
      if let first = means.baseAddress { body(first) }
    }
  }

  /// Where among ``out`` the groups from one on begin.
  ///
  /// - Complexity: O(log groups).
  func firstOut(from g: Int) -> Int {
    var (first, end) = (0, out.count)
    while first < end {
      let middle = (first + end) / 2
      if out[middle] < g { first = middle + 1 } else { end = middle }
    }
    return first
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
    takeOver(people, in: world, concurrently: concurrently)
    for i in unitActive.indices { unitActive[i] = 0 }
    for g in out {
      let unit = Int(world.layout.unitOf[g])
      guard unit >= 0 else { continue }
      unitActive[unit] += active[g] * world.layout.persons[g] / world.layout.unitPersons[unit]
    }
    if world.hourOfDay == 23 { changeMoods(in: world, draws, concurrently: concurrently) }
    burden(in: world, draws, concurrently: concurrently)
    // Out of the groups while they change, so that nothing that reads the groups holds them.
    var own = Delegations()
    swap(&own, &delegations)
    own.elect(self, in: world, draws, concurrently: concurrently)
    delegations = own
  }

  /// Takes over what an hour left with people.
  mutating func takeOver(_ people: People, in world: World, concurrently: Concurrently) {
    takeOver(
      people,
      column: world.hour.turnColumn,
      Tiring(in: world),
      concurrently: concurrently
    )
  }

  /// Takes over who is out, how tired that leaves them, and recognition of one column, the only one that an
  /// hour changes.
  ///
  /// - Parameters:
  ///   - people: The people.
  ///   - column: The column.
  ///   - tiring: How they tire.
  ///   - concurrently: How chunks are run.
  private mutating func takeOver(
    _ people: People,
    column: Int,
    _ tiring: Tiring,
    concurrently: Concurrently
  ) {
    withRoom(recognitionOf: column) { room in
      let shared = Shared(room)
      concurrently(Groups.chunks) { chunk in
        let room = shared.value
        room.out[chunk].removeAll(keepingCapacity: true)
        let first = column * room.active.count
        for g in items(ofChunk: chunk, of: Groups.chunks, room.active.count) {
          let agents = Double(people.agentCounts[g])
          room.recognition[g] = Double(people.recognition[first + g]) / (255 * agents)
          let isOut = people.isAnyoneOut(g)
          if isOut || room.isOut[g] {
            room.active[g] = Double(people.active[g]) / agents
            room.lingering[g] = Double(people.lingering[g]) / agents
            room.isOut[g] = isOut
          }
          if isOut { room.out[chunk].append(g) }
          // Who has not been out is not tired.
          if isOut || room.fatigue[g] > 0 { tiring.pass(g, room) }
        }
      }
    }
    out.removeAll(keepingCapacity: true)
    for list in outOfChunk { out += list }
  }

  /// Finds anew who is out, and on whom something weighs.
  private mutating func look(_ layout: Layout) {
    favours = dispositions.map { $0.favour }
    isOut = active.indices.map { active[$0] > 0 || lingering[$0] > 0 }
    out = isOut.indices.filter { isOut[$0] }
    for number in layout.garrisons {
      let own = layout.cohorts[number].groups.map { dispositions[$0] }
      isMarked[number] = own.contains { $0.isBurdened }
      mostEndured[number] = own.reduce(0) { max($0, $1.endured) }
    }
  }

  /// The mood of a new day.
  private mutating func changeMoods(in world: World, _ draws: Draws, concurrently: Concurrently) {
    let (society, tomorrow) = (world.society, UInt64(world.day + 1))
    let spreads = society.strata.indices.map { society.traits[.moodSpread, $0] }
    withRoom { room in
      let shared = Shared(room)
      concurrently(Groups.chunks) { chunk in
        let room = shared.value
        for g in items(ofChunk: chunk, of: Groups.chunks, room.favours.count) {
          let luck = draws.normal(.groupMood, Int(society.groups[g].firstPerson), at: tomorrow)
          room.dispositions[g].mood = spreads[Int(world.layout.stratumOf[g])] * luck
          room.favours[g] = room.dispositions[g].favour
        }
      }
    }
  }

  /// Remorse, strain and disarmament of garrisons.
  ///
  /// A unit can come to refuse by two roads: it fired and rues it, or it stood before the crowd for
  /// days and will not any more.
  private mutating func burden(in world: World, _ draws: Draws, concurrently: Concurrently) {
    let (society, layout) = (world.society, world.layout)
    let p = society.parameters
    let fading = 1 / p[.remorseHours]
    let fires = world.facts.isFiring && world.isDay
    sharedRemorse += (fires ? p[.remorseShared] : 0) - fading * sharedRemorse
    let chunks = min(Groups.chunks, layout.garrisons.count)
    withRoom { room in
      let shared = Shared(room)
      concurrently(chunks) { chunk in
        let room = shared.value
        for i in items(ofChunk: chunk, of: chunks, layout.garrisons.count) {
          let number = layout.garrisons[i]
          let cohort = layout.cohorts[number]
          let street = world.isDay ? world.scenes[cohort.town].street : 0
          // Nothing has weighed on most of them, and nothing comes to.
          if room.isMarked[number] || street > 0 || fires {
            room.isMarked[number] = false
            room.mostEndured[number] = 0
            for g in cohort.groups {
              let meets = street > 0 ? layout.contacts[g] * street : 0
              room.dispositions[g].endure(strain: p[.dutyStrain] * meets, fading: fading)
              if fires && layout.onDuty[g] > 0 && room.active[g] < 0.5 {
                let group = society.groups[g]
                let luck = draws.unit(.firing, Int(group.firstPerson))
                if luck < p[.firingUnits] * group.duty {
                  room.dispositions[g].remorse += p[.remorse]
                }
              }
              let own = room.dispositions[g]
              if own.isBurdened { room.isMarked[number] = true }
              room.mostEndured[number] = max(room.mostEndured[number], own.endured)
            }
          }
          // A unit brought back to barracks loses its rifles.
          for g in cohort.groups where room.isOut[g] && room.active[g] > 0.05 {
            guard world.prospects[g].goHome > 400 else { continue }
            room.dispositions[g].disarmed = p[.disarmed]
            room.isMarked[number] = true
          }
        }
      }
    }
  }

  /// Hands out the room in which groups are taken over, with one column of what they recognise.
  private mutating func withRoom(recognitionOf column: Int = 0, _ body: (GroupRoom) -> Void) {
    let count = isOut.count
    withLists(&active, &lingering, &isOut) { active, lingering, isOut in
      withLists(&_outOfChunk.wrappedValue, &isMarked, &mostEndured) { out, isMarked, mostEndured in
        withLists(&dispositions, &favours, &fatigue) { dispositions, favours, fatigue in
          meanRecognition.withUnsafeMutableBufferPointer { means in
            body(
              GroupRoom(
                active: active,
                lingering: lingering,
                isOut: isOut,
                out: out,
                isMarked: isMarked,
                mostEndured: mostEndured,
                dispositions: dispositions,
                favours: favours,
                fatigue: fatigue,
                recognition: UnsafeMutableBufferPointer(
                  rebasing: means[column * count..<(column + 1) * count]
                )
              )
            )
          }
        }
      }
    }
  }

  mutating func transfer(_ wire: inout Wire, _ layout: Layout) {
    wire.value(&active)
    wire.value(&lingering)
    wire.value(&unitActive)
    var means = Array(meanRecognition.dropLast(SIMD4<Double>.spare))
    wire.value(&means, width: columnCount)
    meanRecognition.replaceSubrange(means.indices, with: means)
    transfer(&wire, { $0.mood }, { $0.mood = $1 })
    wire.value(&fatigue)
    transfer(&wire, { $0.remorse }, { $0.remorse = $1 })
    transfer(&wire, { $0.strain }, { $0.strain = $1 })
    wire.value(&sharedRemorse)
    transfer(&wire, { $0.disarmed }, { $0.disarmed = $1 })
    look(layout)
    delegations.transfer(&wire)
  }
  /// A trait of all dispositions, one after the other.
  private mutating func transfer(
    _ wire: inout Wire,
    _ get: (Disposition) -> Double,
    _ set: (inout Disposition, Double) -> Void
  ) {
    var column = dispositions.map(get)
    wire.value(&column)
    for (g, value) in column.enumerated() { set(&dispositions[g], value) }
  }
}
