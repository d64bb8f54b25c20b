// Reads: outlooks, prospects of each group, own row. Writes: activity, recognition of one line. Draws: hour.

extension People {
  /// Every person decides whether to go out or home, and reconsiders whom she recognises.
  ///
  /// `u = (h·Y + S)·(1 − r) + D − risk·P − obstinacy + ε`, all of it in integers. She walks out with
  /// a chance when `u > 0`, and goes back with a chance when it is not. One 32-bit draw serves her
  /// hour: 8 bits of noise, 12 for her step, 12 for her recognition. A group of which nobody is out and nobody
  /// may walk out is passed over but for recognition.
  ///
  /// - Source: Epstein (2002) joined with Granovetter (1978) and Kuran (1989).
  /// - Departure: The crowd stands inside the bracket of legitimacy: one follows a crowd only against
  ///   a body that one does not recognise. Activity has an object, so that a strike ends when what it
  ///   was against is gone.
  ///
  /// - Complexity: O(people), 0.2 to 2 ns each.
  mutating func decide(in world: World, _ draws: Draws, concurrently: Concurrently) {
    var hour = world.hour
    hour.key = draws.key(.hour, tick: draws.tick)
    let loops = self.loops
    let layout = world.layout
    let chunks = self.chunks
    withTables(world.prospects, turn: hour.turnColumn) { tables in
      concurrently(chunks.count) { [hour] chunk in
        let groups = chunks[chunk]
        var cohort = layout.cohort(of: groups.lowerBound)
        var done = groups.lowerBound
        while done < groups.upperBound {
          let until = min(groups.upperBound, layout.cohorts[cohort].groups.upperBound)
          loops.decide(done..<until, tables, world.outlooks[cohort], hour)
          done = until
          cohort += 1
        }
      }
    }
    if deal.isShared { tellHour(turn: hour.turnColumn) }
  }

  /// Hands out the tables of an hour in which the line of a column has its turn.
  private mutating func withTables(
    _ prospects: [Prospect],
    turn: Int,
    _ body: (Tables) -> Void
  ) {
    let (apart, groups, recognitionColumns) = (height, agentCounts.count, recognitionColumns)
    let (firstBlock, firstPersons, agentCounts) = (firstBlock, firstPersons, agentCounts)
    withLists(&columns, &active, &lingering) { columns, active, lingering in
      withLists(reading: firstBlock, firstPersons) { firstBlock, firstPersons in
        withLists(reading: agentCounts, prospects) { agentCounts, prospects in
          recognition.withUnsafeMutableBufferPointer { recognition in
            guard let columns = columns.baseAddress,
              let active = active.baseAddress,
              let lingering = lingering.baseAddress,
              let recognition = recognition.baseAddress,
              let firstBlock = firstBlock.baseAddress,
              let firstPersons = firstPersons.baseAddress,
              let agentCounts = agentCounts.baseAddress,
              let prospects = prospects.baseAddress
            else { return }
            body(
              Tables(
                susceptibility: columns + apart * People.susceptibility,
                risk: columns + apart * People.risk,
                obstinacy: columns + apart * People.obstinacy,
                conviction: columns + apart * People.conviction,
                activity: columns + apart * People.activity,
                firstRecognition: columns + apart * People.firstRecognition,
                columns: recognitionColumns,
                apart: apart,
                groups: groups,
                firstBlock: firstBlock,
                firstPersons: firstPersons,
                agentCounts: agentCounts,
                prospects: prospects,
                active: active,
                lingering: lingering,
                recognition: recognition + turn * groups
              )
            )
          }
        }
      }
    }
  }
}
