/// A person whom a run simulates: where her row stands.
public struct Person: Sendable, Equatable {
  /// Her number in the whole society: the key of her draws at every scale.
  public let number: UInt32
  /// Her group.
  public let group: Int
  /// Her place among its agents.
  let member: Int
}

extension Society {
  /// One past the highest number of a person.
  public var personNumbers: UInt32 {
    groups.map { $0.firstPerson + UInt32($0.size) }.max() ?? 0
  }

  /// The person who stands first in a group.
  public func firstPerson(ofGroup g: Int) -> Person {
    Person(number: groups[g].firstPerson, group: g, member: 0)
  }

  /// The person of a number, or of those simulated before her the nearest; `nil` where there is none.
  public func person(atOrBefore number: UInt32) -> Person? {
    let before = groups.indices.last { groups[$0].firstPerson <= number }
    return before.map { g in
      let member = min(Int(number - groups[g].firstPerson), groups[g].agents - 1)
      return Person(number: groups[g].firstPerson + UInt32(member), group: g, member: member)
    }
  }
}

/// What a person is given once and for all.
public struct Temper: Sendable, Equatable {
  /// How strongly she feels burdens; in 1/255.
  public let susceptibility: UInt8
  /// How much she minds force; in 1/255.
  public let risk: UInt8
  /// What it takes to move her, in 1/128 of a unit of utility.
  public let obstinacy: UInt8
  /// How her mind leans, of two lines that differ in it; 128 is neither way.
  public let conviction: UInt8
  /// The party with which she sympathises.
  public let party: Int
}

extension Simulation {
  /// What a person was given.
  public func temper(of person: Person) -> Temper {
    let row = people.row(of: person)
    let stratum = society.strata[society.groups[person.group].stratum]
    return Temper(
      susceptibility: row[People.susceptibility],
      risk: row[People.risk],
      obstinacy: row[People.obstinacy],
      conviction: row[People.conviction],
      party: Casting.party(person.number, key: Draws(seed: seed).key(.sympathy, tick: 0), stratum)
    )
  }

  /// Shape `[column]`; a person's recognition as it stands, in 1/255.
  public func recognition(of person: Person) -> [UInt8] {
    Array(people.row(of: person)[People.firstRecognition...])
  }
}
