// Reads: groups, world, delegations. Writes: who elects and may recall. Draws: election, recall, caller.

/// What moves a group to elect: hazards per hour.
public struct Urge: Sendable, Equatable {
  /// Its own people who are out, or a council elsewhere of which it has heard.
  public var stirred: Double
  /// A council that stands, as far as it recognises it.
  public var recognised: Double
  /// A council elsewhere, while none has elected here and somebody has to call the first meeting.
  public var called: Double

  /// All of them.
  public var sum: Double { stirred + recognised + called }
}

/// What a group does about its deputies in an hour.
enum Ballot: Sendable {
  /// It may recall one, whom a mandate sent to a council.
  case recall(body: Int, mandate: Int)
  /// A part of a mandate elects to a council.
  case election(body: Int, mandate: Int, part: Int)
  /// A council's groups are asked in their turn.
  case late(_ body: Int)
}

extension Delegations {
  /// Asks the groups of a council what they do about their deputies, each apart from all others.
  func ask(
    _ body: Int,
    _ groups: Groups,
    in world: World,
    _ draws: Draws,
    found: (Ballot) -> Void
  ) {
    guard firstMandate[body] < firstMandate[body + 1] else { return }
    let p = world.society.parameters
    let freedom = world.facts.freedom[world.society.bodies[body].seat]
    let isCalled = firstGroup[body] >= 0
    guard world.facts.stands[sitsIn[body]] || freedom > 0 || isCalled else { return }
    let rhythm = world.isDay ? 1.0 : 0.1
    let example = min(1, share(sitsIn[body]))
    let key = world.layout.keys[body]
    let mayRecall = world.has(.elections) && world.isDay
    // No misfit is above 1: most luck is told without asking how the group would vote.
    let mostRecall = 1e-15 + 1.001 * p[.recallHazard]
    for m in firstMandate[body]..<firstMandate[body + 1] {
      let mandate = mandates[m]
      let firstPerson = Int(mandate.firstPerson)
      if mayRecall, partsElected[m] > 0, draws.unit(.recall, firstPerson, key) < mostRecall {
        found(.recall(body: body, mandate: m))
      }
      if partsElected[m] == mandate.parts { continue }
      let memory = world.has(.memory) ? p[.electionMemory] * mandate.memory : 0
      let urge = urge(
        of: Int(mandate.group),
        to: body,
        memory: memory,
        example: example,
        isCalled: isCalled,
        groups,
        in: world
      )
      if urge.sum == 0 { continue }
      // Most luck is told without asking who could call.
      let mostCalls = urge.called * max(1, p[.callStray])
      let most = 1e-15 + (urge.stirred + urge.recognised + mostCalls) * rhythm
      for part in 0..<Int(mandate.parts) where !hasElected[Int(mandate.firstPart) + part] {
        let item = Draws.both(key, part)
        guard draws.unit(.election, firstPerson, item) < most else { continue }
        let calls =
          urge.called > 0 ? urge.called * caller(part, m, memory, in: world, draws) : 0
        let hazard = (urge.stirred + urge.recognised + calls) * rhythm
        if draws.happens(.election, firstPerson, item, hazard: hazard) {
          found(.election(body: body, mandate: m, part: part))
        }
      }
    }
  }

  /// How strongly a group is moved to elect to a council.
  func urge(of g: Int, to body: Int, _ groups: Groups, in world: World) -> Urge {
    let weight = world.society.parameters[.electionMemory]
    return urge(
      of: g,
      to: body,
      memory: world.has(.memory) ? weight * world.society.groups[g].memory : 0,
      example: min(1, share(sitsIn[body])),
      isCalled: firstGroup[body] >= 0,
      groups,
      in: world
    )
  }

  private func urge(
    of g: Int,
    to body: Int,
    memory: Double,
    example: Double,
    isCalled: Bool,
    _ groups: Groups,
    in world: World
  ) -> Urge {
    let society = world.society
    let p = society.parameters
    let town = society.bodies[body].seat
    let freedom = world.facts.freedom[town]
    let column = world.layout.institutionColumn[society.bodies[body].line]
    let held = world.facts.stands[sitsIn[body]] ? groups.recognition(g, column) : 0
    // Armed men are bound until they hear that whom they swore to has fallen.
    let isBound =
      society.strata[Int(world.layout.stratumOf[g])].bearing == .garrison
      && !world.facts.hasHeardOfFall[town]
    let isStirred = world.facts.hasHeardOfCouncil[town] && !isBound && freedom > 0
    let heard = isStirred && isCalled ? p[.electionHeard] : 0
    let stir = max(groups.active[g] + groups.lingering[g], heard)
    return Urge(
      stirred: p[.electionHazard] * stir * freedom
        * (1 + memory) * (1 + p[.electionExample] * example),
      recognised: p[.electionRecognised] * held * (1 + 2 * example),
      called: isStirred && !isCalled ? p[.callHazard] * (1 + memory) : 0
    )
  }

  /// How readily a part of a mandate takes up the example of a council elsewhere: fully with somebody
  /// among its people who can call a meeting, hardly at all without.
  ///
  /// So a small place may wait for long, and a large one does not.
  private func caller(
    _ part: Int,
    _ m: Int,
    _ memory: Double,
    in world: World,
    _ draws: Draws
  ) -> Double {
    let p = world.society.parameters
    let callers = mandates[m].size * (1 + memory) / p[.callerPeople]
    let firstPerson = Int(mandates[m].firstPerson)
    return draws.happens(.caller, firstPerson, part, at: 0, hazard: callers) ? 1 : p[.callStray]
  }
}
