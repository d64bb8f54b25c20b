// Reads: facts, crowds, bread luck, groups' luck. Writes: nothing. Draws: none.

/// What bounds what anyone of a cohort could gain by going out.
struct Bound: Sendable {
  /// Of all members together.
  var reach = Reach()
  /// The most that a group gains by its luck and its mood.
  var favour = -Double.infinity
}

// Most groups of a country stay at home for weeks: it is cheaper to see that nobody of a group could be
// drawn out than to weigh all that she might consider. A bound is never below what ``World/weigh`` finds:
// contact and sympathy are shares, and what restrains, tires or disarms is no less than nought.
extension World {
  /// What bounds each cohort, as of this day.
  func boundsOfCohorts(_ people: People, _ groups: Groups) -> [Bound] {
    layout.cohorts.map { cohort in
      var bound = Bound()
      for g in cohort.groups {
        bound.reach.add(people.reaches[g])
        bound.favour = max(bound.favour, groups.luck[g] + groups.mood[g])
      }
      return bound
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
    for g in layout.garrison {
      let town = layout.townOf[g]
      mostEndured[town] = max(mostEndured[town], groups.remorse[g] + groups.strain[g])
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
    station.mostGrievance = most
  }

  /// Whether nobody of a station is out, and nobody is within reach of what could draw her out.
  func isAtHome(_ station: Station, _ bound: Bound, _ groups: Groups) -> Bool {
    let couldBeDrawnOut =
      station.walkOut > 0
      && isWithinReach(
        bound.reach,
        crowd: station.mostCrowd + station.mostCrowdOfUnits,
        favour: bound.favour,
        at: station
      )
    return !couldBeDrawnOut && !station.cohort.groups.contains { groups.isAnyoneOut($0) }
  }

  /// Whether anyone of a group of which nobody is out could be drawn out by the best of luck.
  func couldBeDrawnOut(_ g: Int, at station: Station, _ reach: Reach, _ groups: Groups) -> Bool {
    guard station.walkOut > 0 else { return false }
    var crowd = station.mostCrowd
    if station.cohort.hasUnits {
      let unit = society.groups[g].unit
      let weight = max(0, society.traits[.crowdUnit, station.cohort.stratum])
      crowd += scaled(unit >= 0 ? weight * groups.unitActive[unit] : 0) + 1
    }
    return isWithinReach(reach, crowd: crowd, favour: groups.luck[g] + groups.mood[g], at: station)
  }

  /// Whether the best of luck could draw out one with a reach.
  private func isWithinReach(_ reach: Reach, crowd: Int32, favour: Double, at station: Station)
    -> Bool
  {
    let grievance = 1_024 * clamp(station.mostGrievance + favour, -8, 8)
    return reach.reach(
      hardship: station.outlook.hardship,
      pull: crowd + Int32(grievance) + 1,
      fear: station.outlook.fear,
      noise: hour.noise
    )
  }
}
