/// Chance as a function, not a sequence: every draw is fixed by the run's seed, the process that asks,
/// the person or thing it concerns, and the tick.
///
/// So a run is the same on any number of threads, and two runs that differ in one assumption share
/// every other draw.
///
/// - Source: The idea of counter-based generators, Salmon et al. (2011), doi:10.1145/2063384.2063405;
///   of common random numbers by agent and purpose, Klein et al. (2024), arXiv:2409.02086.
public struct Draws: Sendable, Equatable {
  /// The run's seed, mixed once.
  let root: UInt64
  /// The tick for which draws are made.
  public internal(set) var tick: UInt64

  /// The draws of a run.
  public init(seed: UInt64, tick: UInt64 = 0) {
    root = Draws.mix(seed)
    self.tick = tick
  }

  /// The processes that draw.
  ///
  /// Raw values are part of every published run: never reused.
  public enum Stream: UInt64, CaseIterable, Sendable {
    /// The person's hour: noise, transition, recognition.
    case hour = 1
    /// Her susceptibility and risk.
    case temper = 2
    /// Her obstinacy and conviction.
    case will = 3
    /// What she grants to one line of authority; one stream a column, up to eight.
    case grant = 8
    /// Her party.
    case sympathy = 16
    /// Whether she obeys an order.
    case obedience = 17
    /// A group's fixed luck.
    case groupLuck = 32
    /// A group's mood of the day.
    case groupMood = 33
    /// A group's election.
    case election = 34
    /// The party of a deputy.
    case deputy = 35
    /// A group's recall.
    case recall = 36
    /// Whether a unit is sent to fire.
    case firing = 37
    /// A town's deliveries.
    case deliveries = 48
    /// A district's luck with bread.
    case breadLuck = 49
    /// The order to fire.
    case fireOrder = 64
    /// A circle's swings of confidence.
    case circle = 65
    /// A body's decisions.
    case committee = 66
    case settlement = 67
    case ministers = 68
    case orderTime = 69
    case orderDomain = 70
    case contest = 71
    case yielding = 72
    case crisisEnd = 73
    case returnCall = 74
    case foreign = 75
    case fall = 76
    case lineTaken = 77
    case partyCall = 78
    case executive = 79
    /// The opening of the railway's wires to news.
    case wires = 80
    /// A tiding passed on from office to office.
    case relay = 81
    /// A tiding in print.
    case press = 82
    /// A tiding by word of mouth.
    case word = 83
    /// Whether officials hold news back.
    case gate = 84
    /// How it leaks.
    case leak = 85
    /// The commissar of a province.
    case commissar = 86
    /// Two councils of a town.
    case merging = 87
    /// A council's letter to the centre.
    case report = 88
    /// The summons to a conference.
    case summons = 89
    /// A delegate's party.
    case delegate = 90
    /// A village's assembly.
    case village = 91
    /// A congress of villages.
    case congress = 92
    /// A village's disturbances.
    case disturbance = 93
    /// Officials who yield.
    case opening = 94
    /// Whether somebody in a group can call a meeting.
    case caller = 95
  }

  /// The finaliser of SplitMix64: a bijection of 64 bits in which each input bit moves half of the output.
  public static func mix(_ x: UInt64) -> UInt64 {
    var z = x &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }

  /// The key of a stream at a tick.
  ///
  /// Seed and stream are mixed before the tick enters, so that no two of them share one.
  func key(_ stream: Stream, plus offset: UInt64 = 0, tick: UInt64) -> UInt64 {
    Draws.mix(Draws.mix(root ^ ((stream.rawValue &+ offset) &* 0xD1B5_4A32_D192_ED03)) &+ tick)
  }

  /// 32 bits for a person.
  ///
  /// - Source: Two rounds of a 32-bit integer hash with the key entering twice; the tests hold its
  ///   group variance and its lag correlations to those of independent draws.
  @inline(__always)
  static func bits(_ person: UInt32, _ key: UInt64) -> UInt32 {
    var x = person ^ UInt32(truncatingIfNeeded: key)
    x ^= x &>> 17
    x = x &* 0xED5A_D4BB
    x ^= x &>> 11
    x = x &+ UInt32(truncatingIfNeeded: key &>> 32)
    x = x &* 0xAC4C_1B51
    x ^= x &>> 15
    x = x &* 0x3184_8BAB
    return x ^ (x &>> 14)
  }

  /// Two things as one for a draw, in 64 bits wherever the model runs.
  ///
  /// - Parameters:
  ///   - one: Stands in the lower 24 bits, as long as it is no larger.
  ///   - other: Stands above them.
  /// - Returns: Both in one number.
  static func both(_ one: Int, _ other: Int) -> Int64 { Int64(one) + Int64(other) << 24 }

  /// A number in `0..<1` for a thing, at this tick.
  public func unit<Entity: FixedWidthInteger, Item: FixedWidthInteger>(
    _ stream: Stream,
    _ entity: Entity,
    _ item: Item = Int(0)
  ) -> Double {
    unit(stream, entity, item, at: tick)
  }

  /// A number in `0..<1` for a thing, at any tick or day.
  public func unit<Entity: FixedWidthInteger, Item: FixedWidthInteger>(
    _ stream: Stream,
    _ entity: Entity,
    _ item: Item = Int(0),
    at tick: UInt64
  ) -> Double {
    let thing = UInt64(truncatingIfNeeded: entity) &* 0x2545_F491_4F6C_DD1D
    let part = UInt64(truncatingIfNeeded: item) &* 0x9FB2_1C65_1E98_DF25
    let bits = Draws.mix(key(stream, tick: tick) ^ Draws.mix(thing &+ part))
    return Double(bits &>> 11) * 0x1p-53
  }

  /// A standard normal number for a thing, at any tick or day.
  public func normal<Entity: FixedWidthInteger, Item: FixedWidthInteger>(
    _ stream: Stream,
    _ entity: Entity,
    _ item: Item = Int(0),
    at tick: UInt64
  ) -> Double {
    normalQuantile(unit(stream, entity, item, at: tick) * (1 - 0x1p-40) + 0x1p-41)
  }

  /// Whether an event of a given hazard per hour happens to a thing at this tick.
  public func happens<Entity: FixedWidthInteger, Item: FixedWidthInteger>(
    _ stream: Stream,
    _ entity: Entity,
    _ item: Item = Int(0),
    hazard: Double
  ) -> Bool {
    happens(stream, entity, item, at: tick, hazard: hazard)
  }

  /// The same at any tick or day.
  func happens<Entity: FixedWidthInteger, Item: FixedWidthInteger>(
    _ stream: Stream,
    _ entity: Entity,
    _ item: Item = Int(0),
    at tick: UInt64,
    hazard: Double
  ) -> Bool {
    guard hazard > 0 else { return false }
    let luck = unit(stream, entity, item, at: tick)
    // A chance is never above its hazard: most luck is told without an exponential.
    return luck < hazard + 1e-15 && luck < chance(hazard)
  }
}
