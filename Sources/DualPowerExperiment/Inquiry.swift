public import DualPower
public import DualPowerArchive
public import DualPowerScenario

/// Asks of an event who carried it: the run is made once more, up to its day, and watched.
public enum Inquiry {
  /// Hours before an event in which those who walked out are held to have carried it.
  public static let hours = 24

  /// Who carried an event.
  ///
  /// - Parameters:
  ///   - event: An event of the run of this scenario and seed.
  ///   - scenario: What was run.
  ///   - way: How it is run.
  /// - Returns: They, or `nil` where the run was cancelled.
  /// - Throws: ``RunFailure`` when the run cannot begin.
  public static func inquire(
    into event: Event,
    of scenario: Scenario,
    _ way: Following.Way
  ) throws(RunFailure) -> Cause? {
    var scenario = scenario
    scenario.society.days = Array(scenario.society.days.prefix(event.tick / 24 + 1))
    var watch = Watch(event, scenario.society)
    let run = try Runner.run(
      scenario,
      seed: way.seed,
      threads: way.threads,
      watch: { watch.look(at: $0) },
      progress: way.progress,
      isCancelled: way.isCancelled
    )
    return run.map { watch.cause(of: $0) }
  }
}

/// What is gathered, hour by hour.
private struct Watch {
  private let event: Event
  private let society: Society
  private let first: Int
  private var eve: Eve?
  /// Shape `[group]`.
  private var walkouts: [Walkouts?]
  private var units: [Cause.Unit] = []
  private var circles: [Cause.Circle] = []
  private var withdrawn: [Cause.Circle] = []
  private var electors: [Cause.Elector] = []

  init(_ event: Event, _ society: Society) {
    self.event = event
    self.society = society
    first = max(0, event.tick + 1 - Inquiry.hours)
    walkouts = [Walkouts?](repeating: nil, count: society.groups.count)
  }

  /// Looks at a run before its first tick, and after each up to the event's.
  mutating func look(at simulation: Simulation) {
    if let eve, simulation.ticks <= event.tick + 1 { gather(eve, simulation) }
    let isNear = (first...event.tick).contains(simulation.ticks)
    eve =
      simulation.ticks > event.tick
      ? nil : Eve(simulation, keepingPeople: isNear && event.kind.isOfTheStreet)
  }

  private mutating func gather(_ eve: Eve, _ simulation: Simulation) {
    let tick = simulation.ticks - 1
    switch event.kind {
    case .regimeFell, .circleWithdrew:
      watchUnits(simulation, tick)
      watchCircles(eve, simulation, tick)
    case .councilConstituted:
      watchElectors(eve, simulation, tick)
    default:
      if event.kind.isOfTheGarrison { watchUnits(simulation, tick) }
      for hour in eve.walkouts(inTown: event.town, after: simulation) {
        let bearing = society.strata[society.groups[hour.group].stratum].bearing
        if event.kind.isOfTheGarrison && bearing != .garrison { continue }
        guard var sum = walkouts[hour.group] else {
          walkouts[hour.group] = hour
          continue
        }
        sum.persons += hour.persons
        for i in sum.terms.indices { sum.terms[i] += hour.terms[i] }
        walkouts[hour.group] = sum
      }
    }
  }

  /// A unit counts as lost while half of it is over.
  private mutating func watchUnits(_ simulation: Simulation, _ tick: Int) {
    let shares = simulation.unitShares
    units.removeAll { shares[$0.unit] < 0.5 }
    for unit in simulation.capitalUnits
    where shares[unit] >= 0.5 && !units.contains(where: { $0.unit == unit }) {
      units.append(Cause.Unit(unit: unit, tick: tick, persons: simulation.unitPersons[unit]))
    }
  }

  private mutating func watchCircles(_ eve: Eve, _ simulation: Simulation, _ tick: Int) {
    let views = simulation.circles(before: eve)
    if circles.isEmpty {
      circles = views.map { Cause.Circle(group: $0.group, tick: -1, wear: .none) }
    }
    for (i, view) in views.enumerated() where circles[i].tick < 0 {
      circles[i].wear = circles[i].wear + view.wear
      if view.hasWithdrawn {
        circles[i].tick = tick
        withdrawn.append(circles[i])
      }
    }
  }

  private mutating func watchElectors(_ eve: Eve, _ simulation: Simulation, _ tick: Int) {
    let sent = simulation.delegates(to: event.body)
    let known = Set(electors.map(\.group))
    let new = sent.map(\.group).filter { !known.contains($0) }
    for (group, urge) in zip(new, eve.urges(of: new, to: event.body, after: simulation)) {
      electors.append(Cause.Elector(group: group, tick: tick, seats: 0, urge: urge))
    }
    for (group, delegates) in sent {
      guard let i = electors.firstIndex(where: { $0.group == group }) else { continue }
      electors[i].seats = delegates.byParty.reduce(0, +)
    }
  }

  func cause(of run: Run) -> Cause {
    var cause = Cause(run: run, event: event)
    cause.hours = event.kind.isOfTheStreet ? event.tick + 1 - first : 0
    cause.walkouts = walkouts.compactMap { $0 }.sorted {
      ($0.persons, $1.group) > ($1.persons, $0.group)
    }
    cause.units = units
    let isAboutOne = event.kind == .circleWithdrew
    cause.circles = isAboutOne ? withdrawn.filter { $0.group == event.subject } : withdrawn
    cause.electors = electors
    return cause
  }
}
