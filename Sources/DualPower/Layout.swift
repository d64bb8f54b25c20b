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
  /// The bodies that constitute themselves.
  let councils: [Int]
  /// Shape `[group]`; the town.
  let townOf: [Int]
  /// Shape `[group]`; persons of the society.
  let persons: [Double]
  /// Shape `[stratum]`; persons in the capital.
  let capitalPersons: [Double]
  /// Shape `[town × stratum]`, row by row; share of the town's people.
  let stratumShare: [Double]
  /// Shape `[bearing × place]`, row by row; persons, each weighed by how much she is seen.
  let seenInPlace: [Double]
  /// Shape `[bearing × town]`, row by row; the same by town.
  let seenInTown: [Double]
  /// Shape `[town]`; soldiers of its garrison.
  let soldiers: [Double]
  /// Shape `[unit]`; persons.
  let unitPersons: [Double]
  /// Groups that are circles of the elite.
  let circles: [Int]
  /// Strata that elect some council.
  let electors: [Bool]
  /// Whether people of a stratum can be seen out at all, and how much.
  let seen: [Double]

  init(_ society: Society) {
    let lines = society.lines
    institutionColumn = lines.indices.map { society.column(ofLine: $0) }
    personColumn = lines.indices.map { society.column(ofLine: $0) - (lines[$0].hasPerson ? 1 : 0) }
    lineOfColumn = lines.indices.flatMap {
      [Int](repeating: $0, count: lines[$0].hasPerson ? 2 : 1)
    }
    let claims = society.bodies.map { lines[$0.line].claim }
    incumbent = claims.firstIndex { $0 == .incumbent } ?? 0
    successor = claims.firstIndex { $0 == .successor } ?? -1
    councils = claims.indices.filter { claims[$0] == .constituent }
    let town = society.groups.map { society.places[$0.place].town }
    townOf = town
    persons = society.groups.map { Double($0.size) * $0.represents }
    seen = society.strata.indices.map { society.traits[.visibility, $0] }
    let strata = society.strata.count
    let bearings = Bearing.allCases.count
    var byTown = [Double](repeating: 0, count: society.towns.count * strata)
    var inPlace = [Double](repeating: 0, count: bearings * society.places.count)
    var inTown = [Double](repeating: 0, count: bearings * society.towns.count)
    var garrisons = [Double](repeating: 0, count: society.towns.count)
    var units = [Double](repeating: 0, count: society.unitCount)
    for (g, group) in society.groups.enumerated() {
      byTown[town[g] * strata + group.stratum] += persons[g]
      let bearing = Int(society.strata[group.stratum].bearing.rawValue)
      inPlace[bearing * society.places.count + group.place] += persons[g] * seen[group.stratum]
      inTown[bearing * society.towns.count + town[g]] += persons[g] * seen[group.stratum]
      if society.strata[group.stratum].bearing == .garrison { garrisons[town[g]] += persons[g] }
      if group.unit >= 0 { units[group.unit] += persons[g] }
    }
    capitalPersons = (0..<strata).map { byTown[society.capital * strata + $0] }
    seenInPlace = inPlace
    seenInTown = inTown
    soldiers = garrisons
    unitPersons = units
    stratumShare = byTown.indices.map { i in
      let row = i / strata * strata
      let total = byTown[row..<row + strata].reduce(0, +)
      return total > 0 ? byTown[i] / total : 0
    }
    circles = society.groups.indices.filter { society.groups[$0].circle != .none }
    electors = (0..<strata).map { s in society.bodies.contains { $0.norms[s] > 0 } }
  }

  /// Whether a council is this body.
  func isCouncil(_ body: Int) -> Bool { councils.contains(body) }
}
