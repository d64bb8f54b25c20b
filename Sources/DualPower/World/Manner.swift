// Reads: traits, forcing, demands. Writes: nothing. Draws: none.

/// How members of a stratum act in an hour, whatever their town.
///
/// Of a country's thousands of cohorts each asks for it in every hour, and finds it in one place.
struct Manner: Sendable, Equatable {
  /// Of what use force is to them.
  let bearing: Bearing
  /// Chance of walking out, for one who would; in 1/4096.
  let walkOut: Int32
  /// Of going back, for one who would not go out again.
  let goBack: Int32
  /// Of going home, for one whose object is gone.
  let drift: Int32
  /// How much risk weighs.
  let risk: Double
  /// The weight of the crowd of one's own group, of its unit, of one's like in the district and in the town, and of
  /// the crowd in the street.
  let group, unit, place, town, street: Double
  /// What it demands of a new government, unmet; in utility.
  let demand: Double
}

extension World {
  /// How members of a stratum act in this hour.
  func manner(of s: Int) -> Manner {
    let p = society.parameters
    let t = society.traits
    let stratum = society.strata[s]
    let rhythm = stratum.rhythm[hourOfDay] * (forcing.isRest ? t[.restFactor, s] : 1)
    return Manner(
      bearing: stratum.bearing,
      walkOut: odds(t[.walkOut, s] * rhythm),
      goBack: odds(t[.goBack, s] * (rhythm > 0.1 ? 1 : 0.2)),
      drift: odds((facts.isReturning ? p[.homeReturn] : p[.homeDrift]) * rhythm),
      risk: t[.risk, s],
      group: t[.crowdGroup, s],
      unit: t[.crowdUnit, s],
      place: t[.crowdPlace, s],
      town: t[.crowdTown, s],
      street: t[.crowdStreet, s],
      demand: has(.pressure) ? p[.demandWeight] * facts.demand[s] : 0
    )
  }
}
