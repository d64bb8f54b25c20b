// Reads: everything. Writes: nothing. Draws: hour.

/// What an hour began with: enough to tell afterwards why a person did in it what she did.
///
/// Taken before a tick and asked after it, so that following a person cannot touch the run.
public struct Vantage: Sendable {
  private let groups: Groups
  private let places: Places
  private let rows: [[UInt8]]
  private let persons: [Person]

  /// The rows of some persons, and what their groups knew.
  public init(_ simulation: Simulation, of persons: [Person]) {
    groups = simulation.groups
    places = simulation.places
    self.persons = persons
    rows = persons.map { simulation.people.row(of: $0) }
  }

  /// The hour of each of them, once it is over.
  public func glimpses(after simulation: Simulation) -> [Glimpse] {
    zip(persons, rows).map { person, row in
      let account = Account(simulation, groups, places, ofGroup: person.group)
      return Glimpse(of: person, row, account, places, simulation)
    }
  }
}

/// What members of one group faced in the hour just over.
struct Account {
  let outlook: Outlook
  let prospect: Prospect
  /// Share of the group that is out as the hour begins, for whatever reason it once had.
  let shareOut: Double
  private let pulls: Pulls
  private let leanings: Leanings
  private let disposition: Disposition
  private let hour: Hour
  private let key: UInt64

  /// - Parameters:
  ///   - simulation: The run after the hour; its world is still that of the hour's beginning.
  ///   - groups: The groups before it.
  ///   - places: The places before it.
  ///   - g: The group.
  init(_ simulation: Simulation, _ groups: Groups, _ places: Places, ofGroup g: Int) {
    let world = simulation.world
    outlook = world.outlook(of: g)
    prospect = world.prospect(of: g, groups)
    shareOut = groups.active[g] + groups.lingering[g]
    let cohort = world.layout.cohorts[world.layout.cohort(of: g)]
    (pulls, leanings) = world.withWeights(of: cohort) {
      (world.pulls(on: g, $0, groups), world.leanings(of: g, $0, groups))
    }
    disposition = groups[g]
    hour = world.hour
    key = simulation.draws.key(.hour, tick: UInt64(world.tick))
  }

  /// Why the person of a number would be out or would not.
  func decision(_ number: UInt32, _ row: [UInt8]) -> Decision {
    Decision(
      row,
      outlook,
      prospect,
      pulls,
      leanings,
      disposition,
      hour,
      bits: Draws.bits(number, key)
    )
  }

  /// What she did.
  func move(_ decision: Decision, _ row: [UInt8], to after: UInt8, isFree: Bool) -> Move {
    Move(
      from: row[People.activity],
      to: after,
      decision,
      outlook,
      prospect,
      called: row[People.firstRecognition + hour.callerColumn],
      isFree: isFree
    )
  }
}

extension People {
  /// A person's bytes, column by column.
  func row(of person: Person) -> [UInt8] {
    (0..<width).map { byte($0, group: person.group, member: person.member) }
  }
}
