// Reads: nothing. Writes: what weighs on a group. Draws: none.

/// What weighs on a group whatever its members think of the body in force, but for fatigue; in utility.
struct Disposition: Sendable {
  /// What it always gains or loses.
  let luck: Double
  /// The same, of the day.
  var mood = 0.0
  /// Lost by a unit that was disarmed.
  var disarmed = 0.0
  /// Gained by a unit that fired.
  var remorse = 0.0
  /// Gained by a unit that faces the crowd day after day.
  var strain = 0.0

  /// Nothing but its luck.
  init(luck: Double) { self.luck = luck }

  /// Its luck and its mood together.
  var favour: Double { luck + mood }

  /// Its remorse and its strain together.
  var endured: Double { remorse + strain }

  /// Whether remorse or strain weighs on it, or that it was disarmed.
  var isBurdened: Bool { remorse != 0 || strain != 0 || disarmed != 0 }

  /// Lives through an hour that adds so much strain, while all that weighs fades by a share.
  mutating func endure(strain more: Double, fading: Double) {
    remorse -= fading * remorse
    strain += more - fading * strain
    disarmed -= fading / 2 * disarmed
  }
}
