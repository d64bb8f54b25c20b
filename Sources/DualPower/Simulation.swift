/// The state of one run.
public struct Simulation: Sendable {
  var world: World
  var people: People
  var groups: Groups
  var places: Places
  var bodies: Bodies
  var draws: Draws
  /// The source of every draw.
  public let seed: UInt64
  /// Ticks done so far.
  public internal(set) var ticks = 0
  /// What the run has left behind.
  public internal(set) var record: Record

  /// Lays out a society's people, each with the traits that the seed gives her.
  ///
  /// - Parameters:
  ///   - society: A checked society: indices in range, sizes positive, shares summing to 1.
  ///   - seed: Any number; one run per number.
  ///   - concurrently: Runs `body(chunk)` for each chunk in `0..<chunks`, in any order and on any
  ///     number of threads, and returns when all are done.
  ///   - loops: The loops over people, as compiled for this machine or any; the run is the same.
  ///   - partners: With whom the run is made; it is the same for any number of them. With several the people of
  ///     some groups are here and no others, so that of a run only its ticks, its record, its outcome and its
  ///     digest can be asked for, by all partners alike.
  public init(
    _ society: Society,
    seed: UInt64,
    concurrently: Concurrently = inOrder,
    loops: Loops = .baseline,
    partners: Partners = .none
  ) {
    precondition(
      partners.count == 1 || society.canBeShared,
      "a group has more agents than can be told of"
    )
    self.seed = seed
    draws = Draws(seed: seed)
    world = World(society)
    people = People(
      society,
      draws: draws,
      concurrently: concurrently,
      loops: loops,
      partners: partners
    )
    groups = Groups(society, world.layout, people, draws)
    places = Places(society)
    bodies = Bodies(society, world.layout)
    record = Record(society, world.layout)
  }

  /// What the run began with, and what has changed since.
  public var society: Society { world.society }

  /// Agents whose rows are here: all of them, unless some are with partners.
  public var agentsHere: Int {
    people.deal.own.reduce(0) { $0 + people.agentCounts[$1].reduce(0, +) }
  }

  /// What the run has come to by now.
  public var outcome: Outcome { record.outcome(society, fellAt: bodies.fellAt) }

  /// A hash of every person, group, place, body and row.
  ///
  /// - Complexity: O(people + rows).
  public func digest() -> UInt64 {
    var wire = Wire.hashing
    var copy = self
    copy.transfer(&wire)
    return wire.digest
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&ticks)
    world.transfer(&wire)
    people.transfer(&wire)
    groups.transfer(&wire, world.layout)
    places.transfer(&wire)
    bodies.transfer(&wire, society, world.layout)
    record.transfer(&wire, society)
  }
}

/// Runs `body(chunk)` for each chunk in `0..<chunks`, in any order, and returns when all are done.
public typealias Concurrently = (_ chunks: Int, _ body: @Sendable (Int) -> Void) -> Void

/// One chunk after the other, on the calling thread.
public func inOrder(_ chunks: Int, _ body: @Sendable (Int) -> Void) {
  for chunk in 0..<chunks { body(chunk) }
}

/// Which of so many items are a chunk's, where all chunks have as many.
func items(ofChunk chunk: Int, of chunks: Int, _ count: Int) -> Range<Int> {
  count * chunk / chunks..<count * (chunk + 1) / chunks
}
