/// Those who make one run together, each of whom holds a part of its people.
///
/// What is of a person, her row and all that is done with it, is with one of them alone. All else, groups,
/// places, bodies and the record, each of them has, and reckons alike. So all that they tell one another is integers by
/// group, and a run is the same for any number of them.
///
/// Whoever can carry numbers between processes makes one, and hands it to the model as it hands it
/// threads; the model knows no network. All partners ask for the same, in the same order.
public struct Partners: Sendable {
  /// Fills in what others have of some items, and returns when all are there.
  ///
  /// Those of partner `p` are `firstItem[p]..<firstItem[p + 1]`.
  public typealias Complete =
    @Sendable (_ items: UnsafeMutableBufferPointer<Int32>, _ firstItem: [Int]) -> Void
  /// Puts in place of each item the sum of what all partners have there.
  public typealias Add = @Sendable (_ items: UnsafeMutableBufferPointer<Int32>) -> Void

  /// Which of them this is, from 0.
  public let own: Int
  /// How many there are.
  public let count: Int
  private let completing: Complete
  private let adding: Add

  /// Partners that numbers can be carried between.
  public init(own: Int, of count: Int, complete: @escaping Complete, add: @escaping Add) {
    self.own = own
    self.count = count
    completing = complete
    adding = add
  }

  /// One who makes a run alone, and has nobody to ask.
  public static var none: Partners {
    Partners(own: 0, of: 1, complete: { _, _ in }, add: { _ in })
  }

  /// Fills in what others have, as in ``Complete``.
  public func complete(_ items: inout [Int32], firstItem: [Int]) {
    items.withUnsafeMutableBufferPointer { completing($0, firstItem) }
  }

  /// Adds up what all have, item by item.
  public func add(_ items: inout [Int32]) {
    items.withUnsafeMutableBufferPointer { adding($0) }
  }

  /// Whether any of them says so.
  public func any(_ says: Bool) -> Bool {
    var items: [Int32] = [says ? 1 : 0]
    add(&items)
    return items[0] > 0
  }

  /// A word that one of them has.
  public func word(_ word: UInt64, of partner: Int) -> UInt64 {
    let said = partner == own ? word : 0
    var items = [
      Int32(truncatingIfNeeded: said), Int32(truncatingIfNeeded: said &>> 32),
    ]
    add(&items)
    return UInt64(UInt32(bitPattern: items[0])) | UInt64(UInt32(bitPattern: items[1])) &<< 32
  }
}

/// How groups are dealt to partners: in pieces with like numbers of blocks, one after the other in turn.
///
/// A piece is a run of groups in their order, and so of places; a place in which two pieces meet is with two
/// partners, which is nothing to it, as nothing of a place is dealt. Each partner has several, so that each has some
/// of the capital, where people are out for days, and of villages, where nobody is.
struct Deal: Sendable {
  let partners: Partners
  /// Shape `[piece + 1]`; the group at which each begins; piece `i` is that of partner `i` modulo their number.
  let firstGroup: [Int]
  /// Shape `[partner + 1]`; where rows of its groups begin, where those of one partner come after another's.
  private let firstRow: [Int]

  /// Pieces of each of several.
  private static var piecesOfEach: Int { 16 }

  /// Deals groups; the deal depends on nothing but their sizes and how many partners there are.
  ///
  /// - Parameters:
  ///   - firstBlock: Shape `[group + 1]`; the block at which each begins, where all are in one place.
  ///   - partners: They.
  init(_ firstBlock: [Int], among partners: Partners) {
    self.partners = partners
    let count = partners.count
    let pieces = count > 1 ? count * Deal.piecesOfEach : 1
    let groups = firstBlock.count - 1
    let blocks = firstBlock[groups]
    var first = [0]
    for g in 0..<groups {
      while first.count < pieces, firstBlock[g] * pieces >= blocks * first.count { first.append(g) }
    }
    while first.count <= pieces { first.append(groups) }
    firstGroup = first
    var rows = [Int](repeating: 0, count: count + 1)
    for piece in 0..<pieces { rows[piece % count + 1] += first[piece + 1] - first[piece] }
    for partner in 0..<count { rows[partner + 1] += rows[partner] }
    firstRow = rows
  }

  /// Whether others hold some of the people.
  var isShared: Bool { partners.count > 1 }

  /// The pieces, in order.
  var pieces: Range<Int> { 0..<firstGroup.count - 1 }

  /// The groups of a piece.
  func groups(ofPiece piece: Int) -> Range<Int> { firstGroup[piece]..<firstGroup[piece + 1] }

  /// Whose a piece is.
  func owner(ofPiece piece: Int) -> Int { piece % partners.count }

  /// The pieces that are here.
  var own: [Range<Int>] {
    pieces.filter { owner(ofPiece: $0) == partners.own }.map { groups(ofPiece: $0) }
  }

  /// Walks over a partner's groups, each with the row that is its own among those of all.
  func walk(of partner: Int, _ body: (_ group: Int, _ row: Int) -> Void) {
    var row = firstRow[partner]
    for piece in stride(from: partner, to: firstGroup.count - 1, by: partners.count) {
      for g in groups(ofPiece: piece) {
        body(g, row)
        row += 1
      }
    }
  }

  /// Walks over the groups of all others.
  func walkOfOthers(_ body: (_ group: Int, _ row: Int) -> Void) {
    for partner in 0..<partners.count where partner != partners.own { walk(of: partner, body) }
  }

  /// Completes rows of integers, of which each partner has those of its groups.
  ///
  /// - Parameters:
  ///   - rows: Shape `[row × width]`, row by row, as ``walk(of:_:)`` counts them.
  ///   - width: How many a group has.
  func complete(_ rows: inout [Int32], width: Int) {
    partners.complete(&rows, firstItem: firstRow.map { $0 * width })
  }

  /// Adds up counts of agents, item by item.
  func add(_ counts: inout [Int]) {
    var items = counts.map { Int32($0) }
    partners.add(&items)
    for i in items.indices { counts[i] = Int(items[i]) }
  }
}

extension Society {
  /// Whether partners can tell one another of each group: the sum of a recognition over its agents fits 32 bits.
  public var canBeShared: Bool { groups.allSatisfy { 255 * $0.agents <= Int(Int32.max) } }
}
