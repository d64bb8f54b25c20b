// Reads: people, who acts where. Writes: whom people would obey. Draws: none.

extension Bodies {
  /// Counts who would obey whom, were orders to conflict: in the capital every six hours, in towns that
  /// hear over links at noon.
  mutating func count(_ people: People, in world: World, concurrently: Concurrently) {
    let society = world.society
    let layout = world.layout
    // A body that came to stand in this hour is obeyed in it.
    settleWhoActs(society, layout)
    let lines = society.lines.count
    let isNoon = world.hourOfDay == 12
    let asked = isNoon ? Array(society.groups.indices) : layout.unlinkedGroups
    let choices = Choices(facts, in: world)
    let counts = people.writ(
      of: asked,
      columns: choices.columns,
      choice: { choices[town: layout.townOf[$0]] },
      width: lines,
      floor: UInt8(255 * society.parameters[.obedienceFloor]),
      concurrently: concurrently
    )
    for (i, g) in asked.enumerated() {
      for line in 0..<lines { writ[g * lines + line] = 0 }
      for (place, choice) in choices[town: layout.townOf[g]].enumerated() {
        writ[g * lines + choices.lines[choice]] = counts[i * lines + place]
      }
    }
    addUpWrit(ofAll: isNoon, layout)
    for (body, plan) in society.bodies.enumerated() {
      writShare[body] = bodies.stands[body] ? writOfTowns[plan.seat * lines + plan.line] : 0
    }
  }

  /// Adds up whom the people of towns would obey: of all, or of those that were asked between two noons.
  mutating func addUpWrit(ofAll: Bool, _ layout: Layout) {
    let lines = writOfTowns.count / layout.isLinked.count
    for town in layout.isLinked.indices where ofAll || !layout.isLinked[town] {
      for line in 0..<lines {
        var share = 0.0
        for g in layout.groups(ofTown: town) where writ[g * lines + line] > 0 {
          share += Double(writ[g * lines + line]) * layout.weights[g] / layout.townPersons[town]
        }
        writOfTowns[town * lines + line] = share
      }
    }
  }

  /// Shape `[line]`; the writ of each line over groups that a condition picks, and the share of none.
  func writ(
    in world: World,
    of groups: some Sequence<Int>,
    where picks: (Int) -> Bool = { _ in true }
  ) -> (writ: [Double], none: Double) {
    let lines = world.society.lines.count
    var obeying = [Double](repeating: 0, count: lines)
    var persons = 0.0
    for g in groups where picks(g) {
      persons += world.layout.persons[g]
      for line in 0..<lines where writ[g * lines + line] > 0 {
        obeying[line] += Double(writ[g * lines + line]) * world.layout.weights[g]
      }
    }
    let some = obeying.reduce(0, +)
    for line in obeying.indices where some > 0 { obeying[line] /= some }
    return (obeying, persons > 0 ? 1 - some / persons : 0)
  }
}

/// The lines among which people of each town choose: those for which somebody acts there.
private struct Choices {
  /// The lines of one town after another's.
  private(set) var lines: [Int] = []
  /// The columns of their institutions.
  private(set) var columns: [Int] = []
  /// Shape `[town + 1]`: where a town's begin.
  private var first = [0]

  init(_ facts: Facts, in world: World) {
    let (society, layout) = (world.society, world.layout)
    let width = society.lines.count
    for town in society.towns.indices {
      for line in 0..<width {
        let body = facts.acting[(town * width + line) * society.strata.count]
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
