// Reads: facts, burdens, forcing. Writes: nothing. Draws: none.

/// What the groups of a cohort face alike in an hour.
///
/// It saves asking anew for each of them; nothing of a group is in it. It cannot be copied: that would take longer than
/// to lay it.
struct Station: ~Copyable {
  /// The groups.
  let cohort: Cohort
  /// Hours' worth of reconsidering that fall into one, as lines take turns.
  let turns: Int
  /// Weight of risk aversion, as in ``Outlook``.
  let fear: Int32
  /// Chance of walking out, for one who would.
  let walkOut: Int16
  /// Chance of being sent home.
  let goHome: Int16
  /// Whether it is night, and the old order gone from there: those who are out may go home of themselves.
  let isFreeNight: Bool
  /// The body that acts for the line in turn; -1 for none, or where no line has a turn.
  let actor: Int
  /// Whether that line is the incumbent's.
  let isOfIncumbent: Bool
  /// Where recognition of that body tends.
  let tendency: Tendency
  /// What could draw anyone out of a group of whom nobody is.
  let most: MostPull
}

// Nothing that holds arrays is copied here: for each group and hour, references would be counted.
extension World {
  /// What the groups of a cohort face alike.
  ///
  /// - Parameters:
  ///   - cohort: The groups.
  ///   - turns: As in ``Station``.
  ///   - scene: What their town faces.
  ///   - outlook: Set to what each of their members faces: where it stays, as it is much to copy.
  /// - Returns: The station.
  func station(of cohort: Cohort, turns: Int, in scene: Scene, _ outlook: inout Outlook) -> Station
  {
    let turn = layout.lineOfColumn[hour.turnColumn]
    let manner = manners[cohort.stratum]
    let isCivil = manner.bearing == .civil
    // Where its bearing has a number for the town.
    let here = Int(manner.bearing.rawValue) * society.towns.count + cohort.town
    let fear = scaled(manner.risk * (isCivil ? scene.fear : scene.fearOfArmed))
    outlook = scene.outlook
    outlook.hardship = hardship(inTown: cohort.town, stratum: cohort.stratum)
    outlook.fear = fear
    outlook.goBack = manner.goBack
    outlook.drift = manner.drift
    let actor = turns > 0 ? acting(turn, for: cohort) : -1
    let isOfIncumbent = actor >= 0 && society.lines[turn].claim == .incumbent
    let isWeighed = actor >= 0 && !isOfIncumbent
    if isWeighed { outlook.conviction = Int32(510 * society.lines[turn].conviction) }
    return Station(
      cohort: cohort,
      turns: turns,
      fear: fear,
      // Circles do not walk out, and nobody does where nothing is in force.
      walkOut: scene.hasObject && !cohort.isCircle ? Int16(manner.walkOut) : 0,
      goHome: manner.bearing == .garrison ? scene.sentHome : 0,
      isFreeNight: !isDay && scene.isFree,
      actor: actor,
      isOfIncumbent: isOfIncumbent,
      tendency: isWeighed ? tendency(toward: actor, cohort) : Tendency(),
      most: mostPull(on: cohort, manner, here, in: scene)
    )
  }

  /// The body that acts for a line towards a cohort; -1 for none.
  ///
  /// A circle deals with those of the whole society, wherever it sits.
  func acting(_ line: Int, for cohort: Cohort) -> Int {
    let town = cohort.isCircle ? society.capital : cohort.town
    let row = (town * society.lines.count + line) * society.strata.count
    return Int(facts.acting[row + cohort.stratum])
  }

  /// `Y` of a stratum in a town, as in ``Outlook``.
  func hardship(inTown town: Int, stratum s: Int) -> Int32 {
    scaled(burdens.hardship[town * society.strata.count + s])
  }
}
