// Reads: facts, fear, crowds, supplies. Writes: nothing. Draws: none.

/// What all people of a town face alike in an hour.
struct Scene: Sendable {
  /// The town.
  let town: Int
  /// What an outlook has of it.
  let outlook: Outlook
  /// Whether anything is in force that one could go out against.
  let hasObject: Bool
  /// Whether the old order is gone from there.
  let isFree: Bool
  /// Chance of being sent home, for a garrison.
  let sentHome: Int16
  /// How much of a crowd is in the street.
  let street: Double
  /// The pull of a council elsewhere.
  let heard: Double
  /// How short bread is, in `0...1`.
  let shortage: Double
  /// What luck with bread adds at most, for those who have no arms.
  let mostBread: Double
  /// What having fired and having stood before the crowd adds at most, for those who have.
  let mostEndured: Double
}

extension World {
  /// What all people of a town face alike in this hour.
  func scene(of town: Int, _ groups: Groups) -> Scene {
    let p = society.parameters
    let inForce = facts.inForceIn[town]
    let line = layout.lineOfBody[inForce >= 0 ? inForce : layout.incumbent]
    let isFree = facts.isFreeOfOldOrder[town]
    let shortage = shortage(inTown: town)
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
      sentHome: isFree ? 0 : Int16(odds(putDown[town])),
      street: street[town],
      heard: facts.hasHeardOfCouncil[town] ? p[.crowdHeard] : 0,
      shortage: shortage,
      mostBread: mostBreadLuck[town] * shortage,
      mostEndured: groups.sharedRemorse + mostEndured[town]
    )
  }
}
