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
  /// One row a town outside the capital that hears over links; of the last day that is over.
  public internal(set) var towns: [TownRow] = []
  /// One row an organ of a town or province; of the last day that is over.
  public internal(set) var organs: [OrganRow] = []
  /// Every conference of councils.
  public internal(set) var conferences: [ConferenceRow] = []
  /// The ministers of each body of the whole society that is drawn and not elected, as they
  /// are now.
  public internal(set) var ministers: [[Minister]] = []

  private var today: DayRow
  private var todayPlaces: [PlaceRow]
  private var disturbancesBefore = 0.0

  /// A record of a society, with nothing in it yet.
  init(_ society: Society, _ layout: Layout) {
    today = DayRow(of: society)
    ministers = [[Minister]](repeating: [], count: society.nationalCount)
    todayPlaces = society.places.map { _ in PlaceRow(of: society) }
    towns = society.towns.indices.filter { layout.isLinked[$0] }.map {
      TownRow(town: $0, persons: layout.townPersons[$0])
    }
    organs = (society.nationalCount..<society.bodies.count).map {
      var row = OrganRow(of: society)
      row.body = $0
      return row
    }
  }

  /// Notes one hour.
  mutating func note(_ world: World, _ groups: Groups, _ places: Places, _ bodies: Bodies) {
    // An outbreak is known two days after it began: it goes where it belongs in time.
    for event in bodies.events {
      let place = events.lastIndex { $0.tick <= event.tick }.map { $0 + 1 } ?? 0
      events.insert(event, at: event.tick < world.tick ? place : events.count)
    }
    noteOrders(bodies.orders, world)
    deputies += groups.delegations.changes
    for body in ministers.indices { ministers[body] = bodies.bodies.ministers[body] }
    conferences = bodies.conference.met
    noteHour(world, places, bodies)
    if world.hourOfDay == 0 { beginDay(world) }
    watchDay(world, places)
    if world.hourOfDay == 12 { noteNoon(world, groups, places, bodies) }
    if world.hourOfDay == 23 {
      days.append(today)
      self.places += todayPlaces
      noteTowns(world, groups, bodies)
    }
  }

  /// Orders of bodies of the whole society are kept one by one, those of towns by their body.
  private mutating func noteOrders(_ given: [OrderRow], _ world: World) {
    let nationals = world.layout.nationals.count
    for order in given {
      guard order.body >= nationals else {
        orders.append(order)
        continue
      }
      let i = order.body - nationals
      let isContested = order.contestedBy >= 0
      organs[i].orders += 1
      organs[i].contested += isContested ? 1 : 0
      if isContested {
        let step = 1 / Double(organs[i].contested)
        organs[i].complianceContested += step * (order.compliance - organs[i].complianceContested)
      } else {
        let step = 1 / Double(organs[i].orders - organs[i].contested)
        organs[i].complianceUncontested +=
          step * (order.compliance - organs[i].complianceUncontested)
      }
    }
  }

  /// Notes how far each town and its bodies have come.
  private mutating func noteTowns(_ world: World, _ groups: Groups, _ bodies: Bodies) {
    let tidings = bodies.tidings
    for i in towns.indices {
      let town = towns[i].town
      towns[i].wiredAt = tidings.wired(.capitalLost, to: town)
      towns[i].heardAt = tidings.heard(.capitalLost, in: town)
      towns[i].withheldAt = tidings.withheldSince[town]
      towns[i].withheldHours = tidings.withheldHours[town]
      towns[i].openedAt = bodies.country.openedAt[town]
      towns[i].committees = bodies.villages.committees(in: town)
      towns[i].congressAt = bodies.villages.congressAt[town]
      towns[i].disturbances = bodies.villages.disturbances[town]
    }
    let parties = world.society.parties.count
    let roll = bodies.bodies
    for i in organs.indices {
      let body = organs[i].body
      organs[i].since = roll.since[body]
      guard roll.since[body] >= 0 else { continue }
      organs[i].isCommissar = roll.isCommissar[body]
      organs[i].mergedInto = roll.mergedInto[body]
      let known = bodies.conference.knownFrom[body]
      organs[i].knownAt = known <= world.tick ? known : -1
      organs[i].isFederated = bodies.facts.isFederated[body]
      organs[i].electors = groups.delegations.electors[body]
      for line in 0..<roll.stance.width { organs[i].stance[line] = roll.stance[body, line] }
      let isCouncil = world.layout.isCouncil[body]
      let ministers = Double(roll.ministers[body].count)
      for party in 0..<parties {
        organs[i].byParty[party] =
          isCouncil
          ? groups.delegations.byParty[body * parties + party]
          : roll.executive[body, party] * ministers
      }
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
    row.stance = stances(bodies, world)
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
    let here = world.layout.groups(ofTown: capital)
    let city = bodies.writ(in: world, of: here)
    today.writ = byBody(city.writ, bodies, world)
    today.none = city.none
    today.effectiveAuthorities = Record.effectiveNumber(city.writ)
    today.writByStratum = (0..<strata).flatMap { s in
      let own = bodies.writ(in: world, of: here) { society.groups[$0].stratum == s }
      return byBody(own.writ, bodies, world)
    }
    notePlaces(world, places, bodies)
    today.stance = stances(bodies, world)
    let delegations = groups.delegations
    let nationals = world.layout.nationals
    let roll = bodies.bodies
    today.deputies = nationals.map {
      world.layout.isCouncil[$0] ? delegations.count($0) : Double(roll.ministers[$0].count)
    }
    let parties = society.parties.count
    today.deputiesByParty = Array(delegations.byParty[..<(nationals.count * parties)])
    for body in nationals {
      for minister in roll.ministers[body] {
        today.deputiesByParty[body * parties + minister.party] += 1
      }
    }
    today.executiveByParty = nationals.flatMap { roll.executive[$0] }
    today.councils = world.layout.councils.count { roll.stands[$0] }
    today.aspiration = nationals.map { roll.aspiration[$0] }
    today.competence = nationals.map { roll.competence[$0] }
    today.positions = nationals.flatMap { roll.positions[$0] }
    today.openTowns = bodies.country.openedAt.count { $0 >= 0 }
    today.villageCommittees = bodies.villages.shareOfCommittees
    let disturbances = bodies.villages.disturbances.reduce(0, +)
    today.disturbances = disturbances - disturbancesBefore
    disturbancesBefore = disturbances
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

  /// The writ and the streets of each district, and the writ over all.
  private mutating func notePlaces(_ world: World, _ places: Places, _ bodies: Bodies) {
    let society = world.society
    let lines = society.lines.count
    var obeying = [Double](repeating: 0, count: society.places.count * lines)
    var persons = [Double](repeating: 0, count: society.places.count)
    let layout = world.layout
    for g in society.groups.indices {
      let place = Int(layout.placeOf[g])
      persons[place] += layout.persons[g]
      for line in 0..<lines where bodies.writ[g * lines + line] > 0 {
        obeying[place * lines + line] += Double(bodies.writ[g * lines + line]) * layout.weights[g]
      }
    }
    var all = [Double](repeating: 0, count: lines)
    for place in todayPlaces.indices {
      let local = obeying[place * lines..<(place + 1) * lines]
      let some = local.reduce(0, +)
      for (line, persons) in local.enumerated() {
        todayPlaces[place].writ[line] = some > 0 ? persons / some : 0
        all[line] += persons
      }
      todayPlaces[place].none = persons[place] > 0 ? 1 - some / persons[place] : 0
      todayPlaces[place].crowd = places.crowd[place]
    }
    let some = all.reduce(0, +)
    let population = persons.reduce(0, +)
    today.writOfAll = some > 0 ? all.map { $0 / some } : all
    today.noneOfAll = population > 0 ? 1 - some / population : 0
    today.effectiveAuthoritiesOfAll = Record.effectiveNumber(today.writOfAll)
  }

  /// Shape `[body]`: a line's writ is that of its body which stands.
  private func byBody(_ writ: [Double], _ bodies: Bodies, _ world: World) -> [Double] {
    let plans = world.society.bodies
    return world.layout.nationals.map { body in
      let acting = world.layout.nationals.first {
        plans[$0].line == plans[body].line && bodies.bodies.stands[$0]
      }
      return acting == body ? writ[plans[body].line] : 0
    }
  }

  /// Shape `[body × body]`, row by row: stances of the bodies of the whole society.
  private func stances(_ bodies: Bodies, _ world: World) -> [Double] {
    let nationals = world.layout.nationals
    let (lineOfBody, stance) = (world.layout.lineOfBody, bodies.bodies.stance)
    var stances: [Double] = []
    stances.reserveCapacity(nationals.count * nationals.count)
    for body in nationals {
      for other in nationals {
        let line = lineOfBody[other]
        stances.append(line == lineOfBody[body] ? 0 : stance[body, line])
      }
    }
    return stances
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
    for g in world.layout.groups(ofTown: society.capital) {
      for column in 0..<society.columnCount {
        sums[column * strata + society.groups[g].stratum] +=
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
    wire.list(&towns, TownRow()) { $1.transfer(&$0) }
    wire.list(&organs, OrganRow(of: society)) { $1.transfer(&$0) }
    wire.list(&conferences, ConferenceRow(of: society)) { $1.transfer(&$0) }
    wire.value(&disturbancesBefore)
    wire.list(&ministers, []) { $0.list(&$1, Minister()) { $1.transfer(&$0) } }
    today.transfer(&wire)
    for i in todayPlaces.indices { todayPlaces[i].transfer(&wire) }
  }
}
