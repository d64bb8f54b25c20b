import DualPower

extension ScenarioReader {
  /// The most links of a society.
  static let mostLinks = 100_000
  /// Kilometres of the longest link.
  static let longestLink = 20_000
  /// The most towns that a finding about all of them names.
  private static let mostNamed = 5

  /// What runs between two towns.
  private enum Way: CaseIterable {
    case rail
    case road
    case river
    case ferry
  }

  /// Reads the tables of ways between towns.
  func links(_ towns: Index) -> [Link] {
    var links: [Link] = []
    var seen: [Pair: TextPlace] = [:]
    let lines = tables(
      "links",
      of: "links",
      isNeeded: false,
      needed: ["a", "b", "km", "kind", "wire"],
      columns: Keys.linkColumns
    )
    if lines.count > Self.mostLinks {
      root.note(.tooMany(lines.count, of: "links", most: Self.mostLinks), "links")
    }
    for line in lines {
      let (a, b) = (line.position("a", in: towns), line.position("b", in: towns))
      let link = Link(
        from: a ?? 0,
        to: b ?? 0,
        length: length(line),
        isRail: line.choice("kind", Self.ways, otherwise: .road) == .rail,
        hasWire: line.integer("wire", in: 0...1) == 1
      )
      guard let a, let b else { continue }
      if a == b {
        line.note(.linkToItself(towns.ids[a]), "b")
      } else if let first = seen.updateValue(line.row.place, forKey: Pair(a, b)) {
        line.note(.duplicateLink(towns.ids[a], towns.ids[b], first: first), "b")
      }
      links.append(link)
    }
    return links
  }

  /// A road to each town from its centre, where no link joins the two.
  func roadsToCentres(_ country: Country, beside links: [Link]) -> [Link] {
    let joined = Set(links.map { Pair($0.from, $0.to) })
    return country.centres.enumerated().compactMap { town, centre in
      guard centre >= 0, !joined.contains(Pair(town, centre)) else { return nil }
      return Link(
        from: centre,
        to: town,
        length: Self.roadToCentre,
        isRail: false,
        hasWire: false
      )
    }
  }

  /// Kilometres of such a road.
  private static let roadToCentre = 30.0

  private static let ways = Way.allCases.map { (String(describing: $0), $0) }

  /// Kilometres of way.
  private func length(_ line: TableLine) -> Double {
    guard let km = Double(line.row["km"]), km.isFinite else {
      return line.number("km", in: 0...Double(Self.longestLink))
    }
    if km > 0, km <= Double(Self.longestLink) { return km }
    line.note(.badLength(km), "km")
    return 1
  }

  /// Two towns, whichever is named first.
  private struct Pair: Hashable {
    let low: Int
    let high: Int

    init(_ a: Int, _ b: Int) {
      low = min(a, b)
      high = max(a, b)
    }
  }

  /// Notes the towns to which news has no way: neither links nor a road to a centre lead to them.
  func checkWays(_ society: Society, towns: Index) {
    var next = [[Int]](repeating: [], count: society.towns.count)
    for link in society.links {
      next[link.from].append(link.to)
      next[link.to].append(link.from)
    }
    var isReached = [Bool](repeating: false, count: society.towns.count)
    isReached[society.capital] = true
    var reached = [society.capital]
    while let town = reached.popLast() {
      for other in next[town] where !isReached[other] {
        isReached[other] = true
        reached.append(other)
      }
    }
    let cutOff = society.towns.indices.filter { town in
      let kind = society.towns[town].kind
      return kind != .remote && kind != .occupied && !isReached[town]
    }
    guard !cutOff.isEmpty else { return }
    let first = cutOff.prefix(Self.mostNamed).map { towns.ids[$0] }
    let key = root.item["links"] == nil ? "atlas" : "links"
    root.note(.cutOff(first: first, count: cutOff.count), key)
  }
}
