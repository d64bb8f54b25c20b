public import DualPower

/// How well a value is known.
public enum Confidence: String, CaseIterable, Sendable {
  /// Counted or observed.
  case measured
  /// Worked out from what was.
  case estimated
  /// Chosen within its range.
  case assumed
}

/// One value of a parameter, or of a trait in one stratum, and what is known about it.
public struct ParameterNote: Sendable, Equatable {
  /// The name of the parameter or trait.
  public var id: String
  /// The stratum whose trait this is; `nil` for a parameter.
  public var stratum: String?
  /// The value in this run.
  public var value: Double
  /// The lowest value thought possible.
  public var low: Double
  /// The highest value thought possible.
  public var high: Double
  /// The unit, such as `1/h`; `-` for none.
  public var unit: String
  /// Where the value comes from.
  public var source: String
  /// How well it is known.
  public var confidence: Confidence
  /// What it means.
  public var about: String
}

/// Whether a mechanism's effect is found by running or built in.
public enum MechanismKind: String, CaseIterable, Sendable {
  /// It can come out either way.
  case found
  /// It is built in, so that only its size is a result.
  case assumed
}

/// A mechanism that a scenario declares, and that can be switched off.
public struct MechanismNote: Sendable, Equatable {
  /// What it is called in a command, in snake case.
  public var id: String
  /// The mechanism in the model.
  public var mechanism: Mechanism
  /// The clause of the text that it stands for, if the scenario counts clauses.
  public var clause: Int?
  /// Whether its effect is found or built in.
  public var kind: MechanismKind
  /// What it does.
  public var about: String
}

/// What changes in a run from an hour on.
public struct InterventionNote: Sendable, Equatable {
  /// What it is called; `fork` where it was asked for beside the scenario.
  public var id: String
  /// What it is about, in a sentence; empty where nothing is said.
  public var about: String
  /// The first tick that is run with it.
  public var tick: Int
  /// Mechanisms that it switches off, by id.
  public var without: [String]
  /// Values that it replaces.
  public var values: [Change]

  /// A value that is replaced.
  public struct Change: Sendable, Equatable {
    /// The way to it, as `parameters.deliveries.value`.
    public var path: String
    /// What it was; empty where there was none.
    public var before: String
    /// What it is from then on.
    public var after: String
  }
}
