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

/// The society on one day, at noon where a level is meant.
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
  /// Councils constituted.
  public var councils = 0
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
  /// Shape `[body]`; share of those who would obey some body.
  public var writ: [Double] = []
  /// Share of its people who would obey none.
  public var none = 0.0
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
