import CLanes

#if FOR_A_LEVEL
import DualPower
#endif

/// Sixteen persons at a time, in the lanes of a vector.
typealias Lanes = SIMD16<UInt32>
/// The same as signed numbers.
typealias Numbers = SIMD16<Int32>
/// The even persons of a block, or the odd, with 16 bits each.
typealias Halves = SIMD32<UInt16>
/// The same as signed numbers.
typealias Shorts = SIMD32<Int16>
/// One byte of each of a block's 64 persons.
typealias Bytes = SIMD64<UInt8>

/// The persons of a block who share a vector of 16 bits each.
enum Side {
  case even, odd
}

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

  /// The same bits as signed numbers of 16 bits.
  @inline(__always)
  var shorts: Shorts { unsafeBitCast(self, to: Shorts.self) }

  /// Whether any bit is set.
  @inline(__always)
  var isAnySet: Bool { lanesIsAnySet(bytes) }

  /// How many of the four bytes in each lane are set, where each is all ones or zero.
  @inline(__always)
  var persons: Numbers {
    let ones = Lanes(repeating: 0x0101_0101)
    return (((self & ones) &* ones) &>> Lanes(repeating: 24)).numbers
  }

  /// One of the four persons in each lane.
  @inline(__always)
  func bytes(_ shift: Lanes) -> Numbers { ((self &>> shift) & Lanes(repeating: 0xFF)).numbers }

  /// The bytes of a side's persons.
  @inline(__always)
  func numbers(_ side: Side) -> Halves {
    switch side {
    case .even: unsafeBitCast(self & Lanes.everyEven, to: Halves.self)
    case .odd: lanesShiftedRight(unsafeBitCast(self, to: Halves.self), 8)
    }
  }

  /// The same times 256.
  @inline(__always)
  func times256(_ side: Side) -> Halves {
    switch side {
    case .even: lanesShiftedLeft(unsafeBitCast(self, to: Halves.self), 8)
    case .odd: unsafeBitCast(self & ~Lanes.everyEven, to: Halves.self)
    }
  }

  /// A byte for each person of a block, of what is all ones or nought for the persons of either side.
  @inline(__always)
  init(masksOf even: Lanes, _ odd: Lanes) {
    self = (even & Lanes.everyEven) | (odd & ~Lanes.everyEven)
  }
}

extension SIMD32<UInt16> {
  /// The same bits as signed numbers.
  @inline(__always)
  var shorts: Shorts { unsafeBitCast(self, to: Shorts.self) }

  /// The upper 16 of a product's 32 bits.
  @inline(__always)
  func highProduct(_ other: Halves) -> Halves { lanesHighProduct(self, other) }

  /// All bits further down.
  @inline(__always)
  func shiftedRight(_ by: UInt16) -> Halves { lanesShiftedRight(self, by) }

  /// All bits further up.
  @inline(__always)
  func shiftedLeft(_ by: UInt16) -> Halves { lanesShiftedLeft(self, by) }
}

extension SIMD32<Int16> {
  /// The same bits, 32 in a lane.
  @inline(__always)
  var lanes: Lanes { unsafeBitCast(self, to: Lanes.self) }

  /// The upper 16 of a product's 32 bits.
  @inline(__always)
  func highProduct(_ other: Shorts) -> Shorts { lanesHighSignedProduct(self, other) }

  /// Each number, or the nearest that a byte holds.
  @inline(__always)
  var withinAByte: Lanes {
    lanesLesserShorts(lanesGreaterShorts(self, Shorts()), Shorts(repeating: 255)).lanes
  }
}

extension SIMD64<UInt8> {
  /// The places in a block, `0..<64`.
  static var places: Bytes {
    unsafeBitCast(
      Lanes.everyFourth &* Lanes(repeating: 0x0101_0101) &+ Lanes(repeating: 0x0302_0100),
      to: Bytes.self
    )
  }

  /// The same bits, 32 in a lane.
  @inline(__always)
  var lanes: Lanes { unsafeBitCast(self, to: Lanes.self) }

  /// Each byte moved to another, by no more than a step.
  @inline(__always)
  func moved(to aim: Bytes, step: Bytes) -> Bytes {
    lanesLesser(
      lanesGreater(aim, lanesBoundedDifference(self, step)),
      lanesBoundedSum(self, step)
    )
  }

  /// The sum over all bytes.
  @inline(__always)
  var total: Int { Int(lanesSum(self)) }

  /// The same of signed bytes.
  @inline(__always)
  var signedTotal: Int { (self &+ Bytes(repeating: 128)).total &- 64 * 128 }
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

/// One number in every lane of 16 bits, which hold it.
@inline(__always)
func allHalves(_ x: Int32) -> Halves { Halves(repeating: UInt16(truncatingIfNeeded: x)) }

/// One number in every lane of 16 bits, which hold it.
@inline(__always)
func allShorts(_ x: Int32) -> Shorts { Shorts(repeating: Int16(truncatingIfNeeded: x)) }

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

/// Which of a block's places are members'.
///
/// - Parameter left: How many members there are from the block's first on.
/// - Returns: All ones in the byte of each.
@inline(__always)
func areHere(_ left: Int) -> Lanes {
  mask(Bytes.places .< Bytes(repeating: UInt8(truncatingIfNeeded: min(left, 64))))
}

/// All ones in each pair of bytes for which a comparison holds, zero elsewhere.
@inline(__always)
func mask(_ comparison: SIMDMask<Shorts>) -> Lanes { unsafeBitCast(comparison, to: Lanes.self) }
