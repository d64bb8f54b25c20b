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
  }

  /// Adds up who is where and who could be sent against whom.
  mutating func host(_ groups: Groups, in world: World, concurrently: Concurrently) {
    let layout = world.layout
    newest = world.tick % Places.memory
    withRoom(layout, presence: world.presence) { room in
      for i in layout.seenInPlace.indices { room.placeShares[i] = 0 }
      for i in layout.seenInTown.indices { room.townShares[i] = 0 }
      for i in room.out.indices { (room.out[i], room.crowd[i]) = (0, 0) }
      for i in room.outByStratum.indices { room.outByStratum[i] = 0 }
      let shared = Shared(room)
      let chunks = min(64, 1 + groups.out.count / 128)
      concurrently(chunks) { chunk in
        for town in items(ofChunk: chunk, of: chunks, layout.isLinked.count) {
          shared.value.host(town, groups, in: world)
        }
      }
      // Persons were added up where their shares stand.
      for (i, all) in layout.seenInPlace.enumerated() {
        room.placeShares[i] = all > 0 ? room.placeShares[i] / all : 0
      }
      for (i, all) in layout.seenInTown.enumerated() {
        room.townShares[i] = all > 0 ? room.townShares[i] / all : 0
      }
    }
    muster(in: world)
    fight(in: world)
  }

  /// Hands out the room in which places are hosts, with the newest row of what is remembered.
  private mutating func withRoom(
    _ layout: Layout,
    presence: Double,
    _ body: (PlaceRoom) -> Void
  ) {
    let (ofPlaces, ofTowns) = (layout.seenInPlace.count, layout.seenInTown.count)
    let (inPlace, inTown) = (newest * ofPlaces, newest * ofTowns)
    withLists(&placeShares, &townShares, &civilActive) { placeShares, townShares, civil in
      withLists(&out, &crowd, &outByStratum) { out, crowd, outByStratum in
        withLists(&garrisonOver, &force) { garrisonOver, force in
          body(
            PlaceRoom(
              presence: presence,
              placeShares: .init(rebasing: placeShares[inPlace..<inPlace + ofPlaces]),
              townShares: .init(rebasing: townShares[inTown..<inTown + ofTowns]),
              civilActive: civil,
              out: out,
              crowd: crowd,
              outByStratum: outByStratum,
              garrisonOver: garrisonOver,
              men: force
            )
          )
        }
      }
    }
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
  private mutating func muster(in world: World) {
    let society = world.society
    let p = society.parameters
    for town in force.indices {
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
