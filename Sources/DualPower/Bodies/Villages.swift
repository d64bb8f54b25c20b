// Reads: tidings, groups, demands. Writes: assemblies, district committees and congresses, peasants' deputies, disturbances. Draws: village, congress, disturbance.

/// How the countryside organises: village by village, then by units of villages, by district and by
/// province.
///
/// News reaches a village in days. What takes months is that each level waits for the one below.
struct Villages: Sendable {
  /// Shape `[group]`; whether a village has met in assembly.
  private(set) var hasMet: [Bool]
  /// Shape `[unit]`; whether the villages of a unit have a committee.
  private(set) var hasCommittee: [Bool]
  /// Shape `[town]`; the tick of a district's congress; -1 before.
  private(set) var congressAt: [Int]
  /// Shape `[region]`; the tick of a province's congress; -1 before.
  private(set) var provinceAt: [Int]
  /// Shape `[region]`; whether a province's congress has elected a council.
  private(set) var hasElected: [Bool]
  /// Shape `[town]`; disturbances over land so far.
  private(set) var disturbances: [Double]
  /// Share of the troops at the fronts who have gone home since their officers yielded.
  private(set) var returned = 0.0
  /// Shape `[town]`; units of villages in a district.
  private let unitsOf: [[Int]]
  /// Shape `[region]`; districts of villages.
  private let districtsOf: [[Int]]
  /// The districts of villages, region or not.
  private let districts: [Int]
  /// Armies and fleets.
  private let armies: [Int]

  init(_ society: Society, _ layout: Layout) {
    hasMet = [Bool](repeating: false, count: society.groups.count)
    hasCommittee = [Bool](repeating: false, count: society.unitCount)
    congressAt = [Int](repeating: -1, count: society.towns.count)
    provinceAt = [Int](repeating: -1, count: society.regionCount)
    hasElected = [Bool](repeating: false, count: society.regionCount)
    disturbances = [Double](repeating: 0, count: society.towns.count)
    districts = society.towns.indices.filter { society.towns[$0].kind == .countryside }
    armies = society.towns.indices.filter { society.towns[$0].kind == .army }
    var units = [[Int]](repeating: [], count: society.towns.count)
    var regions = [[Int]](repeating: [], count: society.regionCount)
    for town in districts {
      for g in layout.groups(ofTown: town) {
        let unit = society.groups[g].unit
        if unit >= 0 && units[town].last != unit { units[town].append(unit) }
      }
      if society.towns[town].region >= 0 { regions[society.towns[town].region].append(town) }
    }
    unitsOf = units
    districtsOf = regions
  }

  /// Share of a district's units of villages that have a committee.
  func committees(in town: Int) -> Double {
    let units = unitsOf[town]
    return units.isEmpty
      ? 0 : Double(units.count { hasCommittee[$0] }) / Double(units.count)
  }

  /// Share of all units of villages that have one.
  var shareOfCommittees: Double {
    var all = 0
    var formed = 0
    for town in districts {
      all += unitsOf[town].count
      formed += unitsOf[town].count { hasCommittee[$0] }
    }
    return all > 0 ? Double(formed) / Double(all) : 0
  }

  /// Whether any province's villages have elected a council.
  var hasBegunToElect: Bool { hasElected.contains(true) }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&hasMet)
    wire.value(&hasCommittee)
    wire.value(&congressAt)
    wire.value(&provinceAt)
    wire.value(&hasElected)
    wire.value(&disturbances)
    wire.value(&returned)
  }
}

extension Villages {
  /// A day in the country, at noon.
  ///
  /// - Returns: Deputies whom provinces' congresses sent to councils of peasants: council and shares by
  ///   party.
  mutating func pass(
    _ tidings: Tidings,
    _ facts: Facts,
    _ groups: Groups,
    in world: World,
    _ draws: Draws,
    concurrently: Concurrently
  ) -> [(council: Int, deputies: [Double])] {
    guard !districts.isEmpty, world.hourOfDay == 12 else { return [] }
    goHome(facts, in: world)
    meet(tidings, in: world, draws, concurrently: concurrently)
    for town in districts {
      if tidings.heard(.capitalLost, in: town) >= 0 { formCommittees(town, in: world) }
      if facts.hasFallen { rise(town, facts, in: world, draws) }
    }
    return congresses(groups, in: world, draws)
  }

  /// Soldiers leave the fronts for home once nobody there keeps them.
  private mutating func goHome(_ facts: Facts, in world: World) {
    guard !armies.isEmpty else { return }
    let open = Double(armies.count { facts.isFreeOfOldOrder[$0] }) / Double(armies.count)
    returned += world.society.parameters[.leaveRate] * open * (1 - returned)
  }

  /// Villages that have heard meet, each by itself.
  private mutating func meet(
    _ tidings: Tidings,
    in world: World,
    _ draws: Draws,
    concurrently: Concurrently
  ) {
    let (districts, returned) = (districts, returned)
    let chunks = min(64, districts.count)
    hasMet.withUnsafeMutableBufferPointer { hasMet in
      let room = Shared(hasMet)
      concurrently(chunks) { chunk in
        for i in items(ofChunk: chunk, of: chunks, districts.count) {
          let town = districts[i]
          let heard = tidings.heard(.capitalLost, in: town)
          guard heard >= 0 else { continue }
          let hazard = Villages.hazardOfMeeting(town, returned: returned, in: world, draws)
          for position in world.layout.groupsOf.positions(of: town) {
            let g = world.layout.groupsOf[position]
            guard !room.value[g] else { continue }
            let key = Int(world.society.groups[g].firstPerson)
            if Double(world.tick - heard) >= Villages.hoursOfNews(key, in: world, draws) {
              room.value[g] = draws.happens(.village, key, hazard: hazard)
            }
          }
        }
      }
    }
  }

  /// How readily villages of a district meet, once they have heard: a hazard per day.
  private static func hazardOfMeeting(
    _ town: Int,
    returned: Double,
    in world: World,
    _ draws: Draws
  ) -> Double {
    let p = world.society.parameters
    let region = world.society.towns[town].region
    let pace = exponential(p[.provinceSpread] * draws.normal(.village, -1 - region, at: 0))
    return pace * (1 + p[.returnedWeight] * returned) / p[.villageMeetsDays]
  }

  /// Hours until a village has what its district's town has heard.
  private static func hoursOfNews(_ key: Int, in world: World, _ draws: Draws) -> Double {
    let p = world.society.parameters
    let luck = draws.normal(.village, key, 1, at: 0)
    return 24 * p[.villageNewsDays] * exponential(p[.villageNewsSpread] * luck)
  }

  /// Half of a unit's villages make its committee.
  private mutating func formCommittees(_ town: Int, in world: World) {
    let layout = world.layout
    var unit = -1
    var met = 0.0
    for position in layout.groupsOf.positions(of: town) {
      let g = layout.groupsOf[position]
      let own = Int(layout.unitOf[g])
      if own != unit { met = 0 }
      unit = own
      guard unit >= 0 else { continue }
      met += hasMet[g] ? layout.persons[g] : 0
      if met >= layout.unitPersons[unit] / 2 { hasCommittee[unit] = true }
    }
  }

  /// A village takes what it holds to be its own: the likelier the more its demand for land is unmet, the
  /// more soldiers have come home, and once its neighbours have a committee to cover it.
  private mutating func rise(
    _ town: Int,
    _ facts: Facts,
    in world: World,
    _ draws: Draws
  ) {
    let society = world.society
    let p = society.parameters
    let urge = p[.disturbance] * (1 + p[.returnedWeight] * returned)
    for position in world.layout.groupsOf.positions(of: town) {
      let g = world.layout.groupsOf[position]
      guard hasMet[g] else { continue }
      let group = society.groups[g]
      let covered = group.unit >= 0 && hasCommittee[group.unit] ? 1.0 : 0.2
      let expected = urge * facts.demand[group.stratum] * covered * group.represents
      let luck = draws.unit(.disturbance, Int(group.firstPerson))
      let whole = expected.rounded(.down)
      disturbances[town] += whole + (luck < expected - whole ? 1 : 0)
    }
  }

  /// Districts meet in congress when half of their units have a committee, a province when enough of its
  /// districts have met; and in time its congress elects a council.
  private mutating func congresses(
    _ groups: Groups,
    in world: World,
    _ draws: Draws
  ) -> [(council: Int, deputies: [Double])] {
    let society = world.society
    let p = society.parameters
    for town in districts where congressAt[town] < 0 && committees(in: town) >= 0.5 {
      if draws.happens(.congress, town, hazard: 1 / p[.districtCongressDays]) {
        congressAt[town] = world.tick
      }
    }
    var sent: [(council: Int, deputies: [Double])] = []
    for region in districtsOf.indices where !districtsOf[region].isEmpty {
      let met = districtsOf[region].count { congressAt[$0] >= 0 }
      guard Double(met) >= 0.4 * Double(districtsOf[region].count) else { continue }
      if provinceAt[region] < 0 {
        if draws.happens(.congress, -1 - region, hazard: 1 / p[.provinceCongressDays]) {
          provinceAt[region] = world.tick
        }
      } else if !hasElected[region], world.has(.selfOrganisation),
        draws.happens(.congress, -1 - region, 1, hazard: 1 / p[.peasantCouncilDays])
      {
        hasElected[region] = true
        let districts = districtsOf[region].filter { congressAt[$0] >= 0 }
        for council in world.layout.organsOfRegion[region] {
          sent.append((council, deputies(of: council, districts, in: world, draws)))
        }
      }
    }
    return sent
  }

  /// Deputies of the districts that have met, five each, by the sympathies of those who elect.
  private func deputies(of council: Int, _ districts: [Int], in world: World, _ draws: Draws)
    -> [Double]
  {
    let society = world.society
    let norms = society.bodies[council].norms
    var won = [Double](repeating: 0, count: society.parties.count)
    for town in districts {
      let voters = norms.indices.filter {
        norms[$0] > 0 && world.layout.stratumPersons[town * norms.count + $0] > 0
      }
      guard let stratum = voters.first else { continue }
      for seat in 0..<5 {
        let luck = draws.unit(.congress, town, 2 + seat, at: 0)
        won[pick(society.strata[stratum].sympathies, luck)] += 1
      }
    }
    return won
  }
}
