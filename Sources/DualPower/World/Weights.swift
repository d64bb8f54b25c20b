// Reads: facts, crowds, bread luck, groups. Writes: nothing. Draws: none.

/// What pulls and weighs on members of all groups of a cohort alike, and by what all else is weighed.
///
/// Of those who could be drawn out each group is asked, in every hour: it saves asking anew for each of them.
struct Weights {
  /// The groups.
  let cohort: Cohort
  /// How their stratum acts.
  let manner: Manner
  /// What their town faces.
  let scene: Scene
  /// The row of their bearing in what districts see.
  let firstPlace: Int
  /// The pull of one's like in the town.
  let town: Double
  /// What holds them back from going out against the body in force, or nothing.
  let ties: Ties
}

/// By how much each council line changes what a cohort's groups do, as far as they recognise its institution.
///
/// They stand in room that is given, as a list would be made anew for each cohort and hour.
typealias Ties = UnsafeMutableBufferPointer<Tie>

/// One of them.
struct Tie {
  /// The column of the line's institution.
  let column: Int
  /// What full recognition of it would weigh.
  let weight: Double
}

extension World {
  /// What pulls and weighs on a cohort; `ties` is room for one of each council line.
  func weights(of cohort: Cohort, in scene: Scene, _ ties: Ties) -> Weights {
    let manner = manners[cohort.stratum]
    let row = Int(manner.bearing.rawValue)
    let inForce = facts.inForceIn[cohort.town]
    // How far a council that cooperates with the body in force holds its followers back.
    let line = scene.isFree && inForce >= 0 ? layout.lineOfBody[inForce] : -1
    tie(cohort, to: line, but: inForce, ties) { (1 + $0) / 2 }
    return Weights(
      cohort: cohort,
      manner: manner,
      scene: scene,
      firstPlace: row * society.places.count,
      town: manner.town * seenInTown[row * society.towns.count + cohort.town],
      ties: ties
    )
  }

  /// The same with room of its own, for one who asks now and then.
  func withWeights<Result>(
    of cohort: Cohort,
    _ body: (Weights) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Tie.self, capacity: layout.councilLines.count) {
      body(weights(of: cohort, in: scenes[cohort.town], $0))
    }
  }

  /// Lays what each council that acts for a cohort weighs with it by its stance to a line, where there is one.
  ///
  /// - Parameters:
  ///   - cohort: The cohort.
  ///   - line: The line; -1 for none, where nothing weighs.
  ///   - own: The body of that line, which has no stance to itself; -1 for none.
  ///   - ties: Room for one of each council line.
  ///   - weight: What a stance comes to.
  func tie(_ cohort: Cohort, to line: Int, but own: Int, _ ties: Ties, _ weight: (Double) -> Double)
  {
    for i in ties.indices {
      let council = acting(layout.councilLines[i], for: cohort)
      let weighs = line >= 0 && council >= 0 && council != own
      ties[i] = Tie(
        column: layout.institutionColumn[layout.councilLines[i]],
        weight: weighs ? weight(facts.stance[council, line]) : 0
      )
    }
  }

  /// The most that any tie weighs for a group; nought at least.
  func most(of ties: Ties, for g: Int, _ groups: Groups) -> Double {
    var most = 0.0
    for tie in ties { most = max(most, tie.weight * groups.recognition(g, tie.column)) }
    return most
  }

  /// `S`: the crowds that a member of a group knows of, by how each pulls.
  ///
  /// This and what follows is put where it is asked for, as only the sums are wanted of most groups.
  @inline(__always)
  func pulls(on g: Int, _ weights: Weights, _ groups: Groups) -> Pulls {
    let (manner, scene) = (weights.manner, weights.scene)
    let unit = weights.cohort.hasUnits ? Int(layout.unitOf[g]) : -1
    return Pulls(
      group: groups.isOut[g] ? manner.group * groups.active[g] : 0,
      unit: unit >= 0 ? manner.unit * groups.unitActive[unit] : 0,
      place: manner.place * seenInPlace[weights.firstPlace + Int(layout.placeOf[g])],
      town: weights.town,
      street: manner.street != 0 && scene.street > 0
        ? manner.street * layout.contacts[g] * scene.street : 0,
      heard: scene.heard
    )
  }

  /// `D`: what weighs whatever she thinks of the body in force.
  @inline(__always)
  func leanings(of g: Int, _ weights: Weights, _ groups: Groups) -> Leanings {
    var leanings = Leanings(favour: groups.favours[g], fatigue: groups.fatigue[g])
    if weights.manner.bearing != .civil {
      let own = groups[g]
      leanings.disarmed = own.disarmed
      leanings.remorse = own.remorse + groups.sharedRemorse
      leanings.strain = own.strain
    } else {
      leanings.bread = breadLuck[Int(layout.placeOf[g])] * weights.scene.shortage
    }
    if weights.scene.isFree {
      leanings.demand = weights.manner.demand
      leanings.restraint = society.parameters[.restraint] * most(of: weights.ties, for: g, groups)
    }
    guard mostCalls != 0 else { return leanings }
    for party in facts.calls.indices where facts.calls[party] {
      leanings.calls += society.parameters[.partyCallWeight] * groups.sympathy(g, party)
    }
    return leanings
  }
}
