// Reads: groups, places, facts. Writes: where recognition tends. Draws: none.

import CLanes

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

/// Where recognition of a body tends among groups that share a town and a stratum: terms that add up.
struct Tendency: Sendable {
  /// What the stratum gives it anyway, its policy, its legality and what it performs.
  var base = 0.0
  /// Weight of how far the group recognises it already.
  var example = 0.0
  /// Gained by a council that sits in conference.
  var federation = 0.0
  /// Gained as its orders are obeyed.
  var compliance = 0.0
  /// Lost by its failures.
  var failures = 0.0
  /// Lost by demands that it does not meet.
  var unmet = 0.0

  /// Where it tends in four groups.
  ///
  /// - Parameters:
  ///   - held: How far each recognises it already.
  ///   - own: What its deputies there, or councils that it recognises, add.
  /// - Returns: As much as it may be; more than 1 and less than 0 as well.
  @inline(__always)
  func aims(held: SIMD4<Double>, own: SIMD4<Double>) -> SIMD4<Double> {
    base + example * held + own + federation + compliance - failures - unmet
  }
}

extension SIMD4<Double> {
  /// How many numbers a list has beyond its last, so that four can be read from any of it.
  static let spare = 3

  /// Numbers of a list from a position on; the list has some to ``spare``.
  @inline(__always)
  fileprivate init(_ list: UnsafePointer<Double>, from first: Int) {
    self = UnsafeRawPointer(list + first).loadUnaligned(as: Self.self)
  }

  /// Each of them, held within `0...1`, in 1/255.
  @inline(__always)
  fileprivate var bytes: SIMD4<UInt64> {
    let held = lanesLesserFour(lanesGreaterFour(self, SIMD4()), SIMD4(repeating: 1))
    // The nearest whole number stands in the lowest bits, as in `nearest`.
    let sums = 255 * held + SIMD4(repeating: 0x1.8p52)
    return unsafeBitCast(sums, to: SIMD4<UInt64>.self) & SIMD4<UInt64>(repeating: 0xFF)
  }
}

/// A prospect in two words, which other groups have as well but for where their recognition tends.
private struct ProspectWords {
  private let words: SIMD2<UInt64>

  /// Those of a prospect that tends to nought.
  init(_ prospect: Prospect) { words = unsafeBitCast(prospect, to: SIMD2<UInt64>.self) }

  /// That with an aim in `0...255`.
  @inline(__always)
  func tending(to aim: UInt64) -> Prospect {
    // The aim is the sixth of eight numbers of 16 bits.
    unsafeBitCast(SIMD2(words.x, words.y | aim << 16), to: Prospect.self)
  }
}

extension World {
  /// Where recognition of the line in turn tends in the groups of a cohort, and how readily their members
  /// reconsider it while none of them is out.
  ///
  /// Lines take turns, so that each moves as often as its hazard says when a station's `turns` hours' worth
  /// of it fall into one.
  func reconsider(
    _ room: DawnRoom,
    at station: borrowing Station,
    _ groups: Groups
  ) {
    let calm = ProspectWords(
      Prospect(goHome: station.goHome, reconsider: calmOdds, step: World.readiness)
    )
    let isCouncil = layout.isCouncil[station.actor]
    let represented = society.parameters[.councilRepresentation]
    if !isCouncil {
      // What councils that a group recognises lend to a legal line, or take from it.
      let lent = society.parameters[.legalLent]
      let line = layout.lineOfBody[station.actor]
      tie(station.cohort, to: line, but: station.actor, room.ties) { lent * $0 }
    }
    let end = station.cohort.groups.upperBound
    var first = station.cohort.groups.lowerBound
    while first < end {
      var own = SIMD4<Double>()
      if isCouncil {
        own = represented * SIMD4(room.represented, from: first)
      } else {
        for tie in room.ties {
          let lent = tie.weight * SIMD4(room.recognition(tie.column), from: first)
          own = lanesGreaterFour(lent, own)
        }
      }
      let aims = station.tendency.aims(held: SIMD4(room.held, from: first), own: own).bytes
      let left = end - first
      room.prospects[first] = calm.tending(to: aims.x)
      if left > 1 { room.prospects[first + 1] = calm.tending(to: aims.y) }
      if left > 2 { room.prospects[first + 2] = calm.tending(to: aims.z) }
      if left > 3 { room.prospects[first + 3] = calm.tending(to: aims.w) }
      first += 4
    }
  }

  /// How much more readily members of a group reconsider of whom some are out.
  func hasten(
    _ prospect: inout Prospect,
    group g: Int,
    at station: borrowing Station,
    _ groups: Groups
  ) {
    guard station.actor >= 0, !station.isOfIncumbent, groups.active[g] > 0 else { return }
    prospect.reconsider = reconsideringOdds(active: groups.active[g], turns: station.turns)
  }

  /// The longest step of recognition in an hour, in 1/255, but where it is worn down.
  static var readiness: Int16 { 2 }

  /// Chance that a member reconsiders a line that is no incumbent's, by the active share of her group.
  func reconsideringOdds(active: Double, turns: Int) -> Int16 {
    let p = society.parameters
    let stir = 1 + p[.recognitionStir] * active
    return Int16(odds(p[.recognitionHazard] * stir * Double(turns)))
  }

  /// Recognition of an incumbent only wanes: among elites by what they learn of the capital and of one
  /// another, among the rest by fire on the crowd.
  func wane(
    _ prospects: UnsafeMutableBufferPointer<Prospect>,
    at station: borrowing Station,
    _ groups: Groups,
    _ places: Places
  ) {
    let p = society.parameters
    let cohort = station.cohort
    let column = hour.turnColumn
    let isPerson = layout.personColumn[layout.lineOfColumn[column]] == column
    let slowness = isPerson ? 1 : p[.institutionSlowness]
    if society.strata[cohort.stratum].isElite || cohort.isCircle {
      guard has(.eliteDefection) else { return }
      for g in cohort.groups {
        let rate = wear(of: g, places).sum / slowness
        // A step of 25 in 255, taken as often as the rate of decay asks.
        let held = groups.recognition(g, column)
        prospects[g].step = 25
        prospects[g].reconsider = Int16(
          4_096 * unit(rate * Double(station.turns) * held * 255 / 25)
        )
      }
    } else if facts.isFiring && cohort.town == society.capital {
      let odds = Int16(odds(p[.outrage] / slowness))
      for g in cohort.groups {
        prospects[g].step = 4
        prospects[g].reconsider = odds
      }
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

  /// Where recognition of a body tends among the groups of a cohort, as far as it is the same in all of them.
  ///
  /// Put where it is asked for: a copy of numbers just written would wait for them.
  @inline(__always)
  func tendency(toward body: Int, _ cohort: Cohort) -> Tendency {
    let p = society.parameters
    let t = society.traits
    let s = cohort.stratum
    let alignment = layout.agreement(of: s, with: body, in: facts.positions)
    let demand = facts.demand[s]
    var tendency = Tendency(failures: facts.failures[body])
    if layout.isCouncil[body] {
      tendency.base =
        t[.councilBase, s] + p[.councilAlignment] * alignment
        + (has(.selfConstitution) && !facts.holdsApparatus[body] ? 0 : legality(body, s))
      tendency.example = has(.socialProof) ? p[.councilExample] : 0
      tendency.federation = facts.isFederated[body] ? p[.councilFederated] : 0
      tendency.compliance = p[.councilCompliance] * (facts.compliance[body] - 0.5)
      tendency.unmet = facts.shares[body] ? p[.councilShare] * demand : 0
    } else {
      tendency.base =
        t[.legalBase, s] + p[.legalAlignment] * alignment + legality(body, s)
        + p[.legalPerformance]
        * (1 - burdens.hardship[cohort.town * society.strata.count + s])
      tendency.example = has(.socialProof) ? p[.legalExample] : 0
      tendency.unmet = has(.pressure) ? p[.legalUnmet] * demand : 0
    }
    return tendency
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
