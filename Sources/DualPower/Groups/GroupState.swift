// Reads: nothing. Writes: how a group is. Draws: none.

/// How a group is: who of it is out, and what weighs on it; in one place, as it is asked for together.
///
/// What only men under arms have stands first, and the rest after it in a line of the cache.
struct GroupState: Sendable {
  /// Of a unit that fired.
  var remorse = 0.0
  /// Of a unit that faces the crowd day after day.
  var strain = 0.0
  /// Utility that the group always gains or loses.
  let luck: Double
  /// The same, of the day.
  var mood = 0.0
  /// Utility lost by having been out for long.
  var fatigue = 0.0
  /// Utility lost by a unit that was disarmed.
  var disarmed = 0.0
  /// Share out against the body in force.
  var active = 0.0
  /// Share out although the object is gone.
  var lingering = 0.0

  /// Nobody is out, and nothing weighs on it.
  init(luck: Double) { self.luck = luck }

  /// Whether remorse or strain weighs on it, or that it was disarmed.
  var isBurdened: Bool { remorse != 0 || strain != 0 || disarmed != 0 }

  /// Lives through an hour that adds so much strain, while all that weighs fades by a share.
  mutating func endure(strain more: Double, fading: Double) {
    remorse -= fading * remorse
    strain += more - fading * strain
    disarmed -= fading / 2 * disarmed
  }
}
