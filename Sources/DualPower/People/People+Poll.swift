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
  func writ(columns bodies: [Int], floor: Int32, concurrently: Concurrently) -> [Int] {
    poll(counts: bodies.count, concurrently: concurrently) { block, isHere, shift, counts, _, _ in
      var best = all(floor)
      var winner = all(-1)
      for b in bodies.indices {
        let held = block[People.firstRecognition + bodies[b]].bytes(shift)
        let wins = mask(held .> best)
        best = (wins & held) | (~wins & best)
        winner = (wins & all(Int32(b))) | (~wins & winner)
      }
      for b in bodies.indices {
        let votes = mask(winner .== all(Int32(b))) & isHere
        counts[b] &-= votes.wrappedSum()
      }
    }
  }

  /// How many agents of each group obey an order.
  ///
  /// Contested, a person obeys if `r_X·(1 + w·a_X) > r_Y·(1 + w·a_Y) + noise`; unopposed, with
  /// probability `r_X·(1 + w·a_X)`. Alignment multiplies recognition, so that a body that nobody
  /// recognises is obeyed by nobody.
  ///
  /// - Parameters:
  ///   - column: The column of the body that gives the order.
  ///   - rival: The column of the body that contests it, if any.
  ///   - weights: Shape `[group]`; `1 + w·a_X` in 1/256, 0 for a group that is not addressed.
  ///   - rivalWeights: The same for the rival.
  ///   - noise: Half-width, in 1/256 of recognition.
  ///   - key: The key of this order's draws.
  ///   - concurrently: How chunks of groups are run.
  /// - Returns: Shape `[group]`.
  func obedience(
    to column: Int,
    against rival: Int?,
    weights: [Int32],
    rivalWeights: [Int32],
    noise: Int32,
    key: UInt64,
    concurrently: Concurrently
  ) -> [Int] {
    poll(counts: 1, concurrently: concurrently) { block, isHere, shift, counts, g, person in
      guard weights[g] > 0 else { return }
      let draw = Draws.bits(person, key)
      let luck = (draw &>> Lanes(repeating: 24)).numbers
      let held =
        block[People.firstRecognition + column].bytes(shift) &* all(weights[g])
      let bar: Numbers
      if let rival {
        bar =
          block[People.firstRecognition + rival].bytes(shift)
          &* all(rivalWeights[g])
          &+ (luck &- all(128)) &* all(2 &* noise)
      } else {
        bar = luck &* all(256)
      }
      // A person who recognises nothing of the body never obeys it, whatever her luck.
      let obeys =
        mask(held .> bar) & mask(held .> all(0)) & isHere
      counts[0] &-= obeys.wrappedSum()
    }
  }

  /// Walks over everyone, sixteen at a time, and adds up counts by group.
  private func poll(
    counts width: Int,
    concurrently: Concurrently,
    _ ask:
      @Sendable (
        _ block: UnsafePointer<Column>,
        _ isHere: Numbers,
        _ shift: Lanes,
        _ counts: UnsafeMutablePointer<Int32>,
        _ group: Int,
        _ person: Lanes
      ) -> Void
  ) -> [Int] {
    let groups = firstBlock.count - 1
    var totals = [Int](repeating: 0, count: groups * width)
    let chunks = self.chunks
    let firstBlock = self.firstBlock
    let blockWidth = self.width
    let sizes = agentCounts
    let first = firstPersons
    let everyFourth = Lanes.everyFourth
    withoutActuallyEscaping(ask) { ask in
      columns.withUnsafeBufferPointer { columns in
        totals.withUnsafeMutableBufferPointer { totals in
          let room = Shared((columns, totals))
          concurrently(chunks.count - 1) { chunk in
            let (columns, totals) = room.value
            guard let base = columns.baseAddress else { return }
            var counts = [Int32](repeating: 0, count: width)
            for g in chunks[chunk]..<chunks[chunk + 1] {
              for i in 0..<width { counts[i] = 0 }
              counts.withUnsafeMutableBufferPointer { counts in
                guard let room = counts.baseAddress else { return }
                var done: UInt32 = 0
                var block = base + firstBlock[g] * blockWidth
                while Int(done) < sizes[g] {
                  for quarter in UInt32(0)..<4 {
                    let member = everyFourth &+ Lanes(repeating: quarter &+ done)
                    let isHere = mask(
                      member.numbers .< all(Int32(sizes[g]))
                    )
                    ask(
                      block,
                      isHere,
                      Lanes(repeating: 8 &* quarter),
                      room,
                      g,
                      member &+ Lanes(repeating: first[g])
                    )
                  }
                  block += blockWidth
                  done &+= 64
                }
              }
              for i in 0..<width { totals[g * width + i] = Int(counts[i]) }
            }
          }
        }
      }
    }
    return totals
  }
}
