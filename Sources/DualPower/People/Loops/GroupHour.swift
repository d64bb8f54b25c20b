// Reads: a prospect, own row. Writes: activity, recognition of one line. Draws: hour.

#if FOR_A_LEVEL
import DualPower
#endif

/// One hour of a group: everyone decides whether to go out or home, and reconsiders whom she recognises.
func decide(
  _ blocks: UnsafeMutablePointer<Lanes>,
  _ rows: Rows,
  _ prospect: Prospect,
  _ hour: Hour,
  _ moves: Bool
) -> Tally {
  let group = GroupHour(prospect, hour, rows)
  return moves
    ? group.pass(blocks)
    : Tally(active: 0, lingering: 0, recognition: group.stayHome(blocks))
}

/// One group's hour.
///
/// Private, so that no copying of it is compiled under a name that all levels share.
private struct GroupHour {
  private let prospect: Prospect
  private let hour: Hour
  private let rows: Rows
  private let turn: Int
  private let person: Int
  private let institution: Int
  private let caller: Int

  init(_ prospect: Prospect, _ hour: Hour, _ rows: Rows) {
    self.prospect = prospect
    self.hour = hour
    self.rows = rows
    turn = People.firstRecognition + hour.turnColumn
    person = People.firstRecognition + prospect.personColumn
    institution = People.firstRecognition + prospect.institutionColumn
    caller = People.firstRecognition + hour.callerColumn
  }

  /// Walks over a group's blocks, with no more work on each than its 64 draws ask for.
  ///
  /// In a block where nobody is out and nobody's draw lets her walk out, activity stays as it is, and
  /// utility is not asked for; where nobody's draw lets her reconsider, recognition stays as it is.
  ///
  /// - Parameter blocks: The group's.
  /// - Returns: Who is out when it ends, and by how much recognition changed.
  func pass(_ blocks: UnsafeMutablePointer<Lanes>) -> Tally {
    var active = Numbers()
    var lingering = Numbers()
    var change = Numbers()
    let object = Bytes(repeating: UInt8(truncatingIfNeeded: prospect.object))
    let objects = unsafeBitCast(object, to: Lanes.self)
    var block = blocks
    var done: UInt32 = 0
    while done < rows.count {
      let members = quarters(from: done)
      let draws = draw(members)
      let mayEnter =
        mayEnter(draws.0) | mayEnter(draws.1) | mayEnter(draws.2) | mayEnter(draws.3)
      let activity = block[People.activity]
      if activity.isAnySet {
        let now =
          move(block, 0, members.0, draws.0) | move(block, 8, members.1, draws.1)
          | move(block, 16, members.2, draws.2) | move(block, 24, members.3, draws.3)
        block[People.activity] = now
        let isOut = ~mask(now.bytes .== Bytes())
        let isActive = isOut & mask(now.bytes .== object)
        active = active &+ isActive.persons
        lingering = lingering &+ (isOut & ~isActive).persons
      } else if mayEnter.lanes.isAnySet {
        let entering =
          (enter(block, 0, members.0, draws.0).lanes & Lanes(repeating: 0xFF))
          | (enter(block, 8, members.1, draws.1).lanes & Lanes(repeating: 0xFF00))
          | (enter(block, 16, members.2, draws.2).lanes & Lanes(repeating: 0xFF_0000))
          | (enter(block, 24, members.3, draws.3).lanes & Lanes(repeating: 0xFF00_0000))
        block[People.activity] = entering & objects
        active = active &+ entering.persons
      }
      let reconsiders =
        reconsiders(draws.0) | reconsiders(draws.1) | reconsiders(draws.2) | reconsiders(draws.3)
      if reconsiders.lanes.isAnySet {
        change = change &+ reconsider(block, members, draws)
      }
      block += rows.width
      done &+= 64
    }
    return Tally(active: active.total, lingering: lingering.total, recognition: change.total)
  }

  /// The hour of a group of which nobody is out or can walk out: they reconsider.
  ///
  /// - Returns: By how much recognition changed.
  func stayHome(_ blocks: UnsafeMutablePointer<Lanes>) -> Int {
    var change = Numbers()
    var block = blocks
    var done: UInt32 = 0
    while rows.count > done + 32 {
      let members = quarters(from: done)
      change = change &+ reconsider(block, members, draw(members))
      block += rows.width
      done &+= 64
    }
    if rows.count > done {
      change = change &+ reconsiderHalf(block, Lanes.everyFourthOfHalf &+ Lanes(repeating: done))
    }
    return change.total
  }

  /// The members of a block reconsider.
  ///
  /// - Parameters:
  ///   - block: The block.
  ///   - members: Their places in the group, quarter by quarter.
  ///   - draws: Their draws.
  /// - Returns: By how much recognition changed, summed over the four of a lane.
  @inline(__always)
  private func reconsider(
    _ block: UnsafeMutablePointer<Lanes>,
    _ members: (Lanes, Lanes, Lanes, Lanes),
    _ draws: (Lanes, Lanes, Lanes, Lanes)
  ) -> Numbers {
    let ways = (
      way(block, 0, members.0, draws.0), way(block, 8, members.1, draws.1),
      way(block, 16, members.2, draws.2), way(block, 24, members.3, draws.3)
    )
    // Each byte stays one when its own change is added, so that no carry is left over.
    let low = ways.0.lanes &+ (ways.1.lanes &<< Lanes(repeating: 8))
    let high =
      (ways.2.lanes &<< Lanes(repeating: 16)) &+ (ways.3.lanes &<< Lanes(repeating: 24))
    block[turn] = block[turn] &+ (low &+ high)
    return (ways.0 &+ ways.1) &+ (ways.2 &+ ways.3)
  }

  /// The same of a block whose second half is empty: two of its quarters share the lanes of a vector.
  @inline(__always)
  private func reconsiderHalf(_ block: UnsafeMutablePointer<Lanes>, _ members: Lanes) -> Numbers {
    let held = block[turn].firstHalfTwice
    let conviction = block[People.conviction].firstHalfTwice
    let others = members &+ Lanes(repeating: 2)
    let shift = Lanes.quarterOfHalf
    let otherShift = shift &+ Lanes(repeating: 16)
    let ways = way(held.bytes(shift), conviction.bytes(shift), members, draw(members))
    let otherWays = way(held.bytes(otherShift), conviction.bytes(otherShift), others, draw(others))
    let moved = ((ways.lanes &<< shift) &+ (otherWays.lanes &<< otherShift)).halvesAdded
    block[turn] = block[turn] &+ moved
    return ways &+ otherWays
  }

  /// The places in the group of a block's members, quarter by quarter.
  @inline(__always)
  private func quarters(from done: UInt32) -> (Lanes, Lanes, Lanes, Lanes) {
    let first = Lanes.everyFourth &+ Lanes(repeating: done)
    return (
      first, first &+ Lanes(repeating: 1), first &+ Lanes(repeating: 2),
      first &+ Lanes(repeating: 3)
    )
  }

  @inline(__always)
  private func draw(_ members: (Lanes, Lanes, Lanes, Lanes)) -> (Lanes, Lanes, Lanes, Lanes) {
    (draw(members.0), draw(members.1), draw(members.2), draw(members.3))
  }

  @inline(__always)
  private func draw(_ members: Lanes) -> Lanes {
    Draws.bits(members &+ Lanes(repeating: rows.first), hour.key)
  }

  /// Whether a draw lets one walk out who would.
  @inline(__always)
  private func mayEnter(_ draw: Lanes) -> Numbers { mask(luck(draw) .< all(prospect.walkOut)) }

  /// Whether a draw lets one reconsider.
  @inline(__always)
  private func reconsiders(_ draw: Lanes) -> Numbers {
    mask((draw &>> Lanes(repeating: 20)).numbers .< all(prospect.reconsider))
  }

  /// The part of a draw that settles her step.
  @inline(__always)
  private func luck(_ draw: Lanes) -> Numbers {
    ((draw &>> Lanes(repeating: 8)) & Lanes(repeating: 0xFFF)).numbers
  }

  @inline(__always)
  private func areHere(_ members: Lanes) -> Numbers {
    mask(members.numbers .< all(Int32(truncatingIfNeeded: rows.count)))
  }

  /// What members are out against when the hour ends, in the place of their bytes.
  @inline(__always)
  private func move(
    _ block: UnsafeMutablePointer<Lanes>,
    _ place: UInt32,
    _ members: Lanes,
    _ draw: Lanes
  ) -> Lanes {
    let shift = Lanes(repeating: place)
    let would = would(block, place, draw)
    let state = block[People.activity].bytes(shift)
    let isOut = mask(state .!= all(0))
    let isCounted = isOut & mask(state .== all(prospect.object))
    let leaves =
      ((block[caller].bytes(shift) &* all(prospect.call)) &>> all(8))
      &+ (isCounted & (all(prospect.goHome) &+ (all(prospect.goBack) & ~would)))
      &+ (~isCounted & all(prospect.drift))
    let enters = ~isOut & would & mayEnter(draw) & areHere(members)
    let stays = isOut & ~mask(luck(draw) .< leaves)
    return ((stays & state) | (enters & all(prospect.object))).lanes &<< shift
  }

  /// Who walks out, where nobody is out.
  @inline(__always)
  private func enter(
    _ block: UnsafeMutablePointer<Lanes>,
    _ place: UInt32,
    _ members: Lanes,
    _ draw: Lanes
  ) -> Numbers {
    would(block, place, draw) & mayEnter(draw) & areHere(members)
  }

  /// Who would be out rather than not: `u = (h·Y + S)·(1 − r) + D − risk·P − obstinacy + ε` above nought.
  @inline(__always)
  private func would(
    _ block: UnsafeMutablePointer<Lanes>,
    _ place: UInt32,
    _ draw: Lanes
  ) -> Numbers {
    let shift = Lanes(repeating: place)
    let burden = (block[People.susceptibility].bytes(shift) &* all(prospect.hardship)) &>> all(8)
    let inForce =
      (block[person].bytes(shift) &* all(prospect.personWeight)
        &+ block[institution].bytes(shift) &* all(256 &- prospect.personWeight)) &>> all(8)
    let utility =
      (((burden &+ all(prospect.crowd)) &* (all(256) &- inForce)) &>> all(8))
      &+ all(prospect.grievance)
      &- ((block[People.risk].bytes(shift) &* all(prospect.fear)) &>> all(8))
      &- (block[People.obstinacy].bytes(shift) &* all(8))
      &+ ((((draw & Lanes(repeating: 0xFF)).numbers &- all(128)) &* all(hour.noise)) &>> all(7))
    return mask(utility .> all(0))
  }

  /// By how much a quarter's members change their recognition of the line in turn.
  @inline(__always)
  private func way(
    _ block: UnsafeMutablePointer<Lanes>,
    _ place: UInt32,
    _ members: Lanes,
    _ draw: Lanes
  ) -> Numbers {
    let shift = Lanes(repeating: place)
    return way(block[turn].bytes(shift), block[People.conviction].bytes(shift), members, draw)
  }

  /// The same, of what they hold and how convinced they are.
  @inline(__always)
  private func way(_ held: Numbers, _ conviction: Numbers, _ members: Lanes, _ draw: Lanes)
    -> Numbers
  {
    let tilt = ((conviction &- all(128)) &* all(prospect.conviction)) &>> all(7)
    let aim = clamped(all(prospect.aim) &+ tilt, all(0), all(255))
    let way = clamped(aim &- held, all(0 &- prospect.step), all(prospect.step))
    return way & reconsiders(draw) & areHere(members)
  }
}
