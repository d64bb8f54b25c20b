// Reads: a run. Writes: its own copy of the people. Draws: hour.

/// The people stage by itself, hour after hour in the world of one hour of a run.
///
/// What is measured is the stage that a tick calls, on the people and the prospects that a run has come to; and
/// another program that is given the same ``workload`` can be held to the same ``checksum``.
public struct PeopleStage: Sendable {
  private var people: People
  private var groups: Groups
  private let places: Places
  private var world: World
  private var draws: Draws

  /// The people and the world of a run's last tick.
  ///
  /// - Parameter simulation: A run of which a tick is done.
  public init(of simulation: Simulation) {
    people = simulation.people
    groups = simulation.groups
    places = simulation.places
    world = simulation.world
    draws = simulation.draws
  }

  /// Agents, all of whom decide in an hour.
  public var agents: Int { people.agentCounts.reduce(0, +) }

  /// Bytes that the next hour reads and writes of people at least, where a column asked for twice counts once.
  ///
  /// Of a block of a group of whom some are out it reads activity, and if they are of that block three traits and a
  /// recognition, and writes activity anew. Where a group reconsiders it reads conviction and the recognition in turn,
  /// and writes that. What it reads of those who might go out comes on top.
  public var bytesAtLeast: Int {
    var columns = 0
    for g in people.agentCounts.indices {
      let blocks = people.firstBlock[g]..<people.firstBlock[g + 1]
      if world.prospects[g].reconsider > 0 { columns += 3 * blocks.count }
      guard people.isAnyoneOut(g) else { continue }
      for block in blocks {
        columns += people.columns[People.activity * people.height + block].isAnySet ? 6 : 1
      }
    }
    return 64 * columns
  }

  /// One more hour: everyone decides.
  public mutating func decide(concurrently: Concurrently = inOrder) {
    draws.tick += 1
    people.decide(in: world, draws, concurrently: concurrently)
  }

  /// The same with all else that a tick does for each group: what its members face, and what they add up to.
  public mutating func decideAndAddUp(concurrently: Concurrently = inOrder) {
    world.face(after: people, groups, places, concurrently: concurrently)
    decide(concurrently: concurrently)
    groups.takeOver(people, in: world, concurrently: concurrently)
  }

  /// Agents who are out against the body in force, and who are out although what they were against is gone.
  public var out: (active: Int, lingering: Int) {
    (people.active.reduce(0, +), people.lingering.reduce(0, +))
  }

  /// `Σ byte · (2·n + 1)` modulo 2⁶⁴ over activity and the recognition in turn, where `n` counts agents in the
  /// order of groups, first over activity and then on over recognition.
  public var checksum: UInt64 {
    var sum: UInt64 = 0
    var factor: UInt64 = 1
    for column in [People.activity, People.firstRecognition + world.hour.turnColumn] {
      for (g, count) in people.agentCounts.enumerated() {
        for member in 0..<count {
          sum &+= UInt64(people.byte(column, group: g, member: member)) &* factor
          factor &+= 2
        }
      }
    }
    return sum
  }

  /// All that the stage reads, as plain lists.
  ///
  /// - Parameter hours: For how many hours keys are given.
  /// - Returns: The lists, as the stage stands.
  public func workload(hours: Int) -> Workload {
    let layout = world.layout
    let groups = people.agentCounts.indices
    var cohortOf = [Int](repeating: 0, count: groups.count)
    for (cohort, item) in layout.cohorts.enumerated() {
      for g in item.groups { cohortOf[g] = cohort }
    }
    return Workload(
      agents: people.agentCounts,
      firstAgents: people.firstPersons,
      outlooks: groups.flatMap { world.outlooks[cohortOf[$0]].numbers },
      prospects: groups.flatMap { world.prospects[$0].numbers },
      noise: world.hour.noise,
      turnColumn: world.hour.turnColumn,
      callerColumn: world.hour.callerColumn,
      keys: (1...hours).map { draws.key(.hour, tick: draws.tick + UInt64($0)) },
      width: people.width,
      rows: (0..<people.width).flatMap { column in
        groups.flatMap { g in
          (0..<people.agentCounts[g]).map { people.byte(column, group: g, member: $0) }
        }
      }
    )
  }

  /// What the people stage reads in an hour; the rule is that of ``People/decide(in:_:concurrently:)``.
  public struct Workload: Sendable {
    /// Shape `[group]`.
    public let agents: [Int]
    /// Shape `[group]`; the number of a group's first agent, by which she draws.
    public let firstAgents: [UInt32]
    /// Shape `[group × 10]`: person column, institution column, person's weight, hardship, fear, object, chance of
    /// going back, of drifting home, of following a call, tilt by conviction.
    public let outlooks: [Int32]
    /// Shape `[group × 7]`: crowd, grievance, chance of walking out, of going home, of reconsidering, aim, step.
    public let prospects: [Int32]
    /// Half-width of the noise.
    public let noise: Int32
    /// The column of recognition that is reconsidered.
    public let turnColumn: Int
    /// The column of recognition of the body that calls people home.
    public let callerColumn: Int
    /// Shape `[hour]`; the key of its draws.
    public let keys: [UInt64]
    /// How many columns rows have: susceptibility, risk, obstinacy, conviction, activity, recognitions.
    public let width: Int
    /// Shape `[column × agent]`.
    public let rows: [UInt8]
  }
}

extension Outlook {
  fileprivate var numbers: [Int32] {
    [
      Int32(personColumn), Int32(institutionColumn), personWeight, hardship, fear, object, goBack,
      drift, call, conviction,
    ]
  }
}

extension Prospect {
  fileprivate var numbers: [Int32] {
    [crowd, grievance, walkOut, goHome, reconsider, aim, step].map { Int32($0) }
  }
}
