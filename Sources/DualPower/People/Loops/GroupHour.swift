// Reads: an outlook and a prospect, own row. Writes: activity, recognition of one line. Draws: hour.

#if FOR_A_LEVEL
import DualPower
#endif

/// One hour of a group in which somebody may go out or home.
///
/// Persons have 16 bits each, the even ones of a block in one vector and the odd in another. What they face fits:
/// hardship, crowd, fear and chances are at most 4,096, grievance and noise at most 8,192 either way.
struct GroupHour {
  private let cohort: CohortHour
  private let turn: Turn
  private let crowd: Halves
  private let grievance: Shorts
  private let walkOut: Shorts
  private let noiseNeeded: Shorts
  private let goHome: Shorts

  @inline(__always)
  init(_ cohort: CohortHour, _ prospect: Prospect) {
    self.cohort = cohort
    turn = Turn(cohort, prospect)
    crowd = allHalves(Int32(prospect.crowd))
    grievance = Shorts(repeating: prospect.grievance)
    walkOut = Shorts(repeating: prospect.walkOut)
    noiseNeeded = Shorts(repeating: prospect.noiseNeeded)
    goHome = Shorts(repeating: prospect.goHome)
  }

  /// Walks over a group's blocks, with no more work on each than its 64 draws ask for.
  ///
  /// - Parameters:
  ///   - members: The group's.
  ///   - wasOut: Whether some of them are out; else activity is not read, of which each block would have to come from
  ///     a country's memory for nothing.
  /// - Returns: Members out against the body in force, and out at all, when the hour ends; and by how much
  ///   recognition changed.
  @inline(__always)
  func pass(_ members: Members, wasOut: Bool) -> (active: Int, out: Int, change: Int) {
    var sums = (active: 0, out: 0, change: 0)
    var block = members.block
    var persons = members.persons
    var left = members.count
    while left > 0 {
      var tally = Tally()
      var room = turn.room
      while left >= 64 && room > 0 {
        decide(block, BlockDraws(persons, cohort.key), Lanes(repeating: ~0), wasOut, &tally)
        block &+= 1
        persons = persons &+ Lanes(repeating: 64)
        left &-= 64
        room &-= 1
      }
      if left > 0 && left < 64 && room > 0 {
        decide(block, BlockDraws(persons, cohort.key), areHere(left), wasOut, &tally)
        left = 0
      }
      sums.active &+= tally.active.total
      sums.out &+= tally.out.total
      sums.change &+= tally.change.signedTotal
    }
    return sums
  }

  /// The hour of a block.
  ///
  /// Where nobody is out and nobody's draw lets her walk out, or with such luck that she might, activity stays as it
  /// is, and utility is not asked for; where nobody's draw lets her reconsider, recognition stays as it is.
  @inline(__always)
  private func decide(
    _ block: Int,
    _ draws: BlockDraws,
    _ here: Lanes,
    _ wasOut: Bool,
    _ tally: inout Tally
  ) {
    let before = wasOut ? cohort.activity[block] : Lanes()
    if before.isAnySet {
      let even = step(block, .even, draws.even)
      let odd = step(block, .odd, draws.odd)
      let isIn = mask(before.bytes .== Bytes())
      let stays = before & ~Lanes(masksOf: even.home, odd.home)
      let enters = Lanes(masksOf: even.out, odd.out) & isIn & here & cohort.object.lanes
      let now = stays | enters
      cohort.activity[block] = now
      tally.active = tally.active &- mask(now.bytes .== cohort.counted).bytes
      tally.out = tally.out &- mask(now.bytes .!= Bytes()).bytes
    } else if (mightEnter(draws.even) | mightEnter(draws.odd)).isAnySet {
      let even = mayEnter(draws.even) & would(block, .even, draws.even)
      let odd = mayEnter(draws.odd) & would(block, .odd, draws.odd)
      let enters = Lanes(masksOf: even, odd) & here
      checked(
        !(enters & ~Lanes(masksOf: mightEnter(draws.even), mightEnter(draws.odd))).isAnySet,
        "somebody goes out with less luck than anyone of her group needs"
      )
      if enters.isAnySet {
        cohort.activity[block] = enters & cohort.object.lanes
        tally.active = tally.active &- enters.bytes
        tally.out = tally.out &- enters.bytes
      }
    }
    let who = turn.whoReconsiders(draws) & here
    if who.isAnySet { tally.change = tally.change &+ turn.reconsider(block, who) }
  }

  /// Whether a draw lets one walk out who would.
  @inline(__always)
  private func mayEnter(_ draws: SideDraws) -> Lanes { mask(draws.luck .< walkOut) }

  /// The same, and gives her as much noise as somebody of her group needs.
  @inline(__always)
  private func mightEnter(_ draws: SideDraws) -> Lanes {
    mayEnter(draws) & mask(noise(draws) .> noiseNeeded)
  }

  /// Noise in 1/1024.
  @inline(__always)
  private func noise(_ draws: SideDraws) -> Shorts { draws.noise.highProduct(cohort.noise) }

  /// Who would take which step in a block where somebody is out: out if she is in, home if she is out.
  @inline(__always)
  private func step(_ block: Int, _ side: Side, _ draws: SideDraws) -> (out: Lanes, home: Lanes) {
    let would = would(block, side, draws)
    let isCounted = mask(
      cohort.activity[block].numbers(side) .== cohort.object.lanes.numbers(side)
    )
    let called = cohort.caller[block].times256(side).highProduct(cohort.call).shorts
    let counted = goHome &+ (cohort.goBack.lanes & ~would).shorts
    let own = (isCounted & counted.lanes) | (~isCounted & cohort.drift.lanes)
    return (out: would & mayEnter(draws), home: mask(draws.luck .< called &+ own.shorts))
  }

  /// Who would be out rather than not: `u = (h·Y + S)·(1 − r) + D − risk·P − obstinacy + ε` above nought.
  ///
  /// The upper half of a product of 256 times one factor and another is that product, shifted right by 8.
  @inline(__always)
  private func would(_ block: Int, _ side: Side, _ draws: SideDraws) -> Lanes {
    let burden = cohort.susceptibility[block].times256(side).highProduct(cohort.hardship)
    let ofPerson = cohort.person[block].numbers(side) &* cohort.personWeight
    let ofInstitution = cohort.institution[block].numbers(side) &* cohort.institutionWeight
    let notInForce = allHalves(256) &- (ofPerson &+ ofInstitution).shiftedRight(8)
    let pull = (burden &+ crowd).shiftedLeft(1).highProduct(notInForce.shiftedLeft(7))
    let held = cohort.risk[block].times256(side).highProduct(cohort.fear)
    let obstinacy = cohort.obstinacy[block].numbers(side).shiftedLeft(3)
    let utility = (pull &- held &- obstinacy).shorts &+ grievance &+ noise(draws)
    return mask(utility .> Shorts())
  }
}

/// Sums over blocks, a byte for each place in a block.
private struct Tally {
  var active = Bytes()
  var out = Bytes()
  var change = Bytes()
}
