import DualPower

extension ScenarioReader {
  private static let share = 0.0...1.0

  func lines(_ declared: Declared) -> [Line] {
    let claims = Claim.allCases.map { (String(describing: $0), $0) }
    let lines = declared.tables.map { table in
      Line(
        claim: table.choice("claim", claims, otherwise: .successor),
        hasPerson: table.flag("person"),
        conviction: table.number("conviction", in: -1...1, otherwise: 0)
      )
    }
    guard !lines.isEmpty else { return lines }
    for claim in Claim.allCases where !lines.contains(where: { $0.claim == claim }) {
      root.note(.missingLine(claim), "lines")
    }
    let incumbents = zip(lines, declared.tables).filter { $0.0.claim == .incumbent }
    for (_, table) in incumbents.dropFirst() { table.note(.secondIncumbent, "claim") }
    let columns = lines.reduce(0) { $0 + ($1.hasPerson ? 2 : 1) }
    if columns > Self.mostColumns { root.note(.tooManyColumns(columns), "lines") }
    return lines
  }

  func parties(_ declared: Declared, domains: Index) -> [Party] {
    let parties = declared.tables.map { table in
      Party(
        positions: table.numbers("positions", for: domains, in: Self.share),
        doctrine: table.number("doctrine", in: Self.share),
        initiative: table.number("initiative", in: Self.share, otherwise: 0),
        isNone: table.flag("none")
      )
    }
    if !parties.isEmpty, !parties.contains(where: \.isNone) { root.note(.missingNone, "parties") }
    return parties
  }

  func strata(_ declared: Declared, domains: Index, parties: Index) -> [Stratum] {
    let rhythms = self.rhythms()
    let bearings = Bearing.allCases.map { (String(describing: $0), $0) }
    return declared.tables.map { table in
      let rhythm = rhythms[safe: table.reference("rhythm", to: rhythms.index)]
      return Stratum(
        bearing: table.choice("bearing", bearings, otherwise: .civil),
        isElite: table.flag("elite"),
        rhythm: rhythm,
        wants: table.numbers("wants", for: domains, in: Self.share),
        saliences: table.numbers("saliences", for: domains, in: Self.share),
        carries: table.numbers("carries", for: domains, in: Self.share, otherwise: 0),
        sympathies: sympathies(table, parties)
      )
    }
  }

  /// Shares of sympathy, made to add up exactly.
  private func sympathies(_ table: Table, _ parties: Index) -> [Double] {
    let shares = table.numbers("sympathies", for: parties, in: Self.share, otherwise: 0)
    let sum = shares.reduce(0, +)
    if table.item["sympathies"] == nil {
      table.note(.missingKey("sympathies"), "sympathies")
    } else if abs(sum - 1) > 0.001 {
      table.note(.sharesSum(sum), "sympathies")
    }
    return sum > 0 ? shares.map { $0 / sum } : shares
  }

  /// The rhythms of a day, by name.
  private struct Rhythms {
    var index = Index(of: "rhythm")
    var hours: [[Double]] = []

    subscript(safe position: Int) -> [Double] {
      hours.indices.contains(position) ? hours[position] : []
    }
  }

  private func rhythms() -> Rhythms {
    var rhythms = Rhythms()
    guard let item = root.needed("rhythms"),
      let entries = Table.entries(item, path: "rhythms", reading: reading)
    else { return rhythms }
    for entry in entries {
      rhythms.index.add(
        Name(id: entry.key, label: entry.key),
        at: entry.place,
        path: "rhythms.\(entry.key)",
        reading: reading
      )
      rhythms.hours.append(hours(entry))
    }
    return rhythms
  }

  private func hours(_ entry: Item.Entry) -> [Double] {
    let path = "rhythms.\(entry.key)"
    guard case .list(let items) = entry.item.content else {
      let found = entry.item.found
      reading.note(.wrongType(found: found, wanted: "a list"), at: entry.item.place, path: path)
      return []
    }
    if items.count != 24 {
      reading.note(.wrongCount(items.count, wanted: 24, of: "numbers"), at: entry.place, path: path)
    }
    return items.map { root.number($0, path, in: Self.share) }
  }

  /// Days of need that a town's store may hold.
  static let stockDays = 0.0...365.0

  func towns(_ declared: Declared) -> [Town] {
    declared.tables.map { table in
      Town(
        stockDays: table.number("stockDays", in: Self.stockDays),
        telegraphHours: table.integer("telegraphHours", in: 0...8_760),
        roadHours: table.integer("roadHours", in: 0...8_760)
      )
    }
  }

  func bodies(
    _ declared: Declared,
    lines: (index: Index, lines: [Line]),
    towns: Index,
    domains: Index,
    strata: Index
  ) -> [BodyPlan] {
    let bodies = declared.tables.map { table in
      BodyPlan(
        line: table.reference("line", to: lines.index),
        seat: table.reference("seat", to: towns),
        positions: table.numbers("positions", for: domains, in: Self.share),
        holds: holds(table, domains),
        norms: norms(table, strata),
        quorum: table.number("quorum", in: 0...1e9, otherwise: 0),
        executive: table.integer("executive", in: 1...100_000)
      )
    }
    // The model takes the capital from the first body.
    if let first = bodies.first, let table = declared.tables.first,
      lines.lines.indices.contains(first.line), lines.lines[first.line].claim != .incumbent
    {
      table.note(.firstBody(line: lines.index.ids[first.line]), "line")
    }
    if !bodies.isEmpty {
      for (position, id) in lines.index.ids.enumerated()
      where !bodies.contains(where: { $0.line == position }) {
        root.note(.lineWithoutBody(id), "bodies")
      }
    }
    return bodies
  }

  /// What a body holds to; empty where it holds to nothing.
  func holds(_ table: Table, _ domains: Index) -> [Double] {
    guard table.item["holds"] != nil else { return [] }
    var holds = table.numbers("holds", for: domains, in: Self.share, otherwise: -1)
    if holds.allSatisfy({ $0 < 0 }) { holds = [] }
    return holds
  }

  /// The powers abroad, each with what it would see if it cares for anything.
  func powers(_ declared: Declared, domains: Index) -> [ForeignPower] {
    declared.tables.map { table in
      let cares = table.item["wants"] != nil || table.item["saliences"] != nil
      let numbers = { (key: String) -> [Double] in
        // It has both or neither; what it leaves out of both it does not care for.
        guard cares, table.needed(key) != nil else { return [] }
        return table.numbers(key, for: domains, in: Self.share, otherwise: 0)
      }
      return ForeignPower(
        eagerness: table.number("eagerness", in: 0...100),
        wants: numbers("wants"),
        saliences: numbers("saliences")
      )
    }
  }

  /// Persons for one deputy, by stratum; 0 where it does not elect.
  func norms(_ table: Table, _ strata: Index) -> [Double] {
    let norms = table.numbers("norms", for: strata, in: 0...1e9, otherwise: 0)
    for (position, norm) in norms.enumerated() where norm > 0 && norm < 1 {
      let id = strata.ids[position]
      let place = table.item["norms"]?.place(of: id) ?? table.item.place
      let kind = FindingKind.outOfRange(norm, low: 1, high: 1e9)
      reading.note(kind, at: place, path: table.path("norms.\(id)"))
    }
    return norms
  }

  /// A body's people, ministers among them, are those of its town.
  func checkSeats(_ declared: Declared, _ society: Society, towns: Index) {
    let towned = Set(society.groups.map { society.places[$0.place].town })
    for (body, table) in zip(society.bodies, declared.tables) where !towned.contains(body.seat) {
      table.note(.nobodyThere(town: towns.ids[body.seat]), "seat")
    }
  }

  func mechanisms() -> [MechanismNote] {
    let all = Mechanism.allCases.map { (snakeCase(String(describing: $0)), $0) }
    let kinds = MechanismKind.allCases.map { ($0.rawValue, $0) }
    return declared("mechanisms", "mechanism", Keys.mechanism, isNeeded: false).tables.map {
      table in
      MechanismNote(
        id: table.text("id"),
        mechanism: table.choice("id", all, otherwise: .privationGrowth),
        clause: table.item["clause"].map { _ in table.integer("clause", in: 1...1_000) },
        kind: table.choice("kind", kinds, otherwise: .assumed),
        about: table.text("about")
      )
    }
  }

  /// The mechanisms that are declared and not switched off; a society does without the others.
  func working(_ declared: [MechanismNote]) -> Mechanisms {
    var bits: UInt32 = 0
    for note in declared { bits |= 1 << note.mechanism.rawValue }
    for id in options.without {
      guard let note = declared.first(where: { $0.id == id }) else {
        reading.note(
          .undeclaredMechanism(id, allowed: declared.map(\.id)),
          at: TextPlace(file: "--without \(id)")
        )
        continue
      }
      bits &= ~(1 << note.mechanism.rawValue)
    }
    return Mechanisms(bits: bits)
  }
}
