import DualPower
import Foundation

@testable import DualPowerScenario

/// Scenarios, what is laid over them, and their tables.
enum Scenarios {
  /// A society of twelve, as it is before anything is laid over it, its parameters among it.
  ///
  /// Read once: what every input would read again tells nothing new.
  nonisolated(unsafe) static let courtyard = items(
    "courtyard/scenario.yaml",
    with: ["petrograd-1917/parameters.yaml"]
  )
  /// The same with a place, a way, a day and an observation in tables.
  nonisolated(unsafe) static let country = courtyard.overlaid(
    by: text(Self.tablesText, in: "courtyard/scenario.yaml")
  )

  /// The files of a scenario, one after the other: the name on the first line of each, but for the first file.
  static func whole(_ input: [UInt8]) {
    let texts = parts(input)
    var files = [ScenarioFile(name: "fuzz/scenario.yaml", bytes: texts[0])]
    for text in texts.dropFirst() {
      let end = text.firstIndex(of: 10) ?? text.endIndex
      files.append(ScenarioFile(name: Array(text[..<end]).text, bytes: Array(text[end...])))
    }
    do throws(Findings) { run(try Scenario.load(again: files, id: "fuzz", options)) } catch {
      tell(error)
    }
  }

  /// An overlay of the courtyard, then settings and switches.
  static func overlay(_ input: [UInt8]) {
    let texts = parts(input)
    var options = options
    for word in texts.dropFirst().map(\.text) {
      switch word.first {
      case "-": options.without.append(String(word.dropFirst()))
      case ":": options.scale = (try? LoadOptions.scale(parsing: word)) ?? 1
      case "@": options.checkpoints.append(String(word.dropFirst()))
      case "!": options.hours.append(String(word.dropFirst()))
      case "<": options.until = String(word.dropFirst())
      default: options.sets.append(word)
      }
    }
    read(courtyard, over: texts[0], options, tables: ["groups.csv": groups])
  }

  /// The tables of a small country: the first byte says which is the input, and the rest are as they should be.
  static func tables(_ input: [UInt8]) {
    let names = ["towns.csv", "links.csv", "forcing.csv", "groups.csv", "observations.csv"]
    var tables = tables
    tables[names[Int(input.first ?? 0) % names.count]] = Array(input.dropFirst())
    read(country, over: [], options, tables: tables)
  }

  private static func read(
    _ base: Item,
    over text: [UInt8],
    _ options: LoadOptions,
    tables: [String: [UInt8]]
  ) {
    // In the order in which they are asked for.
    let order = ["towns.csv", "links.csv", "forcing.csv", "groups.csv", "observations.csv"]
    let files = order.compactMap { name in
      tables[name].map { ScenarioFile(name: "courtyard/\(name)", bytes: $0) }
    }
    let reading = Reading(again: files, isClosed: true)
    var items = base
    if !text.isEmpty {
      guard let file = try? TextFile(text) else { return }
      let over = YAMLText.items(of: file.text, in: "overlay.yaml") { reading.note($0, at: $1) }
      // What cannot be read changes nothing of what the courtyard is found to be.
      guard let over else { return tell(reading.all) }
      items = items.overlaid(by: over)
    }
    for set in options.sets {
      guard let setting = Setting(set, reading: reading) else { continue }
      items = setting.applied(to: items, reading: reading)
    }
    // Two hundred numbers that an input leaves as they are need not be read again.
    let areKept =
      items["parameters"]?.place == base["parameters"]?.place
      && !options.sets.contains { $0.hasPrefix("parameters") }
    if areKept {
      items = items.without("parameters")
      reading.isShortOfParameters = true
    }
    guard let reader = ScenarioReader(items, options: options, reading: reading) else {
      return tell(reading.all)
    }
    do throws(Findings) {
      var scenario = try reader.scenario(id: "fuzz")
      if areKept { scenario.takeParameters(of: Checkpoints.courtyard) }
      run(scenario)
    } catch {
      tell(error)
    }
  }

  /// A scenario that was found fit is run for some hours: what is let through must not end a run.
  static func run(_ scenario: Scenario) {
    let society = scenario.society
    guard society.agentCount <= 1_000, society.groups.count <= 200, society.bodies.count <= 100
    else { return }
    var run = Simulation(society, seed: 1)
    for _ in 0..<min(3, society.days.count * 24) { run.tick() }
    _ = run.digest()
  }

  /// Findings are put into words, as they would be for a user.
  static func tell(_ findings: Findings) {
    for finding in findings.items.prefix(20) { _ = finding.sentence }
  }

  /// A row of four letters can ask for millions of groups; whoever reads what strangers send sets the limit.
  static let options = {
    var options = LoadOptions()
    options.mostGroups = 1_000
    return options
  }()

  static let groups = bytes("courtyard/groups.csv")

  private static let tables: [String: [UInt8]] = [
    "groups.csv": groups,
    "towns.csv": Array(
      """
      id,label,kind,region,holder,lat,lon,centre,source,confidence
      tver,Tver,town,Tver,,56.86,35.9,,invented,assumed
      luga,Luga,town,Petrograd,,58.73,29.84,,invented,assumed

      """.utf8
    ),
    "links.csv": Array(
      "a,b,km,kind,wire,source\ncourtyard,tver,480,rail,1,invented\ncourtyard,luga,140,rail,1,invented\n"
        .utf8
    ),
    "forcing.csv": Array(
      "date,rest,deliveries,mildness,source\n1917-02-20,,0.8,0.6,invented\n1917-02-26,1,,0.7,invented\n"
        .utf8
    ),
    "observations.csv": Array(
      """
      series,place,date,date_end,hour,low,central,high,unit,process,confidence,source,url,note
      committee,tver,1917-02-28,1917-03-04,,,,,days,founding_day,C,invented,,

      """.utf8
    ),
  ]

  private static let tablesText = """
    atlas: [towns.csv]
    links: [links.csv]
    forcing: forcing.csv
    observations: [observations.csv]
    recording:
      - id: founding_day
        about: The day that is told.
        lagDays: {low: -1, central: 0, high: 3}
        source: invented
        confidence: C
    """

  private static func items(_ name: String, with others: [String]) -> Item {
    let files = ([name] + others).map { ScenarioFile(name: $0, bytes: bytes($0)) }
    let reading = Reading(again: files, isClosed: true)
    guard let items = ScenarioText(reading: reading).items(name, at: ""), reading.count == 0 else {
      fatalError("\(name) is not as it should be: \(reading.all)")
    }
    return items
  }

  private static func text(_ text: String, in name: String) -> Item {
    guard let items = YAMLText.items(of: text, in: name, note: { fatalError("\($0) \($1)") }) else {
      fatalError("no items")
    }
    return items
  }

  static func bytes(_ name: String) -> [UInt8] {
    guard let home = Home.find(),
      let data = FileManager.default.contents(atPath: "\(home)/Scenarios/\(name)")
    else { fatalError("\(name) is not there; set DUALPOWER_HOME") }
    return Array(data)
  }
}

extension Item {
  fileprivate func without(_ key: String) -> Item {
    guard case .table(let entries) = content else { return self }
    return Item(place: place, content: .table(entries.filter { $0.key != key }))
  }
}

extension Scenario {
  /// Takes the parameters of a scenario, and the traits of its strata for as many as there are.
  fileprivate mutating func takeParameters(of other: Scenario) {
    society.parameters = other.society.parameters
    for trait in Trait.allCases {
      for stratum in society.strata.indices {
        society.traits[trait, stratum] =
          other.society.traits[trait, stratum % other.society.strata.count]
      }
    }
  }
}
