/// `S`: the crowds that a person knows of, by how far each pulls her out; in utility.
struct Pulls: Sendable {
  /// Of her own group.
  var group: Double
  /// Of its unit.
  var unit: Double
  /// Of her like in the district, some hours ago.
  var place: Double
  /// Of her like in the town, some hours ago.
  var town: Double
  /// Of the crowd that soldiers meet in the street.
  var street: Double
  /// Of a council elsewhere, of which she has heard.
  var heard: Double

  /// All of them, in the order in which the rule adds them.
  var sum: Double { group + unit + place + town + street + heard }
}

/// `D`: what weighs whatever a person thinks of the body in force; in utility.
struct Leanings: Sendable {
  /// Her group's luck, and its mood of the day.
  var favour: Double
  /// Lost by having been out for long.
  var fatigue: Double
  /// Lost by a unit that was disarmed.
  var disarmed = 0.0
  /// The day's luck with bread.
  var bread = 0.0
  /// Of armed men: having fired.
  var remorse = 0.0
  /// Of armed men: having stood before the crowd.
  var strain = 0.0
  /// What her stratum demands of a new government, unmet.
  var demand = 0.0
  /// Lost where a council that she recognises stands by the body in force.
  var restraint = 0.0
  /// Where parties may call people out.
  var calls = 0.0

  /// All of them, in the order in which the rule adds them.
  var sum: Double {
    favour - fatigue - disarmed + (bread + (remorse + strain)) + demand - restraint + calls
  }
}
