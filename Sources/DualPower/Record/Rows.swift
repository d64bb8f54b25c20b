/// The city at one hour.
public struct HourRow: Sendable {
  /// The tick.
  public var tick = 0
  /// Shape `[stratum]`; persons withdrawn from work or obedience, for whatever reason they once had.
  public var active: [Double] = []
  /// Persons in the streets of the capital.
  public var crowd = 0.0
  /// Share of the capital's garrison that has gone over.
  public var garrisonOver = 0.0
  /// Men whom the body in force can send against a crowd in the capital.
  public var force = 0.0
  /// Share of the need for bread that was met.
  public var ration = 0.0
  /// Shape `[body × body]`, row by row; stance of one to the other in `-1...1`.
  public var stance: [Double] = []
  /// Killed and wounded so far: civilians, soldiers, police.
  public var casualties: [Double] = [0, 0, 0]
}

/// The society on one day, at noon where a level is meant; bodies are those of the whole society.
public struct DayRow: Sendable {
  /// The day, 0 for the first.
  public var day = 0
  /// Shape `[stratum]`; most persons withdrawn at one hour of the day.
  public var active: [Double] = []
  /// Shape `[body]`; share of those who would obey some body, were orders to conflict.
  public var writ: [Double] = []
  /// Shape `[stratum × body]`, row by row; the same within each stratum.
  public var writByStratum: [Double] = []
  /// Share of the whole population that would obey none.
  public var none = 0.0
  /// Effective number of authorities, `1/Σw²`.
  public var effectiveAuthorities = 0.0
  /// Shape `[body × body]`, row by row; in `-1...1`.
  public var stance: [Double] = []
  /// Shape `[body]`; deputies or ministers, of the society.
  public var deputies: [Double] = []
  /// Shape `[body × party]`, row by row; deputies or ministers of each party.
  public var deputiesByParty: [Double] = []
  /// Shape `[body × party]`, row by row; share of its executive or ministers.
  public var executiveByParty: [Double] = []
  /// Councils constituted, those of towns and provinces among them.
  public var councils = 0
  /// Shape `[line]`; writ over the whole society, of those who would obey some line.
  public var writOfAll: [Double] = []
  /// Share of the whole society that would obey none.
  public var noneOfAll = 0.0
  /// Effective number of authorities over the whole society.
  public var effectiveAuthoritiesOfAll = 0.0
  /// Towns whose officials have yielded.
  public var openTowns = 0
  /// Share of units of villages that have a committee.
  public var villageCommittees = 0.0
  /// Disturbances over land on this day.
  public var disturbances = 0.0
  /// Shape `[body]`; in `0...1`.
  public var aspiration: [Double] = []
  /// Shape `[body]`; in `0...1`.
  public var competence: [Double] = []
  /// Shape `[body × domain]`, row by row; in `0...1`.
  public var positions: [Double] = []
  /// Shape `[stratum]`; hardship felt, `w_X·X + w_I·I`.
  public var grievance: [Double] = []
  /// Shape `[stratum]`; privation `X`.
  public var privation: [Double] = []
  /// Shape `[stratum]`; relative deprivation `I`.
  public var inequality: [Double] = []
  /// Shape `[stratum]`; unmet demand `U`, in `0...1`.
  public var demand: [Double] = []
  /// Elite confidence in the ruling person and in the institution, mean over circles.
  public var eliteConfidence: [Double] = [0, 0]
  /// Shape `[column × stratum]`, row by row; mean recognition in `0...1`.
  public var recognition: [Double] = []
  /// Days of need in the capital's store.
  public var stockDays = 0.0
  /// Share of the need for bread that was met.
  public var ration = 0.0
}

/// One district on one day, at noon.
public struct PlaceRow: Sendable {
  /// The day, 0 for the first.
  public var day = 0
  /// The district.
  public var place = 0
  /// Most persons withdrawn at one hour of the day.
  public var active = 0.0
  /// Persons in its streets at noon.
  public var crowd = 0.0
  /// Shape `[line]`; share of those who would obey some line.
  public var writ: [Double] = []
  /// Share of its people who would obey none.
  public var none = 0.0
}

/// A town outside the capital, when a run ends; ticks are -1 for what has not happened.
public struct TownRow: Sendable {
  /// The town.
  public var town = 0
  /// Its people.
  public var persons = 0.0
  /// The tick in which its telegraph office had news that the capital was lost.
  public var wiredAt = -1
  /// The tick in which its people heard.
  public var heardAt = -1
  /// The tick in which its officials began to hold the news back.
  public var withheldAt = -1
  /// Hours for which they did.
  public var withheldHours = 0.0
  /// The tick in which they yielded.
  public var openedAt = -1
  /// Share of its units of villages that have a committee.
  public var committees = 0.0
  /// The tick of its villages' congress.
  public var congressAt = -1
  /// Disturbances over land.
  public var disturbances = 0.0
}

/// A town's or a province's body, when a run ends.
public struct OrganRow: Sendable {
  /// The body.
  public var body = 0
  /// The tick in which it came to be; -1 for never.
  public var since = -1
  /// Whether it was sent by the government.
  public var isCommissar = false
  /// The body into which it has gone; -1 for none.
  public var mergedInto = -1
  /// The tick from which the centre knows of it; -1 for never.
  public var knownAt = -1
  /// Whether it has joined the centre.
  public var isFederated = false
  /// Persons who may elect it.
  public var electors = 0.0
  /// Shape `[party]`; deputies or members of each.
  public var byParty: [Double] = []
  /// Shape `[line]`; its stance to the bodies of each line beside it.
  public var stance: [Double] = []
  /// Its orders.
  public var orders = 0
  /// Those that another body contested.
  public var contested = 0
  /// Mean share that obeyed an order, of those; and of the others.
  public var complianceContested = 0.0
  /// Mean share that obeyed an order that nobody contested.
  public var complianceUncontested = 0.0
}

/// A conference of councils.
public struct ConferenceRow: Sendable {
  /// The tick in which it met.
  public var tick = 0
  /// Councils of towns and provinces there, the centre among them.
  public var councils = 0.0
  /// Bodies of armies and fleets there.
  public var armyBodies = 0.0
  /// Delegates.
  public var delegates = 0.0
  /// Shape `[party]`; delegates of each.
  public var byParty: [Double] = []
  /// Shape `[domain]`; votes for the centre's position.
  public var inFavour: [Double] = []
  /// Shape `[domain]`; votes against it; the others abstain.
  public var against: [Double] = []
}

/// An order and who obeyed it.
public struct OrderRow: Sendable {
  /// The tick.
  public var tick = 0
  /// The body that gave it.
  public var body = 0
  /// The domain of policy.
  public var domain = 0
  /// The position it commands; in `0...1`.
  public var position = 0.0
  /// The body that contested it; -1 for none.
  public var contestedBy = -1
  /// Persons it addressed.
  public var addressed = 0.0
  /// Persons who obeyed it.
  public var obeyed = 0.0
  /// Shape `[stratum]`; share that obeyed, -1 where nobody was addressed.
  public var obeyedByStratum: [Double] = []

  /// Share that obeyed; in `0...1`.
  public var compliance: Double { addressed > 0 ? obeyed / addressed : 0 }
}

/// Deputies elected by a group, or recalled.
public struct DeputyRow: Sendable {
  /// The tick.
  public var tick = 0
  /// The body they sit in.
  public var body = 0
  /// The group that chose them.
  public var group = 0
  /// Their party.
  public var party = 0
  /// How many, of the society; negative when recalled.
  public var seats = 0.0
}
