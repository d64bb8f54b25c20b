/// The checksum that `sha256sum` prints.
///
/// - Source: NIST FIPS 180-4, sections 4.1.2, 5 and 6.2.
struct SHA256 {
  private var state: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A,
    0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  /// What has come since the last whole block of 64 bytes.
  private var rest: [UInt8] = []
  private var count = 0

  /// The checksum of some bytes, in hexadecimal digits.
  static func hex(_ bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.add(bytes[...])
    return hash.hex
  }

  /// Adds bytes to those that the checksum is of.
  mutating func add(_ bytes: ArraySlice<UInt8>) {
    count += bytes.count
    var bytes = bytes
    if !rest.isEmpty {
      let missing = bytes.prefix(64 - rest.count)
      rest += missing
      bytes = bytes.dropFirst(missing.count)
      guard rest.count == 64 else { return }
      let block = rest
      block.withUnsafeBufferPointer { take($0, 0) }
    }
    let whole = bytes.count / 64 * 64
    bytes.withUnsafeBufferPointer { buffer in
      for start in stride(from: 0, to: whole, by: 64) { take(buffer, start) }
    }
    rest = Array(bytes.dropFirst(whole))
  }

  /// The checksum of all that was added, in hexadecimal digits.
  var hex: String {
    var hash = self
    var end: [UInt8] = [0x80]
    while (count + end.count) % 64 != 56 { end.append(0) }
    for byte in 0..<8 { end.append(UInt8(truncatingIfNeeded: (count * 8) >> (56 - 8 * byte))) }
    hash.add(end[...])
    return hash.state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
      for word in 0..<16 {
        words[word] = (0..<4).reduce(0) { $0 << 8 | UInt32(bytes[start + word * 4 + $1]) }
      }
      for word in 16..<64 {
        let (early, late) = (words[word - 15], words[word - 2])
        let low = early.rotated(7) ^ early.rotated(18) ^ early >> 3
        let high = late.rotated(17) ^ late.rotated(19) ^ late >> 10
        words[word] = words[word - 16] &+ low &+ words[word - 7] &+ high
      }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      for round in 0..<64 {
        let high = e.rotated(6) ^ e.rotated(11) ^ e.rotated(25)
        let choice = (e & f) ^ (~e & g)
        let first = h &+ high &+ choice &+ Self.constants[round] &+ words[round]
        let low = a.rotated(2) ^ a.rotated(13) ^ a.rotated(22)
        let majority = (a & b) ^ (a & c) ^ (b & c)
        (h, g, f, e) = (g, f, e, d &+ first)
        (d, c, b, a) = (c, b, a, first &+ low &+ majority)
      }
      for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= value }
    }
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = {
    var primes: [UInt64] = []
    var candidate: UInt64 = 2
    while primes.count < 64 {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { prime in
      // The greatest root with root³ ≤ prime · 2⁹⁶; its low 32 bits are the fraction's.
      var root: UInt64 = 0
      for bit in (0..<36).reversed() {
        let tried = UInt128(root | 1 << UInt64(bit))
        if tried * tried * tried <= UInt128(prime) << 96 { root |= 1 << UInt64(bit) }
      }
      return UInt32(truncatingIfNeeded: root)
    }
  }()
}

extension UInt32 {
  fileprivate func rotated(_ bits: UInt32) -> UInt32 { self >> bits | self << (32 - bits) }
}
