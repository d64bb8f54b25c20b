// Reads: facts, crowds, bread luck, groups' luck. Writes: nothing. Draws: none.

// Most groups of a country stay at home for weeks: it is cheaper to see that nobody of a group could be
// drawn out than to weigh all that she might consider. A bound is never below what ``World/weigh`` finds:
// contact and sympathy are shares, and what restrains, tires or disarms is no less than nought.
extension World {
  /// Sets what pulls and weighs at most on the civilians of a station, but for what their unit and group add.
  func bound(_ station: inout Station) {
    let p = society.parameters
    let t = society.traits
    let s = station.cohort.stratum
    let town = station.cohort.town
    let civil = Int(Bearing.civil.rawValue)
    let crowd =
      max(0, t[.crowdPlace, s]) * mostSeenInPlace[town]
      + max(0, t[.crowdTown, s]) * seenInTown[civil * society.towns.count + town]
      + max(0, t[.crowdStreet, s]) * street[town]
      + (facts.hasHeardOfCouncil[town] ? p[.crowdHeard] : 0)
    // One more than it is, for the order in which numbers are added.
    station.mostCrowd = scaled(crowd) + 1
    var most = mostBreadLuck[town] * shortage(inTown: town)
    if facts.isFreeOfOldOrder[town], has(.pressure) { most += p[.demandWeight] * facts.demand[s] }
    for i in facts.calls.indices where facts.calls[i] { most += p[.partyCallWeight] }
    station.mostGrievance = most
  }

  /// Whether anyone of a civil group of which nobody is out could be drawn out by the best of luck.
  func couldBeDrawnOut(_ g: Int, at station: Station, _ reach: Reach, _ groups: Groups) -> Bool {
    guard station.prospect.walkOut > 0 else { return false }
    var crowd = station.mostCrowd
    if station.cohort.hasUnits {
      let unit = society.groups[g].unit
      let weight = max(0, society.traits[.crowdUnit, station.cohort.stratum])
      crowd += scaled(unit >= 0 ? weight * groups.unitActive[unit] : 0) + 1
    }
    let grievance = 1_024 * clamp(station.mostGrievance + groups.luck[g] + groups.mood[g], -8, 8)
    return reach.reach(
      hardship: station.prospect.hardship,
      pull: crowd + Int32(grievance) + 1,
      fear: station.prospect.fear,
      noise: hour.noise
    )
  }
}
