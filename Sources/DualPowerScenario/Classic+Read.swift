import Foundation

extension Classic {
  /// All classics that lie beside the bundled scenarios, in order of their names.
  ///
  /// - Returns: The classics, their worlds ready to run.
  /// - Throws: Every finding at once.
  public static func all() throws(Findings) -> [Classic] {
    guard let home = Home.find() else {
      let kind = FindingKind.noHome
      throw Findings([Finding(place: TextPlace(file: "Validation"), path: "", kind: kind)])
    }
    let folder = home + "/Validation"
    let files = FileManager.default
    let names = ((try? files.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    var classics: [Classic] = []
    var findings: [Finding] = []
    for name in names where files.fileExists(atPath: "\(folder)/\(name)/expected.yaml") {
      do throws(Findings) {
        classics.append(try read("\(folder)/\(name)"))
      } catch {
        findings += error.items
      }
    }
    guard findings.isEmpty else { throw Findings(findings) }
    return classics
  }

  /// A classic: its `expected.yaml`, with the scenario beside it.
  ///
  /// - Parameter folder: Its folder.
  /// - Returns: The classic, its worlds ready to run.
  /// - Throws: Every finding at once.
  public static func read(_ folder: String) throws(Findings) -> Classic {
    let file = folder + "/expected.yaml"
    let reading = Reading()
    guard let text = reading.text(file, at: file),
      let items = YAMLText.items(of: text, in: file, note: { reading.note($0, at: $1) }),
      let root = Table(items, path: "", keys: Keys.classic, reading: reading)
    else { throw reading.all }
    let id = URL(filePath: folder).standardizedFileURL.lastPathComponent
    var reader = ExpectationReader(folder: folder, classic: id, reading: reading)
    let source = root.text("source")
    let rows = root.list("rows", of: "rows").enumerated().compactMap { position, item in
      reader.row(item, at: position, source: source)
    }
    let classic = Classic(
      id: id,
      title: root.text("title"),
      source: source,
      departures: root.words("departures"),
      rows: rows
    )
    // What is wrong with a world is told with what is wrong with its row.
    let all = Findings(reading.all.items + reader.findings)
    guard all.items.isEmpty else { throw all }
    return classic
  }
}

/// From a row's items to an expectation.
private struct ExpectationReader {
  let folder: String
  let classic: String
  let reading: Reading
  /// What is wrong with the worlds.
  var findings: [Finding] = []
  private var names = Index(of: "row")
  private var loaded: [(options: LoadOptions, scenario: Scenario?)] = []

  init(folder: String, classic: String, reading: Reading) {
    self.folder = folder
    self.classic = classic
    self.reading = reading
  }

  mutating func row(_ item: Item, at position: Int, source: String) -> Expectation? {
    let path = item.id.map { "rows.\($0)" } ?? "rows[\(position)]"
    guard let table = Table(item, path: path, keys: Keys.expectation, reading: reading) else {
      return nil
    }
    let id = table.text("id")
    names.add(
      Name(id: id, label: id),
      at: item.place(of: "id"),
      path: table.path("id"),
      reading: reading
    )
    let about = table.text("about")
    let unit = table.number("per", in: 1e-9...1e12, otherwise: 1)
    let statistics = Expectation.Statistic.allCases.map { ($0.rawValue, $0) }
    let relations = Expectation.Relation.allCases.map { ($0.rawValue, $0) }
    let statistic =
      item["statistic"] == nil
      ? .mean : table.choice("statistic", statistics, otherwise: .mean)
    let relation =
      item["is"] == nil ? .equal : table.choice("is", relations, otherwise: .equal)
    let seeds = table.integer("seeds", in: 1...100_000)
    let expected = table.number("expected", in: -1e12...1e12)
    let tolerance = table.number("within", in: 0...1e12, otherwise: 0)
    let spread = item["spread"].map { _ in table.number("spread", in: 0...1e12) }
    let world = world(table)
    let less = item["less"].map { item -> Scenario? in
      Table(item, path: table.path("less"), keys: Keys.world, reading: reading)
        .flatMap { self.world($0) }
    }
    let text = table.text("measure")
    guard let world else { return nil }
    guard let measure = world.measure(text) else {
      let forms = Measure.Form.allCases.map(\.pattern)
      table.note(.unknownMeasure(text, allowed: forms), "measure")
      return nil
    }
    return Expectation(
      name: "\(classic)/\(id)",
      about: about,
      source: table.optionalText("source") ?? source,
      world: world,
      less: less ?? nil,
      measure: measure,
      unit: unit,
      days: days(table, world),
      statistic: statistic,
      seeds: seeds,
      relation: relation,
      expected: expected,
      tolerance: tolerance,
      spread: spread
    )
  }

  /// The scenario with what a table changes in it; each is read once.
  private mutating func world(_ table: Table) -> Scenario? {
    var options = LoadOptions()
    options.sets = table.words("set")
    options.without = table.words("without")
    options.overlays = table.words("with").map { "\(folder)/\($0)" }
    if let known = loaded.first(where: { $0.options == options }) { return known.scenario }
    do throws(Findings) {
      let scenario = try Scenario.load(folder, options)
      loaded.append((options, scenario))
      return scenario
    } catch {
      findings += error.items
      loaded.append((options, nil))
      return nil
    }
  }

  /// Days to the end of the one that a row names, or all of them.
  private func days(_ table: Table, _ world: Scenario) -> Int {
    let calendar = world.calendar
    guard table.item["until"] != nil else { return calendar.dayCount }
    let text = table.text("until")
    if let day = calendar.day(of: text) { return day + 1 }
    let isDate = CalendarDate(text, isJulian: calendar.isJulian) != nil
    table.note(
      isDate
        ? .dateOutside(
          text,
          first: calendar.date(day: 0),
          last: calendar.date(day: calendar.dayCount - 1)
        ) : .badDate(text, isJulian: calendar.isJulian),
      "until"
    )
    return calendar.dayCount
  }
}
