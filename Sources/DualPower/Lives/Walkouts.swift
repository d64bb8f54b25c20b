// Reads: everything. Writes: nothing. Draws: hour.

/// Who of a group walked out in an hour, and what carried them.
public struct Walkouts: Sendable, Equatable {
  /// The group.
  public let group: Int
  /// Its persons who walked out, of the society.
  public var persons = 0.0
  /// Shape `[Reason]`; each term of what they would, added up over them, in units of utility.
  public var terms = [Double](repeating: 0, count: Reason.allCases.count)
}

/// What an hour began with, for everyone: enough to tell afterwards who walked out in it and why.
public struct Eve: Sendable {
  private let people: People?
  private let groups: Groups
  let places: Places

  /// Taken before a tick.
  ///
  /// - Parameters:
  ///   - simulation: The run.
  ///   - keepingPeople: Whether it will be asked who walked out. The rows of people are then copied as the
  ///     tick goes on.
  public init(_ simulation: Simulation, keepingPeople: Bool = true) {
    people = keepingPeople ? simulation.people : nil
    groups = simulation.groups
    places = simulation.places
  }

  /// The groups of a town of whom somebody walked out, once the hour is over.
  public func walkouts(inTown town: Int, after simulation: Simulation) -> [Walkouts] {
    guard let people else { return [] }
    let society = simulation.society
    return simulation.world.layout.groups(ofTown: town).compactMap { g in
      guard simulation.people.active[g] > 0 else { return nil }
      let account = Account(simulation, groups, places, ofGroup: g)
      var walkouts = Walkouts(group: g)
      let weight = society.groups[g].weight
      for member in 0..<society.groups[g].agents
      where simulation.people.byte(People.activity, group: g, member: member) != 0
        && people.byte(People.activity, group: g, member: member) == 0
      {
        let number = society.groups[g].firstPerson + UInt32(member)
        let row = people.row(of: Person(number: number, group: g, member: member))
        let decision = account.decision(number, row)
        walkouts.persons += weight
        for (i, term) in decision.terms.enumerated() {
          walkouts.terms[i] += weight * Double(term) / 1_024
        }
      }
      return walkouts.persons > 0 ? walkouts : nil
    }
  }

  /// How strongly each of some groups was moved to elect to a council in the hour just over.
  public func urges(of groups: [Int], to body: Int, after simulation: Simulation) -> [Urge] {
    groups.map {
      self.groups.delegations.urge(of: $0, to: body, simulation.groups, in: simulation.world)
    }
  }
}
