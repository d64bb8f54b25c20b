import DualPower

/// From a tree of items to a checked scenario.
///
/// Every part is read even when an earlier one has findings, so that a user learns of all of them at
/// once. A part that refers to another takes the other's ``Index``.
struct ScenarioReader {
  /// The most days of a scenario: a hundred years.
  static let mostDays = 36_525
  /// The most things that a section declares; of some there are tables of all pairs, as of strata and towns.
  static let mostOfAKind = 1_000
  /// The most units, which stand in no such table.
  static let mostUnits = 100_000
  /// The most columns of recognition that a person has.
  static let mostColumns = 8

  let reading: Reading
  let options: LoadOptions
  let root: Table

  /// A reader of a scenario's items; `nil`, after a finding, where they are no table.
  init?(_ items: Item, options: LoadOptions, reading: Reading) {
    guard let root = Table(items, path: "", keys: Keys.scenario, reading: reading) else {
      return nil
    }
    self.root = root
    self.options = options
    self.reading = reading
  }

  /// The scenario, or all findings.
  ///
  /// - Parameter id: What it is called where it does not say.
  /// - Returns: The scenario, ready to run.
  /// - Throws: Every finding at once.
  func scenario(id: String) throws(Findings) -> Scenario {
    let version = root.integer("schemaVersion", in: 1...Int(Int32.max))
    if version != 1 { root.note(.wrongVersion(version), "schemaVersion") }
    let title = root.text("title")
    let about = root.text("about")

    try checkCounts()
    let domains = declared("domains", "domain", Keys.named)
    let parties = declared("parties", "party", Keys.party)
    let strata = declared("strata", "stratum", Keys.stratum)
    let towns = declared("towns", "town", Keys.town)
    let places = declared("places", "place", Keys.place)
    let country = self.country(towns: towns, places: places)
    let units = declared("units", "unit", Keys.unit, isNeeded: false)
    let posts = self.posts(units, places: country.placeIndex)
    let kinds = declared("kinds", "kind", Keys.named)
    let lines = declared("lines", "line", Keys.line)
    let bodies = declared("bodies", "body", Keys.body)
    let kindsOfBody = declared("organs", "organ", Keys.organ, isNeeded: false)
    let powers = declared("powers", "power", Keys.power, isNeeded: false)

    var society = Society()
    society.scale = options.scale
    society.domainCount = domains.index.ids.count
    society.lines = self.lines(lines)
    society.parties = self.parties(parties, domains: domains.index)
    society.strata = self.strata(strata, domains: domains.index, parties: parties.index)
    society.towns = country.towns
    let links = self.links(country.townIndex)
    society.links = links + roadsToCentres(country, beside: links)
    society.regionCount = country.regions.count
    society.places = country.places
    society.bodies = self.bodies(
      bodies,
      lines: (lines.index, society.lines),
      towns: country.townIndex,
      domains: domains.index,
      strata: strata.index
    )
    let organs = self.organs(
      kindsOfBody,
      lines: (lines.index, society.lines),
      domains: domains.index,
      strata: strata.index
    )
    society.powers = self.powers(powers, domains: domains.index)
    let mechanisms = self.mechanisms()
    society.mechanisms = working(mechanisms)
    let parameters = self.parameters(strata: strata.index, into: &society)
    let calendar = self.calendar(into: &society)
    var groups = self.groups(
      kinds: kinds.index,
      strata: strata.index,
      places: country.placeIndex,
      units: units.index
    )
    let name = root.optionalText("id") ?? id
    try reading.settle()
    groups.post(posts)

    let local = self.bodies(
      of: organs,
      in: country,
      groups.groups,
      capital: society.capital,
      after: bodies.index
    )
    let sample = Sample(of: groups, scale: options.scale)
    society.unitCount = groups.units.count
    society.groups = sample.groups
    checkSeats(bodies, society, towns: country.townIndex)
    checkWays(society, towns: country.townIndex)
    society.bodies += local.bodies
    society.organCount = local.bodies.count
    try reading.settle()
    let interventions = self.interventions(into: &society, mechanisms)
    try reading.settle()
    var scenario = Scenario(
      id: name,
      title: title,
      about: about,
      names: Names(
        strata: strata.index.names,
        lines: lines.index.names,
        bodies: bodies.index.names + local.names,
        parties: parties.index.names,
        domains: domains.index.names,
        towns: country.townIndex.names,
        regions: country.regions,
        holders: country.holders,
        places: country.placeIndex.names,
        units: groups.units,
        groups: sample.names,
        kinds: kinds.index.names,
        powers: powers.index.names,
        columns: columns(of: society.lines, lines.index.names)
      ),
      society: society,
      calendar: calendar,
      parameters: parameters,
      mechanisms: mechanisms,
      hash: reading.fingerprint.text,
      interventions: interventions
    )
    scenario.recordings = recordings()
    scenario.evidence = observations(scenario.recordings, of: scenario)
    scenario.files = reading.files
    scenario.clauses = clauses(mechanisms, calendar, of: scenario)
    try reading.settle()
    return scenario
  }

  /// Ends the reading where a section declares more than may be: to tell of each of them would help nobody.
  private func checkCounts() throws(Findings) {
    let found = reading.count
    for section in [
      "domains", "lines", "parties", "strata", "units", "kinds", "bodies", "organs", "powers",
    ] {
      guard case .list(let items) = root.item[section]?.content else { continue }
      let most = section == "units" ? Self.mostUnits : Self.mostOfAKind
      if items.count > most { root.note(.tooMany(items.count, of: section, most: most), section) }
    }
    if reading.count > found { throw reading.all }
  }

  /// A section's things: their names, and a table each.
  struct Declared {
    var index: Index
    var tables: [Table] = []
  }

  /// Reads the list of a section.
  func declared(
    _ section: String,
    _ kind: String,
    _ keys: [String],
    isNeeded: Bool = true
  ) -> Declared {
    var declared = Declared(index: Index(of: kind))
    let items = root.list(section, of: section, isNeeded: isNeeded)
    for (position, item) in items.enumerated() {
      let path = item.id.map { "\(section).\($0)" } ?? "\(section)[\(position)]"
      guard let table = Table(item, path: path, keys: keys, reading: reading) else { continue }
      let label = keys.contains("label") ? table.text("label") : table.text("about")
      let name = Name(id: table.text("id"), label: label)
      declared.index.add(
        name,
        at: table.item["id"]?.place ?? item.place,
        path: table.path("id"),
        reading: reading
      )
      declared.tables.append(table)
    }
    return declared
  }

  private func columns(of lines: [Line], _ names: [Name]) -> [Name] {
    zip(lines, names).flatMap { line, name in
      line.hasPerson
        ? [Name(id: name.id + "_person", label: name.label + ", the person"), name] : [name]
    }
  }
}
