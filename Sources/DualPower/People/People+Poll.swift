// Reads: recognition, row by row. Writes: nothing. Draws: obedience.

extension People {
  /// How many agents of each of some groups would obey each line, were orders to conflict.
  ///
  /// Each obeys the line that she recognises most, if above a floor; of two that she recognises
  /// alike, the one named first.
  ///
  /// - Parameters:
  ///   - groups: Whom to ask.
  ///   - lines: Lines for which somebody acts, those of one town after another's.
  ///   - columns: Shape `[lines]`; the columns of their institutions.
  ///   - choice: Shape `[group]`: which of them are a group's choice.
  ///   - width: How many lines there are.
  ///   - floor: In 1/255.
  ///   - totals: Set to how many would; shape `[groups × line]`, row by row.
  ///   - concurrently: How chunks of groups are run.
  /// - Complexity: O(people × lines).
  func writ<Groups: RandomAccessCollection<Int> & Sendable>(
    of groups: Groups,
    lines: [Int],
    columns: [Int],
    choice: (_ group: Int) -> Range<Int>,
    width: Int,
    floor: UInt8,
    _ totals: inout [Int],
    concurrently: Concurrently
  ) where Groups.Index == Int {
    let loops = self.loops
    columns.withUnsafeBufferPointer { columns in
      withoutActuallyEscaping(choice) { choice in
        let room = Shared((columns: columns, choice: choice))
        poll(groups, counts: width, &totals, concurrently: concurrently) {
          blocks,
          rows,
          g,
          counts,
          totals in
          let choice = room.value.choice(g)
          loops.choose(
            blocks,
            rows,
            UnsafeBufferPointer(rebasing: room.value.columns[choice]),
            floor,
            counts
          )
          for (place, item) in choice.enumerated() { totals[lines[item]] = counts[place].total }
        }
      }
    }
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
    let loops = self.loops
    poll(groups, counts: 1, &totals, concurrently: concurrently) { blocks, rows, g, counts, totals in
      let command = commands[Int(stratumOf[g])]
      guard command.weight > 0 else { return }
      loops.obey(blocks, rows, command, counts)
      totals[0] = counts[0].total
    }
  }

  /// Asks each of some groups, and sets what its members say, so many numbers of each.
  private func poll<Groups: RandomAccessCollection<Int> & Sendable>(
    _ groups: Groups,
    counts width: Int,
    _ totals: inout [Int],
    concurrently: Concurrently,
    _ ask:
      @Sendable (
        _ blocks: UnsafePointer<Column>,
        _ rows: Rows,
        _ group: Int,
        _ counts: UnsafeMutablePointer<Numbers>,
        _ totals: UnsafeMutablePointer<Int>
      ) -> Void
  ) where Groups.Index == Int {
    totals.keep(0, count: groups.count * width)
    let firstBlock = self.firstBlock
    let apart = height
    let columnCount = recognitionColumns
    let sizes = agentCounts
    let firstPersons = self.firstPersons
    // A few groups are asked sooner than another thread has woken.
    let chunks = min(64, 1 + groups.count / 128)
    withoutActuallyEscaping(ask) { ask in
      columns.withUnsafeBufferPointer { columns in
        totals.withUnsafeMutableBufferPointer { totals in
          let room = Shared((columns, totals))
          concurrently(chunks) { chunk in
            let (columns, totals) = room.value
            guard let base = columns.baseAddress, let all = totals.baseAddress else { return }
            withUnsafeTemporaryAllocation(of: Numbers.self, capacity: width) { counts in
              guard let first = counts.baseAddress else { return }
              for i in items(ofChunk: chunk, of: chunks, groups.count)
              where firstBlock[groups[i]] < firstBlock[groups[i] + 1] {
                let g = groups[i]
                counts.initialize(repeating: Numbers())
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
                ask(base + firstBlock[g], rows, g, first, all + i * width)
              }
            }
          }
        }
      }
    }
    if deal.isShared { deal.add(&totals) }
  }
}
