import DualPower

extension Chronicle.Entry {
  /// Whether the event stands in the chronicle of a report: a turning point of the whole society.
  var isOfReport: Bool { isMajor && isOfAll }
}

extension Chronicle {
  /// What happened in towns, day by day, counted: a country has too many to tell one by one.
  ///
  /// - Returns: A sentence for each day on which something did.
  func inTowns() -> [Int: String] {
    var counts: [Int: [EventKind: Int]] = [:]
    for entry in entries where !entry.isOfReport {
      counts[entry.event.tick / 24, default: [:]][entry.event.kind, default: 0] += 1
    }
    return counts.compactMapValues { counts in
      let told = Self.townKinds.compactMap { kind in counts[kind].map { Self.words(kind, $0) } }
      return told.isEmpty ? nil : "Elsewhere \(told.joined(separator: ", "))."
    }
  }

  private static let townKinds: [EventKind] = [
    .news, .newsWithheld, .officialsYielded, .committeeFormed, .councilConstituted, .councilsMerged,
  ]

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
