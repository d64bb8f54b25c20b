import DualPower

/// One person in two worlds.
public struct LifePair: Sendable {
  /// Her life in the world as it is.
  public let one: Life
  /// Her life in the other.
  public let other: Life

  /// One person in two worlds.
  public init(_ one: Life, _ other: Life) {
    self.one = one
    self.other = other
  }
}

/// Where two lives part, and by what.
struct Parting: Sendable, Equatable {
  /// Where in the hours of the lives.
  var hour: Int
  /// The term of her decision that differs most in that hour; `nil` where none does yet, and something
  /// else about her is not the same.
  var reason: Reason?
}

extension LifePair {
  /// The first hour in which anything about her differs; `nil` where the lives are the same.
  var parting: Parting? { parting { $0 != $1 } }

  /// The first hour in which a term of what she would differs.
  var partingOfTerms: Parting? { parting { $0.decision.terms != $1.decision.terms } }

  /// The first hour in which she is out in one world and not in the other.
  var partingOfDeeds: Parting? { parting { $0.isOut != $1.isOut } }

  private func parting(_ differ: (Glimpse, Glimpse) -> Bool) -> Parting? {
    let pairs = zip(one.glimpses, other.glimpses)
    guard let (hour, pair) = pairs.enumerated().first(where: { differ($1.0, $1.1) }) else {
      return nil
    }
    let changes = pair.1.decision.changes(since: pair.0.decision)
    return Parting(
      hour: hour,
      reason: changes.max { $0.change.magnitude < $1.change.magnitude }?.reason
    )
  }
}
