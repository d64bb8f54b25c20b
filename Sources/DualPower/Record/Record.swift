// Reads: world, groups, places, bodies. Writes: rows of fixed shape. Draws: none.

/// What a run leaves behind: rows, no text.
public struct Record: Sendable {
  /// Every event, in order of time.
  public internal(set) var events: [Event] = []
  /// One row an hour.
  public internal(set) var hours: [HourRow] = []
  /// One row a day that is over.
  public internal(set) var days: [DayRow] = []
  /// One row a district and day that is over.
  public internal(set) var places: [PlaceRow] = []
  /// Every order.
  public internal(set) var orders: [OrderRow] = []
  /// Every election and recall.
  public internal(set) var deputies: [DeputyRow] = []
  /// The ministers of each body that is drawn and not elected, as they are now.
  public internal(set) var ministers: [[Minister]] = []

  private var today: DayRow
  private var todayPlaces: [PlaceRow]

  /// A record of a society, with nothing in it yet.
  init(_ society: Society) {
    today = DayRow(of: society)
    todayPlaces = society.places.map { _ in PlaceRow(of: society) }
  }

  /// Notes one hour.
  mutating func note(_ world: World, _ groups: Groups, _ places: Places, _ bodies: Bodies) {
    // An outbreak is known two days after it began: it goes where it belongs in time.
    for event in bodies.events {
      let place = events.lastIndex { $0.tick <= event.tick }.map { $0 + 1 } ?? 0
      events.insert(event, at: event.tick < world.tick ? place : events.count)
    }
    orders += bodies.orders
    deputies += groups.delegations.changes
    ministers = bodies.bodies.map { $0.ministers }
    noteHour(world, places, bodies)
    if world.hourOfDay == 0 { beginDay(world) }
    watchDay(world, places)
    if world.hourOfDay == 12 { noteNoon(world, groups, places, bodies) }
    if world.hourOfDay == 23 {
      days.append(today)
      self.places += todayPlaces
    }
  }

  private mutating func noteHour(_ world: World, _ places: Places, _ bodies: Bodies) {
    let society = world.society
    let capital = society.capital
    var row = HourRow()
    row.tick = world.tick
    row.active = society.strata.indices.map {
      places.outByStratum[capital * society.strata.count + $0]
    }
    row.crowd = society.places.indices.reduce(0) {
      $0 + (society.places[$1].town == capital ? places.crowd[$1] : 0)
    }
    row.garrisonOver = places.garrisonOver[capital]
    row.force = places.force[capital]
    row.ration = world.supplies[capital].ration
    row.stance = bodies.bodies.flatMap { $0.stance }
    row.casualties = places.casualties
    hours.append(row)
  }

  private mutating func beginDay(_ world: World) {
    let society = world.society
    today = DayRow(of: society)
    today.day = world.day
    todayPlaces = society.places.indices.map { place in
      var row = PlaceRow(of: society)
      row.day = world.day
      row.place = place
      return row
    }
  }

  private mutating func watchDay(_ world: World, _ places: Places) {
    let row = hours[hours.count - 1]
    for s in row.active.indices { today.active[s] = max(today.active[s], row.active[s]) }
    for place in todayPlaces.indices {
      todayPlaces[place].active = max(todayPlaces[place].active, places.out[place])
    }
  }

  private mutating func noteNoon(
    _ world: World,
    _ groups: Groups,
    _ places: Places,
    _ bodies: Bodies
  ) {
    let society = world.society
    let capital = society.capital
    let strata = society.strata.count
    let count = society.bodies.count
    let city = bodies.writ(in: world) { world.layout.townOf[$0] == capital }
    today.writ = city.writ
    today.none = city.none
    today.effectiveAuthorities = Record.effectiveNumber(city.writ)
    today.writByStratum = (0..<strata).flatMap { s in
      bodies.writ(in: world) {
        society.groups[$0].stratum == s && world.layout.townOf[$0] == capital
      }.writ
    }
    for place in todayPlaces.indices {
      let local = bodies.writ(in: world) { society.groups[$0].place == place }
      todayPlaces[place].writ = local.writ
      todayPlaces[place].none = local.none
      todayPlaces[place].crowd = places.crowd[place]
    }
    today.stance = bodies.bodies.flatMap { $0.stance }
    let delegations = groups.delegations
    today.deputies = (0..<count).map {
      world.layout.isCouncil($0)
        ? delegations.count($0) : Double(bodies.bodies[$0].ministers.count)
    }
    today.deputiesByParty = delegations.byParty
    let parties = society.parties.count
    for (body, drawn) in bodies.bodies.enumerated() {
      for minister in drawn.ministers {
        today.deputiesByParty[body * parties + minister.party] += 1
      }
    }
    today.executiveByParty = bodies.bodies.flatMap { $0.executive }
    today.councils = world.layout.councils.count { bodies.bodies[$0].stands }
    today.aspiration = bodies.bodies.map { $0.aspiration }
    today.competence = bodies.bodies.map { $0.competence }
    today.positions = bodies.bodies.flatMap { $0.positions }
    let row = capital * strata..<(capital + 1) * strata
    today.grievance = Array(world.burdens.hardship[row])
    today.privation = Array(world.burdens.privation[row])
    today.inequality = Array(world.burdens.inequality[row])
    today.demand = bodies.facts.demand
    today.eliteConfidence = confidence(world, groups)
    today.recognition = recognition(world, groups)
    today.stockDays = world.supplies[capital].stock
    today.ration = world.supplies[capital].ration
  }

  /// Mean confidence of circles in the ruling person and in the institution.
  private func confidence(_ world: World, _ groups: Groups) -> [Double] {
    let line = world.society.bodies[world.layout.incumbent].line
    let circles = world.layout.circles
    if circles.isEmpty { return [0, 0] }
    return [world.layout.personColumn[line], world.layout.institutionColumn[line]].map { column in
      circles.reduce(0) { $0 + groups.recognition($1, column) } / Double(circles.count)
    }
  }

  private func recognition(_ world: World, _ groups: Groups) -> [Double] {
    let society = world.society
    let strata = society.strata.count
    var sums = [Double](repeating: 0, count: society.columnCount * strata)
    for (g, group) in society.groups.enumerated() where world.layout.townOf[g] == society.capital {
      for column in 0..<society.columnCount {
        sums[column * strata + group.stratum] +=
          world.layout.persons[g] * groups.recognition(g, column)
      }
    }
    return sums.indices.map { i in
      let persons = world.layout.capitalPersons[i % strata]
      return persons > 0 ? sums[i] / persons : 0
    }
  }

  /// The effective number of authorities, `1/Σw²` over shares that sum to one; 0 where nobody obeys.
  ///
  /// - Source: The index of Laakso and Taagepera (1979), doi:10.1177/001041407901200101, of authority
  ///   in place of votes.
  public static func effectiveNumber(_ writ: [Double]) -> Double {
    let squares = writ.reduce(0) { $0 + $1 * $1 }
    return squares > 0 ? 1 / squares : 0
  }

  mutating func transfer(_ wire: inout Wire, _ society: Society) {
    wire.list(&events, Event.blank) { $1.transfer(&$0) }
    wire.list(&hours, HourRow(of: society)) { $1.transfer(&$0) }
    wire.list(&days, DayRow(of: society)) { $1.transfer(&$0) }
    wire.list(&places, PlaceRow(of: society)) { $1.transfer(&$0) }
    wire.list(&orders, OrderRow(of: society)) { $1.transfer(&$0) }
    wire.list(&deputies, DeputyRow()) { $1.transfer(&$0) }
    wire.list(&ministers, []) { $0.list(&$1, Minister()) { $1.transfer(&$0) } }
    today.transfer(&wire)
    for i in todayPlaces.indices { todayPlaces[i].transfer(&wire) }
  }
}
