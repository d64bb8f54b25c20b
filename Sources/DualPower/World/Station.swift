// Reads: facts, burdens, forcing. Writes: nothing. Draws: none.

/// What the groups of a cohort face alike in an hour.
///
/// It saves asking anew for each of them; nothing of a group is in it. It cannot be copied: that would take longer than
/// to lay it.
struct Station: ~Copyable {
  /// The groups.
  let cohort: Cohort
  /// Weight of risk aversion, as in ``Outlook``.
  var fear: Int32 = 0
  /// Chance of walking out, for one who would.
  var walkOut: Int16 = 0
  /// Chance of being sent home.
  var goHome: Int16 = 0
  /// Whether it is night, and the old order gone from there: those who are out may go home of themselves.
  var isFreeNight = false
  /// The body that acts for the line in turn; -1 for none, or where no line has a turn.
  var actor = -1
  /// Hours' worth of reconsidering that fall into one, as lines take turns.
  let turns: Int
  /// Whether that line is the incumbent's.
  var isOfIncumbent = false
  /// Where recognition of that body tends.
  var tendency = Tendency()
  /// The most that could pull and weigh for going out while nobody of her group is out, but for the crowd of her
  /// unit and for her group's luck and mood; in 1/1024, rounded up.
  var mostPull: Int32 = 0
  /// What the crowd of a unit adds to it at most.
  var mostCrowdOfUnits: Int32 = 0
}

// Nothing that holds arrays is copied here: for each group and hour, references would be counted.
extension World {
  /// What the groups of a cohort face alike, and each of their members.
  func station(
    of cohort: Cohort,
    turns: Int,
    _ groups: Groups,
    _ outlook: inout Outlook
  ) -> Station {
    var station = Station(cohort: cohort, turns: turns)
    lay(&station, &outlook, in: scene(of: cohort.town, groups))
    return station
  }

  /// Sets all of it, and what each member faces: where it stays, as it is much to copy for each cohort and hour.
  func lay(_ station: inout Station, _ outlook: inout Outlook, in scene: Scene) {
    let turn = layout.lineOfColumn[hour.turnColumn]
    let cohort = station.cohort
    let manner = manners[cohort.stratum]
    // Where its bearing has a number for the town.
    let here = Int(manner.bearing.rawValue) * society.towns.count + cohort.town
    station.fear = scaled(manner.risk * fear[here])
    outlook = scene.outlook
    outlook.hardship = hardship(inTown: cohort.town, stratum: cohort.stratum)
    outlook.fear = station.fear
    outlook.goBack = manner.goBack
    outlook.drift = manner.drift
    // Circles do not walk out, and nobody does where nothing is in force.
    station.walkOut = scene.hasObject && !cohort.isCircle ? Int16(manner.walkOut) : 0
    station.goHome = manner.bearing == .garrison ? scene.sentHome : 0
    station.isFreeNight = !isDay && scene.isFree
    bound(&station, manner, here, in: scene)
    station.actor = station.turns > 0 ? acting(turn, for: cohort) : -1
    guard station.actor >= 0 else { return }
    station.isOfIncumbent = society.lines[turn].claim == .incumbent
    guard !station.isOfIncumbent else { return }
    station.tendency = tendency(toward: station.actor, cohort)
    outlook.conviction = Int32(510 * society.lines[turn].conviction)
  }

  /// The body that acts for a line towards a cohort; -1 for none.
  ///
  /// A circle deals with those of the whole society, wherever it sits.
  func acting(_ line: Int, for cohort: Cohort) -> Int {
    let town = cohort.isCircle ? society.capital : cohort.town
    let row = (town * society.lines.count + line) * society.strata.count
    return facts.acting[row + cohort.stratum]
  }

  /// `Y` of a stratum in a town, as in ``Outlook``.
  func hardship(inTown town: Int, stratum s: Int) -> Int32 {
    scaled(burdens.hardship[town * society.strata.count + s])
  }
}
