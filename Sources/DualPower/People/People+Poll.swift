// Reads: recognition, row by row. Writes: nothing. Draws: obedience.

extension People {
  /// How many agents of each of some groups would obey each line, were orders to conflict.
  ///
  /// Each obeys the line that she recognises most, if above a floor; of two that she recognises
  /// alike, the one named first.
  ///
  /// - Parameters:
  ///   - groups: Whom to ask.
  ///   - columns: Columns of lines for which somebody acts, those of one town after another's.
  ///   - choice: Shape `[group]`: which of them are a group's choice.
  ///   - width: The most of them for one group.
  ///   - floor: In 1/255.
  ///   - concurrently: How chunks of groups are run.
  /// - Returns: Shape `[groups × width]`, row by row.
  /// - Complexity: O(people × lines).
  func writ(
    of groups: [Int],
    columns: [Int],
    choice: (_ group: Int) -> Range<Int>,
    width: Int,
    floor: UInt8,
    concurrently: Concurrently
  ) -> [Int] {
    let loops = self.loops
    return columns.withUnsafeBufferPointer { columns in
      withoutActuallyEscaping(choice) { choice in
        let room = Shared((columns: columns, choice: choice))
        return poll(groups, counts: width, concurrently: concurrently) {
          blocks,
          rows,
          _,
          g,
          counts in
          let choice = UnsafeBufferPointer(rebasing: room.value.columns[room.value.choice(g)])
          loops.choose(blocks, rows, choice, floor, counts)
        }
      }
    }
  }

  /// How many agents of each of some groups obey an order.
  ///
  /// - Parameters:
  ///   - groups: Whom it addresses.
  ///   - command: The order, whatever group it meets.
  ///   - weights: Shape `[groups]`; `1 + w·a_X` in 1/256, 0 for a group that never obeys it.
  ///   - rivalWeights: The same for the rival.
  ///   - concurrently: How chunks of groups are run.
  /// - Returns: Shape `[groups]`.
  func obedience(
    of groups: [Int],
    to command: Command,
    weights: [Int32],
    rivalWeights: [Int32],
    concurrently: Concurrently
  ) -> [Int] {
    let loops = self.loops
    return poll(groups, counts: 1, concurrently: concurrently) { blocks, rows, i, _, counts in
      guard weights[i] > 0 else { return }
      var command = command
      command.weight = weights[i]
      command.rivalWeight = rivalWeights[i]
      loops.obey(blocks, rows, command, counts)
    }
  }

  /// Asks each of some groups, and adds up what its members say.
  private func poll(
    _ groups: [Int],
    counts width: Int,
    concurrently: Concurrently,
    _ ask:
      @Sendable (
        _ blocks: UnsafePointer<Column>,
        _ rows: Rows,
        _ position: Int,
        _ group: Int,
        _ counts: UnsafeMutablePointer<Numbers>
      ) -> Void
  ) -> [Int] {
    var totals = [Int](repeating: 0, count: groups.count * width)
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
            guard let base = columns.baseAddress else { return }
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
                ask(base + firstBlock[g], rows, i, g, first)
                for item in 0..<width { totals[i * width + item] = counts[item].total }
              }
            }
          }
        }
      }
    }
    if deal.isShared { deal.add(&totals) }
    return totals
  }
}
