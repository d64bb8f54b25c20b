// Reads: everything. Writes: nothing. Draws: none.

/// A circle of the elite, as it stands to the ruler after an hour.
public struct CircleView: Sendable, Equatable {
  /// The group.
  public let group: Int
  /// Its mean recognition of the ruler's person; in `0...1`.
  public let confidence: Double
  /// Whether it has withdrawn from him.
  public let hasWithdrawn: Bool
  /// What wore its confidence down in this hour.
  public let wear: Wear
}

/// A tiding that people of a town have heard.
public struct News: Sendable, Equatable {
  /// What it tells of.
  public let kind: EventKind
  /// The body that it is about; -1 for councils elsewhere.
  public let body: Int
  /// The hour in which they heard.
  public let tick: Int
}

extension Simulation {
  /// What has reached the people of a town so far.
  public func news(inTown town: Int) -> [News] {
    let towns = society.towns.count
    return bodies.tidings.all.enumerated().compactMap { i, tiding in
      let tick = bodies.tidings.heard[i * towns + town]
      return tick < 0 ? nil : News(kind: tiding.kind, body: tiding.body, tick: tick)
    }
  }

  /// Shape `[group]`; share out, or gone over, for whatever reason they once had.
  public var groupShares: [Double] {
    groups.active.indices.map { groups.active[$0] + groups.lingering[$0] }
  }

  /// Shape `[unit]`; share out against the body in force.
  public var unitShares: [Double] { groups.unitActive }

  /// Shape `[unit]`; persons.
  public var unitPersons: [Double] { world.layout.unitPersons }

  /// Units of the capital.
  public var capitalUnits: [Int] { world.layout.capitalUnits }

  /// Share of the capital's first force that is left.
  public var forceLeft: Double { places.forceShare(inTown: society.capital, hoursAgo: 0) }

  /// Each circle of the elite; `before` is what its members had heard of as the hour began.
  public func circles(before: Eve) -> [CircleView] {
    let line = society.bodies[world.layout.incumbent].line
    let column = world.layout.personColumn[line]
    return world.layout.circles.map { g in
      CircleView(
        group: g,
        confidence: groups.recognition(g, column),
        hasWithdrawn: bodies.elites.hasWithdrawn[g],
        wear: world.wear(of: g, before.places)
      )
    }
  }

  /// The groups that have deputies in a council of their town, and whom.
  public func delegates(to body: Int) -> [(group: Int, delegates: Delegates)] {
    let line = society.bodies[body].line
    return world.layout.groups(ofTown: society.bodies[body].seat).compactMap { g in
      guard let sent = groups.delegations.delegates(of: g, inLine: line), sent.body == body else {
        return nil
      }
      return (g, sent)
    }
  }
}
