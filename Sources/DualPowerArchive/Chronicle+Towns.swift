import DualPower

extension Chronicle.Entry {
  /// Whether the event stands in the chronicle of a report: a turning point of the whole society.
  var isOfReport: Bool { isMajor && isOfAll }
}

extension Chronicle {
  /// What happened in towns, day by day, counted: a country has too many to tell one by one.
  func inTowns() -> [Int: TownCounts] {
    entries.reduce(into: [:]) { days, entry in
      guard !entry.isOfReport, TownCounts.kinds.contains(entry.event.kind) else { return }
      days[entry.event.tick / 24, default: TownCounts()].add(entry.event.kind)
    }
  }
}

/// How often each thing happened in towns.
struct TownCounts {
  private var counts: [EventKind: Int] = [:]

  /// What is counted, in the order in which it is told.
  static let kinds: [EventKind] = [
    .news, .newsWithheld, .officialsYielded, .committeeFormed, .councilConstituted, .councilsMerged,
  ]

  /// Counts one more.
  mutating func add(_ kind: EventKind) { counts[kind, default: 0] += 1 }

  /// Two stretches of time together.
  static func + (one: Self, other: Self) -> Self {
    var sum = one
    sum.counts.merge(other.counts, uniquingKeysWith: +)
    return sum
  }

  /// The counts as a sentence.
  var text: String {
    let told = Self.kinds.compactMap { kind in counts[kind].map { Self.words(kind, $0) } }
    return "Elsewhere \(told.joined(separator: ", "))."
  }

  private static func words(_ kind: EventKind, _ count: Int) -> String {
    let places = Wording.count(Double(count), "place", "places")
    switch kind {
    case .news: return "news of the capital reached \(places)"
    case .newsWithheld: return "officials of \(places) ceased to hold news back"
    case .officialsYielded: return "officials of \(places) yielded"
    case .committeeFormed:
      return "\(Wording.count(Double(count), "committee", "committees")) took office"
    case .councilConstituted:
      return Wording.count(
        Double(count),
        "council constituted itself",
        "councils constituted themselves"
      )
    case .councilsMerged: return "councils of \(places) became one"
    default: return "\(Wording.count(Double(count), "event", "events")) happened"
    }
  }
}
