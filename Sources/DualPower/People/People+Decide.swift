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
    let turn = hour.turnColumn * agentCounts.count
    let apart = height
    let chunks = self.chunks
    let firstBlock = self.firstBlock
    let firstPersons = self.firstPersons
    let agentCounts = self.agentCounts
    columns.withUnsafeMutableBufferPointer { columns in
      active.withUnsafeMutableBufferPointer { active in
        lingering.withUnsafeMutableBufferPointer { lingering in
          recognition.withUnsafeMutableBufferPointer { recognition in
            let room = Shared((columns, active, lingering, recognition))
            concurrently(chunks.count - 1) { [hour] chunk in
              let (columns, active, lingering, recognition) = room.value
              guard let base = columns.baseAddress else { return }
              var cohort = world.layout.cohort(of: chunks[chunk])
              for g in chunks[chunk]..<chunks[chunk + 1] {
                if g == world.layout.cohorts[cohort].groups.upperBound { cohort += 1 }
                let prospect = world.prospects[g]
                let moves = active[g] + lingering[g] > 0 || prospect.walkOut > 0
                guard moves || prospect.reconsider > 0 else { continue }
                let tally = loops.decide(
                  base + firstBlock[g],
                  Rows(apart: apart, first: firstPersons[g], count: agentCounts[g]),
                  world.outlooks[cohort],
                  prospect,
                  hour,
                  moves
                )
                active[g] = tally.active
                lingering[g] = tally.lingering
                recognition[turn + g] += tally.recognition
              }
            }
          }
        }
      }
    }
  }
}
