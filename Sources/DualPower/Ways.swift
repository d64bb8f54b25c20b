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
  let from: [[Way]]

  init(_ society: Society) {
    var ways = [[Way]](repeating: [], count: society.towns.count)
    for (i, link) in society.links.enumerated() {
      ways[link.from].append(Way(link: i, to: link.to))
      ways[link.to].append(Way(link: i, to: link.from))
    }
    from = ways
  }

  /// Hours of travel from a town to every other by the shortest way; infinite where none leads.
  ///
  /// - Source: Dijkstra (1959), doi:10.1007/BF01386390.
  /// - Complexity: O(towns²).
  func hours(from start: Int, _ hours: (Int) -> Double) -> [Double] {
    var reached = [Double](repeating: .infinity, count: from.count)
    var isDone = [Bool](repeating: false, count: from.count)
    reached[start] = 0
    while true {
      var nearest = -1
      for town in from.indices
      where !isDone[town] && reached[town] < (nearest < 0 ? .infinity : reached[nearest]) {
        nearest = town
      }
      if nearest < 0 { return reached }
      isDone[nearest] = true
      for way in from[nearest] {
        let there = reached[nearest] + hours(way.link)
        if there < reached[way.to] { reached[way.to] = there }
      }
    }
  }
}
