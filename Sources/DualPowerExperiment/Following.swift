public import DualPower
public import DualPowerArchive
public import DualPowerScenario

/// Follows one person through a run, from outside.
public enum Following {
  /// Who is to be followed.
  public enum Choice: Sendable, Equatable {
    /// A person who is known.
    case person(Person)
    /// Who stands first in the group that was the first to elect.
    case firstDeputy
    /// Of the lowest number of those who turned from the legal body to the council, or if none did, the
    /// other way.
    case turned
  }

  /// How a run is made.
  public struct Way {
    /// Its seed.
    public var seed: UInt64
    /// How many threads.
    public var threads: Int
    /// Told how many ticks are done.
    public var progress: (_ ticks: Int) -> Void
    /// Asked before each tick.
    public var isCancelled: () -> Bool

    /// How a run is made.
    public init(
      seed: UInt64,
      threads: Int = 1,
      progress: @escaping (_ ticks: Int) -> Void = { _ in },
      isCancelled: @escaping () -> Bool = { false }
    ) {
      self.seed = seed
      self.threads = threads
      self.progress = progress
      self.isCancelled = isCancelled
    }
  }

  /// The person whom a choice means, of a run that is made to find her.
  ///
  /// - Returns: Her; `nil` inside where nobody is meant in this run; `nil` outside where it was cancelled.
  public static func find(
    _ choice: Choice,
    in scenario: Scenario,
    _ way: Way
  ) throws(RunFailure) -> Person?? {
    switch choice {
    case .person(let person):
      return .some(person)
    case .firstDeputy:
      guard let run = try run(scenario, way, watch: { _ in }) else { return nil }
      let first = run.record.deputies.first
      return .some(first.map { scenario.society.firstPerson(ofGroup: $0.group) })
    case .turned:
      var there = Turning(scenario.society, from: .successor, to: .constituent)
      var back = Turning(scenario.society, from: .constituent, to: .successor)
      let run = try run(scenario, way) { simulation in
        // At noon, when the record counts who would obey whom.
        guard simulation.ticks % 24 == 13 else { return }
        there.look(at: simulation)
        back.look(at: simulation)
      }
      guard run != nil else { return nil }
      return .some(there.person ?? back.person)
    }
  }

  /// A person's life.
  ///
  /// - Returns: It, or `nil` where the run was cancelled.
  public static func follow(
    _ person: Person,
    in scenario: Scenario,
    _ way: Way
  ) throws(RunFailure) -> Life? {
    var temper: Temper?
    var firstHeld: [UInt8] = []
    var glimpses: [Glimpse] = []
    var news: [News] = []
    var vantage: Vantage?
    let town = scenario.society.places[scenario.society.groups[person.group].place].town
    let run = try run(scenario, way) { simulation in
      if let vantage {
        glimpses += vantage.glimpses(after: simulation)
      } else {
        temper = simulation.temper(of: person)
        firstHeld = simulation.recognition(of: person)
      }
      vantage = Vantage(simulation, of: [person])
      news = simulation.news(inTown: town)
    }
    guard let run, let temper else { return nil }
    return Life(
      run: run,
      person: person,
      temper: temper,
      firstHeld: firstHeld,
      glimpses: glimpses,
      news: news
    )
  }

  private static func run(
    _ scenario: Scenario,
    _ way: Way,
    watch: (Simulation) -> Void
  ) throws(RunFailure) -> Run? {
    try Runner.run(
      scenario,
      seed: way.seed,
      threads: way.threads,
      watch: watch,
      progress: way.progress,
      isCancelled: way.isCancelled
    )
  }
}
