// Reads: world. Writes: recognition abroad. Draws: foreign.

extension Bodies {
  /// Powers abroad recognise a legal body that holds the apparatus, on continuity and control, and
  /// each the sooner the more have done so.
  mutating func lookAbroad(in world: World, _ draws: Draws) {
    let successor = world.layout.successor
    guard
      world.has(.foreignRecognition), successor >= 0, fellAt >= 0, world.isDay,
      bodies[successor].stands, bodies[successor].holdsApparatus
    else { return }
    let society = world.society
    let control = writ(in: world) { g in
      society.traits[.legality, society.groups[g].stratum] >= 0.5
    }
    let hold = control.writ[successor] * (1 - control.none)
    for power in society.powers.indices where !recognisedBy[power] {
      let already = Double(recognisedBy.count { $0 })
      let hazard =
        society.parameters[.recogniseHazard] * society.powers[power].eagerness * (1 + already)
        * hold
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
}
