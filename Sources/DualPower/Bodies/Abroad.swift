// Reads: world. Writes: recognition abroad. Draws: foreign.

extension Bodies {
  /// Powers abroad recognise a legal body that holds the apparatus, on continuity and control, and
  /// each the sooner the more have done so.
  mutating func lookAbroad(in world: World, _ draws: Draws) {
    let successor = world.layout.successor
    guard
      world.has(.foreignRecognition), successor >= 0, fellAt >= 0, world.isDay,
      recognisedBy.contains(false),
      bodies.stands[successor], bodies.holdsApparatus[successor]
    else { return }
    let society = world.society
    let hold = withWrit(in: world, of: society.groups.indices) {
      society.traits[.legality, Int(world.layout.stratumOf[$0])] >= 0.5
    } _: { writ, none in
      writ[world.layout.lineOfBody[successor]] * (1 - none)
    }
    for power in society.powers.indices where !recognisedBy[power] {
      let already = Double(recognisedBy.count { $0 })
      let hazard =
        society.parameters[.recogniseHazard] * society.powers[power].eagerness * (1 + already)
        * hold * welcome(of: bodies.positions[successor], by: society.powers[power])
      if draws.happens(.foreign, power, hazard: hazard) {
        recognisedBy[power] = true
        note(
          .recognisedAbroad,
          in: world,
          body: successor,
          subject: power,
          amount: already + 1
        )
      }
    }
  }

  /// How far a body's policy is what a power would see; 1 for a power that cares for none of it.
  private func welcome(of positions: [Double], by power: ForeignPower) -> Double {
    var apart = 0.0
    for d in power.saliences.indices {
      apart += power.saliences[d] * abs(positions[d] - power.wants[d])
    }
    return unit(1 - apart)
  }
}
