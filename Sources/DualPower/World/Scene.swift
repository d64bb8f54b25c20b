// Reads: facts, places, crowds, supplies. Writes: what a town's people face. Draws: none.

/// What all people of a town face alike in an hour.
struct Scene: Sendable {
  /// The town.
  var town = 0
  /// What an outlook has of it.
  var outlook = Outlook()
  /// Whether anything is in force that one could go out against.
  var hasObject = false
  /// Whether the old order is gone from there.
  var isFree = false
  /// Fear of force, of those who have no arms; in `0...1`.
  var fear = 0.0
  /// The same of armed men.
  var fearOfArmed = 0.0
  /// Chance of being sent home, for a garrison.
  var sentHome: Int16 = 0
  /// Share of the unarmed who are out, as men in the street meet them.
  var street = 0.0
  /// The pull of a council elsewhere.
  var heard = 0.0
  /// How short bread is, in `0...1`.
  var shortage = 0.0
  /// What luck with bread adds at most, for those who have no arms.
  var mostBread = 0.0
  /// What having fired and having stood before the crowd adds at most, for those who have.
  var mostEndured = 0.0
}

extension World {
  /// Looks at each town.
  mutating func lookAtTowns(_ groups: Groups, _ places: Places, concurrently: Concurrently) {
    findLoyal(places)
    // Out of the world while they are written, so that nobody who reads the world copies them.
    var seen: [Scene] = []
    swap(&seen, &scenes)
    let world = self
    let chunks = min(16, 1 + seen.count / 64)
    seen.withUnsafeMutableBufferPointer { seen in
      let room = Shared(seen)
      concurrently(chunks) { chunk in
        for town in items(ofChunk: chunk, of: chunks, room.value.count) {
          room.value[town] = world.scene(of: town, groups, places)
        }
      }
    }
    scenes = seen
  }

  /// What all people of a town face alike in this hour.
  private func scene(of town: Int, _ groups: Groups, _ places: Places) -> Scene {
    let p = society.parameters
    let inForce = facts.inForceIn[town]
    let line = layout.lineOfBody[inForce >= 0 ? inForce : layout.incumbent]
    let isFree = facts.isFreeOfOldOrder[town]
    let shortage = shortage(inTown: town)
    let fearOfArmed = fearOfArmed(inTown: town, places)
    let isSentHome = !isFree && layout.soldiers[town] > 0
    return Scene(
      town: town,
      outlook: Outlook(
        personColumn: layout.personColumn[line],
        institutionColumn: layout.institutionColumn[line],
        personWeight: Int32(256 * unit(society.lines[line].hasPerson ? p[.personWeight] : 0)),
        object: inForce >= 0 ? Int32(line + 1) : 0,
        call: hour.call
      ),
      hasObject: inForce >= 0,
      isFree: isFree,
      fear: fear(inTown: town, places),
      fearOfArmed: fearOfArmed,
      sentHome: isSentHome
        ? Int16(odds(p[.putDownHazard] * power(fearOfArmed, p[.putDownPower]))) : 0,
      street: places.share(.civil, inTown: town, hoursAgo: Int(p[.placeDelay])),
      heard: facts.hasHeardOfCouncil[town] ? p[.crowdHeard] : 0,
      shortage: shortage,
      mostBread: mostBreadLuck[town] * shortage,
      mostEndured: groups.sharedRemorse + mostEndured[town]
    )
  }

  /// `P`: fear of the force that could be sent, of those who have no arms; in `0...1`.
  ///
  /// - Source: `1 − exp(−k·C/A)`, the arrest probability of Epstein (2002), with force and crowd of the
  ///   town in place of cops and rebels in sight.
  private func fear(inTown town: Int, _ places: Places) -> Double {
    let caught = chance(
      society.parameters[.fearSteepness] * places.force[town] / max(places.civilActive[town], 1)
    )
    // Officials who have yielded send nobody.
    return layout.isLinked[town] ? caught * (1 - facts.freedom[town]) : caught
  }

  /// The same of armed men: they fear comrades who are loyal still, and troops of the fronts; the square of their
  /// share, so that fear gives way fast once a part of the garrison has gone over.
  ///
  /// Where officials hold they fear those of the whole province, who can be sent for: a barracks is not alone
  /// with itself.
  private func fearOfArmed(inTown town: Int, _ places: Places) -> Double {
    let region = society.towns[town].region
    let isHeld = layout.isLinked[town] && facts.freedom[town] == 0
    let loyal = isHeld && region >= 0 ? loyalInProvinces[region] : loyalShare(inTown: town, places)
    return loyal * loyal * (facts.isFreeOfOldOrder[town] ? facts.garrisonWrit : 1)
  }

  /// Share of a town's armed men who are loyal still, troops of the fronts among them.
  private func loyalShare(inTown town: Int, _ places: Places) -> Double {
    let soldiers = layout.soldiers[town]
    let troops = town == society.capital ? facts.frontTroops : 0
    let over = places.share(.garrison, inTown: town, hoursAgo: 0)
    let all = soldiers + troops
    return all > 0 ? ((1 - over) * soldiers + troops) / all : 1
  }

  /// Finds the share of each province's soldiers who can be sent still, 1 where there are none: nobody of a town whose
  /// officials have yielded, whomever its garrison obeys.
  private mutating func findLoyal(_ places: Places) {
    loyalInProvinces.keep(1, count: society.regionCount)
    withNoughts(2 * society.regionCount) { sums in
      for (town, plan) in society.towns.enumerated() where plan.region >= 0 {
        sums[2 * plan.region] += layout.soldiers[town]
        sums[2 * plan.region + 1] +=
          facts.isFreeOfOldOrder[town]
          ? layout.soldiers[town]
          : layout.soldiers[town] * places.share(.garrison, inTown: town, hoursAgo: 0)
      }
      for region in loyalInProvinces.indices where sums[2 * region] > 0 {
        loyalInProvinces[region] = 1 - sums[2 * region + 1] / sums[2 * region]
      }
    }
  }
}
