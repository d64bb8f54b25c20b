public import DualPower

extension Society {
  /// One town and one stratum of unarmed people in groups of given sizes, for tests of the rules alone.
  ///
  /// Nothing weighs on anyone: every parameter and trait is zero until a test sets it.
  public static func small(groups sizes: [Int], days: Int = 3) -> Society {
    var society = Society()
    society.days = (0..<days).map { Day(weekday: $0 % 7) }
    society.lines = [Line(claim: .incumbent)]
    society.strata = [
      Stratum(
        bearing: .civil,
        isElite: false,
        rhythm: [Double](repeating: 1, count: 24),
        wants: [0.5],
        saliences: [1],
        carries: [1],
        sympathies: [1]
      )
    ]
    society.towns = [Town(stockDays: 0, telegraphHours: 0, roadHours: 0)]
    society.places = [Place(town: 0)]
    society.domainCount = 1
    society.parties = [Party(positions: [0.5], doctrine: 0, initiative: 0, isNone: true)]
    society.bodies = [
      BodyPlan(line: 0, seat: 0, positions: [0.5], norms: [0], quorum: 1, executive: 1)
    ]
    society.traits = Traits(strata: 1)
    society.traits[.visibility, 0] = 1
    let spans: [Parameter] = [
      .remorseHours, .fatigueDays, .failureDays, .conflictDays, .threatDays,
    ]
    for parameter in spans {
      society.parameters[parameter] = 1
    }
    society.parameters[.combatHours] = 1
    society.parameters[.cutDays] = 1
    var first: UInt32 = 0
    for size in sizes {
      society.groups.append(
        Group(kind: 0, stratum: 0, place: 0, firstPerson: first, size: size, agents: size)
      )
      first += UInt32(size)
    }
    return society
  }
}
