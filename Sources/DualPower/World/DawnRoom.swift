/// What an hour's beginning is written into, and what of groups it reads from end to end.
struct DawnRoom {
  /// Shape `[cohort]`.
  let outlooks: UnsafeMutableBufferPointer<Outlook>
  /// Shape `[group]`.
  let prospects: UnsafeMutableBufferPointer<Prospect>
  /// Shape `[chunk × council line]`, row by row, or a chunk's row.
  let ties: Ties
  /// Shape `[group]`; mean recognition of the institution of the line in turn, in `0...1`.
  let held: UnsafeBufferPointer<Double>
  /// Shape `[group]`; how far a group has deputies of its own in councils of that line, in `0...1`.
  let represented: UnsafeBufferPointer<Double>
  /// Shape `[group]`; whether any member is out.
  let isOut: UnsafeBufferPointer<Bool>

  /// Hands out the room for the hour of a line.
  static func with(
    _ outlooks: inout [Outlook],
    _ prospects: inout [Prospect],
    _ ties: inout [Tie],
    _ groups: Groups,
    inTurn line: Int,
    _ layout: Layout,
    _ body: (DawnRoom) -> Void
  ) {
    outlooks.withUnsafeMutableBufferPointer { outlooks in
      prospects.withUnsafeMutableBufferPointer { prospects in
        ties.withUnsafeMutableBufferPointer { ties in
          groups.withRecognition(layout.institutionColumn[line]) { held in
            groups.delegations.withRepresentation(inLine: line) { represented in
              groups.isOut.withUnsafeBufferPointer { isOut in
                body(
                  DawnRoom(
                    outlooks: outlooks,
                    prospects: prospects,
                    ties: ties,
                    held: held,
                    represented: represented,
                    isOut: isOut
                  )
                )
              }
            }
          }
        }
      }
    }
  }

  /// The room of one chunk: the same, but for ties, which each has for itself.
  func ofChunk(_ chunk: Int, lines: Int) -> DawnRoom {
    DawnRoom(
      outlooks: outlooks,
      prospects: prospects,
      ties: Ties(rebasing: ties[chunk * lines..<(chunk + 1) * lines]),
      held: held,
      represented: represented,
      isOut: isOut
    )
  }
}
