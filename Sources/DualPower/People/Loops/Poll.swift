// Reads: recognition, row by row. Writes: nothing. Draws: obedience.

#if FOR_A_LEVEL
import DualPower
#endif

/// Whom each would obey: the body that she recognises most, if above a floor; of two that she
/// recognises alike, the one named first.
func choose(
  _ blocks: UnsafePointer<Lanes>,
  _ rows: Rows,
  among columns: UnsafeBufferPointer<Int>,
  above floor: Int32,
  _ counts: UnsafeMutablePointer<Numbers>
) {
  walk(blocks, rows) { block, shift, _, isHere in
    var best = all(floor)
    var winner = all(-1)
    for b in columns.indices {
      let held = block[People.firstRecognition + columns[b]].bytes(shift)
      let wins = mask(held .> best)
      best = (wins & held) | (~wins & best)
      winner = (wins & all(Int32(truncatingIfNeeded: b))) | (~wins & winner)
    }
    for b in columns.indices {
      let votes = mask(winner .== all(Int32(truncatingIfNeeded: b))) & isHere
      counts[b] = counts[b] &- votes
    }
  }
}

/// Who obeys an order.
///
/// Contested, a person obeys if `r_X·(1 + w·a_X) > r_Y·(1 + w·a_Y) + noise`; unopposed, with
/// probability `r_X·(1 + w·a_X)`. Alignment multiplies recognition, so that a body that nobody
/// recognises is obeyed by nobody.
func obey(
  _ blocks: UnsafePointer<Lanes>,
  _ rows: Rows,
  _ command: Command,
  _ counts: UnsafeMutablePointer<Numbers>
) {
  let key = command.key
  let column = People.firstRecognition + command.column
  let rival = command.rival.map { People.firstRecognition + $0 }
  let weight = all(command.weight)
  let rivalWeight = all(command.rivalWeight)
  let noise = all(2 &* command.noise)
  var obeying = Numbers()
  walk(blocks, rows) { block, shift, person, isHere in
    let luck = (Draws.bits(person, key) &>> Lanes(repeating: 24)).numbers
    let held = block[column].bytes(shift) &* weight
    let bar: Numbers
    if let rival {
      bar = block[rival].bytes(shift) &* rivalWeight &+ (luck &- all(128)) &* noise
    } else {
      bar = luck &* all(256)
    }
    // A person who recognises nothing of the body never obeys it, whatever her luck.
    obeying = obeying &- (mask(held .> bar) & mask(held .> all(0)) & isHere)
  }
  counts[0] = counts[0] &+ obeying
}

/// Walks over a group, sixteen members at a time.
@inline(__always)
private func walk(
  _ blocks: UnsafePointer<Lanes>,
  _ rows: Rows,
  _ visit: (
    _ block: UnsafePointer<Lanes>,
    _ shift: Lanes,
    _ person: Lanes,
    _ isHere: Numbers
  ) -> Void
) {
  let everyFourth = Lanes.everyFourth
  let count = all(Int32(truncatingIfNeeded: rows.count))
  var block = blocks
  var done = 0
  while done < rows.count {
    for quarter in UInt32(0)..<4 {
      let member = everyFourth &+ Lanes(repeating: quarter &+ UInt32(truncatingIfNeeded: done))
      visit(
        block,
        Lanes(repeating: 8 &* quarter),
        member &+ Lanes(repeating: rows.first),
        mask(member.numbers .< count)
      )
    }
    block += rows.width
    done &+= 64
  }
}
