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
/// What 64 persons hold and where it tends are bytes, and are reckoned as bytes; only their draws take 32 bits each.
/// Where it tends is `aim + (conviction − 128) · tilt / 128`, rounded down and held within 0 and 255. So that a product
/// fits in 16 bits, `tilt` is taken apart into `128 · whole + rest`.
///
/// Private, as ``GroupHour``, so that no copying of it is compiled under a name that all levels share.
private struct Turn {
  private let rows: Rows
  private let key: UInt64
  private let odds: Int32
  private let whole: Int16
  private let rest: Int16
  private let start: Int16
  private let step: UInt8
  // How far from a block the same persons' bytes of these columns are.
  private let held: Int
  private let conviction: Int

  @inline(__always)
  init(_ outlook: Outlook, _ prospect: Prospect, _ hour: Hour, _ rows: Rows) {
    self.rows = rows
    key = hour.key
    odds = prospect.reconsider
    let (whole, rest) = (outlook.conviction &>> 7, outlook.conviction & 127)
    self.whole = Int16(truncatingIfNeeded: whole)
    self.rest = Int16(truncatingIfNeeded: rest)
    start = Int16(truncatingIfNeeded: prospect.aim &- 128 &* whole &- rest)
    step = UInt8(truncatingIfNeeded: min(prospect.step, 255))
    held = rows.apart &* (People.firstRecognition &+ hour.turnColumn)
    conviction = rows.apart &* People.conviction
  }

  /// The hour of a group of which nobody is out or can walk out: they reconsider.
  ///
  /// - Returns: By how much recognition changed.
  func pass(_ blocks: UnsafeMutablePointer<Lanes>) -> Int {
    var change = Change()
    var block = blocks
    var done: UInt32 = 0
    while rows.count >= done &+ 64 {
      change.add(reconsider(block, whoReconsiders(draw(quarters(from: done)))))
      block += 1
      done &+= 64
    }
    if rows.count > done &+ 32 {
      let members = quarters(from: done)
      change.add(reconsider(block, whoReconsiders(draw(members)) & areHere(members)))
    } else if rows.count > done {
      change.add(reconsider(block, whoOfHalf(Lanes.everyFourthOfHalf &+ Lanes(repeating: done))))
    }
    return change.total
  }

  /// Those members of a block who do reconsider.
  ///
  /// - Parameters:
  ///   - block: The block.
  ///   - who: All ones in the byte of each.
  /// - Returns: By how much recognition rose and by how much it fell, a byte a person.
  @inline(__always)
  func reconsider(_ block: UnsafeMutablePointer<Lanes>, _ who: Lanes) -> (rise: Lanes, fall: Lanes)
  {
    let now = block[held]
    let aim = aims(block[conviction])
    let longest = Bytes(repeating: step)
    let rise = least((aim &- now.bytes).lanes & mask(aim .> now.bytes), longest) & who
    let fall = least((now.bytes &- aim).lanes & mask(now.bytes .> aim), longest) & who
    // A byte stays one when its own change is added, so that no carry is left over.
    block[held] = now &+ rise &- fall
    return (rise, fall)
  }

  /// The lesser of each byte and another.
  @inline(__always)
  private func least(_ x: Lanes, _ y: Bytes) -> Lanes {
    let isOver = mask(x.bytes .> y)
    return (isOver & y.lanes) | (x & ~isOver)
  }

  /// Where recognition tends for persons of these convictions, a byte each.
  @inline(__always)
  private func aims(_ conviction: Lanes) -> Bytes {
    let (even, odd) = (aims(of: conviction.evenBytes), aims(of: conviction.oddBytes))
    return (even | (odd &<< Lanes(repeating: 8))).bytes
  }

  /// The same for a half of them, who have 16 bits each.
  @inline(__always)
  private func aims(of conviction: Lanes) -> Lanes {
    let x = conviction.halves
    let parts = ((x &* Halves(repeating: rest)).lanes &>> Lanes(repeating: 7)) & Lanes.everyEven
    let aim = x &* Halves(repeating: whole) &+ parts.halves &+ Halves(repeating: start)
    let isOver = mask(aim .> Halves(repeating: 255))
    let isSome = mask(aim .> Halves())
    return (isOver & Lanes.everyEven) | (aim.lanes & isSome & ~isOver)
  }

  /// The places in the group of a block's members, quarter by quarter.
  @inline(__always)
  func quarters(from done: UInt32) -> (Lanes, Lanes, Lanes, Lanes) {
    let first = Lanes.everyFourth &+ Lanes(repeating: done)
    return (
      first, first &+ Lanes(repeating: 1), first &+ Lanes(repeating: 2),
      first &+ Lanes(repeating: 3)
    )
  }

  @inline(__always)
  func draw(_ members: (Lanes, Lanes, Lanes, Lanes)) -> (Lanes, Lanes, Lanes, Lanes) {
    (draw(members.0), draw(members.1), draw(members.2), draw(members.3))
  }

  @inline(__always)
  private func draw(_ members: Lanes) -> Lanes {
    Draws.bits(members &+ Lanes(repeating: rows.first), key)
  }

  /// Whose draws let them reconsider: all ones in the byte of each.
  @inline(__always)
  func whoReconsiders(_ draws: (Lanes, Lanes, Lanes, Lanes)) -> Lanes {
    inTheirBytes(
      reconsiders(draws.0),
      reconsiders(draws.1),
      reconsiders(draws.2),
      reconsiders(draws.3)
    )
  }

  /// The same of a block whose second half is empty: two of its quarters share the lanes of a vector.
  @inline(__always)
  private func whoOfHalf(_ members: Lanes) -> Lanes {
    let others = members &+ Lanes(repeating: 2)
    let who = reconsiders(draw(members)) & isHere(members)
    let othersWho = reconsiders(draw(others)) & isHere(others)
    return ((who & Lanes.byteOfHalf) | (othersWho & (Lanes.byteOfHalf &<< Lanes(repeating: 16))))
      .halvesAdded
  }

  /// Whether a draw lets one reconsider.
  @inline(__always)
  private func reconsiders(_ draw: Lanes) -> Lanes {
    mask((draw &>> Lanes(repeating: 20)).numbers .< all(odds)).lanes
  }

  /// Which places are a member's: all ones in the byte of each.
  @inline(__always)
  func areHere(_ members: (Lanes, Lanes, Lanes, Lanes)) -> Lanes {
    inTheirBytes(
      isHere(members.0),
      isHere(members.1),
      isHere(members.2),
      isHere(members.3)
    )
  }

  @inline(__always)
  func isHere(_ members: Lanes) -> Lanes {
    mask(members.numbers .< all(Int32(truncatingIfNeeded: rows.count))).lanes
  }

  /// Four quarters of a block, each all ones or nought, in the bytes of their persons.
  @inline(__always)
  private func inTheirBytes(_ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes) -> Lanes {
    (a & Lanes(repeating: 0xFF)) | (b & Lanes(repeating: 0xFF00))
      | (c & Lanes(repeating: 0xFF_0000)) | (d & Lanes(repeating: 0xFF00_0000))
  }
}

/// Sums of what rose and fell, in 16 bits each, which are emptied before they could run over.
private struct Change {
  private var sums = Halves()
  private var blocks = 0
  private var emptied = Numbers()

  @inline(__always)
  mutating func add(_ way: (rise: Lanes, fall: Lanes)) {
    let rise = way.rise.evenBytes &+ way.rise.oddBytes
    let fall = way.fall.evenBytes &+ way.fall.oddBytes
    sums = sums &+ (rise.halves &- fall.halves)
    blocks &+= 1
    // Two bytes a block are less than 512.
    if blocks & 63 == 0 { empty() }
  }

  @inline(__always)
  private mutating func empty() {
    let numbers = sums.lanes.numbers
    emptied = emptied &+ (numbers &>> all(16)) &+ ((numbers &<< all(16)) &>> all(16))
    sums = Halves()
  }

  /// All of it.
  var total: Int {
    @inline(__always)
    get {
      var copy = self
      copy.empty()
      return copy.emptied.total
    }
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
    var change = Change()
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
      let who = turn.whoReconsiders(draws) & turn.areHere(members)
      if who.isAnySet { change.add(turn.reconsider(block, who)) }
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
    let enters = ~isOut & would & mayEnter(draw) & turn.isHere(members).numbers
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
    would(block, place, draw) & mayEnter(draw) & turn.isHere(members).numbers
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
