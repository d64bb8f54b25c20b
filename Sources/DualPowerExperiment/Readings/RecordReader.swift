import DualPower
import DualPowerScenario

/// Reads series from what one run has left behind.
struct RecordReader {
  /// A value of a series.
  struct Point: Equatable {
    var place = -1
    var hour = 0
    var value: Double
  }

  let scenario: Scenario
  let record: Record
  private let garrisonMen: Double
  private let kinds: [Int]
  private var society: Society { scenario.society }
  private var nationals: Int { society.nationalCount }
  private var parties: Int { society.parties.count }

  init(_ readings: Readings, _ record: Record) {
    scenario = readings.scenario
    garrisonMen = readings.garrisonMen
    kinds = readings.kinds
    self.record = record
  }

  /// The values of a series, in order of place and hour.
  func points(_ series: SeriesNote) -> [Point] {
    let of = series.arguments
    switch series.form {
    case .active: return days { $0.active[of[0]] }
    case .crowd: return peaks(\.crowd)
    case .garrisonOver: return changes { $0.garrisonOver * garrisonMen }
    case .garrisonShare: return ends(\.garrisonOver)
    case .casualties: return ends { $0.casualties.reduce(0, +) }
    case .casualtiesCivilian: return ends { $0.casualties[0] }
    case .casualtiesSoldier: return ends { $0.casualties[1] }
    case .casualtiesPolice: return ends { $0.casualties[2] }
    case .deputies: return days { seated(of[0], $0) }
    case .partyShare:
      return days { day in
        let seats = seated(of[0], day)
        return seats > 0 ? day.deputiesByParty[of[0] * parties + of[1]] / seats : nil
      }
    case .executiveShare:
      return days { day in
        let all = day.executiveByParty[of[0] * parties..<(of[0] + 1) * parties].reduce(0, +)
        return all > 0 ? day.executiveByParty[of[0] * parties + of[1]] / all : nil
      }
    case .stance: return days { $0.stance[of[0] * nationals + of[1]] }
    case .relation: return days { relation($0) }
    case .writ: return days { $0.writ[of[0]] }
    case .none: return days { max(0, $0.none) }
    case .authorities: return days(\.effectiveAuthorities)
    case .compliance: return compliance(of[0]) { $0.contestedBy >= 0 }
    case .complianceUncontested: return compliance(of[0]) { $0.contestedBy < 0 }
    case .vote: return votes(of[0])
    case .elitePerson: return days { $0.eliteConfidence[0] }
    case .eliteInstitution: return days { $0.eliteConfidence[1] }
    case .writOfAll: return days { $0.writOfAll[of[0]] }
    case .noneOfAll: return days { max(0, $0.noneOfAll) }
    case .authoritiesOfAll: return days(\.effectiveAuthoritiesOfAll)
    case .councils: return days { Double($0.councils) }
    case .councilsKnown: return counts(known())
    case .councilsOf: return counts(founded(of[0]))
    case .openTowns: return days { Double($0.openTowns) }
    case .villageCommittees: return days(\.villageCommittees)
    case .congresses: return counts(record.towns.map(\.congressAt))
    case .disturbances: return disturbances()
    case .event: return date(first(EventKind.allCases[of[0]]))
    case .withdrew: return date(withdrawal(of[0]))
    case .news: return towns { $0.heardAt }
    case .opened: return towns { $0.openedAt }
    case .committee: return organs(capital: .committeeFormed) { isCommittee($0) }
    case .council: return organs(capital: .councilConstituted) { isTownCouncil($0) }
    case .councilOf: return organs(capital: nil) { kinds[$0] == of[0] }
    case .conferenceCouncils: return conference(\.councils)
    case .conferenceArmies: return conference(\.armyBodies)
    case .conferenceDelegates: return conference(\.delegates)
    case .conferenceFavour: return conference { share($0.inFavour[of[0]], of: $0) }
    case .conferenceAgainst: return conference { share($0.against[of[0]], of: $0) }
    case .conferenceParty: return conference { share($0.byParty[of[0]], of: $0) }
    }
  }
}

/// Levels.
extension RecordReader {
  private func days(_ value: (DayRow) -> Double?) -> [Point] {
    record.days.compactMap { day in
      value(day).map { Point(hour: day.day * 24 + 23, value: $0) }
    }
  }

  /// The last hour of each day.
  private func ends(_ value: (HourRow) -> Double) -> [Point] {
    record.hours.lazy.filter { $0.tick % 24 == 23 }.map { Point(hour: $0.tick, value: value($0)) }
  }

  private func peaks(_ value: (HourRow) -> Double) -> [Point] {
    var peak = 0.0
    var points: [Point] = []
    for hour in record.hours {
      peak = max(hour.tick % 24 == 0 ? 0 : peak, value(hour))
      if hour.tick % 24 == 23 { points.append(Point(hour: hour.tick, value: peak)) }
    }
    return points
  }

  /// The hours in which a value is another than before, and the last hour of each day.
  private func changes(_ value: (HourRow) -> Double) -> [Point] {
    var last: Double?
    return record.hours.compactMap { hour in
      let now = value(hour)
      defer { last = now }
      return now != last || hour.tick % 24 == 23 ? Point(hour: hour.tick, value: now) : nil
    }
  }

  private func seated(_ body: Int, _ day: DayRow) -> Double {
    day.deputiesByParty[body * parties..<(body + 1) * parties].reduce(0, +)
  }

  private func relation(_ day: DayRow) -> Double? {
    guard let rivals = scenario.rivals, seated(rivals.council, day) > 0 else { return nil }
    let there = day.stance[rivals.successor * nationals + rivals.council]
    return (there + day.stance[rivals.council * nationals + rivals.successor]) / 2
  }

  /// The share that obeyed the latest of such orders, from the day of the first.
  private func compliance(_ body: Int, _ isMeant: (OrderRow) -> Bool) -> [Point] {
    let orders = record.orders.filter { $0.body == body && isMeant($0) }
    return latest(orders.map { ($0.tick, $0.compliance) })
  }

  private func votes(_ body: Int) -> [Point] {
    latest(
      record.events.filter { $0.kind == .vote && $0.body == body }.map { ($0.tick, $0.amount) }
    )
  }

  /// The latest of some values by the end of each day, from the day of the first.
  private func latest(_ values: [(tick: Int, value: Double)]) -> [Point] {
    var next = 0
    return days { day in
      while next < values.count && values[next].tick < (day.day + 1) * 24 { next += 1 }
      return next > 0 ? values[next - 1].value : nil
    }
  }

  /// How many of such hours are over, day by day.
  private func counts(_ ticks: [Int]) -> [Point] {
    let sorted = ticks.filter { $0 >= 0 }.sorted()
    var next = 0
    return days { day in
      while next < sorted.count && sorted[next] < (day.day + 1) * 24 { next += 1 }
      return Double(next)
    }
  }

  private func known() -> [Int] {
    record.organs.filter {
      scenario.claim(of: $0.body) == .constituent && society.bodies[$0.body].region < 0
        && society.towns[society.bodies[$0.body].seat].isSettled
    }.map(\.knownAt)
  }

  private func founded(_ kind: Int) -> [Int] {
    record.organs.filter { kinds[$0.body] == kind }.map(\.since)
  }

  private func disturbances() -> [Point] {
    var month = 0
    var sum = 0.0
    return days { day in
      let now = scenario.calendar.month(day: day.day)
      sum = (now == month ? sum : 0) + day.disturbances
      month = now
      return sum
    }
  }
}

/// Dates and scalars.
extension RecordReader {
  private func date(_ tick: Int?) -> [Point] { tick.map { [Point(value: Double($0) / 24)] } ?? [] }

  /// The first event that is of the whole society, or of the capital.
  private func first(_ kind: EventKind) -> Int? {
    record.events.first { $0.kind == kind && $0.body < nationals }?.tick
  }

  private func withdrawal(_ circle: Int) -> Int? {
    record.events.first { $0.kind == .circleWithdrew && $0.subject == circle }?.tick
  }

  private func towns(_ tick: (TownRow) -> Int) -> [Point] {
    record.towns.filter { society.towns[$0.town].isSettled && tick($0) >= 0 }
      .map { Point(place: $0.town, value: Double(tick($0)) / 24) }
  }

  /// The first of its organs by town; the capital's own bodies are those of the whole society.
  private func organs(capital event: EventKind?, _ isMeant: (Int) -> Bool) -> [Point] {
    var ticks = [Int?](repeating: nil, count: society.towns.count)
    for organ in record.organs where organ.since >= 0 && isMeant(organ.body) {
      let town = society.bodies[organ.body].seat
      ticks[town] = min(ticks[town] ?? organ.since, organ.since)
    }
    if let first = event.flatMap(first) {
      ticks[society.capital] = min(ticks[society.capital] ?? first, first)
    }
    return ticks.enumerated().compactMap { town, tick in
      tick.map { Point(place: town, value: Double($0) / 24) }
    }
  }

  private func isCommittee(_ body: Int) -> Bool { scenario.claim(of: body) == .successor }

  private func isTownCouncil(_ body: Int) -> Bool {
    scenario.claim(of: body) == .constituent && society.bodies[body].region < 0
      && society.towns[society.bodies[body].seat].isSettled
  }

  private func conference(_ value: (ConferenceRow) -> Double?) -> [Point] {
    record.conferences.first.flatMap(value).map { [Point(value: $0)] } ?? []
  }

  private func share(_ votes: Double, of met: ConferenceRow) -> Double? {
    met.delegates > 0 ? votes / met.delegates : nil
  }
}

extension Town {
  /// Whether people live there as in a town; not a staff, an army or a district of villages.
  var isSettled: Bool {
    switch kind {
    case .seat, .town, .settlement: true
    case .remote, .countryside, .army, .occupied: false
    }
  }
}
