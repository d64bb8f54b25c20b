// Reads: an outlook and a prospect, own row. Writes: activity, recognition of one line. Draws: hour.

#if FOR_A_LEVEL
import DualPower
#endif

/// One hour of a group: everyone decides whether to go out or home, and reconsiders whom she recognises.
func decide(
  _ blocks: UnsafeMutablePointer<Lanes>,
  _ rows: Rows,
  _ outlook: Outlook,
  _ prospect: Prospect,
  _ hour: Hour,
  _ moves: Bool
) -> Tally {
  let turn = Turn(outlook, prospect, hour, rows)
  return moves
    ? GroupHour(outlook, prospect, hour, rows, turn).pass(blocks)
    : Tally(active: 0, lingering: 0, recognition: turn.pass(blocks))
}

/// How a group's members reconsider the line in turn.
///
/// Private, as ``GroupHour``, so that no copying of it is compiled under a name that all levels share.
private struct Turn {
  private let rows: Rows
  private let key: UInt64
  private let odds: Int32
  private let aim: Int32
  private let tilt: Int32
  private let step: Int32
  // How far from a block the same persons' bytes of these columns are.
  private let held: Int
  private let conviction: Int

  @inline(__always)
  init(_ outlook: Outlook, _ prospect: Prospect, _ hour: Hour, _ rows: Rows) {
    self.rows = rows
    key = hour.key
    odds = prospect.reconsider
    aim = prospect.aim
    tilt = outlook.conviction
    step = prospect.step
    held = rows.apart &* (People.firstRecognition &+ hour.turnColumn)
    conviction = rows.apart &* People.conviction
  }

  /// The hour of a group of which nobody is out or can walk out: they reconsider.
  ///
  /// - Returns: By how much recognition changed.
  func pass(_ blocks: UnsafeMutablePointer<Lanes>) -> Int {
    var change = Numbers()
    var block = blocks
    var done: UInt32 = 0
    while rows.count > done + 32 {
      let members = quarters(from: done)
      change = change &+ reconsider(block, members, draw(members))
      block += 1
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
  func reconsider(
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
    block[held] = block[held] &+ (low &+ high)
    return (ways.0 &+ ways.1) &+ (ways.2 &+ ways.3)
  }

  /// The same of a block whose second half is empty: two of its quarters share the lanes of a vector.
  @inline(__always)
  private func reconsiderHalf(_ block: UnsafeMutablePointer<Lanes>, _ members: Lanes) -> Numbers {
    let now = block[held].firstHalfTwice
    let convinced = block[conviction].firstHalfTwice
    let others = members &+ Lanes(repeating: 2)
    let shift = Lanes.quarterOfHalf
    let otherShift = shift &+ Lanes(repeating: 16)
    let ways = way(now.bytes(shift), convinced.bytes(shift), members, draw(members))
    let otherWays = way(now.bytes(otherShift), convinced.bytes(otherShift), others, draw(others))
    let moved = ((ways.lanes &<< shift) &+ (otherWays.lanes &<< otherShift)).halvesAdded
    block[held] = block[held] &+ moved
    return ways &+ otherWays
  }

  /// The places in the group of a block's members, quarter by quarter.
  @inline(__always)
  fileprivate func quarters(from done: UInt32) -> (Lanes, Lanes, Lanes, Lanes) {
    let first = Lanes.everyFourth &+ Lanes(repeating: done)
    return (
      first, first &+ Lanes(repeating: 1), first &+ Lanes(repeating: 2),
      first &+ Lanes(repeating: 3)
    )
  }

  @inline(__always)
  fileprivate func draw(_ members: (Lanes, Lanes, Lanes, Lanes)) -> (Lanes, Lanes, Lanes, Lanes) {
    (draw(members.0), draw(members.1), draw(members.2), draw(members.3))
  }

  @inline(__always)
  fileprivate func draw(_ members: Lanes) -> Lanes {
    Draws.bits(members &+ Lanes(repeating: rows.first), key)
  }

  /// Whether a draw lets one reconsider.
  @inline(__always)
  fileprivate func reconsiders(_ draw: Lanes) -> Numbers {
    mask((draw &>> Lanes(repeating: 20)).numbers .< all(odds))
  }

  @inline(__always)
  fileprivate func areHere(_ members: Lanes) -> Numbers {
    mask(members.numbers .< all(Int32(truncatingIfNeeded: rows.count)))
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
    return way(block[held].bytes(shift), block[conviction].bytes(shift), members, draw)
  }

  /// The same, of what they hold and how convinced they are.
  @inline(__always)
  private func way(_ held: Numbers, _ conviction: Numbers, _ members: Lanes, _ draw: Lanes)
    -> Numbers
  {
    let tilt = ((conviction &- all(128)) &* all(self.tilt)) &>> all(7)
    let aim = clamped(all(self.aim) &+ tilt, all(0), all(255))
    let way = clamped(aim &- held, all(0 &- step), all(step))
    return way & reconsiders(draw) & areHere(members)
  }
}

/// One hour of a group in which somebody may go out or home.
private struct GroupHour {
  private let outlook: Outlook
  private let prospect: Prospect
  private let hour: Hour
  private let rows: Rows
  private let turn: Turn
  // How far from a block the same persons' bytes of these columns are.
  private let activity: Int
  private let susceptibility: Int
  private let risk: Int
  private let obstinacy: Int
  private let person: Int
  private let institution: Int
  private let caller: Int

  @inline(__always)
  init(_ outlook: Outlook, _ prospect: Prospect, _ hour: Hour, _ rows: Rows, _ turn: Turn) {
    self.outlook = outlook
    self.prospect = prospect
    self.hour = hour
    self.rows = rows
    self.turn = turn
    func recognition(_ column: Int) -> Int { rows.apart &* (People.firstRecognition &+ column) }
    activity = rows.apart &* People.activity
    susceptibility = rows.apart &* People.susceptibility
    risk = rows.apart &* People.risk
    obstinacy = rows.apart &* People.obstinacy
    person = recognition(outlook.personColumn)
    institution = recognition(outlook.institutionColumn)
    caller = recognition(hour.callerColumn)
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
    let object = Bytes(repeating: UInt8(truncatingIfNeeded: outlook.object))
    let objects = unsafeBitCast(object, to: Lanes.self)
    var block = blocks
    var done: UInt32 = 0
    while done < rows.count {
      let members = turn.quarters(from: done)
      let draws = turn.draw(members)
      let mayEnter =
        mayEnter(draws.0) | mayEnter(draws.1) | mayEnter(draws.2) | mayEnter(draws.3)
      if block[activity].isAnySet {
        let now =
          move(block, 0, members.0, draws.0) | move(block, 8, members.1, draws.1)
          | move(block, 16, members.2, draws.2) | move(block, 24, members.3, draws.3)
        block[activity] = now
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
        block[activity] = entering & objects
        active = active &+ entering.persons
      }
      let reconsiders =
        turn.reconsiders(draws.0) | turn.reconsiders(draws.1)
        | turn.reconsiders(draws.2) | turn.reconsiders(draws.3)
      if reconsiders.lanes.isAnySet {
        change = change &+ turn.reconsider(block, members, draws)
      }
      block += 1
      done &+= 64
    }
    return Tally(active: active.total, lingering: lingering.total, recognition: change.total)
  }

  /// Whether a draw lets one walk out who would.
  @inline(__always)
  private func mayEnter(_ draw: Lanes) -> Numbers { mask(luck(draw) .< all(prospect.walkOut)) }

  /// The part of a draw that settles her step.
  @inline(__always)
  private func luck(_ draw: Lanes) -> Numbers {
    ((draw &>> Lanes(repeating: 8)) & Lanes(repeating: 0xFFF)).numbers
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
    let state = block[activity].bytes(shift)
    let isOut = mask(state .!= all(0))
    let isCounted = isOut & mask(state .== all(outlook.object))
    let leaves =
      ((block[caller].bytes(shift) &* all(outlook.call)) &>> all(8))
      &+ (isCounted & (all(prospect.goHome) &+ (all(outlook.goBack) & ~would)))
      &+ (~isCounted & all(outlook.drift))
    let enters = ~isOut & would & mayEnter(draw) & turn.areHere(members)
    let stays = isOut & ~mask(luck(draw) .< leaves)
    return ((stays & state) | (enters & all(outlook.object))).lanes &<< shift
  }

  /// Who walks out, where nobody is out.
  @inline(__always)
  private func enter(
    _ block: UnsafeMutablePointer<Lanes>,
    _ place: UInt32,
    _ members: Lanes,
    _ draw: Lanes
  ) -> Numbers {
    would(block, place, draw) & mayEnter(draw) & turn.areHere(members)
  }

  /// Who would be out rather than not: `u = (h·Y + S)·(1 − r) + D − risk·P − obstinacy + ε` above nought.
  @inline(__always)
  private func would(
    _ block: UnsafeMutablePointer<Lanes>,
    _ place: UInt32,
    _ draw: Lanes
  ) -> Numbers {
    let shift = Lanes(repeating: place)
    let burden = (block[susceptibility].bytes(shift) &* all(outlook.hardship)) &>> all(8)
    let inForce =
      (block[person].bytes(shift) &* all(outlook.personWeight)
        &+ block[institution].bytes(shift) &* all(256 &- outlook.personWeight)) &>> all(8)
    let utility =
      (((burden &+ all(prospect.crowd)) &* (all(256) &- inForce)) &>> all(8))
      &+ all(prospect.grievance)
      &- ((block[risk].bytes(shift) &* all(outlook.fear)) &>> all(8))
      &- (block[obstinacy].bytes(shift) &* all(8))
      &+ ((((draw & Lanes(repeating: 0xFF)).numbers &- all(128)) &* all(hour.noise)) &>> all(7))
    return mask(utility .> all(0))
  }
}
