// Reads: a prospect, own row. Writes: recognition of one line. Draws: hour.

#if FOR_A_LEVEL
import DualPower
#endif

/// How a group's members reconsider the line in turn.
///
/// Where it tends is `aim + (conviction − 128) · tilt / 128`, rounded down and held within a byte.
struct Turn {
  private let cohort: CohortHour
  private let odds: Int32
  private let aim: Shorts
  private let step: Bytes
  /// Over how many blocks changes can be summed in signed bytes.
  let room: Int

  @inline(__always)
  init(_ cohort: CohortHour, _ prospect: Prospect) {
    checked(
      prospect.isInRange,
      "what a group faces is beyond the range that 16 bits are enough for"
    )
    self.cohort = cohort
    odds = Int32(prospect.reconsider)
    aim = Shorts(repeating: prospect.aim)
    step = Bytes(repeating: UInt8(truncatingIfNeeded: prospect.step))
    room = prospect.step <= 2 ? 63 : prospect.step <= 25 ? 5 : 1
  }

  /// The hour of a group of which nobody is out or can walk out: they reconsider.
  ///
  /// - Returns: By how much recognition changed.
  @inline(__always)
  func pass(_ members: Members) -> Int {
    var sum = 0
    var block = members.block
    var persons = members.persons
    var left = members.count
    while left > 0 {
      var change = Bytes()
      var room = room
      while left >= 64 && room > 0 {
        // From the memory of a country a block comes too late if it is asked for when its turn has come.
        cohort.inTurn.fetch(block &+ 16)
        cohort.conviction.fetch(block &+ 16)
        change = change &+ reconsider(block, whoReconsiders(BlockDraws(persons, cohort.key)))
        block &+= 1
        persons = persons &+ Lanes(repeating: 64)
        left &-= 64
        room &-= 1
      }
      if left > 32 && left < 64 && room > 0 {
        let who = whoReconsiders(BlockDraws(persons, cohort.key)) & areHere(left)
        change = change &+ reconsider(block, who)
        left = 0
      } else if left > 0 && left <= 32 && room > 0 {
        let person = members.first &+ UInt32(truncatingIfNeeded: members.count &- left)
        change = change &+ reconsider(block, whoOfHalf(person, left))
        left = 0
      }
      sum &+= change.signedTotal
    }
    return sum
  }

  /// Those members of a block who do reconsider.
  ///
  /// - Parameters:
  ///   - block: The block.
  ///   - who: All ones in the byte of each.
  /// - Returns: By how much recognition changed, a signed byte a person.
  @inline(__always)
  func reconsider(_ block: Int, _ who: Lanes) -> Bytes {
    let now = cohort.inTurn[block]
    let conviction = cohort.conviction[block]
    let even = aim(conviction.times256(.even))
    let odd = aim(conviction.times256(.odd))
    let aim = (even | (odd &<< Lanes(repeating: 8))).bytes
    let then = now.bytes.moved(to: aim, step: step).lanes
    let after = (then & who) | (now & ~who)
    cohort.inTurn[block] = after
    return after.bytes &- now.bytes
  }

  /// Where recognition tends for persons of these convictions, which are given times 256.
  @inline(__always)
  private func aim(_ conviction: Halves) -> Lanes {
    let shift = (conviction.shorts &+ Shorts(repeating: .min)).highProduct(cohort.tilt)
    return (shift &+ aim).withinAByte
  }

  /// Whose draws let them reconsider: all ones in the byte of each.
  @inline(__always)
  func whoReconsiders(_ draws: BlockDraws) -> Lanes {
    Lanes(
      masksOf: mask(draws.even.luckInReconsidering .< allShorts(odds)),
      mask(draws.odd.luckInReconsidering .< allShorts(odds))
    )
  }

  /// The same of a block whose second half is empty: two of its quarters share the lanes of a vector.
  @inline(__always)
  private func whoOfHalf(_ person: UInt32, _ left: Int) -> Lanes {
    let some = who(Lanes.everyFourthOfHalf, of: person, left)
    let others = who(Lanes.everyFourthOfHalf &+ Lanes(repeating: 2), of: person, left)
    let othersByte = Lanes.byteOfHalf &<< Lanes(repeating: 16)
    return ((some & Lanes.byteOfHalf) | (others & othersByte)).halvesAdded
  }

  /// Which of a block's places are those of members who do.
  @inline(__always)
  private func who(_ places: Lanes, of person: UInt32, _ left: Int) -> Lanes {
    let draw = Draws.bits(places &+ Lanes(repeating: person), cohort.key)
    let isHere = mask(places.numbers .< all(Int32(truncatingIfNeeded: left)))
    return mask((draw &>> Lanes(repeating: 20)).numbers .< all(odds)).lanes & isHere.lanes
  }
}
