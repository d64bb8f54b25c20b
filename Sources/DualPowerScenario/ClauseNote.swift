/// What is claimed of a mechanism: which number it moves, which way, and over which days.
public struct ClauseNote: Sendable, Equatable {
  /// What the claim is called.
  public var id: String
  /// The mechanism's note; its clause and kind are the claim's.
  public var mechanism: MechanismNote
  /// What the mechanism moves.
  public var measure: Measure
  /// 1 where the mechanism is to make it more, -1 where less; 0 where nothing is claimed.
  public var sign: Int
  /// How many days are judged, from the first.
  public var days: Int
  /// The claim, in a sentence.
  public var about: String
}
