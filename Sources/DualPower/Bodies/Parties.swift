// Reads: places. Writes: parties' forecasts and lines. Draws: line taken, party call.

extension Bodies {
  /// Parties forecast, are surprised, and take a line late; they call nobody out unless they may.
  ///
  /// A forecast adapts to the largest active share; surprise is the log ratio of what came to what was
  /// forecast when a tenth of a stratum is out; the lag of a party's line grows with it.
  mutating func takeLines(_ places: Places, in world: World, _ draws: Draws) {
    let society = world.society
    let p = society.parameters
    for party in society.parties.indices where !society.parties[party].isNone {
      if street.began < 0 {
        // What died down again calls for no line.
        if lineAt[party] >= world.tick { lineAt[party] = -1 }
      } else if lineAt[party] < 0 {
        let surprise = logarithm((street.stirred + 0.005) / (forecasts[party] + 0.005))
        let hours =
          (p[.lineHours] + p[.lineHoursSurprise] * max(0, surprise))
          * (0.6 + 0.8 * draws.unit(.lineTaken, party))
        lineAt[party] = world.tick + Int(hours)
      }
      if lineAt[party] == world.tick {
        note(
          .lineTaken,
          in: world,
          subject: party,
          amount: hoursSinceOutbreak(in: world)
        )
      }
      if world.hourOfDay == 23 && street.began < 0 {
        forecasts[party] += p[.forecastRate] * (street.stirred - forecasts[party])
      }
      callOut(party, in: world, draws)
    }
  }

  /// Where parties may initiate, one may call its people out for a day.
  private mutating func callOut(_ party: Int, in world: World, _ draws: Draws) {
    guard world.hourOfDay == 23 else { return }
    let society = world.society
    let p = society.parameters
    let initiative =
      world.has(.partyRestraint)
      ? society.parties[party].initiative
      : max(society.parties[party].initiative, society.parties[party].doctrine)
    let calls =
      fellAt < 0
      && draws.happens(
        .partyCall,
        party,
        hazard: p[.partyCallHazard] * initiative
      )
    facts.calls[party] = calls
    if calls {
      var called = 0.0
      for s in society.strata.indices {
        called += world.layout.capitalPersons[s] * society.strata[s].sympathies[party]
      }
      note(.partyCalled, in: world, subject: party, amount: called)
    }
  }
}
