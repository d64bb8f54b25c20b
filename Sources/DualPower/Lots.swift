/// What each of some owners has, as the groups of towns: that of one after that of another.
///
/// A list for each, or a slice that is handed out, would be counted whenever it is asked for, by all threads in one
/// place; positions are not.
struct Lots<Item: Sendable>: Sendable {
  private let items: [Item]
  /// Shape `[owner + 1]`; where each one's begin.
  private let first: [Int]

  /// Deals things out.
  ///
  /// - Parameters:
  ///   - items: The things; each owner has hers in their order.
  ///   - owners: Shape `[item]`; whose it is.
  ///   - count: How many owners there are.
  init(_ items: [Item], of owners: [Int], count: Int) {
    var first = [Int](repeating: 0, count: count + 1)
    for owner in owners { first[owner + 1] += 1 }
    for i in 0..<count { first[i + 1] += first[i] }
    var next = first
    var order = [Int](repeating: 0, count: items.count)
    for (i, owner) in owners.enumerated() {
      order[next[owner]] = i
      next[owner] += 1
    }
    self.items = order.map { items[$0] }
    self.first = first
  }

  /// Those of one after those of another.
  init(_ lists: [[Item]]) {
    items = lists.flatMap { $0 }
    first = lists.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  /// The numbers of all owners.
  var owners: Range<Int> { 0..<first.count - 1 }

  /// Where an owner's are.
  func positions(of owner: Int) -> Range<Int> { first[owner]..<first[owner + 1] }

  /// What is at a position.
  subscript(position: Int) -> Item { items[position] }

  /// All that an owner has, for one who asks now and then.
  subscript(of owner: Int) -> ArraySlice<Item> { items[positions(of: owner)] }
}
