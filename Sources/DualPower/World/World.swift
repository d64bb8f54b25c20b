// Reads: yesterday's people, groups, places and bodies. Writes: what anyone could know at dawn. Draws: deliveries, bread luck.

/// What anyone could know at the beginning of an hour.
struct World: Sendable {
  private(set) var society: Society
  private(set) var layout: Layout
  /// The hour of the run.
  private(set) var tick = 0
  /// Shape `[town]`.
  private(set) var supplies: [Supply]
  private(set) var burdens: Burdens
  /// Shape `[place]`; the day's luck with bread, in utility.
  private(set) var breadLuck: [Double]
  /// What bodies did by the end of the last hour.
  private(set) var facts: Facts
  /// Shape `[bearing × place]`, row by row; share out in each district, as its people have seen.
  private(set) var seenInPlace: [Double] = []
  /// Shape `[bearing × town]`, row by row; the most that people of a district have seen of their like.
  var mostSeenInPlace: [Double] = []
  /// Shape `[town]`; the greatest share that is out of a unit.
  var mostUnitActive: [Double] = []
  /// Shape `[town]`; the most that having fired and having stood before the crowd weighs in a garrison.
  var mostEndured: [Double] = []
  /// Shape `[town]`; the best luck with bread of a district.
  private(set) var mostBreadLuck: [Double]
  /// Shape `[bearing × town]`, row by row; the same of towns.
  private(set) var seenInTown: [Double] = []
  /// Shape `[town]`; what its people face.
  var scenes: [Scene]
  /// Shape `[stratum]`; how readily its members act in this hour.
  private(set) var manners: [Manner] = []
  /// Shape `[region]`; share of its soldiers who can be sent still.
  var loyalInProvinces: [Double] = []
  /// Shape `[chunk × council line]`, row by row; room for a cohort's ties.
  @Kept private var ties: [Tie] = []
  /// Chance of reconsidering, for members of a group of which nobody is out.
  private(set) var calmOdds: Int16 = 0
  /// Shape `[cohort]`; what each member faces as all of her cohort do.
  var outlooks: [Outlook]
  /// Shape `[group]`; what she faces beside that.
  var prospects: [Prospect]
  /// Shape `[group]`; of the day, empty until it is asked for.
  var bounds: [Bound] = []
  /// Shape `[cohort]`; the bound of all members together.
  var boundsOfCohorts: [Bound] = []
  /// What weighs at most where parties call people out, in utility.
  private(set) var mostCalls = 0.0
  /// What is the same for everyone.
  var hour = Hour()

  init(_ society: Society) {
    self.society = society
    layout = Layout(society)
    supplies = society.towns.map { Supply(stock: $0.stockDays) }
    burdens = Burdens(society)
    breadLuck = [Double](repeating: 0, count: society.places.count)
    mostBreadLuck = [Double](repeating: 0, count: society.towns.count)
    facts = Facts(society)
    scenes = [Scene](repeating: Scene(), count: society.towns.count)
    outlooks = [Outlook](repeating: Outlook(), count: layout.cohorts.count)
    prospects = [Prospect](repeating: Prospect(), count: society.groups.count)
  }

  /// Goes by other values from now on.
  mutating func take(_ change: Intervention) {
    society.take(change)
    layout = Layout(society)
    (bounds, boundsOfCohorts) = ([], [])
  }

  /// Does without a mechanism from now on.
  mutating func switchOff(_ mechanism: Mechanism) { society.switchOff(mechanism) }

  /// The day of the run, 0 for the first.
  var day: Int { tick / 24 }
  /// The hour of the day.
  var hourOfDay: Int { tick % 24 }
  /// Whether it is an hour in which bodies meet and men are sent out.
  var isDay: Bool { hourOfDay >= 8 && hourOfDay < 23 }
  /// Today's forcing; the last day's goes on for ever.
  var forcing: Day { society.days[min(day, society.days.count - 1)] }
  /// Share of those who are out that is in the street, by hour and frost.
  var presence: Double {
    let hours = hourOfDay >= 9 && hourOfDay < 20 ? 1.0 : (isDay ? 0.4 : 0.03)
    return hours * (0.5 + 0.5 * forcing.mildness)
  }
  /// What works in this run.
  func has(_ mechanism: Mechanism) -> Bool { society.mechanisms.has(mechanism) }

  /// Begins an hour: yesterday's groups, places and bodies become public facts.
  mutating func dawn(
    at tick: Int,
    after people: People,
    _ groups: Groups,
    _ places: Places,
    _ bodies: Bodies,
    _ draws: Draws,
    concurrently: Concurrently
  ) {
    self.tick = tick
    facts.keep(bodies.facts)
    if hourOfDay == 0 { newDay(draws) }
    hour = commonHour()
    mostCalls = Double(facts.calls.count { $0 }) * society.parameters[.partyCallWeight]
    if bounds.isEmpty { measureBounds(people, groups) }
    manners.removeAll(keepingCapacity: true)
    for s in society.strata.indices { manners.append(manner(of: s)) }
    seenInPlace.keep(places.sharesInPlaces(hoursAgo: Int(society.parameters[.placeDelay])))
    seenInTown.keep(places.sharesInTowns(hoursAgo: Int(society.parameters[.townDelay])))
    measureMost(groups)
    lookAtTowns(groups, places, concurrently: concurrently)
    face(after: people, groups, places, concurrently: concurrently)
  }

  /// What the people of each cohort face in this hour, and of each group.
  mutating func face(
    after people: People,
    _ groups: Groups,
    _ places: Places,
    concurrently: Concurrently
  ) {
    let turns = turns
    let reaches = people.reaches
    let (isShared, firstBlock) = (people.deal.isShared, people.firstBlock)
    calmOdds = reconsideringOdds(active: 0, turns: turns)
    // Out of the world while they are written, so that nobody who reads the world copies them.
    var (seen, made, room) = (outlooks, prospects, ties)
    (outlooks, prospects, ties) = ([], [], [])
    let chunks = layout.firstCohort.count - 1
    room.keep(Tie(column: 0, weight: 0), count: chunks * layout.councilLines.count)
    let world = self
    let line = layout.lineOfColumn[hour.turnColumn]
    DawnRoom.with(&seen, &made, &room, bounds, groups, inTurn: line, layout) { room in
      let room = Shared(room)
      concurrently(chunks) { chunk in
        let room = room.value.ofChunk(chunk, lines: world.layout.councilLines.count)
        for cohort in world.layout.firstCohort[chunk]..<world.layout.firstCohort[chunk + 1]
        where !isShared || world.isAskedFor(world.layout.cohorts[cohort], firstBlock) {
          if cohort + 1 < world.layout.firstCohort[chunk + 1] {
            room.fetch(world.layout.cohorts[cohort + 1].groups)
          }
          let here = world.scenes[world.layout.cohorts[cohort].town]
          let station = world.station(
            of: world.layout.cohorts[cohort],
            turns: turns,
            in: here,
            &room.outlooks[cohort]
          )
          world.stay(room, at: station, groups, places)
          guard !world.isAtHome(station, world.boundsOfCohorts[cohort], groups) else { continue }
          world.stir(room, at: station, room.outlooks[cohort], in: here, reaches, groups)
        }
      }
    }
    (outlooks, prospects, ties) = (seen, made, room)
  }

  /// Whether anyone here asks what a cohort faces, where people are with several: its people if any are
  /// here, and garrisons' groups, which lose their rifles when they are sent home.
  private func isAskedFor(_ cohort: Cohort, _ firstBlock: [Int]) -> Bool {
    firstBlock[cohort.groups.lowerBound] < firstBlock[cohort.groups.upperBound]
      || society.strata[cohort.stratum].bearing == .garrison
  }

  /// Bread arrives or does not; burdens are what they are for a day.
  private mutating func newDay(_ draws: Draws) {
    let p = society.parameters
    let today = UInt64(day)
    if has(.privationGrowth) {
      for town in supplies.indices where society.towns[town].stockDays > 0 {
        supplies[town].pass(
          day: forcing,
          luck: draws.normal(.deliveries, town, at: today),
          isNew: facts.holdsSupply && town == society.capital,
          p
        )
      }
    }
    let common = p[.breadLuckShared].squareRoot()
    let local = (1 - p[.breadLuckShared]).squareRoot()
    for place in breadLuck.indices {
      // Part of the luck is the town's, the rest the district's own.
      let shared = draws.normal(.breadLuck, -1 - society.places[place].town, at: today)
      let own = draws.normal(.breadLuck, place, at: today)
      breadLuck[place] =
        0.3 * breadLuck[place]
        + 0.954 * p[.breadLuckSpread] * (common * shared + local * own)
    }
    layout.findMost(of: breadLuck, &mostBreadLuck)
    burdens.weigh(society, layout, supplies: supplies, day: day)
    bounds.removeAll(keepingCapacity: true)
    boundsOfCohorts.removeAll(keepingCapacity: true)
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&tick)
    for i in supplies.indices { supplies[i].transfer(&wire) }
    wire.value(&burdens.privation)
    wire.value(&burdens.inequality)
    wire.value(&burdens.hardship)
    wire.value(&breadLuck)
    layout.findMost(of: breadLuck, &mostBreadLuck)
    (bounds, boundsOfCohorts) = ([], [])
  }
}
