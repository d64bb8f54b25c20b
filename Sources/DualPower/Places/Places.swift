// Reads: groups, world. Writes: crowds, force, casualties by place and town. Draws: none.

/// Where it happens: crowds, and the force that could be sent against them.
struct Places: Sendable {
  /// Hours of the past that are kept, for news that travels.
  static let memory = 128

  /// Shape `[memory × bearing × place]`; share out against the body in force, as seen.
  private(set) var placeShares: [Double]
  /// Shape `[memory × bearing × town]`; the same by town.
  private(set) var townShares: [Double]
  /// Shape `[memory × town]`; share of the first day's force that is left.
  private(set) var forceShares: [Double]
  /// Shape `[town]`; unarmed persons out against the body in force.
  private(set) var civilActive: [Double]
  /// Shape `[place]`; persons out for whatever reason they once had.
  private(set) var out: [Double]
  /// Shape `[town × stratum]`; the same by town and stratum.
  private(set) var outByStratum: [Double]
  /// Shape `[place]`; persons in the streets.
  private(set) var crowd: [Double]
  /// Shape `[town]`; soldiers over, for whatever reason they once went, as a share.
  private(set) var garrisonOver: [Double]
  /// Shape `[town]`; men whom the body in force can send.
  private(set) var force: [Double]
  /// Shape `[town]`; the same on the first day.
  private(set) var firstForce: [Double]
  /// Shape `[town]`; hours for which the force has been next to nothing.
  private(set) var hoursLost: [Int]
  /// Killed and wounded: civilians, soldiers, police.
  private(set) var casualties: [Double] = [0, 0, 0]
  /// Hours of combat so far, which tire both sides.
  private(set) var combatHours = 0.0
  /// Troops of the fronts in the capital.
  private(set) var frontTroops = 0.0
  private(set) var newest = 0
  /// Shape `[town]`; whether armed men are out: elsewhere all who are on duty can be sent.
  private var isTorn: [Bool]

  init(_ society: Society) {
    let bearings = Bearing.allCases.count
    placeShares = [Double](repeating: 0, count: Places.memory * bearings * society.places.count)
    townShares = [Double](repeating: 0, count: Places.memory * bearings * society.towns.count)
    forceShares = [Double](repeating: 1, count: Places.memory * society.towns.count)
    civilActive = [Double](repeating: 0, count: society.towns.count)
    out = [Double](repeating: 0, count: society.places.count)
    outByStratum = [Double](repeating: 0, count: society.towns.count * society.strata.count)
    crowd = out
    garrisonOver = civilActive
    force = civilActive
    firstForce = civilActive
    hoursLost = [Int](repeating: 0, count: society.towns.count)
    isTorn = [Bool](repeating: false, count: society.towns.count)
  }

  /// Adds up who is where and who could be sent against whom.
  mutating func host(_ groups: Groups, in world: World) {
    let society = world.society
    let layout = world.layout
    let towns = society.towns.count
    let places = society.places.count
    let strata = society.strata.count
    newest = world.tick % Places.memory
    // Persons are added up where their shares stand in the end.
    let inPlace = newest * layout.seenInPlace.count
    let inTown = newest * layout.seenInTown.count
    for i in layout.seenInPlace.indices { placeShares[inPlace + i] = 0 }
    for i in layout.seenInTown.indices { townShares[inTown + i] = 0 }
    for i in out.indices { out[i] = 0 }
    for i in outByStratum.indices { outByStratum[i] = 0 }
    for i in civilActive.indices { civilActive[i] = 0 }
    for i in crowd.indices { crowd[i] = 0 }
    let presence = world.presence
    isTorn.keep(false, count: towns)
    for g in groups.out {
      let (stratum, place) = (Int(layout.stratumOf[g]), Int(layout.placeOf[g]))
      let bearing = society.strata[stratum].bearing
      let row = Int(bearing.rawValue)
      let active = groups.active[g] * layout.persons[g]
      let any = (groups.active[g] + groups.lingering[g]) * layout.persons[g]
      let town = layout.townOf[g]
      placeShares[inPlace + row * places + place] += active * layout.seen[stratum]
      townShares[inTown + row * towns + town] += active * layout.seen[stratum]
      out[place] += any
      outByStratum[town * strata + stratum] += any
      crowd[place] += any * presence
      if bearing == .civil { civilActive[town] += active } else { isTorn[town] = true }
    }
    for (i, all) in layout.seenInPlace.enumerated() {
      placeShares[inPlace + i] = all > 0 ? placeShares[inPlace + i] / all : 0
    }
    for (i, all) in layout.seenInTown.enumerated() {
      townShares[inTown + i] = all > 0 ? townShares[inTown + i] / all : 0
    }
    muster(groups, in: world)
    fight(in: world)
  }

  /// Share out against the body in force in a district, some hours ago.
  func share(_ bearing: Bearing, inPlace place: Int, hoursAgo: Int) -> Double {
    let row = placeShares.count / Places.memory
    let places = row / Bearing.allCases.count
    return placeShares[slot(hoursAgo) * row + Int(bearing.rawValue) * places + place]
  }

  /// The same of every bearing and district: shape `[bearing × place]`, row by row.
  func sharesInPlaces(hoursAgo: Int) -> ArraySlice<Double> {
    let row = placeShares.count / Places.memory
    return placeShares[slot(hoursAgo) * row..<(slot(hoursAgo) + 1) * row]
  }

  /// The same of every bearing and town: shape `[bearing × town]`, row by row.
  func sharesInTowns(hoursAgo: Int) -> ArraySlice<Double> {
    let row = townShares.count / Places.memory
    return townShares[slot(hoursAgo) * row..<(slot(hoursAgo) + 1) * row]
  }

  /// Share out against the body in force in a town, some hours ago.
  func share(_ bearing: Bearing, inTown town: Int, hoursAgo: Int) -> Double {
    let row = townShares.count / Places.memory
    let towns = row / Bearing.allCases.count
    return townShares[slot(hoursAgo) * row + Int(bearing.rawValue) * towns + town]
  }

  /// Share of the first day's force that a town had, some hours ago.
  func forceShare(inTown town: Int, hoursAgo: Int) -> Double {
    let row = forceShares.count / Places.memory
    return forceShares[slot(hoursAgo) * row + town]
  }

  private func slot(_ hoursAgo: Int) -> Int {
    (newest - min(hoursAgo, Places.memory - 1) + Places.memory) % Places.memory
  }

  /// Who could be sent: men on duty who have not gone over, less as the garrison wavers.
  private mutating func muster(_ groups: Groups, in world: World) {
    let society = world.society
    let p = society.parameters
    let layout = world.layout
    // Men are added up where their force stands in the end, and those who are over where their share does.
    force.keep(layout.menOnDuty)
    garrisonOver.keep(0, count: force.count)
    for town in force.indices where isTorn[town] { force[town] = 0 }
    for number in layout.armed where isTorn[layout.cohorts[number].town] {
      let cohort = layout.cohorts[number]
      let isGarrison = society.strata[cohort.stratum].bearing == .garrison
      for g in cohort.groups {
        guard groups.isOut[g] else {
          force[cohort.town] += layout.onDuty[g]
          continue
        }
        let loyal = 1 - groups.active[g] - groups.lingering[g]
        force[cohort.town] += layout.onDuty[g] * loyal
        if isGarrison { garrisonOver[cohort.town] += layout.persons[g] * (1 - loyal) }
      }
    }
    for town in force.indices {
      let soldiers = layout.soldiers[town]
      garrisonOver[town] = soldiers > 0 ? garrisonOver[town] / soldiers : 0
      let wavering = share(.garrison, inTown: town, hoursAgo: 0)
      var steady = power(1 - wavering, p[.steadiness])
      if world.facts.isFreeOfOldOrder[town] { steady *= world.facts.garrisonWrit }
      force[town] = force[town] * steady + (town == society.capital ? frontTroops : 0)
      if firstForce[town] == 0 { firstForce[town] = force[town] }
      let left = firstForce[town] > 0 ? force[town] / firstForce[town] : 1
      forceShares[newest * force.count + town] = left
      hoursLost[town] = left < p[.capitalLostAt] ? hoursLost[town] + 1 : 0
    }
  }

  /// Casualties of firing into crowds and of fighting within the garrison.
  private mutating func fight(in world: World) {
    let society = world.society
    let p = society.parameters
    let town = society.capital
    if world.facts.isFiring && world.isDay {
      casualties[0] += p[.firingCasualties] * civilActive[town] / 1_000
    }
    frontTroops = world.facts.frontTroops
    if world.facts.isNew { return }
    let over = share(.garrison, inTown: town, hoursAgo: 0)
    let steady = power(1 - over, p[.steadiness])
    let fury = 4 * over * (1 - over) * steady.squareRoot()
    let tired = exponential(-combatHours / p[.combatHours])
    let fallen = p[.combatCasualties] * fury * tired * (world.isDay ? 1 : 0.3)
    combatHours += fury
    casualties[0] += 0.30 * fallen
    casualties[1] += 0.62 * fallen
    casualties[2] += 0.08 * fallen
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&placeShares)
    wire.value(&townShares)
    wire.value(&forceShares)
    wire.value(&civilActive)
    wire.value(&out)
    wire.value(&outByStratum)
    wire.value(&crowd)
    wire.value(&garrisonOver)
    wire.value(&force)
    wire.value(&firstForce)
    wire.value(&hoursLost)
    wire.value(&casualties)
    wire.value(&combatHours)
    wire.value(&frontTroops)
    wire.value(&newest)
  }
}
