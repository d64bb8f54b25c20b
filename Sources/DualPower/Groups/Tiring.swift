// Reads: strata, the fall. Writes: fatigue. Draws: none.

/// How groups tire by being out, and rest at home; men under arms not before the fall.
struct Tiring: Sendable {
  /// Shape `[stratum]`; how its members act.
  private var manners: [Manner] = []
  /// Shape `[group]`.
  private var stratumOf: [Int16] = []
  private var hasFallen = true
  /// Gained by an hour in which all are out.
  private var growth = 0.0
  /// Hours in which all but a third of it is gone.
  private var hours = 1.0

  /// Where nobody tires.
  init() {}

  /// That of an hour.
  init(in world: World) {
    manners = world.manners
    stratumOf = world.layout.stratumOf
    hasFallen = world.facts.hasFallen
    growth = world.society.parameters[.fatigueGrowth] / 24
    hours = 24 * world.society.parameters[.fatigueDays]
  }

  /// An hour of a group.
  func pass(_ g: Int, _ room: GroupRoom) {
    guard hasFallen || manners[Int(stratumOf[g])].bearing == .civil else { return }
    room.fatigue[g] += growth * room.active[g] - room.fatigue[g] / hours
  }
}
