// Reads: groups, places, facts. Writes: the prospect of going out. Draws: none.

extension World {
  /// What is the same for everyone in this hour.
  func commonHour() -> Hour {
    let p = society.parameters
    var hour = Hour()
    hour.noise = Int32(1_024 * clamp(p[.noise], -8, 8))
    hour.callerColumn =
      facts.caller >= 0 ? layout.institutionColumn[layout.lineOfBody[facts.caller]] : 0
    hour.call = facts.calledUntil > tick ? odds(p[.homeCall]) : 0
    hour.turnColumn = turnColumn
    return hour
  }

  /// How many columns of recognition take turns, an hour each: those of the lines whose bodies stand.
  var turns: Int { layout.lineOfColumn.indices.count(where: takesTurns) }

  private func takesTurns(_ column: Int) -> Bool {
    layout.nationals.contains {
      layout.lineOfBody[$0] == layout.lineOfColumn[column] && facts.stands[$0]
    }
  }

  /// The column whose turn it is; the first while none takes turns.
  private var turnColumn: Int {
    let turns = turns
    guard turns > 0 else { return 0 }
    var left = tick % turns
    for column in layout.lineOfColumn.indices where takesTurns(column) {
      if left == 0 { return column }
      left -= 1
    }
    return 0
  }

  /// What those of a cohort's groups face of whom some are out, or could be drawn out.
  func stir(
    _ room: DawnRoom,
    at station: borrowing Station,
    _ outlook: Outlook,
    in scene: Scene,
    _ reaches: [Reach],
    _ groups: Groups
  ) {
    let weights = weights(of: station.cohort, in: scene, room.ties)
    let end = station.cohort.groups.upperBound
    var first = station.cohort.groups.lowerBound
    // Who they are is found for 64 at a time, without a branch that nobody could foretell.
    while first < end {
      var faced = facedGroups(first..<min(first + 64, end), room, at: station)
      while faced != 0 {
        let g = first + faced.trailingZeroBitCount
        faced &= faced - 1
        guard room.isOut[g] || couldUnitDrawOut(g, at: station, groups) else { continue }
        face(&room.prospects[g], of: g, at: station, outlook, weights, reaches[g], groups)
      }
      first += 64
    }
  }

  /// What members of a group of whom some are out, or could be drawn out, face beside what all of their cohort
  /// do who stay at home.
  ///
  /// It is written where it stays: a copy of so many small numbers, just written, would wait for them.
  func face(
    _ prospect: inout Prospect,
    of g: Int,
    at station: borrowing Station,
    _ outlook: Outlook,
    _ weights: Weights,
    _ reach: Reach,
    _ groups: Groups
  ) {
    weigh(&prospect, of: g, weights, groups)
    let isOut = groups.isOut[g]
    let gain = reach.gain(outlook, prospect)
    let isReached = isOut || gain + Hour.most(ofNoise: hour.noise) > 0
    prospect.walkOut = isReached ? station.walkOut : 0
    prospect.noiseNeeded = Int16(clamping: -gain)
    // Of units it is asked as well what becomes of those who go now.
    if station.isFreeNight, isOut || weights.manner.bearing != .civil && prospect.walkOut > 0 {
      prospect.goHome = Int16(odds(nightHome(g, station.cohort, groups)))
    }
    if isOut { hasten(&prospect, group: g, at: station, groups) }
  }

  /// What members of a cohort face while nobody of them is out or could be drawn out.
  func stay(
    _ room: DawnRoom,
    at station: borrowing Station,
    _ groups: Groups,
    _ places: Places
  ) {
    // Of what nobody there has heard, nobody thinks.
    if station.actor >= 0, !station.isOfIncumbent {
      return reconsider(room, at: station, groups)
    }
    let calm = Prospect(goHome: station.goHome)
    for g in station.cohort.groups { room.prospects[g] = calm }
    if station.actor >= 0 { wane(room.prospects, at: station, groups, places) }
  }

  /// What pulls and weighs on members of a group.
  func weigh(_ prospect: inout Prospect, of g: Int, _ weights: Weights, _ groups: Groups) {
    prospect.crowd = Int16(scaled(pulls(on: g, weights, groups).sum))
    prospect.grievance = Int16(1_024 * clamp(leanings(of: g, weights, groups).sum, -8, 8))
  }

  /// What members of a group face in this hour, with nothing left unasked.
  func prospect(of g: Int, _ groups: Groups) -> Prospect {
    var prospect = prospects[g]
    let alone = Cohort(g, society.groups[g], town: layout.townOf[g])
    withWeights(of: alone) { weigh(&prospect, of: g, $0, groups) }
    var outlook = Outlook()
    prospect.walkOut = station(of: alone, turns: 0, in: scenes[alone.town], &outlook).walkOut
    return prospect
  }

  /// What they face in this hour as all of their cohort do.
  func outlook(of g: Int) -> Outlook { outlooks[layout.cohort(of: g)] }

  /// How short bread is in a town, in `0...1`: so far luck with it counts.
  func shortage(inTown town: Int) -> Double { unit(2 * (1 - supplies[town].ration)) }

  /// Hazard of going home at night from a protest against a body that is not the old one.
  private func nightHome(_ g: Int, _ cohort: Cohort, _ groups: Groups) -> Double {
    var most = 0.0
    for i in 0..<layout.councilLines.count {
      let line = layout.councilLines[i]
      guard acting(line, for: cohort) >= 0 else { continue }
      most = max(most, groups.recognition(g, layout.institutionColumn[line]))
    }
    return society.parameters[.homeNight] * most
  }

  /// A utility in 1/1024, as the people stage takes it.
  func scaled(_ x: Double) -> Int32 { Int32(clamp(1_024 * x, 0, 4_095)) }

  /// A hazard per hour as a chance in 1/4096.
  func odds(_ hazard: Double) -> Int32 {
    hazard > 0 ? Int32(nearest(4_096 * chance(hazard))) : 0
  }
}
