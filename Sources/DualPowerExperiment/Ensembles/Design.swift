import DualPower
public import DualPowerScenario

/// The points of a plan: each value is a function of the plan's seed, the point and the parameter.
public struct Design: Sendable {
  private let plan: DesignPlan?
  private let luck: Luck
  private let sobol: Sobol
  /// Of a Latin hypercube: the stratum of each point; shape `[parameter][point]`.
  private let strata: [[Int32]]

  /// The points of a plan; one without values where it has no design.
  ///
  /// - Complexity: O(points × parameters) for a Latin hypercube, else O(parameters).
  public init(_ plan: EnsemblePlan) {
    let luck = Luck(seed: plan.seed)
    let parameters = plan.design?.parameters ?? []
    self.plan = plan.design
    self.luck = luck
    let points = plan.pointCount
    switch plan.design?.method {
    case .latinHypercube:
      strata = parameters.indices.map { luck.shuffled(points, parameter: $0) }
      sobol = Sobol(dimensions: 0)
    case .sobol:
      strata = []
      sobol = Sobol(dimensions: parameters.count)
    case .grid, .file, nil:
      strata = []
      sobol = Sobol(dimensions: 0)
    }
  }

  /// The values of a point, one a parameter of the plan.
  public func values(at point: Int) -> [Double] {
    guard let plan else { return [] }
    guard plan.method != .file else { return plan.rows[point] }
    return plan.parameters.enumerated().map { index, parameter in
      let share =
        switch plan.method {
        case .latinHypercube:
          (Double(strata[index][point]) + luck.unit(.place, index, point)) / Double(plan.points)
        case .sobol: Double(sobol.bits(point, index) ^ luck.shift(index)) * 0x1p-32
        case .grid, .file: step(of: index, at: point, plan)
        }
      // Both ends come out as they are written.
      return parameter.low * (1 - share) + parameter.high * share
    }
  }

  /// How far a parameter of a grid has gone; the last runs fastest, and one of a single value stays midway.
  private func step(of index: Int, at point: Int, _ plan: DesignPlan) -> Double {
    guard plan.points > 1 else { return 0.5 }
    let slower = plan.parameters[(index + 1)...].reduce(point) { rest, _ in rest / plan.points }
    return Double(slower % plan.points) / Double(plan.points - 1)
  }
}

/// What a design draws: a function of the plan's seed, the parameter and the point.
private struct Luck {
  private let root: UInt64

  enum Purpose: UInt64 {
    case place, order, shift
  }

  init(seed: UInt64) {
    // Apart from the draws of runs, which begin with the mixed seed itself.
    root = Draws.mix(Draws.mix(seed) ^ 0x64_6573_6967_6E73)
  }

  /// A number in `0..<1`.
  func unit(_ purpose: Purpose, _ parameter: Int, _ point: Int) -> Double {
    let key = Draws.mix(root &+ UInt64(parameter) &* 4 &+ purpose.rawValue)
    return Double(Draws.mix(key &+ UInt64(point)) &>> 11) * 0x1p-53
  }

  /// What is added to a parameter of a Sobol sequence, bit by bit, so that each seed has points of its own.
  ///
  /// - Source: The digital shift of P. L'Ecuyer and C. Lemieux, Recent advances in randomized
  ///   quasi-Monte Carlo methods (2002), doi:10.1007/0-306-48102-2_20.
  func shift(_ parameter: Int) -> UInt32 { UInt32(unit(.shift, parameter, 0) * 0x1p32) }

  /// The numbers up to a count in an order of chance, by Fisher and Yates.
  func shuffled(_ count: Int, parameter: Int) -> [Int32] {
    var order = (0..<Int32(count)).map(\.self)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(unit(.order, parameter, last) * Double(last + 1)))
    }
    return order
  }
}
