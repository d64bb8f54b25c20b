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

/// How groups are dealt to partners: each has those of a range, with like numbers of blocks.
struct Deal: Sendable {
  let partners: Partners
  /// Shape `[partner + 1]`; the group at which each one's begin.
  let firstGroup: [Int]

  /// Deals groups; the deal depends on nothing but their sizes and how many partners there are.
  ///
  /// - Parameter firstBlock: Shape `[group + 1]`; the block at which each begins, where all are in one place.
  init(_ firstBlock: [Int], among partners: Partners) {
    self.partners = partners
    let groups = firstBlock.count - 1
    let blocks = firstBlock[groups]
    var first = [0]
    for g in 0..<groups {
      while first.count < partners.count, firstBlock[g] * partners.count >= blocks * first.count {
        first.append(g)
      }
    }
    while first.count <= partners.count { first.append(groups) }
    firstGroup = first
  }

  /// Whether others hold some of the people.
  var isShared: Bool { partners.count > 1 }

  /// The groups whose people are here.
  var own: Range<Int> { firstGroup[partners.own]..<firstGroup[partners.own + 1] }

  /// Completes rows of integers, of which each partner has those of its groups.
  ///
  /// - Parameters:
  ///   - rows: Shape `[group × width]`, row by row.
  ///   - width: How many a group has.
  func complete(_ rows: inout [Int32], width: Int) {
    partners.complete(&rows, firstItem: firstGroup.map { $0 * width })
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
