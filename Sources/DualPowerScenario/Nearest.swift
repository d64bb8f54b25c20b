/// The candidate that one would most likely have meant: the fewest letters changed, and fewer than
/// half of them.
func nearest(to word: String, among candidates: [String]) -> String? {
  // A long word cannot be a slip of a short id, and the distance costs the product of lengths.
  guard word.utf8.count <= 64 else { return nil }
  let distances = candidates.map { (distance($0, word), $0) }
  guard let best = distances.min(by: { $0.0 < $1.0 }), best.0 < 4, best.0 * 2 < max(2, word.count)
  else { return nil }
  return best.1
}

/// Letters to insert, delete, replace or swap with the next to make one word of the other.
///
/// - Source: Optimal string alignment, after Damerau (1964), doi:10.1145/363958.363994.
private func distance(_ a: String, _ b: String) -> Int {
  let a = Array(a.lowercased())
  let b = Array(b.lowercased())
  var rows = [Array(0...b.count)]
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(
        rows[i][j + 1] + 1,
        row[j] + 1,
        rows[i][j] + (a[i] == b[j] ? 0 : 1)
      )
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, rows[i - 1][j - 1] + 1)
      }
      row.append(best)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
