/// What follows from a society once and for all: sums and positions that stages look up.
struct Layout: Sendable {
  /// Shape `[line]`; the recognition column of its institution.
  let institutionColumn: [Int]
  /// Shape `[line]`; the recognition column of its person, or of its institution if it has none.
  let personColumn: [Int]
  /// Shape `[column]`; the line it belongs to.
  let lineOfColumn: [Int]
  /// The body in force on the first day.
  let incumbent: Int
  /// The body that succeeds it in law; -1 if none is declared.
  let successor: Int
  /// The bodies that constitute themselves, organs among them.
  let councils: [Int]
  /// Those of them that act for the whole society.
  let nationalCouncils: [Int]
  /// The bodies that act for the whole society.
  let nationals: [Int]
  /// The lines that constitute themselves.
  let councilLines: [Int]
  /// Shape `[body]`; the line it acts for: a table of its own, as plans hold arrays that would be counted.
  let lineOfBody: [Int]
  /// Shape `[body]`; whether it constitutes itself.
  let isCouncil: [Bool]
  /// Shape `[body]`; what its draws hang on.
  let keys: [Int]
  /// Shape `[town]`; the organs whose seat and electors it has.
  let organsOf: Lots<Int>
  /// Shape `[town]`; the one of them that is legal; -1 for none.
  let legalOrganOf: [Int]
  /// Shape `[region]`; organs that its villages elect.
  let organsOfRegion: [[Int]]
  /// Shape `[body]`; the bodies that stand over against one another with it: those of the whole society, or the
  /// organs of its town or region.
  let peersOf: Lots<Int>
  /// Shape `[group]`; the town.
  let townOf: [Int]
  /// Shape `[group]`; the stratum.
  ///
  /// It stands apart from the group, as all does that is asked of many in each hour: a group is much to read.
  let stratumOf: [Int16]
  /// Shape `[group]`; the district.
  let placeOf: [Int32]
  /// Shape `[group]`; the unit, -1 for none.
  let unitOf: [Int32]
  /// Shape `[group]`; how much it meets the crowd in the street.
  let contacts: [Double]
  /// Shape `[group]`; persons of the society for whom one agent stands.
  let weights: [Double]
  /// Shape `[place]`; the town.
  let townOfPlace: [Int]
  /// Every unit with each town that it has groups in.
  let quarters: [Quarter]
  /// Shape `[town]`; its groups, in order.
  let groupsOf: Lots<Int>
  /// Shape `[town]`; the same as stretches of groups that follow one another.
  let stretchesOf: Lots<Range<Int>>
  /// Shape `[group]`; persons of the society.
  let persons: [Double]
  /// Shape `[stratum]`; persons in the capital.
  let capitalPersons: [Double]
  /// Shape `[town × stratum]`, row by row; persons.
  let stratumPersons: [Double]
  /// Shape `[town × stratum]`, row by row; share of the town's people.
  let stratumShare: [Double]
  /// Shape `[town]`; its people.
  let townPersons: [Double]
  /// Shape `[bearing × place]`, row by row; persons, each weighed by how much she is seen.
  let seenInPlace: [Double]
  /// Shape `[bearing × town]`, row by row; the same by town.
  let seenInTown: [Double]
  /// Shape `[town]`; soldiers of its garrison.
  let soldiers: [Double]
  /// Shape `[unit]`; persons.
  let unitPersons: [Double]
  /// Units of the capital.
  let capitalUnits: [Int]
  /// Groups that are circles of the elite.
  let circles: [Int]
  /// Cohorts of garrisons.
  let garrisons: [Int]
  /// Shape `[town]`; its cohorts of men under arms, police among them.
  let armedOf: Lots<Int>
  /// Shape `[group]`; persons of it who can be sent against a crowd.
  let onDuty: [Double]
  /// Shape `[town]`; all of them.
  let menOnDuty: [Double]
  /// Strata that elect some council that acts for the whole society.
  let electors: [Bool]
  /// Whether people of a stratum can be seen out at all, and how much.
  let seen: [Double]
  /// Shape `[town]`; whether it hears over links, and has officials of its own who may yield.
  let isLinked: [Bool]
  /// The groups of all other towns.
  let unlinkedGroups: [Int]
  /// Shape `[stratum × domain]`; the policy that each wants.
  private let wants: Matrix<Double>
  /// Shape `[stratum × domain]`; how much it cares for it.
  private let saliences: Matrix<Double>
  /// Shape `[stratum]`; their sum.
  private let care: [Double]
  /// All groups in order, in cohorts of those that share a town and a stratum.
  let cohorts: [Cohort]
  /// Shape `[chunk + 1]`; where the cohorts of each chunk begin, the unit of concurrent work.
  let firstCohort: [Int]
  /// The ways, town by town.
  let ways: Ways

  init(_ society: Society) {
    let lines = society.lines
    let bodies = society.bodies
    institutionColumn = lines.indices.map { society.column(ofLine: $0) }
    personColumn = lines.indices.map { society.column(ofLine: $0) - (lines[$0].hasPerson ? 1 : 0) }
    lineOfColumn = lines.indices.flatMap {
      [Int](repeating: $0, count: lines[$0].hasPerson ? 2 : 1)
    }
    let national = 0..<society.nationalCount
    lineOfBody = bodies.map { $0.line }
    councilLines = lines.indices.filter { lines[$0].claim == .constituent }
    let claims = bodies.map { lines[$0.line].claim }
    incumbent = national.first { claims[$0] == .incumbent } ?? 0
    successor = national.first { claims[$0] == .successor } ?? -1
    isCouncil = claims.map { $0 == .constituent }
    councils = claims.indices.filter { claims[$0] == .constituent }
    nationalCouncils = national.filter { claims[$0] == .constituent }
    let towns = society.towns.count
    var seated = [[Int]](repeating: [], count: towns)
    var regional = [[Int]](repeating: [], count: society.regionCount)
    var keys: [Int] = []
    for (b, body) in bodies.enumerated() {
      if national.contains(b) {
        keys.append(b)
      } else if body.region < 0 {
        keys.append(1_000 + body.seat * 16 + seated[body.seat].count)
        seated[body.seat].append(b)
      } else {
        keys.append(1_000 + body.seat * 16 + 8 + regional[body.region].count)
        regional[body.region].append(b)
      }
    }
    organsOf = Lots(seated)
    legalOrganOf = seated.map { $0.first { claims[$0] != .constituent } ?? -1 }
    organsOfRegion = regional
    self.keys = keys
    let nationals = Array(national)
    self.nationals = nationals
    peersOf = Lots(
      bodies.enumerated().map { b, body in
        guard b >= nationals.count else { return nationals }
        return body.region < 0 ? seated[body.seat] : regional[body.region]
      }
    )
    let town = society.groups.map { society.places[$0.place].town }
    townOf = town
    stratumOf = society.groups.map { Int16($0.stratum) }
    placeOf = society.groups.map { Int32($0.place) }
    unitOf = society.groups.map { Int32($0.unit) }
    contacts = society.groups.map { $0.contact }
    weights = society.groups.map { $0.weight }
    townOfPlace = society.places.map { $0.town }
    quarters = Quarter.all(society, townOf: town)
    groupsOf = Lots(Array(town.indices), of: town, count: towns)
    let ends = town.indices.filter { $0 + 1 == town.count || town[$0 + 1] != town[$0] }
    let starts = [0] + ends.dropLast().map { $0 + 1 }
    stretchesOf = Lots(
      zip(starts, ends).map { $0..<$1 + 1 },
      of: ends.map { town[$0] },
      count: towns
    )
    persons = society.groups.map { Double($0.size) * $0.represents }
    seen = society.strata.indices.map { society.traits[.visibility, $0] }
    let strata = society.strata.count
    let bearings = Bearing.allCases.count
    var byStratum = [Double](repeating: 0, count: towns * strata)
    var inPlace = [Double](repeating: 0, count: bearings * society.places.count)
    var inTown = [Double](repeating: 0, count: bearings * towns)
    var garrisons = [Double](repeating: 0, count: towns)
    var units = [Double](repeating: 0, count: society.unitCount)
    for (g, group) in society.groups.enumerated() {
      byStratum[town[g] * strata + group.stratum] += persons[g]
      let bearing = Int(society.strata[group.stratum].bearing.rawValue)
      inPlace[bearing * society.places.count + group.place] += persons[g] * seen[group.stratum]
      inTown[bearing * towns + town[g]] += persons[g] * seen[group.stratum]
      if society.strata[group.stratum].bearing == .garrison { garrisons[town[g]] += persons[g] }
      if group.unit >= 0 { units[group.unit] += persons[g] }
    }
    capitalPersons = (0..<strata).map { byStratum[society.capital * strata + $0] }
    stratumPersons = byStratum
    seenInPlace = inPlace
    seenInTown = inTown
    soldiers = garrisons
    unitPersons = units
    let capital = society.capital
    let inCapital = society.groups.indices.filter { town[$0] == capital }
    capitalUnits = Set(inCapital.map { society.groups[$0].unit }).subtracting([-1]).sorted()
    let sums = (0..<towns).map { byStratum[$0 * strata..<($0 + 1) * strata].reduce(0, +) }
    townPersons = sums
    stratumShare = byStratum.indices.map { i in
      let total = sums[i / strata]
      return total > 0 ? byStratum[i] / total : 0
    }
    circles = society.groups.indices.filter { society.groups[$0].circle != .none }
    onDuty = society.groups.map { Double($0.size) * $0.represents * $0.duty }
    electors = (0..<strata).map { s in national.contains { bodies[$0].norms[s] > 0 } }
    let linked = society.towns.enumerated().map { t, town in
      t != capital && town.kind != .remote && town.kind != .occupied
    }
    isLinked = linked
    unlinkedGroups = society.groups.indices.filter { !linked[town[$0]] }
    let (cohorts, first) = Cohort.all(society, chunks: 64)
    (self.cohorts, firstCohort) = (cohorts, first)
    let armed = cohorts.indices.filter { society.strata[cohorts[$0].stratum].bearing != .civil }
    armedOf = Lots(armed, of: armed.map { cohorts[$0].town }, count: towns)
    var men = [Double](repeating: 0, count: towns)
    for number in armed {
      for g in cohorts[number].groups { men[cohorts[number].town] += onDuty[g] }
    }
    menOnDuty = men
    self.garrisons = armed.filter { society.strata[cohorts[$0].stratum].bearing == .garrison }
    wants = Matrix(society.strata.map { $0.wants }, width: society.domainCount)
    saliences = Matrix(society.strata.map { $0.saliences }, width: society.domainCount)
    care = society.strata.map { $0.saliences.reduce(0, +) }
    ways = Ways(society)
  }

  /// How far a body's policy agrees with what a stratum wants: 1 in all it cares for, −1 in nothing.
  ///
  /// - Parameters:
  ///   - s: The stratum.
  ///   - body: The body.
  ///   - positions: Shape `[body × domain]`; the policies of all.
  /// - Returns: In `-1...1`; 0 for a stratum that cares for nothing.
  func agreement(of s: Int, with body: Int, in positions: Matrix<Double>) -> Double {
    guard care[s] > 0 else { return 0 }
    var agreement = 0.0
    for d in 0..<positions.width {
      let gap = abs(wants[s, d] - positions[body, d])
      agreement += saliences[s, d] * (1 - 2 * gap)
    }
    return agreement / care[s]
  }

  /// A town in which a unit has groups.
  struct Quarter: Sendable, Hashable {
    let unit: Int
    let town: Int

    fileprivate static func all(_ society: Society, townOf: [Int]) -> [Quarter] {
      var known: Set<Quarter> = []
      return society.groups.enumerated().compactMap { g, group in
        let quarter = Quarter(unit: group.unit, town: townOf[g])
        return group.unit >= 0 && known.insert(quarter).inserted ? quarter : nil
      }
    }
  }

  /// Sets `most` to the most in any district of each town, of rows of numbers with one for each district; nought at
  /// least.
  func findMost(of values: [Double], _ most: inout [Double]) {
    let (towns, places) = (isLinked.count, townOfPlace.count)
    let rows = values.count / places
    most.keep(0, count: rows * towns)
    for row in 0..<rows {
      for place in 0..<places {
        let town = row * towns + townOfPlace[place]
        most[town] = max(most[town], values[row * places + place])
      }
    }
  }

  /// The number of a group's cohort.
  ///
  /// - Complexity: O(log cohorts).
  func cohort(of g: Int) -> Int {
    var (first, end) = (0, cohorts.count)
    while end - first > 1 {
      let middle = (first + end) / 2
      if cohorts[middle].groups.lowerBound <= g { first = middle } else { end = middle }
    }
    return first
  }

  /// The groups of a town, in order; for one who asks now and then.
  func groups(ofTown town: Int) -> ArraySlice<Int> { groupsOf[of: town] }
}
