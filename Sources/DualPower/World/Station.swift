// Reads: facts, burdens, forcing. Writes: nothing. Draws: none.

/// What members of a stratum in a town face alike in an hour, and a circle of the elite with its like.
///
/// It saves asking anew for each of their groups; nothing of a group is in it.
struct Station: Sendable {
  /// The town.
  let town: Int
  /// The stratum.
  let stratum: Int
  /// The terms of a prospect that are the same in all of the groups.
  var prospect = Prospect()
  /// The body that acts for the line in turn; -1 for none, or where no line has a turn.
  var actor = -1
  /// Hours' worth of reconsidering that fall into one, as lines take turns.
  let turns: Int
  /// Where recognition of the body tends, but for what is a group's own.
  var aim = 0.0
  /// Whether it is of circles.
  let isCircle: Bool
}

// Nothing that holds arrays is copied here: for each group and hour, references would be counted.
extension World {
  /// Whether a group is at a station.
  func isAt(_ station: Station, _ g: Int) -> Bool {
    layout.townOf[g] == station.town && society.groups[g].stratum == station.stratum
      && (society.groups[g].circle != .none) == station.isCircle
  }

  /// The station of a group.
  func station(of g: Int, turns: Int) -> Station {
    let s = society.groups[g].stratum
    let town = layout.townOf[g]
    let turn = layout.lineOfColumn[hour.turnColumn]
    let claim = society.lines[turn].claim
    var station = Station(
      town: town,
      stratum: s,
      turns: turns,
      isCircle: society.groups[g].circle != .none
    )
    station.prospect = prospect(inTown: town, stratum: s)
    // Circles do not walk out.
    if station.isCircle { station.prospect.walkOut = 0 }
    station.actor = turns > 0 ? acting(turn, for: g) : -1
    guard station.actor >= 0, claim != .incumbent else { return station }
    station.aim =
      claim == .successor
      ? legalAim(station.actor, town: town, stratum: s) : councilAim(station.actor, stratum: s)
    station.prospect.conviction = Int32(510 * society.lines[turn].conviction)
    return station
  }

  /// The terms of a prospect that are the same in all groups of a stratum and town.
  private func prospect(inTown town: Int, stratum s: Int) -> Prospect {
    let bearing = Int(society.strata[s].bearing.rawValue)
    let inForce = facts.inForceIn[town]
    let line = layout.lineOfBody[inForce >= 0 ? inForce : layout.incumbent]
    let weight = society.lines[line].hasPerson ? society.parameters[.personWeight] : 0
    let fear = society.traits[.risk, s] * fear[bearing * society.towns.count + town]
    return Prospect(
      personColumn: layout.personColumn[line],
      institutionColumn: layout.institutionColumn[line],
      personWeight: Int32(256 * weight),
      hardship: scaled(burdens.hardship[town * society.strata.count + s]),
      fear: scaled(fear),
      object: inForce >= 0 ? Int32(line + 1) : 0,
      walkOut: inForce >= 0 ? paces[s].walkOut : 0,
      goBack: paces[s].goBack,
      drift: paces[s].drift,
      call: hour.call
    )
  }
}
