#if FOR_A_LEVEL
import DualPower
#endif

/// The draws of an hour for a block's 64 persons, each of whom has 32 bits.
struct BlockDraws {
  let even: SideDraws
  let odd: SideDraws

  /// - Parameters:
  ///   - persons: The numbers of the block's first quarter: ``Lanes/everyFourth`` and the number of its first person.
  ///   - key: The key of the hour's draws.
  @inline(__always)
  init(_ persons: Lanes, _ key: UInt64) {
    even = SideDraws(persons, key)
    odd = SideDraws(persons &+ Lanes(repeating: 1), key)
  }
}

/// The draws of the even persons of a block or of the odd: two quarters, of whom the first have the lower 16 bits
/// of a lane where they share one.
struct SideDraws {
  private let first: Lanes
  private let second: Lanes

  @inline(__always)
  fileprivate init(_ persons: Lanes, _ key: UInt64) {
    first = Draws.bits(persons, key)
    second = Draws.bits(persons &+ Lanes(repeating: 2), key)
  }

  /// The part of a draw that is noise: 256 times a number in `-128..<128`.
  @inline(__always)
  var noise: Shorts {
    let bits =
      ((first &<< Lanes(repeating: 8)) & Lanes(repeating: 0xFF00))
      | (second &<< Lanes(repeating: 24))
    return (bits ^ Lanes(repeating: 0x8000_8000)).shorts
  }

  /// The part of a draw that settles her step, in `0..<4096`.
  @inline(__always)
  var luck: Shorts {
    (((first &>> Lanes(repeating: 8)) & Lanes(repeating: 0xFFF))
      | ((second &<< Lanes(repeating: 8)) & Lanes(repeating: 0xFFF_0000))).shorts
  }

  /// The part of a draw that settles whether she reconsiders, in `0..<4096`.
  @inline(__always)
  var luckInReconsidering: Shorts {
    ((first &>> Lanes(repeating: 20))
      | ((second &>> Lanes(repeating: 4)) & Lanes(repeating: 0xFFF_0000))).shorts
  }
}

extension Draws {
  /// ``bits(_:_:)`` for sixteen persons.
  @inline(__always)
  static func bits(_ persons: Lanes, _ key: UInt64) -> Lanes {
    var x = persons ^ Lanes(repeating: UInt32(truncatingIfNeeded: key))
    x ^= x &>> Lanes(repeating: 17)
    x = x &* Lanes(repeating: 0xED5A_D4BB)
    x ^= x &>> Lanes(repeating: 11)
    x = x &+ Lanes(repeating: UInt32(truncatingIfNeeded: key &>> 32))
    x = x &* Lanes(repeating: 0xAC4C_1B51)
    x ^= x &>> Lanes(repeating: 15)
    x = x &* Lanes(repeating: 0x3184_8BAB)
    return x ^ (x &>> Lanes(repeating: 14))
  }
}
