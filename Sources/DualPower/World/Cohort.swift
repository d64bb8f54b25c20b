// Reads: groups of the society. Writes: nothing. Draws: none.

/// Groups that stand together: members of one stratum in one town, all circles of the elite or none.
struct Cohort: Sendable {
  /// Their numbers.
  var groups: Range<Int>
  /// The town.
  let town: Int
  /// The stratum.
  let stratum: Int
  /// Whether they are of circles.
  let isCircle: Bool
  /// Whether any of them is part of a unit.
  private(set) var hasUnits: Bool

  /// A cohort of one group.
  init(_ g: Int, _ group: Group, town: Int) {
    groups = g..<g + 1
    self.town = town
    stratum = group.stratum
    isCircle = group.circle != .none
    hasUnits = group.unit >= 0
  }

  /// All groups in order, in cohorts that end where a chunk does.
  ///
  /// - Parameters:
  ///   - society: The society.
  ///   - chunks: Into how many chunks of like size groups are dealt.
  /// - Returns: The cohorts, and where each chunk's begin; shape `[chunks + 1]`.
  static func all(_ society: Society, chunks: Int) -> (cohorts: [Cohort], firstOfChunk: [Int]) {
    var cohorts: [Cohort] = []
    var first = [0]
    let count = society.groups.count
    for chunk in 0..<chunks {
      for g in items(ofChunk: chunk, of: chunks, count) {
        let group = society.groups[g]
        let next = Cohort(g, group, town: society.places[group.place].town)
        if cohorts.count > first[chunk], cohorts[cohorts.count - 1].isContinued(by: next) {
          cohorts[cohorts.count - 1].groups = cohorts[cohorts.count - 1].groups.lowerBound..<g + 1
          if next.hasUnits { cohorts[cohorts.count - 1].hasUnits = true }
        } else {
          cohorts.append(next)
        }
      }
      first.append(cohorts.count)
    }
    return (cohorts, first)
  }

  private func isContinued(by next: Cohort) -> Bool {
    next.town == town && next.stratum == stratum && next.isCircle == isCircle
  }
}
