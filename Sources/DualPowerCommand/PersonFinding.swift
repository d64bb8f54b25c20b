/// What is wrong with whom a user would follow.
enum PersonFinding: Equatable {
  /// More than one way to choose.
  case twoChoices([String])
  /// No person has this number.
  case noSuchNumber(String, last: UInt32)
  /// She is there and not simulated.
  case notSimulated(number: UInt32, nearest: UInt32)
  /// Nobody of a stratum lives in a place.
  case nobodyThere(asked: String, strata: [String])
  /// No group elected.
  case nobodyElected
  /// Nobody turned.
  case nobodyTurned
  /// She is not in the other world.
  case notThere(number: UInt32)
  /// An hour of a second world, and nothing that differs in it.
  case nothingDiffers(at: String)

  /// The finding as a sentence.
  var sentence: String {
    switch self {
    case .twoChoices(let ways):
      "\(ways.joined(separator: ", ")): \(ways.count) ways to choose a person; one is enough. "
        + "Leave the others out."
    case .noSuchNumber(let text, let last):
      "--id \(text): no person has this number; persons have 0 to \(last). Choose one of them."
    case .notSimulated(let number, let nearest):
      "--id \(number): not simulated at this scale; the nearest before is \(nearest). "
        + "Name that one, or run at 1:1."
    case .nobodyThere(let asked, let strata):
      strata.isEmpty
        ? "\(asked): nobody of that stratum, or in that place. Choose another."
        : "\(asked): nobody of that stratum there; in that place are \(strata.joined(separator: ", ")). "
          + "Choose one of them."
    case .nobodyElected:
      "--first-deputy: no group elected in this run. Run it for longer, or choose a person by --id."
    case .nobodyTurned:
      "--turned: nobody came to recognise a council more than the legal body in this run, or the other "
        + "way. Run it for longer, or choose a person by --id."
    case .notThere(let number):
      "person \(number): not in the second world, whose groups are others. Leave the groups as they are."
    case .nothingDiffers(let at):
      "--at \(at): an hour from which a second world differs, and nothing that does. "
        + "Add --set, --without or --with."
    }
  }
}
