import DualPower

/// Groups in full, as declared, and what each is called.
struct DeclaredGroups {
  /// The groups, each with every one of its people.
  var groups: [Group] = []
  /// Their names.
  var names: [Name] = []
  /// Whether each has a name of its own, and so stands for itself at every scale.
  var areNamed: [Bool] = []
  /// The names of units: those declared, then those that rows make of their groups.
  var units: [Name] = []
}

extension ScenarioReader {
  /// Reads the tables of groups; a row with a count stands for so many groups.
  func groups(kinds: Index, strata: Index, places: Index, units: Index) -> DeclaredGroups {
    var declared = DeclaredGroups(units: units.names)
    var index = Index(of: "group")
    var people = 0.0
    var rows: [MadeIDs.Row] = []
    var makers: [String: TableLine] = [:]
    let lines = tables(
      "groups",
      of: "groups",
      isNeeded: true,
      needed: ["id", "kind", "stratum", "place", "size"],
      columns: Keys.groupColumns
    )
    for line in lines {
      let name = Name(id: line.text("id", "an id"), label: line.row["label"])
      index.add(name, at: line.row.place, path: line.path("id"), reading: reading)
      let size = self.size(line)
      let count = line.integer("count", in: 1...options.mostGroups, otherwise: 1)
      rows.append(MadeIDs.Row(id: name.id, count: count, place: line.row.place))
      let group = Group(
        kind: line.reference("kind", to: kinds),
        stratum: line.reference("stratum", to: strata),
        place: line.reference("place", to: places),
        unit: line.row["unit"].isEmpty ? -1 : line.reference("unit", to: units),
        circle: line.choice("circle", Self.circles, otherwise: .none),
        firstPerson: 0,
        size: size,
        agents: size,
        memory: line.number("memory", in: 0...1, otherwise: 0),
        duty: line.number("duty", in: 0...1, otherwise: 0),
        contact: line.number("contact", in: 0...1, otherwise: 0),
        faith: line.number("faith", in: -1...1, otherwise: 0),
        obstinacy: line.number("obstinacy", in: -2...2, otherwise: 0)
      )
      let band = self.band(line)
      // Counted before they are laid out, so that a slip of some zeros costs no memory.
      people += Double(size) * Double(count)
      guard people <= Double(UInt32.max) else {
        line.note(.tooManyPeople(people), "size")
        return declared
      }
      guard declared.groups.count + count <= options.mostGroups else {
        line.note(.tooManyGroups(declared.groups.count + count, most: options.mostGroups), "count")
        return declared
      }
      declared.append(group, name, count: count, band: band)
      if band != nil { makers[name.id] = line }
    }
    MadeIDs(rows).check(reading)
    checkUnits(units, made: declared.units[units.names.count...], by: makers)
    return declared
  }

  /// How many of a row's groups make a unit, if they make any.
  private func band(_ line: TableLine) -> Int? {
    guard !line.row["band"].isEmpty else { return nil }
    let band = line.integer("band", in: 1...options.mostGroups)
    if !line.row["unit"].isEmpty { line.note(.unitAndBand, "band") }
    return band
  }

  /// Notes each unit that a row makes and that is declared too.
  ///
  /// Two rows cannot make the same: what stands before the number would be one id.
  private func checkUnits(
    _ units: Index,
    made: ArraySlice<Name>,
    by makers: [String: TableLine]
  ) {
    for unit in made {
      guard let position = units[unit.id], let mark = unit.id.lastIndex(of: "_") else { continue }
      let first = units.place(of: position)
      makers[String(unit.id[..<mark])]?.note(.duplicateID(unit.id, first: first), "band")
    }
  }

  private static let circles =
    Circle.allCases.map { (String(describing: $0), $0) } + [("", Circle.none)]

  private func size(_ line: TableLine) -> Int {
    if Int(line.row["size"]) == 0 {
      line.note(.emptyGroup, "size")
      return 1
    }
    return line.integer("size", in: 1...Int(UInt32.max))
  }
}

/// The ids that rows make by their counts: `queue` with a count of 3 makes `queue-1` to `queue-3`.
private struct MadeIDs {
  /// What a row of a table says of its ids.
  struct Row {
    var id: String
    var count: Int
    var place: TextPlace
  }

  private let rows: [Row]

  init(_ rows: [Row]) { self.rows = rows }

  /// Notes each row whose id another makes.
  ///
  /// Two rows with counts cannot make the same id: what stands before the number would be one id.
  func check(_ reading: Reading) {
    let makers = Dictionary(
      rows.filter { $0.count > 1 }.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for row in rows where row.count == 1 {
      guard let dash = row.id.lastIndex(of: "-"),
        let number = Int(row.id[row.id.index(after: dash)...]),
        let maker = makers[String(row.id[..<dash])], (1...maker.count).contains(number),
        row.id == "\(maker.id)-\(number)"
      else { continue }
      reading.note(.madeID(row.id, of: maker.id, at: maker.place), at: row.place, path: "id")
    }
  }
}

extension DeclaredGroups {
  /// Adds a row's groups, with the numbers of their first people in the whole society.
  ///
  /// A band is how many of them, in order, make one unit.
  fileprivate mutating func append(_ group: Group, _ name: Name, count: Int, band: Int?) {
    var group = group
    var first = groups.last.map { $0.firstPerson + UInt32($0.size) } ?? 0
    let label = name.label.isEmpty ? name.id : name.label
    let firstUnit = units.count
    if let band {
      let made = (count + band - 1) / band
      units += (1...made).map { number in
        Name(id: "\(name.id)_\(number)", label: made == 1 ? label : "\(label) \(number)")
      }
    }
    for number in 1...count {
      group.firstPerson = first
      if let band { group.unit = firstUnit + (number - 1) / band }
      groups.append(group)
      first &+= UInt32(group.size)
      names.append(
        count == 1
          ? Name(id: name.id, label: label)
          : Name(id: "\(name.id)-\(number)", label: "\(label) \(number)")
      )
      areNamed.append(count == 1 && !name.label.isEmpty)
    }
  }
}

/// Where a unit is, and what its groups do, in place of what their own rows say.
struct Post {
  /// The district.
  var place: Int?
  /// What its groups do.
  var service: Service
}

extension ScenarioReader {
  /// The post of each declared unit.
  func posts(_ units: Declared, places: Index) -> [Post] {
    units.tables.map { table in
      Post(
        place: table.item["place"] == nil ? nil : table.reference("place", to: places),
        service: service(table)
      )
    }
  }

  /// What a unit's groups do, where that is said.
  func service(_ table: Table) -> Service {
    Service(
      duty: table.number("duty", in: 0...1, otherwise: -1),
      contact: table.number("contact", in: 0...1, otherwise: -1)
    )
  }
}

extension DeclaredGroups {
  /// Puts the groups of each declared unit where it is posted.
  mutating func post(_ posts: [Post]) {
    for g in groups.indices where posts.indices.contains(groups[g].unit) {
      let post = posts[groups[g].unit]
      if let place = post.place { groups[g].place = place }
      groups[g].serve(post.service)
    }
  }
}
