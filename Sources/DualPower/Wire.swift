/// One walk over a value's parts that writes them, reads them back, or hashes them.
///
/// A type says once which parts it has, and gains a binary form, its inverse, and a digest. Integers
/// take eight bytes on every platform, so that a browser and a laptop write the same. Numbers begin with
/// their lowest byte, as in the memory of every machine that this runs on.
public struct Wire {
  /// What the walk does.
  enum Purpose {
    case write
    case read
    case restore
    case hash
  }

  let purpose: Purpose
  /// The bytes written, or those to be read.
  public private(set) var bytes: [UInt8]
  private var cursor = 0
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325
  /// Whether reading ran past the end or met what cannot be.
  public private(set) var isBroken = false

  /// A walk that writes.
  public init() { self.init(.write) }

  /// A walk that reads.
  public init(reading bytes: [UInt8]) { self.init(.read, bytes) }

  /// A walk that reads the state of a run into one of the same society.
  ///
  /// What the society settles stays as it is: arrays of numbers keep their count, and another one breaks
  /// the walk. So do numbers that no run comes to.
  init(restoring bytes: [UInt8]) { self.init(.restore, bytes) }

  /// A walk that hashes.
  public static var hashing: Wire { Wire(.hash) }

  private init(_ purpose: Purpose, _ bytes: [UInt8] = []) {
    self.purpose = purpose
    self.bytes = bytes
  }

  /// The hash of all that was walked over.
  public var digest: UInt64 { Draws.mix(state) }

  /// Whether everything that was to be read has been.
  public var isAtEnd: Bool { cursor == bytes.count }

  private var isReading: Bool { purpose == .read || purpose == .restore }

  /// One word of eight bytes.
  public mutating func word(_ x: inout UInt64) {
    switch purpose {
    case .write: withUnsafeBytes(of: x) { bytes.append(contentsOf: $0) }
    case .read, .restore: withUnsafeMutableBytes(of: &x) { take($0) }
    case .hash: mix(x)
    }
  }

  /// An integer.
  public mutating func value(_ x: inout Int) {
    var w = UInt64(bitPattern: Int64(x))
    word(&w)
    let whole = Int64(bitPattern: w)
    if purpose == .restore && whole.magnitude >= UInt64(Wire.beyond) { isBroken = true }
    x = isBroken ? 0 : Int(truncatingIfNeeded: whole)
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
    if purpose == .restore && !isPossible(x) { isBroken = true }
  }

  /// An enum, by its raw value; an unknown one breaks the walk.
  public mutating func value<T: RawRepresentable<UInt8>>(_ x: inout T) {
    var raw = x.rawValue
    value(&raw)
    if let known = T(rawValue: raw) { x = known } else { isBroken = true }
  }

  /// Real numbers.
  public mutating func value(_ x: inout [Double]) {
    plain(&x, 0)
    if purpose == .restore && !x.allSatisfy(isPossible) { isBroken = true }
  }

  /// Integers.
  public mutating func value(_ x: inout [Int]) {
    guard purpose == .restore else { return list(&x, 0) { $0.value(&$1) } }
    guard keepsCount(x.count) else { return }
    for i in x.indices { value(&x[i]) }
  }

  /// Truth values.
  public mutating func value(_ x: inout [Bool]) {
    guard purpose == .restore else { return list(&x, false) { $0.value(&$1) } }
    guard keepsCount(x.count) else { return }
    for i in x.indices { value(&x[i]) }
  }

  /// Columns of people, one whole after the other; in the binary form each 64 people stand together.
  ///
  /// - Parameters:
  ///   - columns: Of a count that is known already.
  ///   - width: How many columns there are.
  mutating func value(_ columns: inout [SIMD16<UInt32>], width: Int) {
    byRow(&columns, width: width) { wire, block in
      withUnsafeMutableBytes(of: &block) { wire.same($0) }
    }
  }

  /// The same of people who are dealt to several: the walk goes from one to the next, as pieces do.
  ///
  /// Where there are several it hashes and does nothing else, as none of them has room for all.
  ///
  /// - Parameters:
  ///   - columns: What is here of them.
  ///   - width: How many columns there are.
  ///   - count: How many items all have.
  ///   - rows: Shape `[piece]`; which rows are a piece's, none where it is another's.
  ///   - deal: How they are dealt.
  mutating func value(
    _ columns: inout [SIMD16<UInt32>],
    width: Int,
    count: Int,
    rows: [Range<Int>],
    among deal: Deal
  ) {
    guard deal.isShared else { return value(&columns, width: width) }
    precondition(purpose == .hash, "people who are with several are hashed, not written or read")
    guard keepsCount(count) else { return }
    for piece in deal.pieces {
      told(columns, width: width, rows: rows[piece]) { wire, block in
        withUnsafeMutableBytes(of: &block) { wire.same($0) }
      }
      state = deal.partners.word(state, of: deal.owner(ofPiece: piece))
    }
  }

  /// Columns of integers, one whole after the other; the binary form has them row by row.
  mutating func value(_ columns: inout [Int], width: Int) {
    byRow(&columns, width: width) { $0.value(&$1) }
  }

  /// Columns of real numbers, one whole after the other; the binary form has them row by row.
  mutating func value(_ columns: inout [Double], width: Int) {
    byRow(&columns, width: width) { $0.value(&$1) }
  }

  private mutating func byRow<T>(
    _ columns: inout [T],
    width: Int,
    _ each: (inout Wire, inout T) -> Void
  ) {
    guard keepsCount(columns.count) else { return }
    let height = columns.count / width
    guard isReading else { return told(columns, width: width, rows: 0..<height, each) }
    for row in 0..<height {
      for column in 0..<width { each(&self, &columns[column * height + row]) }
    }
  }

  /// Columns that nothing changes: apart, as an array that could change would be copied as a whole first.
  private mutating func told<T>(
    _ columns: [T],
    width: Int,
    rows: Range<Int>,
    _ each: (inout Wire, inout T) -> Void
  ) {
    let height = columns.count / width
    for row in rows {
      for column in 0..<width {
        var item = columns[column * height + row]
        each(&self, &item)
      }
    }
  }

  /// Bytes, such as a text's.
  public mutating func value(_ x: inout [UInt8]) { plain(&x, 0) }

  /// A list: its count, then each item.
  public mutating func list<T>(
    _ items: inout [T],
    _ blank: @autoclosure () -> T,
    _ each: (inout Wire, inout T) -> Void
  ) {
    var count = items.count
    value(&count)
    guard isReading else {
      for i in items.indices { each(&self, &items[i]) }
      return
    }
    if count < 0 { isBroken = true }
    // One by one, as a count that cannot be asks for more room than there is.
    items = []
    while items.count < count && !isBroken {
      var item = blank()
      each(&self, &item)
      items.append(item)
    }
  }

  /// An array of items that are the same in memory as in a file: its count, then all of them at once.
  private mutating func plain<T: BitwiseCopyable>(_ items: inout [T], _ blank: T) {
    switch purpose {
    case .write:
      var count = items.count
      value(&count)
      items.withUnsafeBytes { bytes.append(contentsOf: $0) }
    case .hash:
      var count = items.count
      value(&count)
      items.withUnsafeBytes { mix($0) }
    case .restore:
      guard keepsCount(items.count) else { return }
      items.withUnsafeMutableBytes { take($0) }
    case .read:
      var count = 0
      value(&count)
      guard count >= 0, count <= (bytes.count - cursor) / MemoryLayout<T>.stride else {
        isBroken = true
        items = []
        return
      }
      items = [T](repeating: blank, count: count)
      items.withUnsafeMutableBytes { take($0) }
    }
  }

  /// Memory that is the same in a file.
  private mutating func same(_ memory: UnsafeMutableRawBufferPointer) {
    switch purpose {
    case .write: bytes.append(contentsOf: memory)
    case .hash: mix(UnsafeRawBufferPointer(memory))
    case .read, .restore: take(memory)
    }
  }

  /// Walks over a count that is known already.
  private mutating func keepsCount(_ known: Int) -> Bool {
    var count = known
    value(&count)
    if count != known { isBroken = true }
    return !isBroken
  }

  /// Fills memory with the next bytes, or with nought where there are not so many.
  private mutating func take(_ memory: UnsafeMutableRawBufferPointer) {
    guard !isBroken, memory.count <= bytes.count - cursor else {
      isBroken = true
      memory.initializeMemory(as: UInt8.self, repeating: 0)
      return
    }
    let next = cursor..<cursor + memory.count
    bytes.withUnsafeBytes { memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[next])) }
    cursor = next.upperBound
  }

  private mutating func mix(_ x: UInt64) {
    state = (state ^ x) &* 0x9E37_79B9_7F4A_7C15
    state ^= state &>> 29
  }

  private mutating func mix(_ memory: UnsafeRawBufferPointer) {
    let words = memory.count / 8
    for word in 0..<words { mix(memory.loadUnaligned(fromByteOffset: 8 * word, as: UInt64.self)) }
    for byte in memory[(8 * words)...] { mix(UInt64(byte)) }
  }

  /// What no count, sum or tick of a run comes to.
  private static let beyond = 0x1p48

  /// Whether a run can have come to a number; false for one that is none.
  private func isPossible(_ x: Double) -> Bool { x.magnitude < Wire.beyond }
}
