public import DualPowerScenario

/// What histories came to, beside what was expected of them.
public struct Conformed: Sendable {
  /// What was expected.
  public let expectation: Expectation
  /// What came out.
  public let got: Double
  /// Its standard error: from theory where the expectation has it, else from the sample; 0 where every
  /// history comes to the same.
  public let standardError: Double

  /// Judges the numbers of all seeds.
  ///
  /// - Source: The standard error of a variance is that of the fourth moment, without the assumption of a
  ///   normal law (Mood, Graybill and Boes 1974, section VI.2).
  public init(expectation: Expectation, values: [Double]) {
    self.expectation = expectation
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    func moment(_ order: Int) -> Double {
      values.reduce(0) { sum, value in
        sum + (0..<order).reduce(1.0) { power, _ in power * (value - mean) }
      } / count
    }
    let variance = count > 1 ? moment(2) * count / (count - 1) : 0
    switch expectation.statistic {
    case .mean:
      got = mean
      standardError = (expectation.spread ?? variance.squareRoot()) / count.squareRoot()
    case .variance:
      got = variance
      let spread = moment(4) - variance * variance * (count - 3) / max(1, count - 1)
      standardError = count > 1 ? max(0, spread / count).squareRoot() : 0
    }
  }

  /// Whether it stands to what was expected as it should.
  public var holds: Bool {
    let gap = got - expectation.expected
    let doubt = 3 * standardError
    switch expectation.relation {
    case .equal: return abs(gap) <= expectation.tolerance + doubt
    case .more: return gap > doubt
    case .less: return gap < -doubt
    }
  }
}
