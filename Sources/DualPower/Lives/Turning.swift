// Reads: recognition, who acts where. Writes: nothing. Draws: none.

/// Watches, hour by hour, for the person of the lowest number whose recognition passed from the body of
/// one claim to that of another.
///
/// She is looked for among those who have a body of either claim where they live: what nobody there has
/// heard of is no choice.
public struct Turning: Sendable {
  /// Shape `[agent]`; whether she has recognised the one more than the other.
  private var wasWith: [Bool]
  private let first: [Int]
  private let from: Claim
  private let to: Claim
  /// Who it is so far; `nil` for none yet.
  public private(set) var person: Person?

  /// Nobody has turned yet.
  public init(_ society: Society, from: Claim, to: Claim) {
    self.from = from
    self.to = to
    first = society.groups.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.agents) }
    wasWith = [Bool](repeating: false, count: first[society.groups.count])
  }

  /// Looks at everyone who could still be the first.
  public mutating func look(at simulation: Simulation) {
    let society = simulation.society
    for g in society.groups.indices {
      if let person, g > person.group { return }
      let acting = simulation.acting(for: g)
      guard
        let one = acting.first(where: { society.lines[$0.line].claim == from }),
        let other = acting.first(where: { society.lines[$0.line].claim == to })
      else { continue }
      let layout = simulation.world.layout
      let column = People.firstRecognition + layout.institutionColumn[one.line]
      let otherColumn = People.firstRecognition + layout.institutionColumn[other.line]
      for member in 0..<society.groups[g].agents {
        if let person, g == person.group, member >= person.member { return }
        let held = simulation.people.byte(column, group: g, member: member)
        let heldOther = simulation.people.byte(otherColumn, group: g, member: member)
        if held > heldOther {
          wasWith[first[g] + member] = true
        } else if heldOther > held, wasWith[first[g] + member] {
          person = Person(
            number: society.groups[g].firstPerson + UInt32(member),
            group: g,
            member: member
          )
          return
        }
      }
    }
  }
}
