public import DualPower

extension Scenario {
  /// Checks that runs of this scenario have no more agents than may be, and fit into this machine's memory.
  ///
  /// - Parameters:
  ///   - reference: What the user calls the scenario.
  ///   - runs: How many are made at one time.
  /// - Throws: A finding that names the scenario.
  public func checkSize(as reference: String, runs: Int = 1) throws(Findings) {
    let agents = society.agentCount
    let (needed, free) = (runs * society.memoryOfRun, Memory.free)
    let kind: FindingKind? =
      if agents > LoadOptions.mostAgents {
        .tooManyAgents(agents)
      } else if needed > free {
        .tooLittleMemory(needed: needed, free: free, runs: runs)
      } else {
        nil
      }
    if let kind {
      throw Findings([Finding(place: TextPlace(file: reference), path: "", kind: kind)])
    }
  }
}

extension Society {
  /// About how many bytes a run takes beside the scenario itself.
  ///
  /// People are counted as they are laid out: a column a trait, each group from a block of 64 on. What a group and
  /// a row take is measured: docs/reliability.md has estimates beside what runs took.
  public var memoryOfRun: Int {
    let blocks = groups.reduce(0) { $0 + ($1.agents + 63) / 64 }
    let people = 64 * blocks * (People.firstRecognition + columnCount)
    let rowsOfDay = places.count + towns.count + bodies.count + strata.count + 24
    return people + 800 * groups.count + 100 * rowsOfDay * days.count + 8 * towns.count
      * strata.count
  }
}
