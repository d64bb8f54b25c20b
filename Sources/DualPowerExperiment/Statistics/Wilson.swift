/// A share of so many trials, and where it may lie.
public struct Wilson: Sendable, Equatable {
  /// The share that was found.
  public let share: Double
  /// The lower end of the 95 % interval.
  public let low: Double
  /// Its upper end.
  public let high: Double

  /// A count of some trials.
  ///
  /// Unlike the usual interval it lies within 0 and 1, and has a width where all or none were counted.
  ///
  /// - Precondition: One trial at least, and no more counted than there are.
  /// - Source: Wilson (1927), doi:10.1080/01621459.1927.10502953.
  public init(_ count: Int, of trials: Int) {
    precondition(trials > 0 && (0...trials).contains(count), "a count of trials")
    let n = Double(trials)
    let z = Normal.quantile(twoSided: 0.05)
    share = Double(count) / n
    let scale = 1 + z * z / n
    let middle = (share + z * z / (2 * n)) / scale
    let half = z / scale * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    // At its ends the interval is closed by hand, where roundings would leave it open.
    low = count == 0 ? 0 : middle - half
    high = count == trials ? 1 : middle + half
  }
}
