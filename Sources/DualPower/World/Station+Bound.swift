// Reads: facts, crowds, bread luck, groups' luck. Writes: nothing. Draws: none.

/// What bounds what anyone of a group, or of some groups, could gain by going out on a day.
struct Bound: Sendable {
  /// Of all members together.
  private(set) var reach = Reach()
  /// The most that a group gains by its luck and its mood, in 1/1024, rounded up; in `-16383...16384`.
  private(set) var favour = Int16.min

  /// That of no groups.
  init() {}

  /// That of a group.
  init(_ reach: Reach, favour: Double) {
    self.reach = reach
    self.favour = Int16(clamp(1_024 * favour, -16_384, 16_383)) + 1
  }

  /// Takes in another group's.
  mutating func add(_ other: Bound) {
    reach.add(other.reach)
    favour = max(favour, other.favour)
  }
}

// Most groups of a country stay at home for weeks: it is cheaper to see that nobody of a group could be
// drawn out than to weigh all that she might consider. A bound is never below what ``World/weigh`` finds:
// contact and sympathy are shares, and what restrains, tires or disarms is no less than nought.
extension World {
  /// What bounds each group and each cohort, as of this day.
  mutating func measureBounds(_ people: People, _ groups: Groups) {
    bounds = groups.luck.indices.map {
      Bound(people.reaches[$0], favour: groups.luck[$0] + groups.mood[$0])
    }
    boundsOfCohorts = layout.cohorts.map { cohort in
      bounds[cohort.groups].reduce(into: Bound()) { $0.add($1) }
    }
  }

  /// What weighs and pulls at most on anyone of a town.
  mutating func measureMost(_ groups: Groups) {
    mostSeenInPlace = mostInTowns(seenInPlace)
    mostUnitActive = [Double](repeating: 0, count: society.towns.count)
    for quarter in layout.quarters where groups.unitActive[quarter.unit] > 0 {
      mostUnitActive[quarter.town] =
        max(mostUnitActive[quarter.town], groups.unitActive[quarter.unit])
    }
    mostEndured = [Double](repeating: 0, count: society.towns.count)
    for number in layout.garrisons where groups.isMarked[number] {
      let cohort = layout.cohorts[number]
      for g in cohort.groups {
        mostEndured[cohort.town] = max(
          mostEndured[cohort.town],
          groups.remorse[g] + groups.strain[g]
        )
      }
    }
  }

  /// Sets what pulls and weighs at most on members of a station, but for what their unit and group add.
  func bound(_ station: inout Station, _ groups: Groups) {
    let p = society.parameters
    let t = society.traits
    let s = station.cohort.stratum
    let town = station.cohort.town
    let bearing = society.strata[s].bearing
    let here = Int(bearing.rawValue) * society.towns.count + town
    let crowd =
      max(0, t[.crowdPlace, s]) * mostSeenInPlace[here]
      + max(0, t[.crowdTown, s]) * seenInTown[here]
      + max(0, t[.crowdStreet, s]) * street[town]
      + (facts.hasHeardOfCouncil[town] ? p[.crowdHeard] : 0)
    // One more than it is, for the order in which numbers are added.
    station.mostCrowd = scaled(crowd) + 1
    station.mostCrowdOfUnits =
      station.cohort.hasUnits
      ? scaled(max(0, t[.crowdUnit, s]) * mostUnitActive[town]) + 1 : 0
    var most =
      bearing == .civil
      ? mostBreadLuck[town] * shortage(inTown: town) : groups.sharedRemorse + mostEndured[town]
    if facts.isFreeOfOldOrder[town], has(.pressure) { most += p[.demandWeight] * facts.demand[s] }
    for i in facts.calls.indices where facts.calls[i] { most += p[.partyCallWeight] }
    station.mostGrievance = Int32(1_024 * clamp(most, -16, 16)) + 1
  }

  /// Whether nobody of a station is out, and nobody is within reach of what could draw her out.
  func isAtHome(_ station: Station, _ bound: Bound, _ groups: Groups) -> Bool {
    let couldBeDrawnOut =
      station.walkOut > 0
      && isWithinReach(bound, crowd: station.mostCrowd + station.mostCrowdOfUnits, at: station)
    return !couldBeDrawnOut && !station.cohort.groups.contains { groups.isOut[$0] }
  }

  /// Whether anyone of a group of which nobody is out could be drawn out by the best of luck.
  func couldBeDrawnOut(_ g: Int, at station: Station, _ groups: Groups) -> Bool {
    guard station.walkOut > 0 else { return false }
    let most = station.mostCrowd + station.mostCrowdOfUnits
    guard isWithinReach(bounds[g], crowd: most, at: station) else { return false }
    guard station.cohort.hasUnits else { return true }
    // Of what its own unit adds it is asked where the most that any could add would do.
    let unit = Int(layout.unitOf[g])
    let weight = max(0, society.traits[.crowdUnit, station.cohort.stratum])
    let ofUnit = scaled(unit >= 0 ? weight * groups.unitActive[unit] : 0) + 1
    return isWithinReach(bounds[g], crowd: station.mostCrowd + ofUnit, at: station)
  }

  /// Whether the best of luck could draw out one within a bound.
  private func isWithinReach(_ bound: Bound, crowd: Int32, at station: Station) -> Bool {
    let grievance = min(max(station.mostGrievance + Int32(bound.favour), -8_192), 8_192)
    return bound.reach.reach(
      hardship: station.outlook.hardship,
      pull: crowd + grievance + 1,
      fear: station.outlook.fear,
      noise: hour.noise
    )
  }
}
