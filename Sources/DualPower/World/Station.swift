// Reads: facts, burdens, forcing. Writes: nothing. Draws: none.

/// What the groups of a cohort face alike in an hour.
///
/// It saves asking anew for each of them; nothing of a group is in it.
struct Station: Sendable {
  /// The groups.
  let cohort: Cohort
  /// What all of their members face alike.
  var outlook = Outlook()
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
  /// What the groups of a cohort face alike.
  func station(of cohort: Cohort, turns: Int, _ groups: Groups) -> Station {
    var station = Station(cohort: cohort, turns: turns)
    lay(&station, in: scene(of: cohort.town, groups))
    return station
  }

  /// Sets all of it; where it stays, as it is much to copy for each cohort and hour.
  func lay(_ station: inout Station, in scene: Scene) {
    let turn = layout.lineOfColumn[hour.turnColumn]
    let cohort = station.cohort
    let manner = manners[cohort.stratum]
    // Where its bearing has a number for the town.
    let here = Int(manner.bearing.rawValue) * society.towns.count + cohort.town
    station.outlook = scene.outlook
    station.outlook.hardship = hardship(inTown: cohort.town, stratum: cohort.stratum)
    station.outlook.fear = scaled(manner.risk * fear[here])
    station.outlook.goBack = manner.goBack
    station.outlook.drift = manner.drift
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
    station.outlook.conviction = Int32(510 * society.lines[turn].conviction)
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
