/// A published result, the ordinary scenario that is to come to it, and what is expected: a folder of
/// `Validation`.
public struct Classic: Sendable {
  /// Its name, which is that of its folder.
  public var id: String
  /// What it is, in a few words.
  public var title: String
  /// Who published it, and where.
  public var source: String
  /// Where the scenario departs from what was published, a sentence each.
  public var departures: [String]
  /// What is expected of it.
  public var rows: [Expectation]
}

/// A number that histories of a scenario are expected to come to.
public struct Expectation: Sendable {
  /// The classic and the row, as `granovetter/uniform`.
  public var name: String
  /// What is expected, in a sentence.
  public var about: String
  /// Where the expected number comes from.
  public var source: String
  /// The world that is run.
  public var world: Scenario
  /// The world whose number is taken away, seed by seed; `nil` for none.
  public var less: Scenario?
  /// What is measured.
  public var measure: Measure
  /// What the measure is divided by.
  public var unit: Double
  /// Days after which it is measured.
  public var days: Int
  /// What is made of the numbers of all seeds.
  public var statistic: Statistic
  /// How many seeds are run, from 1 on.
  public var seeds: Int
  /// How the number is to stand to what is expected.
  public var relation: Relation
  /// What is expected.
  public var expected: Double
  /// How far off it may be beside three standard errors: what is known to be lost by rounding and steps.
  public var tolerance: Double
  /// Standard deviation of one history's number where theory gives it; `nil` where the sample does.
  public var spread: Double?

  /// What is made of the numbers of all seeds.
  public enum Statistic: String, CaseIterable, Sendable {
    /// Their mean.
    case mean
    /// Their variance.
    case variance
  }

  /// How a number is to stand to what is expected.
  public enum Relation: String, CaseIterable, Sendable {
    /// It is that number, within tolerance and three standard errors.
    case equal
    /// It is more, by more than three standard errors.
    case more
    /// It is less, by more than three standard errors.
    case less
  }
}
