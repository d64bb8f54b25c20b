// Reads: the society. Writes: one row a person. Draws: temper, will, grant, sympathy.

/// One row a person.
///
/// Persons stand in blocks of 64, each group beginning a block of its own; a block holds one vector of
/// 64 bytes for each column, so that the same trait of 64 persons is one load. Columns:
/// susceptibility, risk, obstinacy (1/128 of a unit of utility), conviction, activity, and one of
/// recognition for each line of authority (1/255).
package struct People: Sendable {
  /// 64 persons' bytes: lane `i`, byte `j` is person `4·i + j` of the block.
  typealias Column = Lanes

  package static let susceptibility = 0
  package static let risk = 1
  package static let obstinacy = 2
  package static let conviction = 3
  package static let activity = 4
  package static let firstRecognition = 5

  /// What walks over them.
  let loops: Loops
  /// Columns in a block.
  let width: Int
  /// Shape `[block × column]`, row by row.
  var columns: [Column]
  /// Shape `[group + 1]`: the block at which a group begins.
  let firstBlock: [Int]
  /// Shape `[chunk + 1]`: groups dealt into chunks of like size, the units of concurrent work.
  let chunks: [Int]
  /// Shape `[group]`; agents.
  let agentCounts: [Int]
  /// Shape `[group]`; the number of its first person.
  let firstPersons: [UInt32]
  /// Shape `[group]`; agents active against the body in force.
  var active: [Int]
  /// Shape `[group]`; agents still out although the object of their activity is gone.
  var lingering: [Int]
  /// Shape `[group × column]`, row by row; sum of recognition over agents, in 1/255.
  var recognition: [Int]
  /// Shape `[group]`; follows from the rows.
  var reaches: [Reach] = []
  /// Shape `[group × party]`, row by row; agents by party.
  private(set) var sympathisers: [Int]

  init(_ society: Society, draws: Draws, concurrently: Concurrently, loops: Loops = .baseline) {
    self.loops = loops
    let groups = society.groups
    let first = groups.reduce(into: [0]) { $0.append($0[$0.count - 1] + ($1.agents + 63) / 64) }
    firstBlock = first
    width = People.firstRecognition + society.columnCount
    agentCounts = groups.map { $0.agents }
    firstPersons = groups.map { $0.firstPerson }
    chunks = People.deal(first, into: 64)
    columns = [Column](repeating: Column(), count: first[groups.count] * width)
    active = [Int](repeating: 0, count: groups.count)
    lingering = active
    recognition = [Int](repeating: 0, count: groups.count * society.columnCount)
    sympathisers = [Int](repeating: 0, count: groups.count * society.parties.count)

    let cast = Casting(society, draws: draws)
    let chunks = self.chunks
    let width = self.width
    columns.withUnsafeMutableBytes { bytes in
      recognition.withUnsafeMutableBufferPointer { sums in
        sympathisers.withUnsafeMutableBufferPointer { parties in
          let room = Shared((bytes: bytes, sums: sums, parties: parties))
          concurrently(chunks.count - 1) { chunk in
            for g in chunks[chunk]..<chunks[chunk + 1] {
              let start = first[g] * width * 64
              cast.fill(
                group: g,
                bytes: UnsafeMutableRawBufferPointer(rebasing: room.value.bytes[start...]),
                width: width,
                sums: room.value.sums,
                parties: room.value.parties
              )
            }
          }
        }
      }
    }
    measureReaches(concurrently: concurrently)
  }

  /// Deals groups into chunks of like numbers of blocks; depends on nothing but the society.
  private static func deal(_ firstBlock: [Int], into count: Int) -> [Int] {
    let groups = firstBlock.count - 1
    let blocks = firstBlock[groups]
    var chunks = [0]
    for g in 0..<groups where firstBlock[g + 1] * count >= blocks * chunks.count {
      chunks.append(g + 1)
    }
    if chunks[chunks.count - 1] != groups { chunks.append(groups) }
    return chunks
  }

  /// One byte of a person's row.
  func byte(_ column: Int, group: Int, member: Int) -> UInt8 {
    let vector = columns[(firstBlock[group] + member / 64) * width + column]
    return UInt8(truncatingIfNeeded: vector[member % 64 / 4] &>> UInt32(member % 4 * 8))
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&columns)
    wire.value(&active)
    wire.value(&lingering)
    wire.value(&recognition)
  }
}

/// A value shared between threads that write to disjoint parts of it.
struct Shared<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
