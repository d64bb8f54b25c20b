import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerExperiment
@testable import DualPowerScenario

/// Where the points of a plan lie.
@Suite(.tags(.claim)) struct DesignTests {
  private func plan(
    _ method: DesignPlan.Method,
    _ points: Int,
    parameters: Int = 2,
    seed: UInt64 = 1
  ) -> EnsemblePlan {
    let ranges = (0..<parameters).map {
      DesignPlan.Parameter(path: "p\($0)", low: 0, high: Double($0 + 1))
    }
    return EnsemblePlan(
      file: "plan.yaml",
      scenario: "courtyard",
      scale: 1,
      until: nil,
      seed: seed,
      replicates: 1,
      arms: [ArmPlan(name: "one", sets: [], without: [], overlays: [])],
      design: DesignPlan(method: method, points: points, parameters: ranges),
      precisions: []
    )
  }

  @Test func `a grid has every combination, both ends among them`() {
    let design = Design(plan(.grid, 3))
    let points = (0..<9).map { design.values(at: $0) }
    #expect(
      points == [
        [0, 0], [0, 1], [0, 2], [0.5, 0], [0.5, 1], [0.5, 2], [1, 0], [1, 1], [1, 2],
      ]
    )
    #expect(Design(plan(.grid, 1)).values(at: 0) == [0.5, 1])
  }

  @Test(arguments: [1, 2, 17, 100], [1, 7] as [UInt64])
  func `of a Latin hypercube each stratum of each parameter is hit once`(count: Int, seed: UInt64) {
    let design = Design(plan(.latinHypercube, count, parameters: 5, seed: seed))
    for parameter in 0..<5 {
      let strata = (0..<count).map { point in
        Int(design.values(at: point)[parameter] / Double(parameter + 1) * Double(count))
      }
      #expect(strata.sorted() == Array(0..<count))
    }
  }

  @Test func `the parameters of a Latin hypercube are in orders of their own`() {
    let design = Design(plan(.latinHypercube, 200, parameters: 2))
    let points = (0..<200).map { design.values(at: $0) }
    let mean = points.reduce(0) { $0 + ($1[0] - 0.5) * ($1[1] / 2 - 0.5) } / 200
    // The covariance of independent uniform numbers has a standard error of 1/12/√200.
    #expect(abs(mean) < 4 / 12 / 200.0.squareRoot())
  }

  @Test func `each order of a Latin hypercube's strata comes as often as any other`() {
    var times: [[Int]: Double] = [:]
    for seed in 1...2_400 {
      let design = Design(plan(.latinHypercube, 4, seed: UInt64(seed)))
      times[(0..<4).map { Int(design.values(at: $0)[0] * 4) }, default: 0] += 1
    }
    #expect(times.count == 24)
    // Of a hundred expected each: beyond 56 is chi-squared with 23 degrees of freedom once in ten thousand times.
    #expect(times.values.reduce(0) { $0 + ($1 - 100) * ($1 - 100) / 100 } < 56)
  }

  @Test func `points are the plan's and its seed's alone`() {
    for method in [DesignPlan.Method.latinHypercube, .sobol] {
      let one = Design(plan(method, 32))
      let again = Design(plan(method, 32))
      let other = Design(plan(method, 32, seed: 2))
      let points = (0..<32).map { one.values(at: $0) }
      #expect(points == (0..<32).reversed().map { again.values(at: $0) }.reversed())
      #expect(points != (0..<32).map { other.values(at: $0) })
      for point in points { #expect((0..<1).contains(point[0]) && (0..<2).contains(point[1])) }
    }
  }

  /// As `scipy.stats.qmc.Sobol(21, scramble=False, bits=32)` has them, which reads the same numbers.
  @Test func `a Sobol sequence begins as it is published`() {
    let sobol = Sobol(dimensions: 21)
    func row(_ point: Int, _ dimensions: [Int]) -> [Double] {
      dimensions.map { Double(sobol.bits(point, $0)) * 0x1p-32 }
    }
    let first = [0, 1, 2, 3, 4]
    let last = [5, 9, 14, 19, 20]
    for (point, low, high) in Self.known {
      #expect(row(point, first) == low, "point \(point)")
      #expect(row(point, last) == high, "point \(point)")
    }
  }

  @Test func `of a Sobol sequence every interval of a power of two is hit once, shifted or not`() {
    for seed in [1, 2] as [UInt64] {
      let design = Design(plan(.sobol, 64, parameters: 21, seed: seed))
      for parameter in 0..<21 {
        let cells = (0..<64).map { point in
          Int(design.values(at: point)[parameter] / Double(parameter + 1) * 64)
        }
        #expect(cells.sorted() == Array(0..<64), "parameter \(parameter)")
      }
    }
  }

  private static let known: [(Int, [Double], [Double])] = [
    (
      0, [0.0, 0.0, 0.0, 0.0, 0.0],
      [0.0, 0.0, 0.0, 0.0, 0.0]
    ),
    (
      1, [0.5, 0.5, 0.5, 0.5, 0.5],
      [0.5, 0.5, 0.5, 0.5, 0.5]
    ),
    (
      2, [0.75, 0.25, 0.25, 0.25, 0.75],
      [0.75, 0.75, 0.75, 0.25, 0.25]
    ),
    (
      3, [0.25, 0.75, 0.75, 0.75, 0.25],
      [0.25, 0.25, 0.25, 0.75, 0.75]
    ),
    (
      4, [0.375, 0.375, 0.625, 0.875, 0.375],
      [0.125, 0.625, 0.375, 0.125, 0.125]
    ),
    (
      5, [0.875, 0.875, 0.125, 0.375, 0.875],
      [0.625, 0.125, 0.875, 0.625, 0.625]
    ),
    (
      6, [0.625, 0.125, 0.875, 0.625, 0.625],
      [0.875, 0.375, 0.625, 0.375, 0.375]
    ),
    (
      7, [0.125, 0.625, 0.375, 0.125, 0.125],
      [0.375, 0.875, 0.125, 0.875, 0.875]
    ),
    (
      100, [0.4140625, 0.2578125, 0.7734375, 0.7265625, 0.8828125],
      [0.7421875, 0.6953125, 0.3203125, 0.3359375, 0.7578125]
    ),
    (
      1000, [0.2197265625, 0.0966796875, 0.5185546875, 0.6767578125, 0.2802734375],
      [0.9072265625, 0.0693359375, 0.1435546875, 0.7255859375, 0.5224609375]
    ),
    (
      1023, [0.0009765625, 0.7529296875, 0.6123046875, 0.1455078125, 0.1865234375],
      [0.4384765625, 0.8505859375, 0.3623046875, 0.3193359375, 0.8662109375]
    ),
  ]
}
