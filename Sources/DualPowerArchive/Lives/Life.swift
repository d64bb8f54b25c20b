public import DualPower
import DualPowerScenario

/// One person of a run, followed from its first hour to its last.
public struct Life: Sendable {
  /// The run.
  public var run: Run
  /// Who she is.
  public var person: Person
  /// What she was given.
  public var temper: Temper
  /// Shape `[column]`; her recognition before the first hour, in 1/255.
  public var firstHeld: [UInt8]
  /// One for each hour.
  public var glimpses: [Glimpse]
  /// What reached the people of her town.
  public var news: [News]

  /// One person of a run.
  public init(
    run: Run,
    person: Person,
    temper: Temper,
    firstHeld: [UInt8],
    glimpses: [Glimpse],
    news: [News]
  ) {
    self.run = run
    self.person = person
    self.temper = temper
    self.firstHeld = firstHeld
    self.glimpses = glimpses
    self.news = news
  }
}

/// A time for which a person was out.
struct Spell: Sendable, Equatable {
  /// Where in the hours of a life it begins.
  var from: Int
  /// Where it ends: the hour in which she went back; `nil` where she was out to the last.
  var to: Int?
}

/// From an hour on a person would obey a body, were orders to conflict.
struct Allegiance: Sendable, Equatable {
  /// Where in the hours of a life it begins.
  var from: Int
  /// The line; -1 for none.
  var line: Int
  /// The body that acts for it.
  var body: Int
}

extension Life {
  var scenario: Scenario { run.scenario }
  var society: Society { run.scenario.society }
  var group: Group { society.groups[person.group] }
  var place: Int { group.place }
  var town: Int { society.places[place].town }

  /// When she was out, in order of time.
  var spells: [Spell] {
    var spells: [Spell] = []
    for (i, glimpse) in glimpses.enumerated() {
      switch glimpse.move {
      case .none: break
      case .walkedOut: spells.append(Spell(from: i))
      default: if !spells.isEmpty { spells[spells.count - 1].to = i }
      }
    }
    return spells
  }

  /// Whom she would have obeyed, and since when: what did not last for a day is left out.
  var allegiances: [Allegiance] {
    var all: [Allegiance] = []
    var i = 0
    while i < glimpses.count {
      let (line, body) = (glimpses[i].authority, glimpses[i].authorityBody)
      let end = glimpses[i...].firstIndex { $0.authority != line } ?? glimpses.count
      let isLasting = end - i >= 24 || end == glimpses.count || all.isEmpty
      if isLasting, all.last?.line != line {
        all.append(Allegiance(from: i, line: line, body: body))
      }
      i = end
    }
    return all
  }

  /// The hours in which her group came to have somebody in a council, and whom.
  var elections: [(hour: Int, delegates: Delegates)] {
    var seen: Set<Int> = []
    return glimpses.enumerated().flatMap { i, glimpse in
      glimpse.delegates.filter { seen.insert($0.body).inserted }.map { (i, $0) }
    }
  }
}

extension Life {
  /// The first hour in which her recognition passed from the legal body to a council, or else the other
  /// way, both of them standing where she lived; `nil` where it never did.
  var turned: Turn? {
    let lines = society.lines.indices
    let legal = lines.filter { society.lines[$0].claim == .successor }
    let councils = lines.filter { society.lines[$0].claim == .constituent }
    let ways = legal.flatMap { one in councils.map { (one, $0) } }
    return ways.compactMap { turn(from: $0, to: $1) }.min { $0.hour < $1.hour }
      ?? ways.compactMap { turn(from: $1, to: $0) }.min { $0.hour < $1.hour }
  }

  private func turn(from one: Int, to other: Int) -> Turn? {
    let (column, otherColumn) = (society.column(ofLine: one), society.column(ofLine: other))
    var wasWith = false
    for (i, glimpse) in glimpses.enumerated() {
      guard glimpse.acting[one] >= 0, glimpse.acting[other] >= 0 else { continue }
      let (held, heldOther) = (glimpse.held[column], glimpse.held[otherColumn])
      if held > heldOther { wasWith = true }
      if heldOther > held, wasWith {
        return Turn(hour: i, from: glimpse.acting[one], to: glimpse.acting[other])
      }
    }
    return nil
  }
}
