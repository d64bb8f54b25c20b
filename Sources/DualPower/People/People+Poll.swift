// Reads: recognition, row by row. Writes: nothing. Draws: obedience.

extension People {
  /// How many agents of each group would obey each of several bodies, were their orders to conflict.
  ///
  /// Each obeys the body that she recognises most, if above a floor; of two that she recognises
  /// alike, the one named first.
  ///
  /// - Parameters:
  ///   - bodies: The columns of the bodies' lines.
  ///   - floor: In 1/255.
  ///   - concurrently: How chunks of groups are run.
  /// - Returns: Shape `[group × body]`, row by row.
  /// - Complexity: O(people × bodies).
  func writ(columns bodies: [Int], floor: UInt8, concurrently: Concurrently) -> [Int] {
    let loops = self.loops
    return poll(counts: bodies.count, concurrently: concurrently) { blocks, rows, _, counts in
      bodies.withUnsafeBufferPointer { loops.choose(blocks, rows, $0, floor, counts) }
    }
  }

  /// How many agents of each group obey an order.
  ///
  /// - Parameters:
  ///   - command: The order, whatever group it meets.
  ///   - weights: Shape `[group]`; `1 + w·a_X` in 1/256, 0 for a group that is not addressed.
  ///   - rivalWeights: The same for the rival.
  ///   - concurrently: How chunks of groups are run.
  /// - Returns: Shape `[group]`.
  func obedience(
    to command: Command,
    weights: [Int32],
    rivalWeights: [Int32],
    concurrently: Concurrently
  ) -> [Int] {
    let loops = self.loops
    return poll(counts: 1, concurrently: concurrently) { blocks, rows, g, counts in
      guard weights[g] > 0 else { return }
      var command = command
      command.weight = weights[g]
      command.rivalWeight = rivalWeights[g]
      loops.obey(blocks, rows, command, counts)
    }
  }

  /// Asks each group, and adds up what its members say.
  private func poll(
    counts width: Int,
    concurrently: Concurrently,
    _ ask:
      @Sendable (
        _ blocks: UnsafePointer<Column>,
        _ rows: Rows,
        _ group: Int,
        _ counts: UnsafeMutablePointer<Numbers>
      ) -> Void
  ) -> [Int] {
    let groups = firstBlock.count - 1
    var totals = [Int](repeating: 0, count: groups * width)
    let chunks = self.chunks
    let firstBlock = self.firstBlock
    let blockWidth = self.width
    let sizes = agentCounts
    let first = firstPersons
    withoutActuallyEscaping(ask) { ask in
      columns.withUnsafeBufferPointer { columns in
        totals.withUnsafeMutableBufferPointer { totals in
          let room = Shared((columns, totals))
          concurrently(chunks.count - 1) { chunk in
            let (columns, totals) = room.value
            guard let base = columns.baseAddress else { return }
            var counts = [Numbers](repeating: Numbers(), count: width)
            for g in chunks[chunk]..<chunks[chunk + 1] {
              for i in 0..<width { counts[i] = Numbers() }
              let rows = Rows(width: blockWidth, first: first[g], count: sizes[g])
              counts.withUnsafeMutableBufferPointer { counts in
                guard let counts = counts.baseAddress else { return }
                ask(base + firstBlock[g] * blockWidth, rows, g, counts)
              }
              for i in 0..<width { totals[g * width + i] = counts[i].total }
            }
          }
        }
      }
    }
    return totals
  }
}
