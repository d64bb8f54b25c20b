import DualPower

/// A kind of body that may arise in many towns.
struct Organ {
  /// What it is called.
  var name: Name
  /// Where it is declared.
  var table: Table
  /// The kinds of town in which it may arise.
  var kinds: [TownKind]
  /// Whether there is one for the towns of a region, rather than one for each.
  var isRegional: Bool
  /// What it is in any of them.
  var plan: BodyPlan
}

/// The bodies of towns and regions, and what each is called.
struct Organs {
  /// The bodies.
  var bodies: [BodyPlan] = []
  /// Their names.
  var names: [Name] = []
}

extension ScenarioReader {
  /// The most bodies of a society.
  static let mostBodies = 50_000
  /// The most kinds of organ, so that each body of a town has luck of its own.
  static let mostOrgans = 8

  /// Reads the kinds of body that may arise in towns.
  func organs(
    _ declared: Declared,
    lines: (index: Index, lines: [Line]),
    domains: Index,
    strata: Index
  ) -> [Organ] {
    let count = declared.tables.count
    if count > Self.mostOrgans {
      root.note(.tooMany(count, of: "organs", most: Self.mostOrgans), "organs")
    }
    return zip(declared.index.names, declared.tables).map { name, table in
      let norms = norms(table, strata)
      let line = table.position("line", in: lines.index)
      if let line {
        checkNorms(norms, of: lines.lines[line].claim, lines.index.ids[line], table)
      }
      let each = [("town", false), ("region", true)]
      return Organ(
        name: name,
        table: table,
        kinds: table.choices("in", of: "kinds of town", Self.kindsWithOrgans),
        isRegional: table.item["each"] != nil && table.choice("each", each, otherwise: false),
        plan: BodyPlan(
          line: line ?? 0,
          seat: 0,
          positions: table.numbers("positions", for: domains, in: 0...1),
          norms: norms,
          quorum: table.number("quorum", in: 0...1e9, otherwise: 2),
          quorumRoot: table.number("quorumRoot", in: 0...1_000, otherwise: 0),
          executive: table.integer("executive", in: 1...100_000)
        )
      )
    }
  }

  /// No body arises where nobody hears of the others, or among a staff.
  private static let kindsWithOrgans = townKinds.filter { $0.1 != .occupied && $0.1 != .remote }

  /// A line's claim tells how its organs arise: by election from groups, or without.
  private func checkNorms(_ norms: [Double], of claim: Claim, _ line: String, _ table: Table) {
    let hasNorms = norms.contains { $0 > 0 }
    switch claim {
    case .incumbent: table.note(.organOfIncumbent(line: line), "line")
    case .successor where hasNorms: table.note(.organWithNorms(line: line), "norms")
    case .constituent where !hasNorms:
      table.note(.organWithoutNorms(line: line), table.item["norms"] == nil ? "line" : "norms")
    case .successor, .constituent: break
    }
  }

  /// The bodies that may arise, town by town and then region by region.
  ///
  /// - Parameters:
  ///   - organs: What may arise.
  ///   - country: Where.
  ///   - groups: Every group in full: a sample leaves towns out, and their bodies are there all the same.
  ///   - capital: The town that has none.
  ///   - declared: The bodies that are declared one by one.
  /// - Returns: The bodies in that order, none after a finding that there are too many.
  func bodies(
    of organs: [Organ],
    in country: Country,
    _ groups: [Group],
    capital: Int,
    after declared: Index
  ) -> Organs {
    let places = Inhabitants(country, groups, capital: capital)
    var sites = country.towns.indices.flatMap { town in
      organs.filter { !$0.isRegional && places.holds($0, town) }
        .map { Site(organ: $0, seat: town, region: -1, of: country.townIndex.names[town]) }
    }
    sites += country.regions.indices.flatMap { region in
      organs.filter(\.isRegional).compactMap { organ in
        places.seat(of: organ, region).map {
          Site(organ: organ, seat: $0, region: region, of: country.regions[region])
        }
      }
    }
    let count = declared.names.count + sites.count
    if count > Self.mostBodies {
      root.note(.tooMany(count, of: "bodies", most: Self.mostBodies), "organs")
      return Organs()
    }
    checkIDs(sites, declared)
    return Organs(bodies: sites.map(\.plan), names: sites.map(\.name))
  }

  /// Notes each id that is made for a town or region and stands already.
  private func checkIDs(_ sites: [Site], _ declared: Index) {
    var made: [String: TextPlace] = [:]
    for site in sites {
      let here = site.organ.table.item.place(of: "id")
      let first =
        declared[site.name.id].map { declared.place(of: $0) } ?? made[site.name.id]
      if let first {
        site.organ.table.note(.madeBody(site.name.id, of: site.home.id, first: first), "id")
      }
      made[site.name.id] = here
    }
  }
}

/// Where an organ may arise.
private struct Site {
  let organ: Organ
  let seat: Int
  let region: Int
  /// The town or region.
  let home: Name

  init(organ: Organ, seat: Int, region: Int, of home: Name) {
    self.organ = organ
    self.seat = seat
    self.region = region
    self.home = home
  }

  var name: Name {
    Name(id: "\(home.id)_\(organ.name.id)", label: "\(home.label): \(organ.name.label)")
  }

  var plan: BodyPlan {
    var plan = organ.plan
    plan.seat = seat
    plan.region = region
    return plan
  }
}

/// Who lives where.
private struct Inhabitants {
  private let towns: [Town]
  private let capital: Int
  /// Shape `[town][stratum]`; whether anybody does; empty for a town without people.
  private var strata: [[Bool]]
  /// Shape `[region]`; its towns.
  private var townsOf: [[Int]]

  init(_ country: Country, _ groups: [Group], capital: Int) {
    towns = country.towns
    self.capital = capital
    strata = [[Bool]](repeating: [], count: towns.count)
    let count = 1 + (groups.lazy.map(\.stratum).max() ?? 0)
    for group in groups {
      let town = country.places[group.place].town
      if strata[town].isEmpty { strata[town] = [Bool](repeating: false, count: count) }
      strata[town][group.stratum] = true
    }
    townsOf = [[Int]](repeating: [], count: country.regions.count)
    for (town, facts) in towns.enumerated() where facts.region >= 0 {
      townsOf[facts.region].append(town)
    }
  }

  /// Whether an organ may arise among the people of a town.
  func holds(_ organ: Organ, _ town: Int) -> Bool {
    guard town != capital, organ.kinds.contains(towns[town].kind) else { return false }
    let norms = organ.plan.norms
    if !norms.contains(where: { $0 > 0 }) { return !strata[town].isEmpty }
    return zip(strata[town], norms).contains { $0 && $1 > 0 }
  }

  /// Where the organ of a region sits, if there can be one: among people, at the region's seat if it has
  /// one, and never in the capital.
  func seat(of organ: Organ, _ region: Int) -> Int? {
    guard townsOf[region].contains(where: { holds(organ, $0) }) else { return nil }
    let fit = townsOf[region].filter { town in
      let kind = towns[town].kind
      return town != capital && kind != .occupied && kind != .remote && !strata[town].isEmpty
    }
    return fit.first { towns[$0].kind == .seat } ?? fit.first
  }
}
