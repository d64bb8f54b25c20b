// Reads: a prospect, own row. Writes: activity, recognition of one line. Draws: hour.

#if FOR_A_LEVEL
import DualPower
#endif

/// One group's hour.
struct GroupHour {
  private let prospect: Prospect
  private let hour: Hour

  init(_ prospect: Prospect, _ hour: Hour) {
    self.prospect = prospect
    self.hour = hour
  }

  /// Walks over a group's blocks, with no more work than the hour may ask for.
  ///
  /// Where nobody is out and nobody may walk out, activity stays as it is; so does recognition where
  /// nobody reconsiders.
  ///
  /// - Parameters:
  ///   - blocks: The group's.
  ///   - rows: Where its members are in them.
  ///   - isAnyoneOut: Whether any member is out when the hour begins.
  func pass(_ blocks: UnsafeMutablePointer<Lanes>, _ rows: Rows, isAnyoneOut: Bool) -> Tally {
    let moves = isAnyoneOut || prospect.walkOut > 0
    let stirs = prospect.reconsider > 0
    switch (moves, stirs) {
    case (true, true): return walk(blocks, rows, moves: true, stirs: true)
    case (true, false): return walk(blocks, rows, moves: true, stirs: false)
    case (false, true): return walk(blocks, rows, moves: false, stirs: true)
    case (false, false): return Tally(active: 0, lingering: 0, recognition: nil)
    }
  }

  /// The walk, compiled apart for each combination of what may happen.
  @inline(__always)
  private func walk(
    _ blocks: UnsafeMutablePointer<Lanes>,
    _ rows: Rows,
    moves: Bool,
    stirs: Bool
  ) -> Tally {
    let prospect = self.prospect
    let key = hour.key
    let personWeight = hour.personWeight
    let noise = hour.noise
    let turn = People.firstRecognition + hour.turnColumn
    let person = People.firstRecognition + hour.personColumn
    let institution = People.firstRecognition + hour.institutionColumn
    let caller = People.firstRecognition + hour.callerColumn
    let everyFourth = Lanes.everyFourth
    let count = all(Int32(truncatingIfNeeded: rows.count))
    var active = Numbers()
    var lingering = Numbers()
    var recognised = Numbers()
    var block = blocks
    var done = 0
    while done < rows.count {
      var newActivity = Lanes()
      var newInTurn = Lanes()
      var quarter: UInt32 = 0
      while quarter < 4 {
        let shift = Lanes(repeating: 8 &* quarter)
        let member = everyFourth &+ Lanes(repeating: quarter &+ UInt32(truncatingIfNeeded: done))
        let draw = Draws.bits(member &+ Lanes(repeating: rows.first), key)
        let isHere = mask(member.numbers .< count)

        if moves {
          // u = (h·Y + S)·(1 − r) + D − risk·P − obstinacy + ε
          let burden =
            (block[People.susceptibility].bytes(shift) &* all(prospect.hardship)) &>> all(8)
          let inForce =
            (block[person].bytes(shift) &* all(personWeight)
              &+ block[institution].bytes(shift) &* all(256 &- personWeight)) &>> all(8)
          let utility =
            (((burden &+ all(prospect.crowd)) &* (all(256) &- inForce)) &>> all(8))
            &+ all(prospect.grievance)
            &- ((block[People.risk].bytes(shift) &* all(prospect.fear)) &>> all(8))
            &- (block[People.obstinacy].bytes(shift) &* all(8))
            &+ ((((draw & Lanes(repeating: 0xFF)).numbers &- all(128)) &* all(noise)) &>> all(7))
          let would = mask(utility .> all(0))

          let luck = ((draw &>> Lanes(repeating: 8)) & Lanes(repeating: 0xFFF)).numbers
          let state = block[People.activity].bytes(shift)
          let isOut = mask(state .!= all(0))
          let isCounted = isOut & mask(state .== all(prospect.object))
          let leaves =
            ((block[caller].bytes(shift) &* all(prospect.call)) &>> all(8))
            &+ (isCounted & (all(prospect.goHome) &+ (all(prospect.goBack) & ~would)))
            &+ (~isCounted & all(prospect.drift))
          let enters = ~isOut & would & mask(luck .< all(prospect.walkOut)) & isHere
          let stays = isOut & ~mask(luck .< leaves)
          let now = (stays & state) | (enters & all(prospect.object))
          newActivity |= now.lanes &<< shift
          let isActive = mask(now .== all(prospect.object)) & mask(now .!= all(0))
          active = active &- isActive
          lingering = lingering &- (mask(now .!= all(0)) & ~isActive)
        }
        if stirs {
          let held = block[turn].bytes(shift)
          let leaning = block[People.conviction].bytes(shift) &- all(128)
          let tilt = (leaning &* all(prospect.conviction)) &>> all(7)
          let aim = clamped(all(prospect.aim) &+ tilt, all(0), all(255))
          let way = clamped(aim &- held, all(0 &- prospect.step), all(prospect.step))
          let moves = mask((draw &>> Lanes(repeating: 20)).numbers .< all(prospect.reconsider))
          let holds = held &+ (way & moves & isHere)
          newInTurn |= holds.lanes &<< shift
          recognised = recognised &+ holds
        }
        quarter &+= 1
      }
      if moves { block[People.activity] = newActivity }
      if stirs { block[turn] = newInTurn }
      block += rows.width
      done &+= 64
    }
    return Tally(
      active: active.total,
      lingering: lingering.total,
      recognition: stirs ? recognised.total : nil
    )
  }
}
