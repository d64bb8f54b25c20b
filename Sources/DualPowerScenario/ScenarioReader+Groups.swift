import DualPower

/// Groups in full, as declared, and what each is called.
struct DeclaredGroups {
  /// The groups, each with every one of its people.
  var groups: [Group] = []
  /// Their names.
  var names: [Name] = []
  /// Whether each has a name of its own, and so stands for itself at every scale.
  var areNamed: [Bool] = []
}

extension ScenarioReader {
  /// Reads the tables of groups; a row with a count stands for so many groups.
  func groups(kinds: Index, strata: Index, places: Index, units: Index) -> DeclaredGroups {
    var declared = DeclaredGroups()
    var index = Index(of: "group")
    var people = 0.0
    var rows: [MadeIDs.Row] = []
    let files = root.list("groups", of: "tables of groups")
    for (position, file) in files.enumerated() {
      let path = "groups[\(position)]"
      if let name = file.text, files[..<position].contains(where: { $0.text == name }) {
        reading.note(.duplicateTable(name), at: file.place, path: path)
        continue
      }
      let needed = ["id", "kind", "stratum", "place", "size"]
      guard let lines = table(file, path, needed, Keys.groupColumns) else { continue }
      if lines.isEmpty { reading.note(.emptyList(of: "groups"), at: file.place, path: path) }
      for line in lines {
        let name = Name(id: line.row["id"], label: line.row["label"])
        index.add(name, at: line.row.place, path: line.path("id"), reading: reading)
        if name.id.isEmpty { line.note(.wrongType(found: "nothing", wanted: "an id"), "id") }
        let size = self.size(line)
        let count = line.integer("count", in: 1...Self.mostGroups, otherwise: 1)
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
          faith: line.number("faith", in: -1...1, otherwise: 0)
        )
        // Counted before they are laid out, so that a slip of some zeros costs no memory.
        people += Double(size) * Double(count)
        guard people <= Double(UInt32.max) else {
          line.note(.tooManyPeople(people), "size")
          return declared
        }
        guard declared.groups.count + count <= Self.mostGroups else {
          line.note(.tooManyGroups(declared.groups.count + count), "count")
          return declared
        }
        declared.append(group, name, count: count)
      }
    }
    MadeIDs(rows).check(reading)
    return declared
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
  fileprivate mutating func append(_ group: Group, _ name: Name, count: Int) {
    var group = group
    var first = groups.last.map { $0.firstPerson + UInt32($0.size) } ?? 0
    for number in 1...count {
      group.firstPerson = first
      groups.append(group)
      first &+= UInt32(group.size)
      let label = name.label.isEmpty ? name.id : name.label
      names.append(
        count == 1
          ? Name(id: name.id, label: label)
          : Name(id: "\(name.id)-\(number)", label: "\(label) \(number)")
      )
      areNamed.append(count == 1 && !name.label.isEmpty)
    }
  }
}
