import Foundation

/// Student's t distribution.
public enum StudentT {
  /// The chance of a value further from 0 than this one, on either side.
  ///
  /// - Source: Abramowitz and Stegun, 26.7.1: `A(t|ν) = 1 − I_x(ν/2, ½)` with `x = ν/(ν + t²)`.
  public static func twoSided(_ t: Double, degrees: Double) -> Double {
    guard t.isFinite else { return 0 }
    return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
  }

  /// The value that is passed, on either side, with a chance.
  ///
  /// - Precondition: The chance lies between 0 and 1.
  public static func quantile(twoSided chance: Double, degrees: Double) -> Double {
    precondition(chance > 0 && chance < 1, "a chance lies between 0 and 1")
    var low = 0.0
    var high = 1.0
    while twoSided(high, degrees: degrees) > chance { (low, high) = (high, 2 * high) }
    // Halved until the doubles between the two run out.
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      if twoSided(middle, degrees: degrees) > chance { low = middle } else { high = middle }
    }
  }

  /// The regularised incomplete beta function, by its continued fraction.
  ///
  /// - Source: Abramowitz and Stegun, 26.5.8, evaluated as in Lentz (1976), doi:10.1364/AO.15.000668.
  static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    // The fraction converges fast on one side of the mean; on the other its mirror does.
    return x < (a + 1) / (a + b + 2) ? fraction(x, a, b) : 1 - fraction(1 - x, b, a)
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let scale: Double = lgamma(a + b) - lgamma(a) - lgamma(b)
    let front: Double = exp(scale + a * log(x) + b * log(1 - x))
    var c = 1.0
    var d = 1 / kept(1 - (a + b) * x / (a + 1))
    var fraction = d
    for m in 1...1_000 {
      let m = Double(m)
      let at: Double = a + 2 * m
      let even: Double = m * (b - m) * x / ((at - 1) * at)
      let odd: Double = -(a + m) * (a + b + m) * x / (at * (at + 1))
      for step in [even, odd] {
        d = 1 / kept(1 + step * d)
        c = kept(1 + step / c)
        fraction *= c * d
      }
      if abs(c * d - 1) < 1e-15 { break }
    }
    return front * fraction / a
  }

  /// Away from 0, by which is divided.
  private static func kept(_ x: Double) -> Double { abs(x) < 1e-300 ? 1e-300 : x }
}
