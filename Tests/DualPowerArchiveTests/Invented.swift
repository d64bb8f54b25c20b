import Foundation

@testable import DualPower
@testable import DualPowerArchive
@testable import DualPowerScenario

/// A history made up for these tests: small, and with one of everything that a run can leave behind.
enum Invented {
  static let days = 12

  static func scenario(isJulian: Bool = true) throws -> Scenario {
    func names(_ pairs: KeyValuePairs<String, String>) -> [Name] {
      pairs.map { Name(id: $0.key, label: $0.value) }
    }
    var all = Names()
    all.strata = names(["worker": "Workers", "soldier": "Soldiers"])
    all.lines = names(["crown": "Crown", "law": "Law", "council": "Council"])
    all.columns = names([
      "crown_person": "The king himself", "crown": "Crown", "law": "Law", "council": "Council",
    ])
    all.bodies = names([
      "king": "King", "cabinet": "Cabinet", "assembly": "the Assembly of the Yards",
    ])
    all.parties = names(["reds": "Reds", "greens": "Greens", "none": "no party"])
    all.domains = names(["war": "War", "bread": "Bread"])
    all.towns = names(["harbour": "Harbour"])
    all.places = names(["quay": "Quay", "hill": "Hill"])
    all.units = names(["first": "First Regiment"])
    all.groups = names([
      "ropewalk_1": "ropewalk", "barracks_1": "barracks", "lords": "House of Lords",
    ])
    all.powers = names(["isles": "the Isles"])

    var society = Society()
    society.days = (0..<days).map { Day(weekday: (2 + $0) % 7) }
    society.lines = [
      Line(claim: .incumbent, hasPerson: true), Line(claim: .successor), Line(claim: .constituent),
    ]
    society.strata = [.civil, .garrison].map {
      Stratum(
        bearing: $0,
        isElite: false,
        rhythm: [],
        wants: [0, 0],
        saliences: [0, 0],
        carries: [],
        sympathies: []
      )
    }
    society.traits = Traits(strata: 2)
    society.towns = [Town(stockDays: 5, telegraphHours: 0, roadHours: 0)]
    society.places = [Place(town: 0), Place(town: 0)]
    society.unitCount = 1
    society.groups = [
      Group(kind: 0, stratum: 0, place: 0, firstPerson: 0, size: 900, agents: 900),
      Group(kind: 0, stratum: 1, place: 1, unit: 0, firstPerson: 900, size: 100, agents: 100),
      Group(
        kind: 0,
        stratum: 0,
        place: 1,
        circle: .assembly,
        firstPerson: 1_000,
        size: 20,
        agents: 20
      ),
    ]
    society.bodies = (0..<3).map {
      BodyPlan(line: $0, seat: 0, positions: [0, 1], norms: [0, 0], quorum: 3, executive: 2)
    }
    society.parties = [false, false, true].map {
      Party(positions: [0, 1], doctrine: 0, initiative: 0, isNone: $0)
    }
    society.domainCount = 2
    society.powers = [ForeignPower(eagerness: 1)]

    guard let start = CalendarDate("1917-02-22", isJulian: isJulian) else { throw Missing() }
    return Scenario(
      id: "harbour",
      title: "Harbour & Hill",
      about: "Two authorities in a town <of ropes>.",
      names: all,
      society: society,
      calendar: ScenarioCalendar(isJulian: isJulian, start: start, dayCount: days),
      parameters: [],
      mechanisms: [],
      evidence: [
        EvidenceRow(
          series: "active.worker",
          date: "1917-02-24",
          hour: nil,
          low: 200,
          central: 300,
          high: 420,
          unit: "people",
          confidence: "B",
          source: "Harbour police",
          url: "",
          note: "a \"count\""
        ),
        EvidenceRow(
          series: "garrison_over",
          date: "1917-02-27",
          hour: 9,
          low: nil,
          central: 30,
          high: nil,
          unit: "soldiers",
          confidence: "C",
          source: "Memoirs",
          url: "",
          note: ""
        ),
        EvidenceRow(
          series: "event.mutiny",
          date: "1917-02-27",
          hour: 7,
          low: nil,
          central: nil,
          high: nil,
          unit: "",
          confidence: "A",
          source: "Chronicle",
          url: "",
          note: ""
        ),
      ],
      hash: "0123456789abcdef"
    )
  }

  /// One event of each kind, a few hours apart.
  static var events: [Event] {
    EventKind.allCases.enumerated().map { index, kind in
      Event(tick: 24 + index * 7, kind: kind, town: 0, body: 2, subject: 0, amount: 36)
    }
  }

  static func record() throws -> Record {
    let society = try scenario().society
    var record = Record(society, Layout(society))
    record.events = events
    for tick in 0..<days * 24 {
      var row = HourRow()
      let rise = Double(tick) / Double(days * 24)
      row.tick = tick
      row.active = [rise * 700, rise * 80]
      row.crowd = rise * 500
      row.garrisonOver = rise
      row.force = 100 * (1 - rise)
      row.ration = 1 - rise / 2
      row.stance = [0, 0, 0, 0, 0, rise, 0, -rise, 0]
      record.hours.append(row)
    }
    for day in 0..<days {
      var row = DayRow()
      let rise = Double(day) / Double(days)
      row.day = day
      row.active = [rise * 700, rise * 80]
      row.writ = [1 - rise, rise / 2, rise / 2]
      row.writByStratum = row.writ + row.writ
      row.none = 0.1
      row.effectiveAuthorities = 1 + rise
      row.stance = [0, 0, 0, 0, 0, rise, 0, -rise, 0]
      row.deputies = [0, 4, rise * 60]
      row.deputiesByParty = [0, 0, 0, 1, 3, 0, rise * 20, rise * 25, rise * 15]
      row.executiveByParty = [0, 0, 0, 0.25, 0.75, 0, 0.3, 0.4, 0.3]
      row.councils = day / 6
      row.writOfAll = row.writ
      row.noneOfAll = 0.1
      row.effectiveAuthoritiesOfAll = 1 + rise
      row.aspiration = [0, 0.5, rise]
      row.competence = [1, 0.5, rise]
      row.positions = [0, 0, 0.5, 0.5, 1, rise]
      row.grievance = [rise, rise / 2]
      row.privation = [rise, rise]
      row.inequality = [0.2, 0.1]
      row.demand = [rise, 0]
      row.eliteConfidence = [1 - rise, 1]
      row.recognition = [1 - rise, 1 - rise, 0.8, 0.7, rise / 2, rise / 2, rise, rise]
      row.stockDays = 5 - 4 * rise
      row.ration = 1 - rise / 2
      record.days.append(row)
      for place in 0..<2 {
        var row = PlaceRow()
        row.day = day
        row.place = place
        row.active = rise * 300
        row.crowd = rise * 100
        row.writ = [1 - rise, rise / 2, rise / 2]
        row.none = 0.1
        record.places.append(row)
      }
    }
    for (tick, contester) in [(40, -1), (24 + 12 * 7, 1)] {
      var row = OrderRow()
      row.tick = tick
      row.body = 2
      row.domain = 0
      row.position = 0.25
      row.contestedBy = contester
      row.addressed = 900
      row.obeyed = 360
      row.obeyedByStratum = [0.4, -1]
      record.orders.append(row)
    }
    var seats = DeputyRow()
    seats.tick = 30
    seats.body = 2
    seats.seats = 3
    record.deputies.append(seats)
    return record
  }

  static func run(isJulian: Bool = true) throws -> Run {
    Run(
      scenario: try scenario(isJulian: isJulian),
      seed: 7,
      record: try record(),
      digest: 0xAB,
      outcome: .dualPower,
      ticks: days * 24,
      wallSeconds: 1.25,
      peakMemoryBytes: 50_000_000
    )
  }

  static let recipe = Recipe(scenario: "harbour", seed: 7)

  struct Missing: Error {}
}

/// A folder that goes when the test is over.
final class Scratch {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
