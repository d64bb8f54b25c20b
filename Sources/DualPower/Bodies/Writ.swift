// Reads: people, who acts where. Writes: whom people would obey. Draws: none.

extension Bodies {
  /// Counts who would obey whom, were orders to conflict: in the capital every six hours, in towns that
  /// hear over links at noon.
  mutating func count(_ people: People, in world: World, concurrently: Concurrently) {
    let (society, layout) = (world.society, world.layout)
    // A body that came to stand in this hour is obeyed in it.
    settleWhoActs(society, layout)
    choices.find(facts, in: world)
    let lines = society.lines.count
    let isNoon = world.hourOfDay == 12
    // Out of the bodies while it is written, so that nobody who reads them copies it.
    var counts: [Int] = []
    if isNoon {
      swap(&counts, &writ)
      ask(people, society.groups.indices, &counts, in: world, concurrently: concurrently)
      swap(&counts, &writ)
    } else {
      swap(&counts, &writOfSome)
      ask(people, layout.unlinkedGroups, &counts, in: world, concurrently: concurrently)
      for (i, g) in layout.unlinkedGroups.enumerated() {
        for line in 0..<lines { writ[g * lines + line] = counts[i * lines + line] }
      }
      swap(&counts, &writOfSome)
    }
    addUpWrit(ofAll: isNoon, layout, concurrently: concurrently)
    for body in bodies.indices {
      let seat = society.bodies[body].seat
      writShare[body] =
        bodies.stands[body] ? writOfTowns[seat * lines + layout.lineOfBody[body]] : 0
    }
  }

  private func ask<Groups: RandomAccessCollection<Int> & Sendable>(
    _ people: People,
    _ groups: Groups,
    _ counts: inout [Int],
    in world: World,
    concurrently: Concurrently
  ) where Groups.Index == Int {
    people.writ(
      of: groups,
      among: choices,
      townOf: world.layout.townOf,
      lines: world.society.lines.count,
      floor: UInt8(255 * world.society.parameters[.obedienceFloor]),
      &counts,
      concurrently: concurrently
    )
  }

  /// Adds up whom the people of towns would obey: of all, or of those that were asked between two noons.
  mutating func addUpWrit(ofAll: Bool, _ layout: Layout, concurrently: Concurrently) {
    let (writ, towns) = (writ, layout.isLinked.count)
    let lines = writOfTowns.count / towns
    let chunks = ofAll ? min(64, towns) : 1
    writOfTowns.withUnsafeMutableBufferPointer { writOfTowns in
      let room = Shared(writOfTowns)
      concurrently(chunks) { chunk in
        for town in items(ofChunk: chunk, of: chunks, towns) where ofAll || !layout.isLinked[town] {
          for line in 0..<lines {
            var share = 0.0
            for position in layout.groupsOf.positions(of: town) {
              let g = layout.groupsOf[position]
              guard writ[g * lines + line] > 0 else { continue }
              share +=
                Double(writ[g * lines + line]) * layout.weights[g] / layout.townPersons[town]
            }
            room.value[town * lines + line] = share
          }
        }
      }
    }
  }

  /// The writ of each line over groups that a condition picks, shape `[line]`, and the share of none.
  func withWrit<Result>(
    in world: World,
    of groups: some Sequence<Int>,
    where picks: (Int) -> Bool = { _ in true },
    _ body: (_ writ: UnsafeMutableBufferPointer<Double>, _ none: Double) -> Result
  ) -> Result {
    withNoughts(world.society.lines.count) { obeying in
      var persons = 0.0
      for g in groups where picks(g) {
        persons += world.layout.persons[g]
        for line in obeying.indices where writ[g * obeying.count + line] > 0 {
          obeying[line] += Double(writ[g * obeying.count + line]) * world.layout.weights[g]
        }
      }
      let some = obeying.reduce(0, +)
      for line in obeying.indices where some > 0 { obeying[line] /= some }
      return body(obeying, persons > 0 ? 1 - some / persons : 0)
    }
  }

  /// The same, kept.
  func writ(
    in world: World,
    of groups: some Sequence<Int>,
    where picks: (Int) -> Bool = { _ in true }
  ) -> (writ: [Double], none: Double) {
    withWrit(in: world, of: groups, where: picks) { (Array($0), $1) }
  }
}

/// The lines among which people of each town choose: those for which somebody acts there.
struct Choices: Sendable {
  /// The lines of one town after another's.
  private(set) var lines: [Int] = []
  /// The columns of their institutions.
  private(set) var columns: [Int] = []
  /// Shape `[town + 1]`: where a town's begin.
  private var first: [Int] = []

  /// No lines of no town.
  init() {}

  /// All lines of one town.
  init(lines: [Int], columns: [Int]) {
    (self.lines, self.columns) = (lines, columns)
    first = [0, lines.count]
  }

  /// Finds them for an hour.
  fileprivate mutating func find(_ facts: Facts, in world: World) {
    let (society, layout) = (world.society, world.layout)
    let width = society.lines.count
    lines.removeAll(keepingCapacity: true)
    columns.removeAll(keepingCapacity: true)
    first.keep(0, count: 1)
    for town in society.towns.indices {
      for line in 0..<width {
        let body = Int(facts.acting[(town * width + line) * society.strata.count])
        guard body >= 0, world.has(.secondBody) || !layout.isCouncil[body] else { continue }
        lines.append(line)
        columns.append(layout.institutionColumn[line])
      }
      first.append(lines.count)
    }
  }

  /// Which of them are a town's.
  subscript(town town: Int) -> Range<Int> { first[town]..<first[town + 1] }
}
