// Reads: recognition, row by row. Writes: nothing. Draws: obedience.

/// What is asked of the members of groups; a type and no closure, as a closure that threads share is made anew.
private protocol Question: Sendable {
  /// Sets what the members of a group say.
  ///
  /// - Parameters:
  ///   - loops: The loops over people.
  ///   - blocks: Where their blocks begin.
  ///   - rows: Where their rows are.
  ///   - group: The group.
  ///   - counts: Nought in each.
  ///   - totals: Nought in each; set to what they say.
  func ask(
    _ loops: Loops,
    _ blocks: UnsafePointer<People.Column>,
    _ rows: Rows,
    _ group: Int,
    _ counts: UnsafeMutablePointer<Numbers>,
    _ totals: UnsafeMutablePointer<Int>
  )
}

/// Whom they would obey.
private struct Allegiance: Question {
  let choices: Choices
  let townOf: [Int]
  let floor: UInt8

  func ask(
    _ loops: Loops,
    _ blocks: UnsafePointer<People.Column>,
    _ rows: Rows,
    _ group: Int,
    _ counts: UnsafeMutablePointer<Numbers>,
    _ totals: UnsafeMutablePointer<Int>
  ) {
    let choice = choices[town: townOf[group]]
    choices.columns.withUnsafeBufferPointer {
      loops.choose(blocks, rows, UnsafeBufferPointer(rebasing: $0[choice]), floor, counts)
    }
    for (place, item) in choice.enumerated() {
      totals[choices.lines[item]] = counts[place].total
    }
  }
}

/// Whether they obey an order.
private struct Obedience: Question {
  /// Shape `[stratum]`.
  let commands: [Command]
  let stratumOf: [Int16]

  func ask(
    _ loops: Loops,
    _ blocks: UnsafePointer<People.Column>,
    _ rows: Rows,
    _ group: Int,
    _ counts: UnsafeMutablePointer<Numbers>,
    _ totals: UnsafeMutablePointer<Int>
  ) {
    let command = commands[Int(stratumOf[group])]
    guard command.weight > 0 else { return }
    loops.obey(blocks, rows, command, counts)
    totals[0] = counts[0].total
  }
}

extension People {
  /// How many agents of each of some groups would obey each line, were orders to conflict.
  ///
  /// Each obeys the line that she recognises most, if above a floor; of two that she recognises
  /// alike, the one named first.
  ///
  /// - Parameters:
  ///   - groups: Whom to ask.
  ///   - choices: Among which lines those of a town choose.
  ///   - townOf: Shape `[group]`; the town.
  ///   - lines: How many lines there are.
  ///   - floor: In 1/255.
  ///   - totals: Set to how many would; shape `[groups × line]`, row by row.
  ///   - concurrently: How chunks of groups are run.
  /// - Complexity: O(people × lines).
  func writ<Groups: RandomAccessCollection<Int> & Sendable>(
    of groups: Groups,
    among choices: Choices,
    townOf: [Int],
    lines: Int,
    floor: UInt8,
    _ totals: inout [Int],
    concurrently: Concurrently
  ) where Groups.Index == Int {
    let allegiance = Allegiance(choices: choices, townOf: townOf, floor: floor)
    poll(groups, counts: lines, &totals, allegiance, concurrently: concurrently)
  }

  /// How many agents of each of some groups obey an order.
  ///
  /// - Parameters:
  ///   - groups: Whom it addresses.
  ///   - commands: Shape `[stratum]`; the order as its members weigh it.
  ///   - stratumOf: Shape `[group]`; the stratum.
  ///   - totals: Set to how many do; shape `[groups]`.
  ///   - concurrently: How chunks of groups are run.
  func obedience(
    of groups: [Int],
    to commands: [Command],
    stratumOf: [Int16],
    _ totals: inout [Int],
    concurrently: Concurrently
  ) {
    let obedience = Obedience(commands: commands, stratumOf: stratumOf)
    poll(groups, counts: 1, &totals, obedience, concurrently: concurrently)
  }

  /// Asks each of some groups, and sets what its members say, so many numbers of each.
  private func poll<Groups: RandomAccessCollection<Int> & Sendable, Asked: Question>(
    _ groups: Groups,
    counts width: Int,
    _ totals: inout [Int],
    _ question: Asked,
    concurrently: Concurrently
  ) where Groups.Index == Int {
    totals.keep(0, count: groups.count * width)
    let (firstBlock, firstPersons, sizes) = (firstBlock, firstPersons, agentCounts)
    let (apart, columnCount, loops) = (height, recognitionColumns, loops)
    // A few groups are asked sooner than another thread has woken.
    let chunks = min(64, 1 + groups.count / 128)
    columns.withUnsafeBufferPointer { columns in
      totals.withUnsafeMutableBufferPointer { totals in
        let room = Shared((columns, totals))
        concurrently(chunks) { chunk in
          let (columns, totals) = room.value
          guard let base = columns.baseAddress, let all = totals.baseAddress else { return }
          // Aligned by hand: room that asks for it would be made anew where all is kept.
          let bytes = (width + 1) * MemoryLayout<Numbers>.stride
          withUnsafeTemporaryAllocation(byteCount: bytes, alignment: 16) { room in
            guard let start = room.baseAddress?.alignedUp(for: Numbers.self) else { return }
            let first = start.bindMemory(to: Numbers.self, capacity: width)
            for i in items(ofChunk: chunk, of: chunks, groups.count)
            where firstBlock[groups[i]] < firstBlock[groups[i] + 1] {
              let g = groups[i]
              first.initialize(repeating: Numbers(), count: width)
              let rows = Rows(
                apart: apart,
                columns: columnCount,
                first: firstPersons[g],
                count: sizes[g]
              )
              checked(
                firstBlock[g] + (rows.count + 63) / 64 <= apart,
                "a group has more members than its blocks have room for"
              )
              question.ask(loops, base + firstBlock[g], rows, g, first, all + i * width)
            }
          }
        }
      }
    }
    if deal.isShared { deal.add(&totals) }
  }
}
