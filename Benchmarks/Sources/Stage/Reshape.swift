import DualPower

// Societies that differ from a shipped one in a single number: how many groups, places or organs it has.
extension Society {
  /// The same people in smaller groups: each in so many parts, or as many as it has agents.
  mutating func splitGroups(by parts: Int) {
    groups = groups.flatMap { group in
      let parts = min(parts, group.agents)
      return (0..<parts).map { part in
        func share(_ whole: Int) -> Range<Int> {
          (whole * part / parts)..<(whole * (part + 1) / parts)
        }
        var own = group
        own.firstPerson += UInt32(share(group.size).lowerBound)
        own.size = share(group.size).count
        own.agents = share(group.agents).count
        return own
      }
    }
  }

  /// The same groups in more places: each place's dealt to so many.
  mutating func splitPlaces(by parts: Int) {
    places = places.flatMap { [Place](repeating: $0, count: parts) }
    for g in groups.indices { groups[g].place = groups[g].place * parts + g % parts }
  }

  /// The same towns, of which some have no organs of their own.
  mutating func keepOrgans(share: Double) {
    let kept = Int(Double(organCount) * share)
    bodies.removeLast(organCount - kept)
    organCount = kept
  }
}
