// Reads: prospects of each group, own row. Writes: activity, recognition of one line. Draws: hour.

extension People {
  /// Every person decides whether to go out or home, and reconsiders whom she recognises.
  ///
  /// `u = (h·Y + S)·(1 − r) + D − risk·P − obstinacy + ε`, all of it in integers. She walks out with
  /// a chance when `u > 0`, and goes back with a chance when it is not. One 32-bit draw serves her
  /// hour: 8 bits of noise, 12 for her step, 12 for her recognition.
  ///
  /// - Source: Epstein (2002) joined with Granovetter (1978) and Kuran (1989).
  /// - Departure: The crowd stands inside the bracket of legitimacy: one follows a crowd only against
  ///   a body that one does not recognise. Activity has an object, so that a strike ends when what it
  ///   was against is gone.
  /// - Complexity: O(people), 0.2 to 2 ns each.
  mutating func decide(in world: World, _ draws: Draws, concurrently: Concurrently) {
    let hour = world.hour
    let key = draws.key(.hour, tick: draws.tick)
    let columnCount = width - People.firstRecognition
    let width = self.width
    let chunks = self.chunks
    let firstBlock = self.firstBlock
    columns.withUnsafeMutableBufferPointer { columns in
      active.withUnsafeMutableBufferPointer { active in
        lingering.withUnsafeMutableBufferPointer { lingering in
          recognition.withUnsafeMutableBufferPointer { recognition in
            let room = Shared((columns, active, lingering, recognition))
            concurrently(chunks.count - 1) { chunk in
              let (columns, active, lingering, recognition) = room.value
              guard let base = columns.baseAddress else { return }
              for g in chunks[chunk]..<chunks[chunk + 1] {
                let group = world.society.groups[g]
                let tally = GroupHour(world.prospects[g], hour, key: key).pass(
                  base + firstBlock[g] * width,
                  width: width,
                  first: group.firstPerson,
                  count: group.agents
                )
                active[g] = tally.active
                lingering[g] = tally.lingering
                if let sum = tally.recognition {
                  recognition[g * columnCount + hour.turnColumn] = sum
                }
              }
            }
          }
        }
      }
    }
  }
}

/// What a pass over one group adds up to.
struct Tally {
  var active: Int
  var lingering: Int
  /// Sum of the recognition in turn, if anyone could change it.
  var recognition: Int?
}

/// One group's hour.
private struct GroupHour {
  private let prospect: Prospect
  private let hour: Hour
  private let key: UInt64

  init(_ prospect: Prospect, _ hour: Hour, key: UInt64) {
    self.prospect = prospect
    self.hour = hour
    self.key = key
  }

  /// Walks over a group's blocks.
  @inline(never)
  func pass(_ base: UnsafeMutablePointer<Lanes>, width: Int, first: UInt32, count: Int) -> Tally {
    let prospect = self.prospect
    let key = self.key
    let personWeight = hour.personWeight
    let noise = hour.noise
    let turn = People.firstRecognition + hour.turnColumn
    let person = People.firstRecognition + hour.personColumn
    let institution = People.firstRecognition + hour.institutionColumn
    let caller = People.firstRecognition + hour.callerColumn
    let everyFourth = Lanes.everyFourth
    let stirs = prospect.reconsider > 0
    var active = Numbers()
    var lingering = Numbers()
    var recognised = Numbers()
    var block = base
    var done = 0
    while done < count {
      let susceptibility = block[People.susceptibility]
      let risk = block[People.risk]
      let obstinacy = block[People.obstinacy]
      let activity = block[People.activity]
      let rulerPerson = block[person]
      let rulerInstitution = block[institution]
      let callerRecognition = block[caller]
      let conviction = block[People.conviction]
      let inTurn = block[turn]
      var newActivity = Lanes()
      var newInTurn = Lanes()
      var quarter: UInt32 = 0
      while quarter < 4 {
        let shift = Lanes(repeating: 8 &* quarter)
        let member = everyFourth &+ Lanes(repeating: quarter &+ UInt32(truncatingIfNeeded: done))
        let draw = Draws.bits(member &+ Lanes(repeating: first), key)
        let isHere = mask(member.numbers .< all(Int32(truncatingIfNeeded: count)))

        // u = (h·Y + S)·(1 − r) + D − risk·P − obstinacy + ε
        let burden = (susceptibility.bytes(shift) &* all(prospect.hardship)) &>> all(8)
        let inForce =
          (rulerPerson.bytes(shift) &* all(personWeight)
            &+ rulerInstitution.bytes(shift) &* all(256 &- personWeight)) &>> all(8)
        let utility =
          (((burden &+ all(prospect.crowd)) &* (all(256) &- inForce)) &>> all(8))
          &+ all(prospect.grievance)
          &- ((risk.bytes(shift) &* all(prospect.fear)) &>> all(8))
          &- (obstinacy.bytes(shift) &* all(8))
          &+ ((((draw & Lanes(repeating: 0xFF)).numbers &- all(128)) &* all(noise)) &>> all(7))
        let would = mask(utility .> all(0))

        let luck = ((draw &>> Lanes(repeating: 8)) & Lanes(repeating: 0xFFF)).numbers
        let state = activity.bytes(shift)
        let isOut = mask(state .!= all(0))
        let isCounted = isOut & mask(state .== all(prospect.object))
        let leaves =
          ((callerRecognition.bytes(shift) &* all(prospect.call)) &>> all(8))
          &+ (isCounted & (all(prospect.goHome) &+ (all(prospect.goBack) & ~would)))
          &+ (~isCounted & all(prospect.drift))
        let enters = ~isOut & would & mask(luck .< all(prospect.walkOut)) & isHere
        let stays = isOut & ~mask(luck .< leaves)
        let now = (stays & state) | (enters & all(prospect.object))
        newActivity |= now.lanes &<< shift
        let isActive = mask(now .== all(prospect.object)) & mask(now .!= all(0))
        active = active &- isActive
        lingering = lingering &- (mask(now .!= all(0)) & ~isActive)

        if stirs {
          let held = inTurn.bytes(shift)
          let tilt = ((conviction.bytes(shift) &- all(128)) &* all(prospect.conviction)) &>> all(7)
          let aim = clamped(all(prospect.aim) &+ tilt, all(0), all(255))
          let way = clamped(aim &- held, all(0 &- prospect.step), all(prospect.step))
          let moves = mask((draw &>> Lanes(repeating: 20)).numbers .< all(prospect.reconsider))
          let holds = held &+ (way & moves & isHere)
          newInTurn |= holds.lanes &<< shift
          recognised = recognised &+ holds
        }
        quarter &+= 1
      }
      block[People.activity] = newActivity
      if stirs { block[turn] = newInTurn }
      block += width
      done &+= 64
    }
    return Tally(
      active: Int(active.wrappedSum()),
      lingering: Int(lingering.wrappedSum()),
      recognition: stirs ? Int(recognised.wrappedSum()) : nil
    )
  }
}
