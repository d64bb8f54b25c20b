/// One walk over a value's parts that writes them, reads them back, or hashes them.
///
/// A type says once which parts it has, and gains a binary form, its inverse, and a digest. Integers
/// take eight bytes on every platform, so that a browser and a laptop write the same.
public struct Wire {
  /// What the walk does.
  enum Purpose {
    case write
    case read
    case hash
  }

  let purpose: Purpose
  /// The bytes written, or those to be read.
  public private(set) var bytes: [UInt8]
  private var cursor = 0
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325
  /// Whether reading ran past the end or met a count that cannot be.
  public private(set) var isBroken = false

  /// A walk that writes.
  public init() {
    purpose = .write
    bytes = []
  }

  /// A walk that reads.
  public init(reading bytes: [UInt8]) {
    purpose = .read
    self.bytes = bytes
  }

  /// A walk that hashes.
  public static var hashing: Wire { Wire(.hash) }

  private init(_ purpose: Purpose) {
    self.purpose = purpose
    bytes = []
  }

  /// The hash of all that was walked over.
  public var digest: UInt64 { Draws.mix(state) }

  /// One word of eight bytes.
  public mutating func word(_ x: inout UInt64) {
    switch purpose {
    case .write:
      for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: x &>> UInt64(8 * byte))) }
    case .read:
      guard cursor + 8 <= bytes.count else {
        isBroken = true
        x = 0
        return
      }
      x = 0
      for byte in 0..<8 { x |= UInt64(bytes[cursor + byte]) &<< UInt64(8 * byte) }
      cursor += 8
    case .hash:
      state = (state ^ x) &* 0x9E37_79B9_7F4A_7C15
      state ^= state &>> 29
    }
  }

  /// An integer.
  public mutating func value(_ x: inout Int) {
    var w = UInt64(bitPattern: Int64(x))
    word(&w)
    x = Int(truncatingIfNeeded: Int64(bitPattern: w))
  }

  /// A number of 32 bits.
  public mutating func value(_ x: inout UInt32) {
    var w = UInt64(x)
    word(&w)
    x = UInt32(truncatingIfNeeded: w)
  }

  /// A small number, such as the raw value of an enum.
  public mutating func value(_ x: inout UInt8) {
    var w = UInt64(x)
    word(&w)
    x = UInt8(truncatingIfNeeded: w)
  }

  /// A truth value.
  public mutating func value(_ x: inout Bool) {
    var w: UInt64 = x ? 1 : 0
    word(&w)
    x = w != 0
  }

  /// A real number, by its bits.
  public mutating func value(_ x: inout Double) {
    var w = x.bitPattern
    word(&w)
    x = Double(bitPattern: w)
  }

  /// An enum, by its raw value; an unknown one breaks the walk.
  public mutating func value<T: RawRepresentable<UInt8>>(_ x: inout T) {
    var raw = x.rawValue
    value(&raw)
    if let known = T(rawValue: raw) { x = known } else { isBroken = true }
  }

  /// Real numbers.
  public mutating func value(_ x: inout [Double]) { list(&x, 0) { $0.value(&$1) } }

  /// Integers.
  public mutating func value(_ x: inout [Int]) { list(&x, 0) { $0.value(&$1) } }

  /// Columns of people, 64 bytes each.
  public mutating func value(_ x: inout [SIMD16<UInt32>]) {
    list(&x, SIMD16<UInt32>()) { wire, column in
      let pairs = unsafeBitCast(column, to: SIMD8<UInt64>.self)
      var back = pairs
      for lane in 0..<8 {
        var w = pairs[lane]
        wire.word(&w)
        back[lane] = w
      }
      column = unsafeBitCast(back, to: SIMD16<UInt32>.self)
    }
  }

  /// A list: its count, then each item.
  public mutating func list<T>(
    _ items: inout [T],
    _ blank: @autoclosure () -> T,
    _ each: (inout Wire, inout T) -> Void
  ) {
    var count = items.count
    value(&count)
    if purpose == .read {
      // Every item takes at least a byte, so a larger count is a broken file, not a large one.
      guard count >= 0, count <= bytes.count - cursor else {
        isBroken = true
        items = []
        return
      }
      items = [T](repeating: blank(), count: count)
    }
    for i in items.indices where !isBroken { each(&self, &items[i]) }
  }
}
