#if FOR_A_LEVEL
import DualPower
#endif

/// Sixteen persons at a time, in the lanes of a vector.
///
/// All bit logic is on 16 lanes: of wider vectors the compiler makes loops.
typealias Lanes = SIMD16<UInt32>
/// The same as signed numbers.
typealias Numbers = SIMD16<Int32>
/// Half of a block's persons at a time; for sums, products and comparisons only.
typealias Halves = SIMD32<Int16>
/// One byte of each of a block's 64 persons; for sums and comparisons only.
typealias Bytes = SIMD64<UInt8>

extension SIMD16<UInt32> {
  /// A block's persons by quarter: lane `i` of quarter `j` is person `4·i + j`.
  static var everyFourth: Lanes {
    Lanes(0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60)
  }

  /// The persons of a block's first half, two quarters of it: in the lanes from the ninth on are the next
  /// of those in the lanes before.
  static var everyFourthOfHalf: Lanes {
    Lanes(0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29)
  }

  /// Where the byte of each of them is.
  static var byteOfHalf: Lanes {
    Lanes(lowHalf: SIMD8(repeating: 0xFF), highHalf: SIMD8(repeating: 0xFF00))
  }

  /// The even bytes of every lane.
  static var everyEven: Lanes { Lanes(repeating: 0x00FF_00FF) }

  /// The even bytes, 16 bits each.
  @inline(__always)
  var evenBytes: Lanes { self & Lanes.everyEven }

  /// The odd bytes, 16 bits each.
  @inline(__always)
  var oddBytes: Lanes { (self &>> Lanes(repeating: 8)) & Lanes.everyEven }

  /// The sums of the first eight lanes and the last, and eight of nought.
  @inline(__always)
  var halvesAdded: Lanes {
    let (a, b) = unsafeBitCast(self, to: (SIMD8<UInt32>, SIMD8<UInt32>).self)
    return unsafeBitCast((a &+ b, SIMD8<UInt32>()), to: Lanes.self)
  }

  /// The same bits as signed numbers.
  @inline(__always)
  var numbers: Numbers { unsafeBitCast(self, to: Numbers.self) }

  /// The same bits as bytes.
  @inline(__always)
  var bytes: Bytes { unsafeBitCast(self, to: Bytes.self) }

  /// The same bits as pairs of numbers.
  @inline(__always)
  var halves: Halves { unsafeBitCast(self, to: Halves.self) }

  /// Whether any bit is set.
  @inline(__always)
  var isAnySet: Bool {
    let (a, b) = unsafeBitCast(self, to: (SIMD4<UInt64>, SIMD4<UInt64>).self)
    let (c, d) = unsafeBitCast(a | b, to: (SIMD2<UInt64>, SIMD2<UInt64>).self)
    let bits = c | d
    return bits.x | bits.y != 0
  }

  /// How many of the four bytes in each lane are set, where each is all ones or zero.
  @inline(__always)
  var persons: Numbers {
    let ones = Lanes(repeating: 0x0101_0101)
    return (((self & ones) &* ones) &>> Lanes(repeating: 24)).numbers
  }

  /// One of the four persons in each lane.
  @inline(__always)
  func bytes(_ shift: Lanes) -> Numbers { ((self &>> shift) & Lanes(repeating: 0xFF)).numbers }
}

extension SIMD32<Int16> {
  /// The same bits, 32 in a lane.
  @inline(__always)
  var lanes: Lanes { unsafeBitCast(self, to: Lanes.self) }
}

extension SIMD64<UInt8> {
  /// The same bits, 32 in a lane.
  @inline(__always)
  var lanes: Lanes { unsafeBitCast(self, to: Lanes.self) }
}

extension SIMD16<Int32> {
  /// The same bits as unsigned numbers.
  @inline(__always)
  var lanes: Lanes { unsafeBitCast(self, to: Lanes.self) }

  /// The sum over all lanes, by halves.
  @inline(__always)
  var total: Int {
    let (a, b) = unsafeBitCast(self, to: (SIMD8<Int32>, SIMD8<Int32>).self)
    let (c, d) = unsafeBitCast(a &+ b, to: (SIMD4<Int32>, SIMD4<Int32>).self)
    let sum = c &+ d
    return Int(sum.x &+ sum.y &+ sum.z &+ sum.w)
  }
}

/// One number in every lane.
@inline(__always)
func all(_ x: Int32) -> Numbers { Numbers(repeating: x) }

/// All ones where a comparison holds, zero elsewhere.
@inline(__always)
func mask(_ comparison: SIMDMask<Numbers>) -> Numbers {
  unsafeBitCast(comparison, to: Numbers.self)
}

/// All ones in each byte for which a comparison holds, zero elsewhere.
@inline(__always)
func mask(_ comparison: SIMDMask<SIMD64<Int8>>) -> Lanes {
  unsafeBitCast(comparison, to: Lanes.self)
}

/// All ones in each pair of bytes for which a comparison holds, zero elsewhere.
@inline(__always)
func mask(_ comparison: SIMDMask<Halves>) -> Lanes { unsafeBitCast(comparison, to: Lanes.self) }

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
