import DualPowerTestSupport

@testable import DualPower

/// What tests of a small country set and ask.
extension Simulation {
  /// Has something happen in the capital before the next hour.
  ///
  /// - Parameters:
  ///   - kind: What.
  ///   - body: The body that it is about.
  ///   - subject: The circle, for one that withdraws.
  mutating func tell(_ kind: EventKind, of body: Int = 0, subject: Int = -1) {
    bodies.tidings.take(
      [
        Event(
          tick: ticks,
          kind: kind,
          town: society.capital,
          body: body,
          subject: subject,
          amount: 0
        )
      ],
      in: world
    )
  }

  /// Opens the railway's wires to news.
  mutating func openWires() { bodies.tidings.wiresOpen = ticks }

  /// Has the officials of some towns yield.
  mutating func open(_ towns: some Sequence<Int>) {
    for town in towns { bodies.country.openedAt[town] = ticks }
  }

  /// Has a body stand, of which nobody has elected anybody.
  mutating func raise(_ body: Int) {
    bodies.bodies.stands[body] = true
    bodies.bodies.since[body] = ticks
  }

  /// Goes on for some hours.
  mutating func go(_ hours: Int) { for _ in 0..<hours { tick() } }

  /// Goes on until something holds, or for sixty days.
  mutating func go(until holds: (Simulation) -> Bool) {
    while !holds(self) && ticks < 24 * 60 { tick() }
  }

  /// Shape `[town]`; the tick in which its people heard; -1 before.
  func heard(_ kind: EventKind = .capitalLost) -> [Int] {
    society.towns.indices.map { bodies.tidings.heard(kind, in: $0) }
  }

  /// Deputies of a body by party.
  func deputies(of body: Int) -> [Double] {
    let parties = society.parties.count
    return Array(groups.delegations.byParty[body * parties..<(body + 1) * parties])
  }

  /// Events of a kind.
  func events(_ kind: EventKind) -> [Event] { record.events.filter { $0.kind == kind } }
}

/// Whether an hour is one in which bodies meet.
func isByDay(_ tick: Int) -> Bool { (8..<23).contains(tick % 24) }
