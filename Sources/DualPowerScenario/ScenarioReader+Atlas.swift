import DualPower

/// The towns of a society with their regions and districts: those declared, then those of the atlas.
struct Country {
  /// The names of the towns.
  var townIndex: Index
  /// The names of the districts.
  var placeIndex: Index
  /// The names of the regions, in the order in which towns name them.
  var regions: [Name] = []
  /// The names of the foreign bodies that hold occupied towns, likewise.
  var holders: [Name] = []
  /// The towns.
  var towns: [Town]
  /// Shape `[town]`; the town through which it hears; -1 for none.
  var centres: [Int] = []
  /// The districts.
  var places: [Place] = []
}

extension ScenarioReader {
  /// The most towns of a society, and the most districts.
  static let mostTowns = 10_000

  /// Reads the towns and the districts, with the tables that fill them in and add others.
  func country(towns: Declared, places: Declared) -> Country {
    var country = Country(
      townIndex: towns.index,
      placeIndex: places.index,
      towns: self.towns(towns)
    )
    let rows = atlas(into: &country)
    country.places = addPlaces(places, rows, to: &country)
    country.centres = [Int](repeating: -1, count: country.towns.count)
    for row in rows { country.centres[row.town] = centre(row, in: country.townIndex) }
    checkRings(rows, country)
    for (count, things) in [(country.towns.count, "towns"), (country.places.count, "places")]
    where count > Self.mostTowns {
      let key = rows.isEmpty ? things : "atlas"
      root.note(.tooMany(count, of: things, most: Self.mostTowns), key)
    }
    return country
  }

  /// A row of the atlas, and the town that it is of.
  private struct AtlasRow {
    var town: Int
    var line: TableLine
    /// Whether the town is declared nowhere else.
    var isNew: Bool
  }

  /// Fills in declared towns and adds the others, row by row.
  private func atlas(into country: inout Country) -> [AtlasRow] {
    let declaredCount = country.towns.count
    var filled: [Int: TextPlace] = [:]
    var regions = Labels(column: "region")
    var holders = Labels(column: "holder")
    let needed = ["id", "label", "kind", "lat", "lon"]
    let lines = tables(
      "atlas",
      of: "towns",
      isNeeded: false,
      needed: needed,
      columns: Keys.atlasColumns
    )
    let rows = lines.compactMap { line -> AtlasRow? in
      let name = Name(id: line.text("id", "an id"), label: line.text("label"))
      let known = country.townIndex[name.id].flatMap { $0 < declaredCount ? $0 : nil }
      let town = known ?? country.towns.count
      if let known {
        if let first = filled.updateValue(line.row.place, forKey: known) {
          line.note(.duplicateID(name.id, first: first), "id")
          return nil
        }
      } else {
        let path = line.path("id")
        country.townIndex.add(name, at: line.row.place, path: path, reading: reading)
        let stock = line.number("stockDays", in: Self.stockDays, otherwise: 0)
        country.towns.append(Town(stockDays: stock))
      }
      fill(&country.towns[town], line, &regions, &holders)
      return AtlasRow(town: town, line: line, isNew: known == nil)
    }
    country.regions = regions.names
    country.holders = holders.names
    return rows
  }

  /// What the atlas says of a town, but for its centre, which may stand in a later row.
  private func fill(
    _ town: inout Town,
    _ line: TableLine,
    _ regions: inout Labels,
    _ holders: inout Labels
  ) {
    town.kind = line.choice("kind", Self.townKinds, otherwise: .remote)
    town.region = regions.position(of: line)
    town.holder = holders.position(of: line)
    switch line.row["kind"] {
    case "occupied": if town.holder < 0 { line.note(.withoutHolder, "holder") }
    // A kind that is none has its own finding.
    case "\(town.kind)": if town.holder >= 0 { line.note(.holderOfFreeTown, "holder") }
    default: break
    }
    town.latitude = line.number("lat", in: -90...90)
    town.longitude = line.number("lon", in: -180...180)
  }

  /// The kinds of town by their names, those first that are no staffs.
  static let townKinds =
    TownKind.allCases.dropFirst().map { (String(describing: $0), $0) } + [("remote", .remote)]

  /// The declared districts, and one for each town of the atlas that has none of its id.
  private func addPlaces(
    _ declared: Declared,
    _ rows: [AtlasRow],
    to country: inout Country
  ) -> [Place] {
    let towns = declared.tables.map { $0.position("town", in: country.townIndex) }
    var places = towns.map { Place(town: $0 ?? 0) }
    for row in rows where row.isNew {
      let name = country.townIndex.names[row.town]
      if let place = declared.index[name.id] {
        if let town = towns[place], town != row.town {
          row.line.note(.placeElsewhere(name.id, town: country.townIndex.ids[town]), "id")
        }
      } else if !name.id.isEmpty, country.placeIndex[name.id] == nil {
        let path = row.line.path("id")
        country.placeIndex.add(name, at: row.line.row.place, path: path, reading: reading)
        places.append(Place(town: row.town))
      }
    }
    return places
  }

  /// The town through which a town hears; -1 for none.
  private func centre(_ row: AtlasRow, in towns: Index) -> Int {
    guard !row.line.row["centre"].isEmpty,
      let centre = row.line.position("centre", in: towns)
    else { return -1 }
    guard centre == row.town else { return centre }
    row.line.note(.centreOfItself(row.line.row["id"]), "centre")
    return -1
  }

  /// Notes towns that hear through one another in a ring, each ring once.
  private func checkRings(_ rows: [AtlasRow], _ country: Country) {
    var walk = [Int](repeating: -1, count: country.towns.count)
    var rowOf = [Int](repeating: -1, count: country.towns.count)
    for (number, row) in rows.enumerated() { rowOf[row.town] = number }
    for (number, row) in rows.enumerated() {
      var town = row.town
      while town >= 0, walk[town] < 0 {
        walk[town] = number
        town = country.centres[town]
      }
      guard town >= 0, walk[town] == number else { continue }
      var ring = [town]
      while let last = ring.last, country.centres[last] != town {
        ring.append(country.centres[last])
      }
      let ids = ring.map { country.townIndex.ids[$0] }
      rows[rowOf[town]].line.note(.ringOfCentres(ids), "centre")
    }
  }
}

/// What rows of the atlas name in a column, in words of their own.
private struct Labels {
  let column: String
  private(set) var names: [Name] = []
  private var byLabel: [String: Int] = [:]
  private var byID: [String: Int] = [:]

  init(column: String) { self.column = column }

  /// The number of what a row names, new or known; -1 for nothing.
  mutating func position(of line: TableLine) -> Int {
    let label = line.row[column]
    if label.isEmpty { return -1 }
    if let known = byLabel[label] { return known }
    let id = slug(label, orElse: "\(column)_\(names.count + 1)")
    if let other = byID[id] {
      line.note(.sameLabel(label, as: names[other].label, id: id), column)
    }
    byLabel[label] = names.count
    byID[id] = names.count
    names.append(Name(id: id, label: label))
    return names.count - 1
  }
}
