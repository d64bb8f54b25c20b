/// One hour of a person: what she knew and bore, what she would and did, and whom she recognised.
public struct Glimpse: Sendable, Equatable {
  /// The hour.
  public let tick: Int
  /// Why she would be out or would not.
  public let decision: Decision
  /// What she did.
  public let move: Move
  /// Whether she is out as the hour ends.
  public let isOut: Bool
  /// Shape `[column]`; her recognition as the hour ends, in 1/255.
  public let held: [UInt8]
  /// The line whose body she would obey, were orders to conflict; -1 for none.
  public let authority: Int
  /// Shape `[line]`; the body that acts for each towards her group; -1 for none.
  public let acting: [Int]
  /// The body in force where she lives, as far as is known there; -1 for none.
  public let inForce: Int
  /// Share of the need for bread that her town met today.
  public let ration: Double
  /// Hardship of her stratum in her town, `Y`.
  public let hardship: Double
  /// Shares of her group, and as she has heard of them of her like in her district and her town, that
  /// are out as the hour begins.
  public let outOfGroup: Double
  /// The same of the district.
  public let outOfPlace: Double
  /// The same of the town.
  public let outOfTown: Double
  /// Orders of this hour that were hers to carry out.
  public let answers: [Answer]
  /// Whom her group has in the councils of each line.
  public let delegates: [Delegates]

  /// The body that she would obey; -1 for none.
  public var authorityBody: Int { authority < 0 ? -1 : acting[authority] }

  init(
    of person: Person,
    _ row: [UInt8],
    _ account: Account,
    _ places: Places,
    _ simulation: Simulation
  ) {
    let world = simulation.world
    let p = world.society.parameters
    let g = person.group
    let group = world.society.groups[g]
    let town = world.layout.townOf[g]
    let bearing = world.society.strata[group.stratum].bearing
    let now = simulation.people.row(of: person)
    tick = world.tick
    decision = account.decision(person.number, row)
    move = account.move(
      decision,
      row,
      to: now[People.activity],
      isFree: world.facts.isFreeOfOldOrder[town]
    )
    isOut = now[People.activity] != 0
    held = Array(now[People.firstRecognition...])
    let acting = simulation.acting(for: g)
    authority = simulation.people.authority(
      of: now,
      lines: acting.map { $0.line },
      columns: acting.map { world.layout.institutionColumn[$0.line] },
      floor: UInt8(255 * p[.obedienceFloor])
    )
    self.acting = world.society.lines.indices.map { line in
      acting.first { $0.line == line }?.body ?? -1
    }
    inForce = world.facts.inForceIn[town]
    ration = world.supplies[town].ration
    hardship = world.burdens.hardship[town * world.society.strata.count + group.stratum]
    outOfGroup = account.shareOut
    outOfPlace = places.share(bearing, inPlace: group.place, hoursAgo: Int(p[.placeDelay]))
    outOfTown = places.share(bearing, inTown: town, hoursAgo: Int(p[.townDelay]))
    answers = simulation.answers(of: person, now)
    delegates = world.layout.councilLines.compactMap {
      simulation.groups.delegations.delegates(of: g, inLine: $0)
    }
  }
}

/// An order that a person was to carry out, and whether she did.
public struct Answer: Sendable, Equatable {
  /// The body that gave it.
  public let body: Int
  /// The domain of policy.
  public let domain: Int
  /// The body that contested it; -1 for none.
  public let contestedBy: Int
  /// Whether she obeyed it.
  public let obeyed: Bool
}

/// Whom a group has in a council.
public struct Delegates: Sendable, Equatable {
  /// The council that they were elected to.
  public let body: Int
  /// Shape `[party]`; deputies, of the groups for which it stands.
  public let byParty: [Double]
}

extension Simulation {
  /// The lines for which somebody acts towards a group, and who, as the hour ends.
  func acting(for g: Int) -> [(line: Int, body: Int)] {
    let society = world.society
    let group = society.groups[g]
    let town = group.circle == .none ? world.layout.townOf[g] : society.capital
    return society.lines.indices.compactMap { line in
      let row = (town * society.lines.count + line) * society.strata.count
      let body = Int(bodies.facts.acting[row + group.stratum])
      let isObeyed = body >= 0 && (world.has(.secondBody) || !world.layout.isCouncil[body])
      return isObeyed ? (line, body) : nil
    }
  }

  /// The orders of the hour that a person was to carry out.
  fileprivate func answers(of person: Person, _ row: [UInt8]) -> [Answer] {
    let stratum = world.society.groups[person.group].stratum
    return bodies.given.compactMap { order in
      guard world.isAddressed(person.group, by: order) else { return nil }
      let command = world.command(order, to: stratum)
      guard command.weight > 0 else { return nil }
      return Answer(
        body: order.body,
        domain: order.domain,
        contestedBy: order.contestedBy,
        obeyed: people.obeys(person.number, row, command)
      )
    }
  }
}

extension People {
  /// The line that a person recognises most, if above a floor; -1 for none.
  ///
  /// She is asked alone by the loop that asks everyone.
  fileprivate func authority(of row: [UInt8], lines: [Int], columns: [Int], floor: UInt8) -> Int {
    let block = alone(row)
    var counts = [SIMD16<Int32>](repeating: SIMD16(), count: columns.count)
    ask(block, 0, &counts) { block, rows, counts in
      columns.withUnsafeBufferPointer { loops.choose(block, rows, $0, floor, counts) }
    }
    return counts.firstIndex { $0.wrappedSum() > 0 }.map { lines[$0] } ?? -1
  }

  /// Whether a person obeys an order.
  fileprivate func obeys(_ number: UInt32, _ row: [UInt8], _ command: Command) -> Bool {
    let block = alone(row)
    var counts = [SIMD16<Int32>()]
    ask(block, number, &counts) { loops.obey($0, $1, command, $2) }
    return counts[0].wrappedSum() > 0
  }

  /// A block in which one person stands, and nobody else.
  private func alone(_ row: [UInt8]) -> [Column] {
    row.map { byte in
      var column = Column()
      column[0] = UInt32(byte)
      return column
    }
  }

  private func ask(
    _ block: [Column],
    _ number: UInt32,
    _ counts: inout [SIMD16<Int32>],
    _ loop: (UnsafePointer<Column>, Rows, UnsafeMutablePointer<SIMD16<Int32>>) -> Void
  ) {
    let columns = block.count - People.firstRecognition
    let rows = Rows(apart: 1, columns: columns, first: number, count: 1)
    block.withUnsafeBufferPointer { block in
      counts.withUnsafeMutableBufferPointer { counts in
        guard let block = block.baseAddress, let counts = counts.baseAddress else { return }
        loop(block, rows, counts)
      }
    }
  }
}
