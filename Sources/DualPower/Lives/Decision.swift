// Reads: an outlook, a prospect and its terms, own row. Writes: nothing. Draws: hour.

/// Why a person would be out in an hour or would not, term by term.
///
/// The loops over people reckon the same sum for sixteen at a time and keep nothing of it; here it is
/// reckoned again for one, beside the run.
public struct Decision: Sendable, Equatable {
  /// Shape `[Reason]`; in 1/1024 of a unit of utility; their sum is what the loops decide by.
  public let terms: [Int32]
  /// Chance in 4096 of walking out in this hour, for one who would.
  public let walkOut: Int32
  /// What luck she had, in `0..<4096`: below her chance she takes the step.
  public let luck: Int32

  /// A term.
  public subscript(reason: Reason) -> Int32 { terms[reason.rawValue] }

  /// `u`: above nought she would be out.
  public var utility: Int32 { terms.reduce(0, +) }

  /// Whether she would be out rather than not.
  public var would: Bool { utility > 0 }

  /// - Parameters:
  ///   - row: Shape `[column]`; her bytes as the hour begins.
  ///   - outlook: What members of her cohort face.
  ///   - prospect: What members of her group face beside it.
  ///   - pulls: What its crowd is made of.
  ///   - leanings: What its grievance is made of.
  ///   - disposition: What its favour is made of.
  ///   - hour: What is the same for everyone.
  ///   - bits: Her draw.
  init(
    _ row: [UInt8],
    _ outlook: Outlook,
    _ prospect: Prospect,
    _ pulls: Pulls,
    _ leanings: Leanings,
    _ disposition: Disposition,
    _ hour: Hour,
    bits: UInt32
  ) {
    func held(_ column: Int) -> Int32 { Int32(row[People.firstRecognition + column]) }
    func own(_ column: Int) -> Int32 { Int32(row[column]) }
    var terms = [Int32](repeating: 0, count: Reason.allCases.count)
    func set(_ reason: Reason, _ value: Int32) { terms[reason.rawValue] = value }

    let burden = (own(People.susceptibility) * outlook.hardship) >> 8
    let inForce =
      (held(outlook.personColumn) * outlook.personWeight
        + held(outlook.institutionColumn) * (256 - outlook.personWeight)) >> 8
    let bare = burden + Int32(prospect.crowd)
    set(.hardship, burden)
    set(.recognition, ((bare * (256 - inForce)) >> 8) - bare)
    set(.fear, -((own(People.risk) * outlook.fear) >> 8))
    set(.obstinacy, -own(People.obstinacy) * 8)
    set(.noise, ((Int32(bits & 0xFF) - 128) * hour.noise) >> 7)
    // Each part of a rounded sum is by how much the rounded sum grows with it, so that the parts add up.
    var last: Int32 = 0
    for (part, sum) in pulls.sums(to: Int32(prospect.crowd)) {
      set(part, sum - last)
      last = sum
    }
    last = 0
    for (part, sum) in leanings.sums(disposition, to: Int32(prospect.grievance)) {
      set(part, sum - last)
      last = sum
    }
    self.terms = terms
    walkOut = Int32(prospect.walkOut)
    luck = Int32((bits >> 8) & 0xFFF)
  }
}

extension Pulls {
  /// The sum after each part, in 1/1024; after the last it is what the loops take.
  fileprivate func sums(to whole: Int32) -> [(Reason, Int32)] {
    runningSums(
      [
        (.group, group), (.unit, unit), (.place, place), (.town, town), (.street, street),
        (.heard, heard),
      ],
      within: 0...4_095,
      whole
    )
  }
}

extension Leanings {
  /// The sum after each part, in 1/1024; after the last it is what the loops take.
  fileprivate func sums(_ own: Disposition, to whole: Int32) -> [(Reason, Int32)] {
    runningSums(
      [
        (.luck, own.luck), (.mood, own.mood), (.fatigue, -fatigue), (.disarmed, -disarmed),
        (.bread, bread), (.remorse, remorse), (.strain, strain), (.demand, demand),
        (.restraint, -restraint), (.calls, calls),
      ],
      within: -8_192...8_192,
      whole
    )
  }
}

/// The rounded sum after each part; from the last that is not nought on it is the whole.
private func runningSums(
  _ parts: [(Reason, Double)],
  within range: ClosedRange<Double>,
  _ whole: Int32
) -> [(Reason, Int32)] {
  let last = parts.lastIndex { $0.1 != 0 } ?? 0
  var sum = 0.0
  return parts.enumerated().map { i, part in
    sum += part.1
    let rounded = Int32(clamp(1_024 * sum, range.lowerBound, range.upperBound))
    return (part.0, i < last ? rounded : whole)
  }
}
