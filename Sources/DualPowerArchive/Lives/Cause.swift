public import DualPower

/// Who carried an event, and what carried them.
public struct Cause: Sendable {
  /// A unit of the garrison that was lost.
  public struct Unit: Sendable, Equatable {
    /// The unit.
    public var unit: Int
    /// The hour from which half of it was over.
    public var tick: Int
    /// Its men.
    public var persons: Double

    /// A unit that was lost.
    public init(unit: Int, tick: Int, persons: Double) {
      self.unit = unit
      self.tick = tick
      self.persons = persons
    }
  }

  /// A circle of the elite that withdrew.
  public struct Circle: Sendable, Equatable {
    /// The group.
    public var group: Int
    /// The hour.
    public var tick: Int
    /// What had worn its confidence down until then: hazards, added up over the hours.
    public var wear: Wear

    /// A circle that withdrew.
    public init(group: Int, tick: Int, wear: Wear) {
      self.group = group
      self.tick = tick
      self.wear = wear
    }
  }

  /// A group that elected.
  public struct Elector: Sendable, Equatable {
    /// The group.
    public var group: Int
    /// The hour.
    public var tick: Int
    /// Its deputies, of the society, when the council was constituted.
    public var seats: Double
    /// What moved it in that hour.
    public var urge: Urge

    /// A group that elected.
    public init(group: Int, tick: Int, seats: Double, urge: Urge) {
      self.group = group
      self.tick = tick
      self.seats = seats
      self.urge = urge
    }
  }

  /// The run, to the end of the event's day.
  public var run: Run
  /// The event.
  public var event: Event
  /// Hours up to the event, its own the last, in which those who walked out were counted.
  public var hours = 0
  /// Those who walked out in them, group by group; the largest first.
  public var walkouts: [Walkouts] = []
  /// Units that were lost, in order of time.
  public var units: [Unit] = []
  /// Circles that withdrew, in order of time.
  public var circles: [Circle] = []
  /// Groups that elected, in order of time.
  public var electors: [Elector] = []

  /// An event of a run, with nothing gathered about it yet.
  public init(run: Run, event: Event) {
    self.run = run
    self.event = event
  }

  /// The kinds of event that can be asked for.
  public static let kinds: [EventKind] = [
    .outbreak, .fireOrdered, .mutiny, .capitalLost, .regimeFell, .councilConstituted,
    .circleWithdrew, .crisis, .discipline, .overthrow,
  ]
}

extension EventKind {
  /// Whether those who walked out carry an event of this kind.
  public var isOfTheStreet: Bool {
    switch self {
    case .outbreak, .fireOrdered, .mutiny, .capitalLost, .crisis, .discipline, .overthrow: true
    default: false
    }
  }

  /// Whether of those who walked out soldiers alone carry an event of this kind.
  public var isOfTheGarrison: Bool { self == .mutiny || self == .capitalLost }
}
