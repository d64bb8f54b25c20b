// Reads: groups, places, facts. Writes: where recognition tends. Draws: none.

/// What wears down a member of the elite's recognition of the ruler: hazards per hour.
public struct Wear: Sendable, Equatable {
  /// What wears it down anyway.
  public var drift = 0.0
  /// The capital, lost as far as she knows.
  public var capital = 0.0
  /// Circles that have withdrawn.
  public var example = 0.0
  /// For staffs: the high command that has.
  public var command = 0.0

  /// All of them.
  public var sum: Double { drift + capital + example + command }

  /// Nothing.
  public static let none = Wear()

  /// What two hours wear down.
  public static func + (one: Wear, other: Wear) -> Wear {
    Wear(
      drift: one.drift + other.drift,
      capital: one.capital + other.capital,
      example: one.example + other.example,
      command: one.command + other.command
    )
  }
}

extension World {
  /// Where members' recognition of the line in turn tends, and how readily they reconsider it.
  ///
  /// Lines take turns, so that each moves as often as its hazard says when a station's `turns` hours' worth
  /// of it fall into one.
  func reconsider(
    _ prospect: inout Prospect,
    group g: Int,
    at station: Station,
    _ groups: Groups,
    _ places: Places
  ) {
    // Of what nobody there has heard, nobody thinks.
    guard station.actor >= 0 else { return }
    let column = hour.turnColumn
    let line = layout.lineOfColumn[column]
    let aim: Double
    switch society.lines[line].claim {
    case .incumbent:
      return wane(&prospect, group: g, column: column, turns: station.turns, groups, places)
    case .successor: aim = legalAim(g, at: station, groups)
    case .constituent: aim = councilAim(g, at: station, groups)
    }
    prospect.aim = Int32((255 * unit(aim)).rounded(.toNearestOrEven))
    let active = groups.active[g]
    prospect.reconsider =
      active == 0 ? calmOdds : reconsideringOdds(active: active, turns: station.turns)
    prospect.step = 2
  }

  /// Chance that a member reconsiders a line that is no incumbent's, by the active share of her group.
  func reconsideringOdds(active: Double, turns: Int) -> Int32 {
    let p = society.parameters
    let stir = 1 + p[.recognitionStir] * active
    return odds(p[.recognitionHazard] * stir * Double(turns))
  }

  /// Recognition of an incumbent only wanes: among elites by what they learn of the capital and of one
  /// another, among the rest by fire on the crowd.
  private func wane(
    _ prospect: inout Prospect,
    group g: Int,
    column: Int,
    turns: Int,
    _ groups: Groups,
    _ places: Places
  ) {
    let p = society.parameters
    let group = society.groups[g]
    let isPerson = layout.personColumn[layout.lineOfColumn[column]] == column
    if society.strata[group.stratum].isElite || group.circle != .none {
      guard has(.eliteDefection) else { return }
      let rate = wear(of: g, places).sum / (isPerson ? 1 : p[.institutionSlowness])
      // A step of 25 in 255, taken as often as the rate of decay asks.
      let held = groups.recognition(g, column)
      prospect.step = 25
      prospect.aim = 0
      prospect.reconsider = Int32(4_096 * unit(rate * Double(turns) * held * 255 / 25))
    } else if facts.isFiring && layout.townOf[g] == society.capital {
      prospect.step = 4
      prospect.aim = 0
      prospect.reconsider = odds(p[.outrage] / (isPerson ? 1 : p[.institutionSlowness]))
    }
  }

  /// Hazard per hour at which a member of the elite gives up on the ruler.
  func wear(of g: Int, _ places: Places) -> Wear {
    let p = society.parameters
    let group = society.groups[g]
    let town = layout.townOf[g]
    let isHere = town == society.capital
    // A circle has a wire of its own; the others know what has reached their town.
    let isTold = group.circle != .none || !layout.isLinked[town]
    let hoursSince = places.hoursLost[society.capital]
    let delay = isTold ? hoursOfNews(to: town) : max(0, hoursSince - facts.hoursHeard[town])
    var wear = Wear(drift: p[.eliteDrift])
    guard isTold || facts.hoursHeard[town] >= 0 else { return wear }
    let known = isHere ? 1 : p[.knowledgeAfar]
    let hours = Double(max(0, places.hoursLost[society.capital] - delay))
    let lost = 1 - unit(places.forceShare(inTown: society.capital, hoursAgo: delay))
    wear.capital = p[.eliteCapital] * lost * known * min(1, hours / 24 + 0.2)
    if hours > 0 { wear.example = p[.eliteExample] * facts.circlesWithdrawn * known }
    if group.circle == .front && facts.commandWithdrew { wear.command = p[.eliteCommand] }
    return wear
  }

  /// Where recognition of a legal body tends in a stratum of a town, whatever its groups think.
  func legalAim(_ body: Int, town: Int, stratum s: Int) -> Double {
    let p = society.parameters
    let strata = society.strata.count
    return society.traits[.legalBase, s]
      + p[.legalAlignment] * facts.alignment[body * strata + s]
      + legality(body, s)
      + p[.legalPerformance]
      * (1 - burdens.hardship[town * strata + s])
  }

  /// Where it tends in a group.
  private func legalAim(_ g: Int, at station: Station, _ groups: Groups) -> Double {
    let p = society.parameters
    let line = layout.lineOfBody[station.actor]
    var lent = 0.0
    for i in 0..<layout.councilLines.count {
      let councilLine = layout.councilLines[i]
      let council = acting(councilLine, for: g)
      guard council >= 0 else { continue }
      let friendly = facts.stance[council * society.lines.count + line]
      let held = groups.recognition(g, layout.institutionColumn[councilLine])
      lent = max(lent, p[.legalLent] * friendly * held)
    }
    let example =
      has(.socialProof)
      ? p[.legalExample] * groups.recognition(g, layout.institutionColumn[line]) : 0
    return station.aim + example + lent
      - facts.failures[station.actor]
      - (has(.pressure) ? p[.legalUnmet] * facts.demand[station.stratum] : 0)
  }

  /// Where recognition of a council tends in a stratum, whatever its groups think.
  func councilAim(_ body: Int, stratum s: Int) -> Double {
    society.traits[.councilBase, s]
      + society.parameters[.councilAlignment] * facts.alignment[body * society.strata.count + s]
      + (has(.selfConstitution) && !facts.holdsApparatus[body] ? 0 : legality(body, s))
  }

  /// Where it tends in a group.
  private func councilAim(_ g: Int, at station: Station, _ groups: Groups) -> Double {
    let p = society.parameters
    let body = station.actor
    let line = layout.lineOfBody[body]
    let example =
      has(.socialProof)
      ? p[.councilExample] * groups.recognition(g, layout.institutionColumn[line]) : 0
    return station.aim + example
      + p[.councilRepresentation] * groups.delegations.representation(of: g, inLine: line)
      + (facts.isFederated[body] ? p[.councilFederated] : 0)
      + p[.councilCompliance] * (facts.compliance[body] - 0.5)
      - facts.failures[body]
      - (facts.shares[body] ? p[.councilShare] * facts.demand[station.stratum] : 0)
  }

  /// What legality is worth to a body: it goes with the apparatus, and recognition abroad adds to it.
  private func legality(_ body: Int, _ s: Int) -> Double {
    let p = society.parameters
    let law = !has(.selfConstitution) && layout.isCouncil[body]
    guard facts.holdsApparatus[body] || law else { return 0 }
    let abroad = layout.isCouncil[body] ? 0 : p[.legalAbroad] * facts.abroad
    return p[.legalLegality] * society.traits[.legality, s] * (1 + abroad)
  }
}
