/// Which runs an ensemble has: worlds, points of their parameters, and seeds.
///
/// Runs are counted from 0: by arm, then by point, then by seed; a round that a precision adds follows
/// whole. So a run's number says what it is, and a plan that goes on keeps the numbers it has given.
public struct EnsemblePlan: Sendable, Equatable {
  /// The file it was read from.
  public var file: String
  /// The scenario's bundled name or path.
  public var scenario: String
  /// One agent for so many persons.
  public var scale: Int
  /// The last day, in the scenario's calendar; `nil` for all days.
  public var until: String?
  /// The first seed; it also fixes what the design draws.
  public var seed: UInt64
  /// How many seeds each arm has at each point.
  public var replicates: Int
  /// The worlds; one without a change where the plan names none.
  public var arms: [ArmPlan]
  /// Which values are tried; `nil` for the scenario's own.
  public var design: DesignPlan?
  /// How well measures are to be known; empty where nothing is said.
  public var precisions: [Precision]
  /// Whether the whole folder of each run is kept.
  public var keepsFolders: Bool
  /// Where in the plan each option stands that the scenario's reader may complain of.
  var places: [String: PlanPlace] = [:]

  init(
    file: String,
    scenario: String,
    scale: Int,
    until: String?,
    seed: UInt64,
    replicates: Int,
    arms: [ArmPlan],
    design: DesignPlan?,
    precisions: [Precision],
    keepsFolders: Bool = false,
    places: [String: PlanPlace] = [:]
  ) {
    self.file = file
    self.scenario = scenario
    self.scale = scale
    self.until = until
    self.seed = seed
    self.replicates = replicates
    self.arms = arms
    self.design = design
    self.precisions = precisions
    self.keepsFolders = keepsFolders
    self.places = places
  }

  /// How well a measure is to be known.
  public struct Precision: Sendable, Equatable {
    /// The measure, as a scenario writes it.
    public var measure: String
    /// The greatest half-width of its interval, as a share of its mean.
    public var share: Double
    /// The share as the plan writes it.
    public var text: String
  }

  /// What the world is called that a plan without arms has.
  public static let onlyArm = "as_it_was"
  /// The most runs of a plan.
  public static let mostRuns = 10_000_000
  /// The most rounds that a precision adds up to.
  public static let mostRounds = 10

  /// How many points each arm is run at.
  public var pointCount: Int { design?.pointCount ?? 1 }

  /// How many runs a round has.
  public var roundCount: Int { arms.count * pointCount * replicates }

  /// What a run is, by its number.
  public func run(_ number: Int) -> EnsembleRun {
    let (round, rest) = number.quotientAndRemainder(dividingBy: roundCount)
    let (cell, replicate) = rest.quotientAndRemainder(dividingBy: replicates)
    return EnsembleRun(
      number: number,
      arm: cell / pointCount,
      point: cell % pointCount,
      seed: seed + UInt64(round * replicates + replicate)
    )
  }
}

/// One run of an ensemble.
public struct EnsembleRun: Sendable, Equatable {
  /// Its number in the plan, from 0.
  public var number: Int
  /// Its world, by its place in the plan.
  public var arm: Int
  /// The point of the design, from 0.
  public var point: Int
  /// Its seed.
  public var seed: UInt64
}

/// Which values of parameters are tried.
public struct DesignPlan: Sendable, Equatable {
  /// How points are laid out.
  public enum Method: String, CaseIterable, Sendable {
    /// Every combination of equally spaced values.
    case grid
    /// As many strata of each parameter as there are points, each hit once.
    case latinHypercube
    /// A sequence that fills the ranges evenly.
    case sobol
    /// The rows of a table.
    case file
  }

  /// A parameter and its range.
  public struct Parameter: Sendable, Equatable {
    /// The way to it, as `--set` takes it.
    public var path: String
    /// The lowest value.
    public var low: Double
    /// The highest value.
    public var high: Double
  }

  /// How points are laid out.
  public var method: Method
  /// How many points; of a grid, how many values of each parameter.
  public var points: Int
  /// What is varied, in the plan's order.
  public var parameters: [Parameter]
  /// Shape `[point][parameter]`; of a file alone.
  public var rows: [[Double]] = []

  /// The most parameters of a Sobol sequence.
  public static let mostOfSobol = 21

  /// How many points there are.
  public var pointCount: Int {
    guard method == .grid else { return points }
    return parameters.reduce(1) { product, _ in
      // A product beyond counting is refused as such.
      product.multipliedReportingOverflow(by: points).overflow ? Int.max : product * points
    }
  }
}

/// Where in a plan something stands.
struct PlanPlace: Sendable, Equatable {
  var place: TextPlace
  var path: String
}
