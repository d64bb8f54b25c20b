/// The candidate that one would most likely have meant: the fewest letters changed, and fewer than
/// half of them.
func nearest(to word: String, among candidates: [String]) -> String? {
  // A long word cannot be a slip of a short id, and the distance costs the product of lengths.
  guard word.utf8.count <= 64 else { return nil }
  let letters = lettered(word)
  var most = min(3, (max(2, letters.count) - 1) / 2)
  var best: String?
  for candidate in candidates {
    guard let changes = distance(lettered(candidate), letters, atMost: most) else { continue }
    if changes == 0 { return candidate }
    // Of two that are as near the first is taken, so the next has to be nearer.
    best = candidate
    most = changes - 1
  }
  return best
}

/// The letters of a word, of which capitals are no others; one that no id has counts more than once.
private func lettered(_ word: String) -> [UInt8] { Array(word.lowercased().utf8) }

/// Letters to insert, delete, replace or swap with the next to make one word of the other; `nil` where
/// it takes more than so many, which is told from few letters of most words.
///
/// - Source: Optimal string alignment, after Damerau (1964), doi:10.1145/363958.363994.
private func distance(_ one: [UInt8], _ other: [UInt8], atMost most: Int) -> Int? {
  guard abs(one.count - other.count) <= most else { return nil }
  let shared = zip(one, other).prefix { $0 == $1 }.count
  let (a, b) = (one[shared...], other[shared...])
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var before: [Int] = []
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    row.reserveCapacity(b.count + 1)
    var least = i + 1
    for j in 0..<b.count {
      let (x, y) = (a[shared + i], b[shared + j])
      var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (x == y ? 0 : 1))
      if i > 0, j > 0, x == b[shared + j - 1], a[shared + i - 1] == y {
        best = min(best, before[j - 1] + 1)
      }
      row.append(best)
      least = min(least, best)
    }
    // A swap reaches two letters back, and costs one.
    if least > most, !last.contains(where: { $0 < most }) { return nil }
    (before, last) = (last, row)
  }
  return last[b.count] <= most ? last[b.count] : nil
}
