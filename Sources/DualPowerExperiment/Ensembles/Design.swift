import DualPower
public import DualPowerScenario

/// The points of a plan: each value is a function of the plan's seed, the point and the parameter.
public struct Design: Sendable {
  private let plan: DesignPlan
  private let draws: Draws
  private let sobol: Sobol
  /// Of a Latin hypercube: the stratum of each point; shape `[parameter][point]`.
  private let strata: [[Int32]]

  /// The points of a plan.
  ///
  /// - Complexity: O(points × parameters) for a Latin hypercube, else O(parameters).
  public init(_ plan: EnsemblePlan) {
    let design = plan.design ?? DesignPlan(method: .file, points: 1, parameters: [], rows: [[]])
    let draws = Draws(seed: plan.seed)
    self.plan = design
    self.draws = draws
    let isSobol = design.method == .sobol
    sobol = Sobol(dimensions: isSobol ? design.parameters.count : 0)
    strata =
      design.method == .latinHypercube
      ? design.parameters.indices.map { Self.shuffled(design.points, draws, parameter: $0) } : []
  }

  /// The values of a point, one a parameter of the plan.
  public func values(at point: Int) -> [Double] {
    guard plan.method != .file else { return plan.rows[point] }
    var rest = point
    // Of a grid the last parameter runs fastest.
    let steps = plan.parameters.indices.reversed().map { _ -> Int in
      defer { rest /= plan.points }
      return rest % plan.points
    }.reversed().map(\.self)
    return plan.parameters.enumerated().map { index, parameter in
      let share =
        switch plan.method {
        case .grid: plan.points > 1 ? Double(steps[index]) / Double(plan.points - 1) : 0.5
        case .latinHypercube:
          (Double(strata[index][point]) + luck(.place, index, point)) / Double(plan.points)
        case .sobol: Double(sobol.bits(point, index) ^ shift(index)) * 0x1p-32
        case .file: 0.0
        }
      // Both ends come out as they are written.
      return parameter.low * (1 - share) + parameter.high * share
    }
  }

  /// What is added to a parameter of a Sobol sequence, bit by bit, so that each seed has points of its own.
  ///
  /// - Source: The digital shift of P. L'Ecuyer and C. Lemieux, Recent advances in randomized
  ///   quasi-Monte Carlo methods (2002), doi:10.1007/0-306-48102-2_20.
  private func shift(_ parameter: Int) -> UInt32 {
    UInt32(Self.unit(draws, .shift, parameter, 0) * 0x1p32)
  }

  private enum Purpose: Int {
    case place, order, shift
  }

  private func luck(_ purpose: Purpose, _ parameter: Int, _ point: Int) -> Double {
    Self.unit(draws, purpose, parameter, point)
  }

  private static func unit(
    _ draws: Draws,
    _ purpose: Purpose,
    _ parameter: Int,
    _ point: Int
  ) -> Double {
    draws.unit(.design, point, parameter * 4 + purpose.rawValue, at: 0)
  }

  /// The numbers up to a count in an order of chance, by Fisher and Yates.
  private static func shuffled(_ count: Int, _ draws: Draws, parameter: Int) -> [Int32] {
    var order = (0..<Int32(count)).map(\.self)
    for last in stride(from: count - 1, to: 0, by: -1) {
      let other = Int(unit(draws, .order, parameter, last) * Double(last + 1))
      order.swapAt(last, other)
    }
    return order
  }
}
