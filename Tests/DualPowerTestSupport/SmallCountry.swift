public import DualPower

/// The strata of a small country, in their order.
public enum Folk: Int, CaseIterable, Sendable {
  /// Unarmed people who elect councils.
  case worker
  /// Officials and notables.
  case official
  /// A garrison or an army.
  case soldier
  /// Villagers.
  case peasant
}

extension Society {
  /// A capital, town 0, and other towns with ways between them, for tests of the rules of a country alone.
  ///
  /// Nothing moves of its own accord: every hazard is zero, every wire and every reader takes no time,
  /// nobody travels, and nobody lives anywhere until a test says so. Line 0 is the old order's, line 1
  /// that of the successor, line 2 that of councils, and so are the bodies of the capital; its council
  /// needs more deputies than there can be.
  public static func country(_ kinds: [TownKind], links: [Link], days: Int = 60) -> Society {
    var society = Society()
    society.days = (0..<days).map { Day(weekday: $0 % 7) }
    society.lines = [
      Line(claim: .incumbent), Line(claim: .successor), Line(claim: .constituent),
    ]
    society.strata = Folk.allCases.map { folk in
      Stratum(
        bearing: folk == .soldier ? .garrison : .civil,
        isElite: folk == .official,
        rhythm: [Double](repeating: 1, count: 24),
        wants: [0.5, 0.5],
        saliences: [1, 1],
        carries: [1, 1],
        sympathies: [0.5, 0.25, 0.25]
      )
    }
    society.traits = Traits(strata: Folk.allCases.count)
    for s in society.strata.indices { society.traits[.visibility, s] = 1 }
    society.domainCount = 2
    society.parties = [
      Party(positions: [0, 1], doctrine: 0, initiative: 0, isNone: false),
      Party(positions: [1, 0.25], doctrine: 0, initiative: 0, isNone: false),
      Party(positions: [0.5, 0.5], doctrine: 0, initiative: 0, isNone: true),
    ]
    society.towns = [Town(kind: .seat)] + kinds.map { Town(kind: $0) }
    society.places = society.towns.indices.map { Place(town: $0) }
    society.links = links
    society.bodies = (0..<3).map { line in
      BodyPlan(
        line: line,
        seat: 0,
        positions: [0.5, 0.5],
        norms: line == 2 ? [100, 0, 100, 0] : [0, 0, 0, 0],
        quorum: line == 2 ? 1e9 : 1,
        executive: 1
      )
    }
    let spans: [Parameter] = [
      .remorseHours, .fatigueDays, .failureDays, .conflictDays, .threatDays, .combatHours, .cutDays,
      .travelSpeed, .delegateNorm,
    ]
    for span in spans { society.parameters[span] = 1 }
    let never: [Parameter] = [
      .leakHours, .leakPeople, .callerPeople, .villageMeetsDays, .districtCongressDays,
      .provinceCongressDays, .peasantCouncilDays,
    ]
    for parameter in never { society.parameters[parameter] = .infinity }
    return society
  }

  /// Adds groups of one stratum to a town.
  ///
  /// - Parameters:
  ///   - town: Where they live.
  ///   - folk: Their stratum.
  ///   - count: How many groups.
  ///   - size: Persons of each.
  ///   - represents: How many groups each of them stands for.
  ///   - unit: Their unit; -1 for none.
  ///   - circle: What they are to the ruler.
  ///   - memory: Of an earlier council.
  ///   - duty: Share of men who can be sent.
  public mutating func settle(
    _ town: Int,
    _ folk: Folk,
    groups count: Int = 1,
    of size: Int = 100,
    represents: Double = 1,
    unit: Int = -1,
    circle: Circle = .none,
    memory: Double = 0,
    duty: Double = 0
  ) {
    for _ in 0..<count {
      var first: UInt32 = 0
      if let last = groups.last {
        first = last.firstPerson + UInt32(Double(last.size) * last.represents.rounded(.up))
      }
      groups.append(
        Group(
          kind: 0,
          stratum: folk.rawValue,
          place: town,
          unit: unit,
          circle: circle,
          firstPerson: first,
          size: size,
          represents: represents,
          agents: min(size, 16),
          memory: memory,
          duty: duty
        )
      )
      unitCount = max(unitCount, unit + 1)
    }
  }

  /// Lets a body of a line arise in a town: elected where somebody has a norm, and formed otherwise.
  ///
  /// - Parameters:
  ///   - line: 1 for a legal body, 2 for a council.
  ///   - town: Where it sits.
  ///   - norms: Persons of each stratum for a deputy.
  ///   - quorum: Deputies that make it.
  ///   - root: Deputies that make it, for the root of all that could be sent.
  ///   - region: The province whose villages elect it; -1 for a body of the town.
  /// - Returns: The body.
  @discardableResult
  public mutating func addOrgan(
    _ line: Int,
    in town: Int,
    norms: [Double] = [0, 0, 0, 0],
    quorum: Double = 1,
    root: Double = 0,
    region: Int = -1
  ) -> Int {
    bodies.append(
      BodyPlan(
        line: line,
        seat: town,
        positions: [0.5, 0.5],
        norms: norms,
        quorum: quorum,
        quorumRoot: root,
        executive: 3,
        region: region
      )
    )
    organCount += 1
    return bodies.count - 1
  }
}

extension Link {
  /// A railway with a wire along it, unless told otherwise.
  public static func way(
    _ from: Int,
    _ to: Int,
    length: Double = 1,
    isRail: Bool = true,
    hasWire: Bool = true
  ) -> Link {
    Link(from: from, to: to, length: length, isRail: isRail, hasWire: hasWire)
  }
}

extension [Link] {
  /// From the capital through so many towns, one after the other.
  public static func line(_ towns: Int, length: Double = 1) -> [Link] {
    (0..<towns).map { .way($0, $0 + 1, length: length) }
  }

  /// From the capital to each of so many towns.
  public static func star(_ towns: Int, length: Double = 1) -> [Link] {
    (0..<towns).map { .way(0, $0 + 1, length: length) }
  }

  /// From the capital through so many towns and back.
  public static func ring(_ towns: Int, length: Double = 1) -> [Link] {
    line(towns, length: length) + [.way(towns, 0, length: length)]
  }
}
