import Foundation

/// The normal distribution.
public enum Normal {
  /// The chance of a standard normal value further from 0 than this one, on either side.
  public static func twoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

  /// The value that is passed, on either side, with a chance.
  ///
  /// - Precondition: The chance lies between 0 and 1.
  public static func quantile(twoSided chance: Double) -> Double {
    precondition(chance > 0 && chance < 1, "a chance lies between 0 and 1")
    // No chance that a double can hold lies further out.
    var (low, high) = (0.0, 40.0)
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      if twoSided(middle) > chance { low = middle } else { high = middle }
    }
  }
}
