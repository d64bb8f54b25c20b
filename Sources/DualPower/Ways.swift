/// The ways between towns, as each town sees them.
struct Ways: Sendable {
  /// A way out of a town.
  struct Way: Sendable {
    /// Its number among the links.
    let link: Int
    /// Where it leads.
    let to: Int
  }

  /// Shape `[town]`.
  let from: Lots<Way>
  /// Shape `[town]`; those along which a telegraph runs.
  let wires: Lots<Way>

  init(_ society: Society) {
    var ways = [[Way]](repeating: [], count: society.towns.count)
    for (i, link) in society.links.enumerated() {
      ways[link.from].append(Way(link: i, to: link.to))
      ways[link.to].append(Way(link: i, to: link.from))
    }
    from = Lots(ways)
    wires = Lots(ways.map { $0.filter { society.links[$0.link].hasWire } })
  }

  /// Hours of travel from a town to every other by the shortest way; infinite where none leads.
  ///
  /// - Source: Dijkstra (1959), doi:10.1007/BF01386390.
  /// - Complexity: O(towns²).
  func hours(from start: Int, _ hours: (Int) -> Double) -> [Double] {
    var reached = [Double](repeating: .infinity, count: from.owners.count)
    var isDone = [Bool](repeating: false, count: reached.count)
    reached[start] = 0
    while true {
      var nearest = -1
      for town in from.owners
      where !isDone[town] && reached[town] < (nearest < 0 ? .infinity : reached[nearest]) {
        nearest = town
      }
      if nearest < 0 { return reached }
      isDone[nearest] = true
      for way in from[of: nearest] {
        let there = reached[nearest] + hours(way.link)
        if there < reached[way.to] { reached[way.to] = there }
      }
    }
  }
}
