// Reads: traits, row by row. Writes: nothing. Draws: none.

/// The traits of a group's members that bound what any of them could gain by going out.
///
/// What hardship weighs with a member less her obstinacy is a line over hardship, and the most of it in a group bends
/// upward: between two points at which it is known it is nowhere above what joins them.
struct Reach: Sendable {
  /// The least obstinate.
  private var obstinacy = UInt8.max
  /// The least averse to risk.
  private(set) var risk = UInt8.max
  /// The most that anyone gains at a hardship of ``some``; in 1/1024.
  private var atSome = Int16.min
  /// The same at ``most``.
  private var atMost = Int16.min

  /// A hardship such as people mostly bear; in 1/1024.
  private static var some: Int32 { 512 }
  /// One that is beyond the highest.
  private static var most: Int32 { some + 4_096 }

  /// That of nobody.
  init() {}

  /// The same from ``packed``.
  init(packed: (Int32, Int32)) {
    obstinacy = UInt8(truncatingIfNeeded: packed.0)
    risk = UInt8(truncatingIfNeeded: packed.0 >> 8)
    atSome = Int16(truncatingIfNeeded: packed.1)
    atMost = Int16(truncatingIfNeeded: packed.1 >> 16)
  }

  /// All of it in two numbers.
  var packed: (Int32, Int32) {
    (Int32(obstinacy) | Int32(risk) << 8, Int32(UInt16(bitPattern: atSome)) | Int32(atMost) << 16)
  }

  /// What any member gains at most, who recognises nothing that is in force, but for her noise; in 1/1024.
  ///
  /// Each term is rounded as in the loops over people or up: where there is less noise for it than this asks, nobody
  /// would go out.
  func gain(_ outlook: Outlook, _ prospect: Prospect) -> Int32 {
    let pull = Int32(prospect.crowd) + Int32(prospect.grievance)
    return gain(hardship: outlook.hardship) + pull - (Int32(risk) * outlook.fear) >> 8
  }

  /// The same where no crowd pulls, nothing weighs and there is nothing to fear.
  func gain(hardship: Int32) -> Int32 {
    let (none, some, most) = (-8 * Int32(obstinacy), Int32(atSome), Int32(atMost))
    // A share of what lies between, rounded up.
    return hardship <= Reach.some
      ? none + ((some - none) * hardship + 511) >> 9
      : some + ((most - some) * (hardship - Reach.some) + 4_095) >> 12
  }

  /// Whether utility could be above nought for anyone, with the best of luck.
  func reach(_ outlook: Outlook, _ prospect: Prospect, noise: Int32) -> Bool {
    gain(outlook, prospect) + Hour.most(ofNoise: noise) > 0
  }

  /// That of all members of a group, whose bytes of each trait stand together.
  fileprivate init(
    _ members: Int,
    susceptibilities: UnsafePointer<UInt8>,
    risks: UnsafePointer<UInt8>,
    obstinacies: UnsafePointer<UInt8>
  ) {
    for i in 0..<members { risk = min(risk, risks[i]) }
    for i in 0..<members {
      let (susceptibility, obstinacy) = (Int16(susceptibilities[i]), obstinacies[i])
      let held = 8 &* Int16(obstinacy)
      self.obstinacy = min(self.obstinacy, obstinacy)
      atSome = max(atSome, Int16(Reach.some >> 8) &* susceptibility &- held)
      atMost = max(atMost, Int16(Reach.most >> 8) &* susceptibility &- held)
    }
  }
}

extension People {
  /// Measures each group's reach anew, from its rows.
  mutating func measureReaches(concurrently: Concurrently) {
    var measured = [Reach](repeating: Reach(), count: agentCounts.count)
    let (chunks, firstBlock, agentCounts, apart) = (chunks, firstBlock, agentCounts, 64 * height)
    columns.withUnsafeBytes { bytes in
      measured.withUnsafeMutableBufferPointer { measured in
        guard let bytes = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
        let room = Shared((bytes: bytes, measured: measured))
        concurrently(chunks.count) { chunk in
          for g in chunks[chunk] {
            func trait(_ column: Int) -> UnsafePointer<UInt8> {
              room.value.bytes + apart * column + 64 * firstBlock[g]
            }
            room.value.measured[g] = Reach(
              agentCounts[g],
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
