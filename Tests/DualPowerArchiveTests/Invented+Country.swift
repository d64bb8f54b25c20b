@testable import DualPower
@testable import DualPowerArchive
@testable import DualPowerScenario

/// The same history in a small country: a capital, two towns, villages, an army, and occupied land.
extension Invented {
  static let harbour = 0
  static let mill = 1
  static let forge = 2
  static let fields = 3
  static let isle = 4
  static let front = 5

  static func country() throws -> Run {
    var run = try run()
    let labels = ["Mill", "Forge", "Fields of Mill", "Isle", "Front"]
    let kinds: [TownKind] = [.town, .settlement, .countryside, .occupied, .army]
    let latitudes = [55.0, 57, 56, 54, 53]
    let longitudes = [37.0, 60, 36, 21, 25]
    let people = [5_000.0, 2_000, 90_000, 0, 40_000]
    var society = run.scenario.society
    society.towns[harbour].kind = .seat
    society.towns[harbour].latitude = 60
    society.towns[harbour].longitude = 30
    for index in labels.indices {
      let name = Name(id: labels[index].lowercased(), label: labels[index])
      run.scenario.names.towns.append(name)
      run.scenario.names.places.append(name)
      society.places.append(Place(town: index + 1))
      society.towns.append(
        Town(
          kind: kinds[index],
          region: 0,
          latitude: latitudes[index],
          longitude: longitudes[index]
        )
      )
      guard kinds[index] != .occupied else { continue }
      run.scenario.names.groups.append(name)
      society.groups.append(
        Group(
          kind: 0,
          stratum: 0,
          place: index + 2,
          firstPerson: UInt32(10_000 * (index + 1)),
          size: 1_000,
          represents: people[index] / 1_000,
          agents: 10,
          memory: index + 1 == mill ? 1 : 0
        )
      )
    }
    run.scenario.names.regions = [Name(id: "lowland", label: "Lowland")]
    society.regionCount = 1
    addBodies(to: &society, &run.scenario.names)
    run.scenario.society = society
    addRows(to: &run.record, society, people)
    return run
  }

  /// A committee and a council in the first town, a council in the second, one of the villages.
  private static func addBodies(to society: inout Society, _ names: inout Names) {
    let plans = [(1, mill, -1), (2, mill, -1), (2, forge, -1), (2, mill, 0)]
    society.bodies += plans.map { line, seat, region in
      BodyPlan(
        line: line,
        seat: seat,
        positions: [0, 1],
        norms: [0, 0],
        quorum: 3,
        executive: 2,
        region: region
      )
    }
    society.organCount = plans.count
    names.bodies += ["mill_committee", "mill_workers", "forge_workers", "lowland_peasants"].map {
      Name(id: $0, label: $0)
    }
  }

  private static func addRows(to record: inout Record, _ society: Society, _ people: [Double]) {
    let first = society.bodies.count - society.organCount
    for (organ, since) in [100, 130, -1, 250].enumerated() {
      var row = OrganRow(of: society)
      row.body = first + organ
      row.since = since
      record.organs.append(row)
    }
    for (town, heard, opened) in [
      (mill, 90, 96), (forge, 91, 97), (fields, 92, 98), (front, 93, -1),
    ] {
      var row = TownRow()
      row.town = town
      row.persons = people[town - 1]
      row.heardAt = heard
      row.openedAt = opened
      record.towns.append(row)
    }
    for day in record.days.indices {
      record.days[day].writOfAll = [0.2, 0.4, 0.4]
      record.days[day].noneOfAll = 0.1
      record.days[day].effectiveAuthoritiesOfAll = 2.5
      record.days[day].villageCommittees = Double(day) / Double(days)
      record.days[day].disturbances = 1
      for place in 2..<society.places.count {
        var row = PlaceRow(of: society)
        row.day = day
        row.place = place
        row.writ = writ(of: place - 1, on: day)
        row.none = place - 1 == front ? 0.9 : 0
        record.places.append(row)
      }
    }
    record.events = [
      Event(tick: 72, kind: .councilConstituted, town: 0, body: 2, subject: 0, amount: 36),
      Event(tick: 80, kind: .regimeFell, town: 0, body: 0, subject: 0, amount: 36),
      Event(tick: 96, kind: .officialsYielded, town: mill, body: 0, subject: -1, amount: 24),
      Event(tick: 97, kind: .officialsYielded, town: forge, body: 0, subject: -1, amount: 25),
      Event(tick: 98, kind: .governmentFormed, town: 0, body: 1, subject: 0, amount: 4),
      Event(tick: 100, kind: .committeeFormed, town: mill, body: first, subject: -1, amount: 4),
      Event(tick: 250, kind: .vote, town: 0, body: 2, subject: -1, amount: 0.75),
    ]
    var met = ConferenceRow(of: society)
    met.tick = 250
    met.councils = 2
    met.armyBodies = 1
    met.delegates = 12
    met.byParty = [7, 5, 0]
    met.inFavour = [8, 0]
    met.against = [3, 0]
    record.conferences = [met]
  }

  /// The old order, then council and law by halves; but in villages the law alone.
  private static func writ(of town: Int, on day: Int) -> [Double] {
    if day < 4 { return [1, 0, 0] }
    return town == fields ? [0, 0.9, 0.1] : [0, 0.5, 0.5]
  }
}
