// Reads: people, world. Writes: what members share. Draws: group luck, group mood, firing, election, deputy, recall.

/// Who acts together, and what members share: the crowd they make, what weighs on them, whom they elect.
struct Groups: Sendable {
  private let columnCount: Int
  private let partyCount: Int
  /// Shape `[group]`.
  private var states: [GroupState]
  /// Shape `[group]`; whether any member is out, for whatever reason she once went.
  private(set) var isOut: [Bool]
  /// The groups of which somebody is, in order: of most groups nobody is.
  private(set) var out: [Int] = []
  /// Shape `[chunk]`; the same as they are found, chunk by chunk of all groups.
  private var outOfChunk = [[Int]](repeating: [], count: Groups.chunks)
  /// Shape `[chunk]`; groups that have been out and are tired, in no order.
  private var tiredOfChunk = [[Int]](repeating: [], count: Groups.chunks)
  /// Shape `[cohort]`; whether anything weighs on any of it: remorse, strain, or that it was disarmed.
  private(set) var isMarked: [Bool]
  /// Shape `[unit]`; share out against the body in force.
  private(set) var unitActive: [Double]
  /// Shape `[column × group]`, row by row; mean recognition in `0...1`.
  private var meanRecognition: [Double]
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
    isOut = [Bool](repeating: false, count: groups.count)
    isMarked = [Bool](repeating: false, count: layout.cohorts.count)
    unitActive = [Double](repeating: 0, count: society.unitCount)
    meanRecognition = [Double](repeating: 0, count: groups.count * columnCount)
    // Half of a company's luck is its battalion's, so that battalions differ as well.
    states = groups.map { group in
      let own = draws.normal(.groupLuck, Int(group.firstPerson), at: 0)
      let unit = group.unit >= 0 ? draws.normal(.groupLuck, -1 - group.unit, at: 0) : own
      let both = group.unit >= 0 ? 0.5.squareRoot() * (own + unit) : own
      return GroupState(luck: society.traits[.luckSpread, group.stratum] * both)
    }
    let parties = society.parties.count
    sympathies = people.sympathisers.indices.map {
      Double(people.sympathisers[$0]) / Double(groups[$0 / max(parties, 1)].agents)
    }
    delegations = Delegations(society, layout)
    for column in 0..<columnCount {
      takeOver(people, column: column, Tiring(), concurrently: inOrder)
    }
  }

  /// How a group is.
  subscript(g: Int) -> GroupState { states[g] }

  /// Mean recognition of a column in a group, in `0...1`.
  func recognition(_ g: Int, _ column: Int) -> Double {
    meanRecognition[column * isOut.count + g]
  }

  /// Mean recognition of a column in each group, in `0...1`; shape `[group]`.
  func withRecognition<Result>(
    _ column: Int,
    _ body: (UnsafeBufferPointer<Double>) -> Result
  ) -> Result {
    meanRecognition.withUnsafeBufferPointer {
      let first = column * isOut.count
      return body(UnsafeBufferPointer(rebasing: $0[first..<first + isOut.count]))
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
    takeOver(
      people,
      column: world.hour.turnColumn,
      Tiring(in: world),
      concurrently: concurrently
    )
    for i in unitActive.indices { unitActive[i] = 0 }
    for g in out {
      let unit = Int(world.layout.unitOf[g])
      guard unit >= 0 else { continue }
      unitActive[unit] += states[g].active * world.layout.persons[g] / world.layout.unitPersons[unit]
    }
    if world.hourOfDay == 23 { changeMoods(in: world, draws, concurrently: concurrently) }
    burden(in: world, draws, concurrently: concurrently)
    // Out of the groups while they change, so that nothing that reads the groups holds them.
    var own = Delegations()
    swap(&own, &delegations)
    own.elect(self, in: world, draws)
    delegations = own
  }

  /// Takes over who is out, how tired that leaves them, and recognition of one column: an hour changes no other
  /// than that in turn.
  ///
  /// - Parameters:
  ///   - people: The people.
  ///   - column: The column.
  ///   - tiring: How those tire who are or have been out; others are not tired.
  ///   - concurrently: How chunks are run.
  private mutating func takeOver(
    _ people: People,
    column: Int,
    _ tiring: Tiring,
    concurrently: Concurrently
  ) {
    let count = isOut.count
    states.withUnsafeMutableBufferPointer { states in
      isOut.withUnsafeMutableBufferPointer { isOut in
        outOfChunk.withUnsafeMutableBufferPointer { out in
          tiredOfChunk.withUnsafeMutableBufferPointer { tired in
            meanRecognition.withUnsafeMutableBufferPointer { means in
              let means = UnsafeMutableBufferPointer(
                rebasing: means[column * count..<(column + 1) * count]
              )
              let room = Shared((states: states, isOut: isOut, out: out, tired: tired, means: means))
              concurrently(Groups.chunks) { chunk in
                let (states, isOut, means) = (room.value.states, room.value.isOut, room.value.means)
                for g in room.value.out[chunk] {
                  states[g].active = 0
                  states[g].lingering = 0
                  isOut[g] = false
                }
                room.value.out[chunk].removeAll(keepingCapacity: true)
                for g in items(ofChunk: chunk, of: Groups.chunks, count) {
                  means[g] =
                    Double(people.recognition[column * count + g])
                    / (255 * Double(people.agentCounts[g]))
                  guard people.isAnyoneOut(g) else { continue }
                  let agents = Double(people.agentCounts[g])
                  states[g].active = Double(people.active[g]) / agents
                  states[g].lingering = Double(people.lingering[g]) / agents
                  isOut[g] = true
                  room.value.out[chunk].append(g)
                }
                for g in room.value.tired[chunk] { tiring.pass(g, &states[g]) }
                for g in room.value.out[chunk] where states[g].fatigue == 0 {
                  tiring.pass(g, &states[g])
                  if states[g].fatigue > 0 { room.value.tired[chunk].append(g) }
                }
              }
            }
          }
        }
      }
    }
    self.out.removeAll(keepingCapacity: true)
    for list in outOfChunk { self.out += list }
  }

  /// Finds anew who is out, who is tired, and on whom something weighs.
  private mutating func look(_ layout: Layout) {
    isOut = states.map { $0.active > 0 || $0.lingering > 0 }
    out = isOut.indices.filter { isOut[$0] }
    for chunk in 0..<Groups.chunks {
      let groups = items(ofChunk: chunk, of: Groups.chunks, isOut.count)
      outOfChunk[chunk] = groups.filter { isOut[$0] }
      tiredOfChunk[chunk] = groups.filter { states[$0].fatigue > 0 }
    }
    for number in layout.garrisons {
      isMarked[number] = layout.cohorts[number].groups.contains { states[$0].isBurdened }
    }
  }

  /// The mood of a new day.
  private mutating func changeMoods(in world: World, _ draws: Draws, concurrently: Concurrently) {
    let (society, tomorrow) = (world.society, UInt64(world.day + 1))
    let spreads = society.strata.indices.map { society.traits[.moodSpread, $0] }
    let count = states.count
    states.withUnsafeMutableBufferPointer { states in
      let room = Shared(states)
      concurrently(Groups.chunks) { chunk in
        for g in items(ofChunk: chunk, of: Groups.chunks, count) {
          let luck = draws.normal(.groupMood, Int(society.groups[g].firstPerson), at: tomorrow)
          room.value[g].mood = spreads[Int(world.layout.stratumOf[g])] * luck
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
    states.withUnsafeMutableBufferPointer { states in
      isMarked.withUnsafeMutableBufferPointer { isMarked in
        isOut.withUnsafeBufferPointer { isOut in
          let room = Shared((states: states, isMarked: isMarked, isOut: isOut))
          concurrently(min(Groups.chunks, layout.garrisons.count)) { chunk in
            let chunks = min(Groups.chunks, layout.garrisons.count)
            for i in items(ofChunk: chunk, of: chunks, layout.garrisons.count) {
              let number = layout.garrisons[i]
              let cohort = layout.cohorts[number]
              let street = world.isDay ? world.scenes[cohort.town].street : 0
              var isMarked = room.value.isMarked[number]
              // Nothing has weighed on most of them, and nothing comes to.
              if isMarked || street > 0 || fires {
                isMarked = false
                for g in cohort.groups {
                  let meets = street > 0 ? layout.contacts[g] * street : 0
                  room.value.states[g].endure(strain: p[.dutyStrain] * meets, fading: fading)
                  if fires && layout.onDuty[g] > 0 && room.value.states[g].active < 0.5 {
                    let group = society.groups[g]
                    let luck = draws.unit(.firing, Int(group.firstPerson))
                    if luck < p[.firingUnits] * group.duty {
                      room.value.states[g].remorse += p[.remorse]
                    }
                  }
                  if room.value.states[g].isBurdened { isMarked = true }
                }
              }
              // A unit brought back to barracks loses its rifles.
              for g in cohort.groups where room.value.isOut[g] {
                guard room.value.states[g].active > 0.05, world.prospects[g].goHome > 400 else {
                  continue
                }
                room.value.states[g].disarmed = p[.disarmed]
                isMarked = true
              }
              room.value.isMarked[number] = isMarked
            }
          }
        }
      }
    }
  }

  mutating func transfer(_ wire: inout Wire, _ layout: Layout) {
    transfer(&wire, { $0.active }, { $0.active = $1 })
    transfer(&wire, { $0.lingering }, { $0.lingering = $1 })
    wire.value(&unitActive)
    wire.value(&meanRecognition, width: columnCount)
    transfer(&wire, { $0.mood }, { $0.mood = $1 })
    transfer(&wire, { $0.fatigue }, { $0.fatigue = $1 })
    transfer(&wire, { $0.remorse }, { $0.remorse = $1 })
    transfer(&wire, { $0.strain }, { $0.strain = $1 })
    wire.value(&sharedRemorse)
    transfer(&wire, { $0.disarmed }, { $0.disarmed = $1 })
    look(layout)
    delegations.transfer(&wire)
  }
  /// A trait of all states, one after the other.
  private mutating func transfer(
    _ wire: inout Wire,
    _ get: (GroupState) -> Double,
    _ set: (inout GroupState, Double) -> Void
  ) {
    var column = states.map(get)
    wire.value(&column)
    for (g, value) in column.enumerated() { set(&states[g], value) }
  }
}
