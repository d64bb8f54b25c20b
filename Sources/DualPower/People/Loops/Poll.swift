// Reads: recognition, row by row. Writes: nothing. Draws: obedience.

#if FOR_A_LEVEL
import DualPower
#endif

/// Whom each would obey: the body that she recognises most, if above a floor; of two that she
/// recognises alike, the one named first.
///
/// Rows beyond the last member recognise nobody.
func choose(
  _ blocks: UnsafePointer<Lanes>,
  _ rows: Rows,
  _ columns: UnsafeBufferPointer<Int>,
  _ floor: UInt8,
  _ counts: UnsafeMutablePointer<Numbers>
) {
  checked(columns.allSatisfy { rows.has($0) }, "a column is asked for that is not there")
  let floor = Bytes(repeating: floor)
  let apart = rows.apart
  for b in columns.indices {
    var votes = Numbers()
    var recognition = blocks + rows.apart &* People.firstRecognition
    var done = 0
    while done < rows.count {
      let held = recognition[apart &* columns[b]].bytes
      var wins = mask(held .> floor)
      for other in 0..<b { wins &= mask(held .> recognition[apart &* columns[other]].bytes) }
      for other in b &+ 1..<columns.count {
        wins &= mask(held .>= recognition[apart &* columns[other]].bytes)
      }
      votes = votes &+ wins.persons
      recognition += 1
      done &+= 64
    }
    counts[b] = counts[b] &+ votes
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
  checked(
    rows.has(command.column) && rows.has(command.rival ?? command.column),
    "a column is asked for that is not there"
  )
  let column = rows.apart &* (People.firstRecognition + command.column)
  let rival = command.rival.map { rows.apart &* (People.firstRecognition + $0) }
  let weight = all(command.weight)
  let rivalWeight = all(command.rivalWeight)
  let noise = all(2 &* command.noise)
  let everyFourth = Lanes.everyFourth &+ Lanes(repeating: rows.first)
  var obeying = Numbers()
  var block = blocks
  var done = 0
  while done < rows.count {
    for quarter in UInt32(0)..<4 {
      let shift = Lanes(repeating: 8 &* quarter)
      let person = everyFourth &+ Lanes(repeating: quarter &+ UInt32(truncatingIfNeeded: done))
      let luck = (Draws.bits(person, command.key) &>> Lanes(repeating: 24)).numbers
      let held = block[column].bytes(shift) &* weight
      let bar: Numbers
      if let rival {
        bar = block[rival].bytes(shift) &* rivalWeight &+ (luck &- all(128)) &* noise
      } else {
        bar = luck &* all(256)
      }
      // A person who recognises nothing of the body never obeys it, whatever her luck; nor does a
      // row beyond the last member.
      obeying = obeying &- (mask(held .> bar) & mask(held .> all(0)))
    }
    block += 1
    done &+= 64
  }
  counts[0] = counts[0] &+ obeying
}

extension Rows {
  /// Whether there is such a column of recognition.
  fileprivate func has(_ column: Int) -> Bool { column >= 0 && column < columns }
}
