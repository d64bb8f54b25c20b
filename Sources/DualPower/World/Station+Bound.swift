// Reads: facts, crowds, bread luck, groups' luck. Writes: nothing. Draws: none.

/// What bounds what anyone of a group, or of some groups, could gain by going out on a day.
struct Bound: Sendable {
  /// What she gains at most where no crowd pulls, nothing weighs but her group's luck and mood, and there is
  /// nothing to fear; in 1/1024, rounded up.
  private var gain = Int16.min
  /// The least averse to risk.
  private var risk = UInt8.max

  /// That of no groups.
  init() {}

  /// That of a group.
  ///
  /// - Parameters:
  ///   - reach: Its members'.
  ///   - hardship: As in ``Outlook``.
  ///   - favour: What it gains by its luck and its mood, in utility.
  ///   - noise: As in ``Hour``.
  init(_ reach: Reach, hardship: Int32, favour: Double, noise: Int32) {
    let favour = Int32(clamp(1_024 * favour, -8_192, 8_191)) + 1
    gain = Int16(favour + reach.gain(hardship: hardship) + Hour.most(ofNoise: noise))
    risk = reach.risk
  }

  /// Takes in another group's.
  mutating func add(_ other: Bound) {
    gain = max(gain, other.gain)
    risk = min(risk, other.risk)
  }

  /// Whether she could gain anything.
  ///
  /// - Parameters:
  ///   - pull: What pulls and weighs at most; in 1/1024, not below nought.
  ///   - fear: As in ``Outlook``.
  /// - Returns: Whether it could be.
  func couldGain(pull: Int32, fear: Int32) -> Bool {
    Int32(gain) &+ pull &- (Int32(risk) &* fear) &>> 8 > 0
  }
}

/// The most that could pull and weigh for going out on members of a cohort of whom nobody is out, but for her group's
/// luck and mood; in 1/1024, rounded up.
struct MostPull {
  /// But for the crowd of her unit.
  let apart: Int32
  /// What that adds at most.
  let ofUnits: Int32
}

extension Station {
  /// Whether anyone within a bound could be drawn out by the best of luck and the crowd of any unit.
  func couldDrawOut(_ bound: Bound) -> Bool {
    walkOut > 0 && bound.couldGain(pull: most.apart + most.ofUnits, fear: fear)
  }
}

// Most groups of a country stay at home for weeks: it is cheaper to see that nobody of a group could be
// drawn out than to weigh all that she might consider. A bound is never below what ``World/weigh`` finds:
// contact and sympathy are shares, and what restrains, tires or disarms is no less than nought.
extension World {
  /// What bounds each group and each cohort, as of this day.
  mutating func measureBounds(_ people: People, _ groups: Groups) {
    bounds.removeAll(keepingCapacity: true)
    boundsOfCohorts.removeAll(keepingCapacity: true)
    for cohort in layout.cohorts {
      let hardship = hardship(inTown: cohort.town, stratum: cohort.stratum)
      var most = Bound()
      for g in cohort.groups {
        let bound = Bound(
          people.reaches[g],
          hardship: hardship,
          favour: groups.favours[g],
          noise: hour.noise
        )
        bounds.append(bound)
        most.add(bound)
      }
      boundsOfCohorts.append(most)
    }
  }

  /// What weighs and pulls at most on anyone of a town.
  mutating func measureMost(_ groups: Groups) {
    layout.findMost(of: seenInPlace, &mostSeenInPlace)
    mostUnitActive.keep(0, count: society.towns.count)
    for quarter in layout.quarters where groups.unitActive[quarter.unit] > 0 {
      mostUnitActive[quarter.town] =
        max(mostUnitActive[quarter.town], groups.unitActive[quarter.unit])
    }
    mostEndured.keep(0, count: society.towns.count)
    for number in layout.garrisons where groups.isMarked[number] {
      let town = layout.cohorts[number].town
      mostEndured[town] = max(mostEndured[town], groups.mostEndured[number])
    }
  }

  /// What pulls and weighs at most on members of a cohort, whose bearing has a number for the town at `here`.
  func mostPull(on cohort: Cohort, _ manner: Manner, _ here: Int, in scene: Scene) -> MostPull {
    let crowd =
      max(0, manner.place) * mostSeenInPlace[here] + max(0, manner.town) * seenInTown[here]
      + max(0, manner.street) * scene.street + scene.heard
    var most = manner.bearing == .civil ? scene.mostBread : scene.mostEndured
    if scene.isFree { most += manner.demand }
    most += mostCalls
    // One more of each than it is, as they are rounded, and in what order they are added.
    return MostPull(
      apart: scaled(crowd) + 1 + Int32(clamp(1_024 * most, 0, 16_384)) + 1,
      ofUnits: cohort.hasUnits
        ? scaled(max(0, manner.unit) * mostUnitActive[scene.town]) + 1 : 0
    )
  }

  /// Whether nobody of a station is out, and nobody is within reach of what could draw her out.
  func isAtHome(_ station: borrowing Station, _ bound: Bound, _ groups: Groups) -> Bool {
    !station.couldDrawOut(bound) && !station.cohort.groups.contains { groups.isOut[$0] }
  }

  /// Of up to 64 groups those of which anyone is out, or could be drawn out by the best of luck and the crowd of
  /// any unit; a bit each, from the lowest on.
  func facedGroups(_ groups: Range<Int>, _ room: DawnRoom, at station: borrowing Station) -> UInt64
  {
    var faced: UInt64 = 0
    for (i, g) in groups.enumerated() {
      let isOut: UInt64 = room.isOut[g] ? 1 : 0
      let couldBeDrawnOut: UInt64 = station.couldDrawOut(room.bounds[g]) ? 1 : 0
      faced |= (isOut | couldBeDrawnOut) &<< UInt64(i)
    }
    return faced
  }

  /// Whether anyone of a group could be drawn out with the crowd of its own unit, who could with that of any.
  func couldUnitDrawOut(_ g: Int, at station: borrowing Station, _ groups: Groups) -> Bool {
    guard station.cohort.hasUnits else { return true }
    let unit = Int(layout.unitOf[g])
    let weight = max(0, manners[station.cohort.stratum].unit)
    let ofUnit = scaled(unit >= 0 ? weight * groups.unitActive[unit] : 0) + 1
    return bounds[g].couldGain(pull: station.most.apart + ofUnit, fear: station.fear)
  }
}
