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
