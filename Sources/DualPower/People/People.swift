// Reads: the society. Writes: one row a person. Draws: temper, will, grant, sympathy.

/// One row a person.
///
/// Persons stand in blocks of 64, each group beginning a block of its own, and the same trait of 64 persons
/// is one load. A column is whole before the next begins, so that what walks over people reads no column
/// that it does not ask for, and reads those from end to end. Columns: susceptibility, risk, obstinacy (1/128 of a unit of utility), conviction, activity, and one of
/// recognition for each line of authority (1/255).
package struct People: Sendable {
  /// 64 persons' bytes: lane `i`, byte `j` is person `4·i + j` of the block.
  typealias Column = Lanes

  package static var susceptibility: Int { 0 }
  package static var risk: Int { 1 }
  package static var obstinacy: Int { 2 }
  package static var conviction: Int { 3 }
  package static var activity: Int { 4 }
  package static var firstRecognition: Int { 5 }

  /// What walks over them.
  let loops: Loops
  /// Whose rows are here, and whose are with others.
  let deal: Deal
  /// How many columns there are.
  let width: Int
  /// How many of them are of recognition.
  var recognitionColumns: Int { width - People.firstRecognition }
  /// How many blocks are here.
  let height: Int
  /// How many there are with those of others.
  private let heightOfAll: Int
  /// Shape `[column × block]`, row by row.
  var columns: [Column]
  /// Shape `[group + 1]`: the block at which a group begins; a group of others has none.
  let firstBlock: [Int]
  /// The groups that are here, in chunks of like size, the units of concurrent work.
  let chunks: [Range<Int>]
  /// Shape `[group]`; agents.
  let agentCounts: [Int]
  /// Shape `[group]`; the number of its first person.
  let firstPersons: [UInt32]
  /// Shape `[group]`; agents active against the body in force.
  var active: [Int]
  /// Shape `[group]`; agents still out although the object of their activity is gone.
  var lingering: [Int]
  /// Shape `[column × group]`, row by row; sum of recognition over agents, in 1/255.
  var recognition: [Int]
  /// Shape `[group]`; follows from the rows.
  var reaches: [Reach] = []
  /// Shape `[group × party]`, row by row; agents by party.
  private(set) var sympathisers: [Int]
  /// Shape `[group × 3]`, row by row; what partners tell one another of an hour, empty where there are none.
  private var told: [Int32]

  init(
    _ society: Society,
    draws: Draws,
    concurrently: Concurrently,
    loops: Loops = .baseline,
    partners: Partners = .none
  ) {
    self.loops = loops
    let groups = society.groups
    let all = groups.reduce(into: [0]) { $0.append($0[$0.count - 1] + ($1.agents + 63) / 64) }
    deal = Deal(all, among: partners)
    let own = deal.own
    let first = People.firstBlocks(all, here: own)
    firstBlock = first
    width = People.firstRecognition + society.columnCount
    height = first[groups.count]
    heightOfAll = all[groups.count]
    agentCounts = groups.map { $0.agents }
    firstPersons = groups.map { $0.firstPerson }
    chunks = own.flatMap { People.chunks(of: $0, first, max(1, 64 / own.count)) }
    active = [Int](repeating: 0, count: groups.count)
    lingering = active
    told = [Int32](repeating: 0, count: deal.isShared ? 3 * groups.count : 0)

    let cast = Casting(society, draws: draws)
    let (chunks, width, height) = (self.chunks, self.width, self.height)
    var sums = [Int](repeating: 0, count: groups.count * society.columnCount)
    var parties = [Int](repeating: 0, count: groups.count * society.parties.count)
    columns = [Column](unsafeUninitializedCapacity: width * height) { columns, count in
      sums.withUnsafeMutableBufferPointer { sums in
        parties.withUnsafeMutableBufferPointer { parties in
          let room = Shared((columns: columns, sums: sums, parties: parties))
          concurrently(chunks.count) { chunk in
            let (columns, sums, parties) = room.value
            let groups = chunks[chunk]
            let (begin, end) = (first[groups.lowerBound], first[groups.upperBound])
            // Cleared by who fills it: of a country's people that takes as long as to cast them.
            for column in 0..<width {
              columns[column * height + begin..<column * height + end]
                .initialize(repeating: Column())
            }
            let bytes = UnsafeMutableRawBufferPointer(columns)
            for g in groups {
              let own = UnsafeMutableRawBufferPointer(rebasing: bytes[(64 * first[g])...])
              cast.fill(group: g, bytes: own, apart: 64 * height, sums: sums, parties: parties)
            }
          }
        }
      }
      count = width * height
    }
    (recognition, sympathisers) = (sums, parties)
    measureReaches(concurrently: concurrently)
    if deal.isShared { tellFirst() }
  }

  /// The block at which each group begins where some are here and the others have none.
  private static func firstBlocks(_ ofAll: [Int], here: [Range<Int>]) -> [Int] {
    var counts = [Int](repeating: 0, count: ofAll.count)
    for groups in here {
      for g in groups { counts[g + 1] = ofAll[g + 1] - ofAll[g] }
    }
    for g in counts.indices.dropFirst() { counts[g] += counts[g - 1] }
    return counts
  }

  /// Chunks of groups with like numbers of blocks; they depend on nothing but the society and the deal.
  private static func chunks(
    of groups: Range<Int>,
    _ firstBlock: [Int],
    _ count: Int
  ) -> [Range<Int>] {
    let before = firstBlock[groups.lowerBound]
    let blocks = firstBlock[groups.upperBound] - before
    var chunks: [Range<Int>] = []
    var first = groups.lowerBound
    for g in groups where (firstBlock[g + 1] - before) * count >= blocks * (chunks.count + 1) {
      chunks.append(first..<g + 1)
      first = g + 1
    }
    if first < groups.upperBound { chunks.append(first..<groups.upperBound) }
    return chunks
  }

  /// Tells partners what those who are here began with, and hears of all others.
  private mutating func tellFirst() {
    let count = agentCounts.count
    let (columns, parties) = (recognition.count / count, sympathisers.count / count)
    let width = columns + parties + 2
    var told = [Int32](repeating: 0, count: count * width)
    deal.walk(of: deal.partners.own) { g, row in
      let first = row * width
      for i in 0..<columns { told[first + i] = Int32(recognition[i * count + g]) }
      for i in 0..<parties { told[first + columns + i] = Int32(sympathisers[g * parties + i]) }
      (told[first + width - 2], told[first + width - 1]) = reaches[g].packed
    }
    deal.complete(&told, width: width)
    deal.walkOfOthers { g, row in
      let first = row * width
      for i in 0..<columns { recognition[i * count + g] = Int(told[first + i]) }
      for i in 0..<parties { sympathisers[g * parties + i] = Int(told[first + columns + i]) }
      reaches[g] = Reach(packed: (told[first + width - 2], told[first + width - 1]))
    }
  }

  /// Tells partners what an hour left with those who are here, and hears of all others.
  ///
  /// - Parameter turn: The column of recognition that had its turn.
  mutating func tellHour(turn: Int) {
    let first = turn * agentCounts.count
    deal.walk(of: deal.partners.own) { g, row in
      told[3 * row] = Int32(active[g])
      told[3 * row + 1] = Int32(lingering[g])
      told[3 * row + 2] = Int32(recognition[first + g])
    }
    deal.complete(&told, width: 3)
    deal.walkOfOthers { g, row in
      active[g] = Int(told[3 * row])
      lingering[g] = Int(told[3 * row + 1])
      recognition[first + g] = Int(told[3 * row + 2])
    }
  }

  /// Whether any member of a group is out, for whatever reason she once went.
  func isAnyoneOut(_ g: Int) -> Bool { active[g] + lingering[g] > 0 }

  /// One byte of a person's row.
  func byte(_ column: Int, group: Int, member: Int) -> UInt8 {
    let vector = columns[block(column, group: group, member: member)]
    return UInt8(truncatingIfNeeded: vector[member % 64 / 4] &>> UInt32(member % 4 * 8))
  }

  /// Where the block of one byte of a person's row is among ``columns``.
  func block(_ column: Int, group: Int, member: Int) -> Int {
    column * height + firstBlock[group] + member / 64
  }

  mutating func transfer(_ wire: inout Wire) {
    let rows = deal.pieces.map { piece -> Range<Int> in
      let groups = deal.groups(ofPiece: piece)
      return firstBlock[groups.lowerBound]..<firstBlock[groups.upperBound]
    }
    wire.value(&columns, width: width, count: width * heightOfAll, rows: rows, among: deal)
    wire.value(&active)
    wire.value(&lingering)
    wire.value(&recognition, width: width - People.firstRecognition)
  }
}

/// A value shared between threads that write to disjoint parts of it.
struct Shared<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
