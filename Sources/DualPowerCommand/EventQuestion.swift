import DualPower
import DualPowerArchive
import DualPowerScenario

/// An event as a user names it: a kind, or a kind and a number.
struct EventQuestion {
  private let kind: EventKind
  private let number: Int?

  /// Shorter words for some kinds.
  private static let short: [(String, EventKind)] = [
    ("fall", .regimeFell), ("council", .councilConstituted), ("fire", .fireOrdered),
    ("circle", .circleWithdrew),
  ]

  /// Every kind that can be asked for, by its shorter word where it has one.
  static let words = Cause.kinds.map { kind in
    short.first { $0.1 == kind }?.0 ?? kind.id
  }

  init(_ text: String) throws(Failure) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let number = parts.count > 1 ? parts.last.flatMap { Int($0) } : nil
    let word = (number == nil ? parts : parts.dropLast()).joined(separator: "_")
    let kind =
      Self.short.first { $0.0 == word }?.1 ?? Cause.kinds.first { $0.id == word }
    guard let kind else {
      throw .badRequest([EventFinding.noSuchKind(text, allowed: Self.words).sentence])
    }
    self.kind = kind
    self.number = number
  }

  /// The event of a run that is meant, if it happened.
  func find(in chronicle: Chronicle, town: Int?) -> Chronicle.Entry? {
    let ofKind = chronicle.entries.filter { $0.event.kind == kind }
    if let number {
      let id = "\(kind.id)-\(number)"
      return ofKind.first { $0.id == id && (town == nil || $0.event.town == town) }
    }
    return ofKind.first { town == nil || $0.event.town == town }
  }

  /// The events of a run that can be asked for, each kind once: "mutiny-1", "crisis-1 to crisis-3".
  static func askable(in chronicle: Chronicle) -> [String] {
    Cause.kinds.compactMap { kind in
      let ids = chronicle.entries.filter { $0.event.kind == kind }.map(\.id)
      guard let first = ids.first, let last = ids.last else { return nil }
      return first == last ? first : "\(first) to \(last)"
    }
  }
}

/// What is wrong with the event that a user asks for.
enum EventFinding: Equatable {
  /// No event of this kind can be asked for.
  case noSuchKind(String, allowed: [String])
  /// It did not happen in this run.
  case notInRun(event: String, place: String?, happened: [String])

  /// The finding as a sentence.
  var sentence: String {
    switch self {
    case .noSuchKind(let text, let allowed):
      "why \(text): no event that can be asked for; allowed: \(allowed.joined(separator: ", ")), each "
        + "alone or with a number, as crisis-2. Choose one."
    case .notInRun(let event, let place, let happened):
      "why \(event)\(place.map { " --place \($0)" } ?? ""): did not happen in this run; "
        + (happened.isEmpty
          ? "nothing did that can be asked for. Run it for longer, or with another seed."
          : "of the events that can be asked for these did: \(happened.joined(separator: ", ")). "
            + "Choose one.")
    }
  }
}
