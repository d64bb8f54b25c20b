/// Reversals of a series: it turns when it has come back from its extreme by so much, and stays there for
/// so many days.
enum Turns {
  /// How often a series, of one value a day, turned.
  static func count(_ values: [Double], size: Double = 0.25, days: Int = 3) -> Int {
    guard var low = values.first else { return 0 }
    var high = low
    var sign = 0.0
    var extreme = 0.0
    var turns = 0
    var since = 0
    for value in values {
      if sign == 0 {
        (low, high) = (min(low, value), max(high, value))
        if value - low >= size { (sign, extreme) = (1, value) }
        if high - value >= size { (sign, extreme) = (-1, value) }
      } else if (value - extreme) * sign >= 0 {
        (extreme, since) = (value, 0)
      } else if (extreme - value) * sign >= size {
        since += 1
        if since >= days { (turns, sign, extreme, since) = (turns + 1, -sign, value, 0) }
      } else {
        since = 0
      }
    }
    return turns
  }
}
