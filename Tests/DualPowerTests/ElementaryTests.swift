import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPower

@Suite struct ElementaryTests {
  @Test(.tags(.limit))
  func `the exponential is within two units in the last place of the platform's`() {
    for i in -6_000...6_000 {
      let x = Double(i) / 10
      let error = abs(exponential(x) - exp(x)) / exp(x).ulp
      #expect(error <= 2, "x = \(x)")
    }
    #expect(exponential(-1_000) == 0)
    #expect(exponential(0) == 1)
  }

  @Test(.tags(.limit))
  func `the logarithm is within four units in the last place of the platform's`() {
    for i in 1...20_000 {
      let x = Double(i) * Double(i) / 100_000
      let truth = log(x)
      #expect(abs(logarithm(x) - truth) <= max(4 * truth.ulp, 1e-16), "x = \(x)")
    }
  }

  @Test(.tags(.limit))
  func `the normal quantile turns back the distribution function`() {
    for i in 1..<1_000 {
      let p = Double(i) / 1_000
      let back = 0.5 * erfc(-normalQuantile(p) / 2.0.squareRoot())
      #expect(abs(back - p) < 1e-6, "p = \(p)")
    }
  }

  @Test(.tags(.limit))
  func `the hyperbolic tangent is odd, bounded, and near the platform's`() {
    for i in -300...300 {
      let x = Double(i) / 30
      #expect(abs(hyperbolicTangent(x) - tanh(x)) < 1e-14)
      #expect(hyperbolicTangent(-x) == -hyperbolicTangent(x))
    }
  }

  @Test(.tags(.claim))
  func `a hazard of nothing has no chance and a large one is sure`() {
    #expect(chance(0) == 0)
    #expect(chance(-1) == 0)
    #expect(chance(100) == 1)
    #expect(abs(chance(0.01) - 0.009_950_166_250_8) < 1e-12)
  }
}
