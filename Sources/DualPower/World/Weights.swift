// Reads: facts, crowds, bread luck, groups. Writes: nothing. Draws: none.

/// What pulls and weighs on members of all groups of a cohort alike, and by what all else is weighed.
///
/// Of those who could be drawn out each group is asked, in every hour: it saves asking anew for each of them.
struct Weights: Sendable {
  /// The groups.
  let cohort: Cohort
  /// Whether they bear arms.
  let isArmed: Bool
  /// The weight of the crowd of one's own group, of its unit, of one's like in the district.
  let group, unit, place: Double
  /// The row of their bearing in what districts see.
  let firstPlace: Int
  /// The pull of one's like in the town.
  let town: Double
  /// The weight of the crowd in the street, and how much of one there is.
  let street, inStreet: Double
  /// The pull of a council elsewhere.
  let heard: Double
  /// How short bread is, in `0...1`.
  let shortage: Double
  /// Whether the old order is gone from there.
  let isFree: Bool
  /// What the stratum demands of a new government, unmet.
  let demand: Double
}

extension World {
  /// What pulls and weighs on a cohort.
  func weights(of cohort: Cohort) -> Weights {
    let p = society.parameters
    let t = society.traits
    let (s, town) = (cohort.stratum, cohort.town)
    let bearing = society.strata[s].bearing
    let row = Int(bearing.rawValue)
    return Weights(
      cohort: cohort,
      isArmed: bearing != .civil,
      group: t[.crowdGroup, s],
      unit: t[.crowdUnit, s],
      place: t[.crowdPlace, s],
      firstPlace: row * society.places.count,
      town: t[.crowdTown, s] * seenInTown[row * society.towns.count + town],
      street: t[.crowdStreet, s],
      inStreet: street[town],
      heard: facts.hasHeardOfCouncil[town] ? p[.crowdHeard] : 0,
      shortage: shortage(inTown: town),
      isFree: facts.isFreeOfOldOrder[town],
      demand: has(.pressure) ? p[.demandWeight] * facts.demand[s] : 0
    )
  }

  /// `S`: the crowds that a member of a group knows of, by how each pulls.
  func pulls(on g: Int, _ weights: Weights, _ groups: Groups) -> Pulls {
    let unit = weights.cohort.hasUnits ? Int(layout.unitOf[g]) : -1
    return Pulls(
      group: groups.isOut[g] ? weights.group * groups.active[g] : 0,
      unit: unit >= 0 ? weights.unit * groups.unitActive[unit] : 0,
      place: weights.place * seenInPlace[weights.firstPlace + Int(layout.placeOf[g])],
      town: weights.town,
      street: weights.inStreet > 0 ? weights.street * layout.contacts[g] * weights.inStreet : 0,
      heard: weights.heard
    )
  }

  /// `D`: what weighs whatever she thinks of the body in force.
  func leanings(of g: Int, _ weights: Weights, _ groups: Groups) -> Leanings {
    var leanings = Leanings(
      luck: groups.luck[g],
      mood: groups.mood[g],
      fatigue: groups.fatigue[g],
      disarmed: 0
    )
    if weights.isArmed {
      leanings.disarmed = groups.disarmed[g]
      leanings.remorse = groups.remorse[g] + groups.sharedRemorse
      leanings.strain = groups.strain[g]
    } else {
      leanings.bread = breadLuck[Int(layout.placeOf[g])] * weights.shortage
    }
    if weights.isFree {
      leanings.demand = weights.demand
      leanings.restraint = restraint(of: g, weights.cohort, groups)
    }
    for party in facts.calls.indices where facts.calls[party] {
      leanings.calls += society.parameters[.partyCallWeight] * groups.sympathy(g, party)
    }
    return leanings
  }

  /// How far a council that cooperates with the body in force holds its followers back.
  private func restraint(of g: Int, _ cohort: Cohort, _ groups: Groups) -> Double {
    let inForce = facts.inForceIn[cohort.town]
    guard inForce >= 0 else { return 0 }
    let line = layout.lineOfBody[inForce]
    var most = 0.0
    // By position: walking over the array itself would count references, for each group and hour.
    for i in 0..<layout.councilLines.count {
      let councilLine = layout.councilLines[i]
      let council = acting(councilLine, for: cohort)
      guard council >= 0, council != inForce else { continue }
      let friendly = (1 + facts.stance[council, line]) / 2
      let held = groups.recognition(g, layout.institutionColumn[councilLine])
      most = max(most, friendly * held)
    }
    return society.parameters[.restraint] * most
  }
}
