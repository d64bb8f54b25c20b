import CLanes

/// What an hour's beginning is written into, and what of groups it reads from end to end.
struct DawnRoom {
  /// Shape `[cohort]`.
  let outlooks: UnsafeMutableBufferPointer<Outlook>
  /// Shape `[group]`.
  let prospects: UnsafeMutableBufferPointer<Prospect>
  /// Shape `[chunk × council line]`, row by row, or a chunk's row.
  let ties: Ties
  /// Shape `[column × group]`, row by row, and some to spare; mean recognition, in `0...1`.
  private let recognition: UnsafePointer<Double>
  /// Shape `[group]`; the row of the institution of the line in turn.
  let held: UnsafePointer<Double>
  /// Shape `[group]`, and some to spare; how far a group has deputies of its own in councils of that line, in `0...1`.
  let represented: UnsafePointer<Double>
  /// Shape `[group]`; as in ``World``.
  let bounds: UnsafeBufferPointer<Bound>
  /// Shape `[group]`; whether any member is out.
  let isOut: UnsafeBufferPointer<Bool>

  /// Hands out the room for the hour of a line.
  static func with(
    _ outlooks: inout [Outlook],
    _ prospects: inout [Prospect],
    _ ties: inout [Tie],
    _ bounds: [Bound],
    _ groups: Groups,
    inTurn line: Int,
    _ layout: Layout,
    _ body: (DawnRoom) -> Void
  ) {
    withLists(&outlooks, &prospects, &ties) { outlooks, prospects, ties in
      withLists(reading: bounds, groups.isOut) { bounds, isOut in
        groups.withRecognition { recognition in
          groups.delegations.withRepresentation(inLine: line) { represented in
            body(
              DawnRoom(
                outlooks: outlooks,
                prospects: prospects,
                ties: ties,
                recognition: recognition,
                held: recognition + layout.institutionColumn[line] * isOut.count,
                represented: represented,
                bounds: bounds,
                isOut: isOut
              )
            )
          }
        }
      }
    }
  }

  /// Shape `[group]`; mean recognition of a column, in `0...1`.
  @inline(__always)
  func recognition(_ column: Int) -> UnsafePointer<Double> { recognition + column * isOut.count }

  /// Begins to fetch what is asked of a cohort's first groups: since the last hour everyone has passed through
  /// the caches, and too few groups follow one another for the processor to foresee it.
  func fetch(_ groups: Range<Int>) {
    let first = groups.lowerBound
    let count = min(groups.count, 128)
    DawnRoom.fetch(UnsafePointer(prospects.baseAddress), first, count)
    DawnRoom.fetch(held, first, count)
    DawnRoom.fetch(represented, first, count)
    DawnRoom.fetch(bounds.baseAddress, first, count)
    DawnRoom.fetch(isOut.baseAddress, first, count)
  }

  private static func fetch<T>(_ list: UnsafePointer<T>?, _ first: Int, _ count: Int) {
    guard let list else { return }
    let start = UnsafeRawPointer(list + first)
    for byte in stride(from: 0, to: count * MemoryLayout<T>.stride, by: 64) {
      lanesFetch(start + byte)
    }
  }

  /// The room of one chunk: the same, but for ties, which each has for itself.
  func ofChunk(_ chunk: Int, lines: Int) -> DawnRoom {
    DawnRoom(
      outlooks: outlooks,
      prospects: prospects,
      ties: Ties(rebasing: ties[chunk * lines..<(chunk + 1) * lines]),
      recognition: recognition,
      held: held,
      represented: represented,
      bounds: bounds,
      isOut: isOut
    )
  }
}
