// Reads: traits, row by row. Writes: nothing. Draws: none.

/// The traits of a group's members that bound what any of them could gain by going out.
struct Reach: Sendable {
  /// The most susceptible.
  private var susceptibility: UInt8 = 0
  /// The least averse to risk.
  private(set) var risk: UInt8 = 255
  /// The least obstinate.
  private var obstinacy: UInt8 = 255

  /// That of nobody.
  init() {}

  /// The same from ``packed``.
  init(packed: Int32) {
    susceptibility = UInt8(truncatingIfNeeded: packed)
    risk = UInt8(truncatingIfNeeded: packed >> 8)
    obstinacy = UInt8(truncatingIfNeeded: packed >> 16)
  }

  /// All of it in a number.
  var packed: Int32 { Int32(susceptibility) | Int32(risk) << 8 | Int32(obstinacy) << 16 }

  /// What a member with all three gains at most, who recognises nothing that is in force, but for her noise; in
  /// 1/1024.
  ///
  /// Each term is rounded as in the loops over people, and each only grows with its trait: who has no more
  /// noise against her than this would go out, and where there is less for it nobody would.
  func gain(_ outlook: Outlook, _ prospect: Prospect) -> Int32 {
    let pull = Int32(prospect.crowd) + Int32(prospect.grievance)
    return gain(hardship: outlook.hardship) + pull - (Int32(risk) * outlook.fear) >> 8
  }

  /// The same where no crowd pulls, nothing weighs and there is nothing to fear.
  func gain(hardship: Int32) -> Int32 {
    (Int32(susceptibility) * hardship) >> 8 - 8 * Int32(obstinacy)
  }

  /// Whether utility could be above nought for anyone, with the best of luck.
  func reach(_ outlook: Outlook, _ prospect: Prospect, noise: Int32) -> Bool {
    gain(outlook, prospect) + Hour.most(ofNoise: noise) > 0
  }

  /// Takes in those of other members.
  mutating func add(_ others: Reach) {
    susceptibility = max(susceptibility, others.susceptibility)
    risk = min(risk, others.risk)
    obstinacy = min(obstinacy, others.obstinacy)
  }

  /// That of all members of a group, whose bytes of each trait stand together.
  fileprivate init(
    susceptibilities: UnsafeRawBufferPointer.SubSequence,
    risks: UnsafeRawBufferPointer.SubSequence,
    obstinacies: UnsafeRawBufferPointer.SubSequence
  ) {
    for trait in susceptibilities { susceptibility = max(susceptibility, trait) }
    for trait in risks { risk = min(risk, trait) }
    for trait in obstinacies { obstinacy = min(obstinacy, trait) }
  }
}

extension People {
  /// Measures each group's reach anew, from its rows.
  mutating func measureReaches(concurrently: Concurrently) {
    var measured = [Reach](repeating: Reach(), count: agentCounts.count)
    let (chunks, firstBlock, agentCounts, apart) = (chunks, firstBlock, agentCounts, 64 * height)
    columns.withUnsafeBytes { bytes in
      measured.withUnsafeMutableBufferPointer { measured in
        let room = Shared((bytes: bytes, measured: measured))
        concurrently(chunks.count) { chunk in
          for g in chunks[chunk] {
            func trait(_ column: Int) -> UnsafeRawBufferPointer.SubSequence {
              let first = apart * column + 64 * firstBlock[g]
              return room.value.bytes[first..<first + agentCounts[g]]
            }
            room.value.measured[g] = Reach(
              susceptibilities: trait(People.susceptibility),
              risks: trait(People.risk),
              obstinacies: trait(People.obstinacy)
            )
          }
        }
      }
    }
    reaches = measured
  }
}
