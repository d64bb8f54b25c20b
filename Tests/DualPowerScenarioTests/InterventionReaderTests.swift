import DualPower
import DualPowerTestSupport
import Testing

@testable import DualPowerScenario

@Suite(.tags(.claim)) struct InterventionReaderTests {
  let bench: Workbench

  init() throws { bench = try Workbench() }

  private func load(_ overlays: [String: String], _ forks: [Fork] = []) throws -> Scenario {
    var options = LoadOptions()
    for (name, text) in overlays.sorted(by: { $0.key < $1.key }) {
      try bench.write(text, to: name)
      options.overlays.append("\(bench.folder)/\(name)")
    }
    options.forks = forks
    return try bench.load(options)
  }

  private static let cut = """
    interventions:
      - {id: cut, at: 1917-02-22T07:00, about: The wires were cut, without: [telegraph]}
    """
  private static let noise = """
    interventions:
      - id: noise
        at: 1917-02-21
        about: People were restless
        parameters: {noise: {value: 0.2}, obstinacy: {source: "a premise"}}
    """

  @Test func `what changes is in the society by its hour, in order of time`() throws {
    let scenario = try load(["a.yaml": Self.cut, "b.yaml": Self.noise])
    let changes = scenario.society.interventions
    #expect(changes.map(\.tick) == [24, 55])
    #expect(changes.map { $0.parameters[.noise] } == [0.2, 0.2])
    #expect(changes.map { $0.mechanisms.has(.telegraph) } == [true, false])
    #expect(scenario.society.mechanisms.has(.telegraph))
    let before = "\(scenario.society.parameters[.noise])"
    #expect(scenario.interventions.map(\.id) == ["noise", "cut"])
    #expect(
      scenario.interventions.map(\.values) == [
        [.init(path: "parameters.noise.value", before: before, after: "0.2")], [],
      ]
    )
  }

  @Test func `of two overlays that plan the same the later is right`() throws {
    let later = Self.cut.replacing("1917-02-22T07:00", with: "1917-02-23T01:00")
    let scenario = try load(["a.yaml": Self.cut, "b.yaml": later])
    #expect(scenario.society.interventions.map(\.tick) == [73])
  }

  @Test func `a fork is an intervention that was asked for`() throws {
    let names = try load([:]).names
    let body = try #require(names.bodies.last?.id)
    let domain = try #require(names.domains.first?.id)
    let fork = Fork(
      at: "1917-02-22T07:00",
      sets: ["parameters.noise=0.2", "bodies.\(body).holds.\(domain)=0.9"],
      without: ["memory"]
    )
    let scenario = try load([:], [fork])
    let change = try #require(scenario.society.interventions.first)
    #expect(change.tick == 55 && change.parameters[.noise] == 0.2)
    #expect(!change.mechanisms.has(.memory))
    #expect(change.holds.last?.first == 0.9)
    #expect(scenario.interventions[0].without == ["memory"])
    #expect(try load([:]).hash != scenario.hash)
  }

  @Test func `a fork that changes nothing leaves the society as it is`() throws {
    let scenario = try load([:], [Fork(at: "1917-02-22T07:00")])
    #expect(scenario.society.interventions.isEmpty)
    #expect(scenario.interventions.map(\.tick) == [55])
  }

  @Test func `an overlay of a fork plans nothing for before it`() throws {
    try bench.write(Self.noise, to: "late.yaml")
    let path = "\(bench.folder)/late.yaml"
    let forks = [Fork(at: "1917-02-22T07:00", overlays: [path])]
    var options = LoadOptions()
    options.forks = forks
    #expect(
      bench.sentences(options) == [
        "courtyard/late.yaml:3: interventions.noise.at: 1917-02-21; the fork is at "
          + "1917-02-22T07:00, and what lies before stands. Choose a later hour."
      ]
    )
    options.forks = [Fork(at: "1917-02-20T07:00", overlays: [path])]
    let scenario = try bench.load(options)
    #expect(scenario.society.interventions.map(\.tick) == [24])
  }

  @Test(arguments: [
    (
      "parameters.legalFirst.worker=0.5", "parameters.legalFirst.values.worker: drawn or dealt out"
    ),
    ("parameters.grantSpread=0.01", "parameters.grantSpread.value: drawn or dealt out"),
    ("strata.worker.sympathies.none=1", "strata.worker.sympathies.none: drawn or dealt out"),
    ("strata.worker.bearing=police", "strata.worker.bearing: laid down before the first hour"),
    ("towns.courtyard.stockDays=1", "towns.courtyard.stockDays: laid down before the first hour"),
    ("calendar.start=1917-02-19", "calendar.start: laid down before the first hour"),
  ])
  func `what stands already is refused, and why`(set: String, told: String) {
    var options = LoadOptions()
    options.forks = [Fork(at: "1917-02-22T07:00", sets: [set])]
    let sentences = bench.sentences(options)
    #expect(sentences.count == 1)
    #expect(sentences.first?.hasPrefix("--set \(set): \(told)") == true, "\(sentences)")
  }

  @Test func `a trait that still acts in a run that stands is not refused`() throws {
    // It acts if the run that goes on from a state feels it.
    let society = try bench.load().society
    let state = try Laboratory.run(society, hours: 30).state()
    let straight = try Laboratory.run(society, hours: 168).digest()
    var acting = 0
    for trait in Trait.allCases {
      var other = society
      for s in society.strata.indices { other.traits[trait, s] += 0.2 }
      var run = try #require(Simulation(other, seed: 1, from: state))
      while run.ticks < 168 { run.tick() }
      guard run.digest() != straight else { continue }
      acting += 1
      var options = LoadOptions()
      let name = String(describing: trait)
      options.forks = [
        Fork(at: "1917-02-22T07:00", sets: ["parameters.\(name).worker=0.123"])
      ]
      #expect(!bench.sentences(options).contains { $0.contains("drawn") }, "\(name) acts")
    }
    #expect(acting >= 4)
  }

  @Test func `everything wrong with interventions is told at once`() throws {
    let told = try bench.sentences(
      overlay: """
        interventions:
          - {id: a, at: 1917-02-30, about: x}
          - {id: b, at: 1917-02-22T24:00, about: x, without: [telegram]}
          - {id: C, at: 1918-02-22, nonsense: 1}
        """
    )
    #expect(
      told == [
        "courtyard/overlay.yaml:2: interventions.a.at: \"1917-02-30\" is no date of the Julian "
          + "calendar; dates are written 1917-02-23. Mend it.",
        "courtyard/overlay.yaml:3: interventions.b.at: \"1917-02-22T24:00\" is no hour; hours are "
          + "written 1917-02-27T07:00. Mend it.",
        "courtyard/overlay.yaml:4: interventions.C: no key \"nonsense\". Remove it.",
        "courtyard/overlay.yaml:4: interventions.C: no \"about\", which is needed. Add it.",
        "courtyard/overlay.yaml:4: interventions.C.id: \"C\"; an id has small letters, digits, "
          + "'-' and '_', and begins with a letter. Rename it.",
        "courtyard/overlay.yaml:4: interventions.C.at: 1918-02-22; the scenario runs from "
          + "1917-02-20 to 1917-03-05. Choose a day within.",
      ],
      "\(told)"
    )
    #expect(
      try bench.sentences(overlay: Self.cut.replacing("telegraph", with: "telegram"))
        .first?.contains("no mechanism \"telegram\" in this scenario") == true
    )
  }

  @Test func `an event cannot be written`() throws {
    let told = try bench.sentences(
      overlay: """
        interventions:
          - {id: fall, at: 1917-02-22, about: x, regime_fell: true, title: y}
        """
    )
    #expect(told.first?.contains("no key \"regime_fell\"") == true)
  }

  @Test func `a unit is posted elsewhere, and its people with it`() throws {
    let before = try bench.load()
    let unit = try #require(before.society.groups.first { $0.unit >= 0 }?.unit)
    let id = before.names.units[unit].id
    let place = try #require(before.names.places.last?.id)
    let after = try load(["post.yaml": "units: [{id: \(id), place: \(place), contact: 0.25}]\n"])
    for (was, now) in zip(before.society.groups, after.society.groups) {
      #expect(now.place == (was.unit == unit ? before.names.places.count - 1 : was.place))
      #expect(now.contact == (was.unit == unit ? 0.25 : was.contact))
      #expect(now.firstPerson == was.firstPerson)
    }
  }
}
