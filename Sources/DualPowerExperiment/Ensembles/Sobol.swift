/// Points that fill a cube evenly: a Sobol sequence in base 2, with 32 bits.
///
/// - Source: Direction numbers `new-joe-kuo-6.21201` of S. Joe and F. Y. Kuo, Constructing Sobol
///   sequences with better two-dimensional projections, SIAM J. Sci. Comput. 30 (2008),
///   doi:10.1137/070709359; the order of points is that of Antonov and Saleev, by Gray code.
struct Sobol {
  /// Shape `[dimension][bit]`.
  private let directions: [[UInt32]]

  /// The sequence of so many dimensions.
  ///
  /// - Precondition: There are 1 to ``DesignPlan/mostOfSobol`` of them.
  init(dimensions: Int) {
    directions = (0..<dimensions).map { dimension in
      dimension == 0
        ? (0..<32).map { UInt32(1) << (31 - UInt32($0)) }
        : Self.directions(of: Self.known[dimension - 1])
    }
  }

  /// A coordinate of a point, in units of 2⁻³².
  ///
  /// - Complexity: O(1): each bit of the point's Gray code is looked up.
  func bits(_ point: Int, _ dimension: Int) -> UInt32 {
    let gray = UInt32(truncatingIfNeeded: point ^ (point >> 1))
    return (0..<32).reduce(0) { sum, bit in
      gray >> UInt32(bit) & 1 == 1 ? sum ^ directions[dimension][bit] : sum
    }
  }

  /// The recurrence of a primitive polynomial, whose middle coefficients are the bits of `a`.
  private static func directions(of known: (a: UInt32, m: [UInt32])) -> [UInt32] {
    let s = known.m.count
    var v = known.m.enumerated().map { $1 << (31 - UInt32($0)) }
    for i in s..<32 {
      var next = v[i - s] ^ (v[i - s] >> UInt32(s))
      for k in 1..<s where known.a >> UInt32(s - 1 - k) & 1 == 1 { next ^= v[i - k] }
      v.append(next)
    }
    return v
  }

  /// The polynomials and first numbers of dimensions 2 to 21.
  private static let known: [(a: UInt32, m: [UInt32])] = [
    (0, [1]), (1, [1, 3]), (1, [1, 3, 1]), (2, [1, 1, 1]),
    (1, [1, 1, 3, 3]), (4, [1, 3, 5, 13]),
    (2, [1, 1, 5, 5, 17]), (4, [1, 1, 5, 5, 5]), (7, [1, 1, 7, 11, 19]),
    (11, [1, 1, 5, 1, 1]), (13, [1, 1, 1, 3, 11]), (14, [1, 3, 5, 5, 31]),
    (1, [1, 3, 3, 9, 7, 49]), (13, [1, 1, 1, 15, 21, 21]), (16, [1, 3, 1, 13, 27, 49]),
    (19, [1, 1, 1, 15, 7, 5]), (22, [1, 3, 1, 15, 13, 25]), (25, [1, 1, 5, 5, 19, 61]),
    (1, [1, 3, 7, 11, 23, 15, 103]), (4, [1, 3, 7, 13, 13, 15, 69]),
  ]
}
