public import DualPower
import DualPowerScenario

/// The words for what speaks for going out or against it.
struct ReasonWords {
  let pronoun: Pronoun
  /// The body in force, in a sentence.
  let ruler: String

  /// A term that speaks for going out, or one that speaks against it, as what it is.
  func noun(_ reason: Reason) -> String {
    switch reason {
    case .hardship: "hardship"
    case .group: "those of \(pronoun.their) own group who were out"
    case .unit: "those of \(pronoun.their) unit who were out"
    case .place: "the district"
    case .town: "the town"
    case .street: "the crowd in the street"
    case .heard: "word of a council elsewhere"
    case .recognition: "recognition of \(ruler)"
    case .luck: "the temper of \(pronoun.their) group"
    case .mood: "the mood of the day"
    case .fatigue: "weariness of being out"
    case .disarmed: "the loss of \(pronoun.their) rifles"
    case .bread: "the day's luck with bread"
    case .remorse: "remorse at having fired"
    case .strain: "the strain of facing the crowd"
    case .demand: "demands that were not met"
    case .restraint: "the restraint of a council"
    case .calls: "a party's call"
    case .fear: "fear of force"
    case .obstinacy: "\(pronoun.their) own slowness to move"
    case .noise: "an impulse of the hour"
    }
  }

  /// What grew, or what that was against it gave way.
  func gain(_ reason: Reason, by change: Int32, to value: Int32) -> String {
    let amount = "(\(Self.utility(change, isSigned: true)))"
    switch reason {
    case .recognition, .fear, .fatigue, .disarmed, .restraint, .obstinacy:
      return change > 0 ? "less \(noun(reason)) \(amount)" : "\(noun(reason)) \(amount)"
    default:
      return change > 0 || value < 0
        ? "\(noun(reason)) \(amount)" : "less of \(noun(reason)) \(amount)"
    }
  }

  /// A term in units of utility: "0.31", with a sign where it is a change.
  static func utility(_ term: Int32, isSigned: Bool = false) -> String {
    let text = Wording.hundredths(Double(term) / 1_024)
    return isSigned && term > 0 ? "+\(text)" : text
  }
}

extension Reason {
  /// The reason in snake case, as every file names it.
  public var id: String { snakeCase("\(self)") }
}

extension Move {
  /// The move in snake case, as every file names it.
  public var id: String { snakeCase("\(self)") }
}

extension [String] {
  /// "a", "a and b", "a, b and c".
  var listed: String {
    guard count > 1, let last else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}
