/// What every member of a cohort faces alike in one hour, in the integers of the people stage.
///
/// Utilities are in 1/1024, chances in 1/4096, recognition in 1/255. The loops over people reckon with 16 bits, and rely on the ranges
/// that are given here; a chance is at most 4096.
package struct Outlook: Sendable, Equatable {
  /// Column of recognition of the ruling person, or of the institution again where there is none.
  package var personColumn = 0
  /// Column of recognition of the institution in force.
  package var institutionColumn = 0
  /// Weight of the person, in 1/256.
  package var personWeight: Int32 = 0
  /// Hardship of the stratum, `Y`; in `0...4095`.
  package var hardship: Int32 = 0
  /// Weight of her risk aversion, `P`; in `0...4095`.
  package var fear: Int32 = 0
  /// The line of the body in force, plus one: the object of her activity; 0 when there is none.
  package var object: Int32 = 0
  /// Chance of going back, for one who would not go out again.
  package var goBack: Int32 = 0
  /// Chance of going home for one whose object is gone.
  package var drift: Int32 = 0
  /// Chance of going home at a call, at full recognition of the caller.
  package var call: Int32 = 0
  /// How far conviction shifts where her recognition of the line in turn tends; in `-510...510`.
  package var conviction: Int32 = 0
}

/// What the members of one group face beside it: as little as there is, for it is written anew for every
/// group and hour, in the bits that its ranges ask for.
package struct Prospect: Sendable, Equatable {
  /// Pull of the crowds she knows of, `S`; in `0...4095`.
  package var crowd: Int16 = 0
  /// What weighs for or against going out whatever she thinks of the body in force, `D`; in
  /// `-8192...8192`.
  package var grievance: Int16 = 0
  /// Chance of walking out, for one who would.
  package var walkOut: Int16 = 0
  /// Chance of being sent or going home whatever she would.
  package var goHome: Int16 = 0
  /// Chance of reconsidering whom she recognises.
  package var reconsider: Int16 = 0
  /// Where her recognition of the line in turn tends, for one of middling conviction; in `0...255`.
  package var aim: Int16 = 0
  /// The longest step of recognition; at most 127.
  package var step: Int16 = 0
  /// Nobody would go out whose noise is not above this, whatever she is like; in 1/1024.
  package var noiseNeeded: Int16 = .min
}

extension Outlook {
  /// Whether all of it is in the ranges that the loops rely on.
  package var isInRange: Bool {
    (0...256).contains(personWeight) && (0...4_095).contains(hardship)
      && (0...4_095).contains(fear) && (0...255).contains(object)
      && (0...4_096).contains(goBack) && (0...4_096).contains(drift) && (0...4_096).contains(call)
      && (-510...510).contains(conviction)
  }
}

extension Prospect {
  /// Whether all of it is in the ranges that the loops rely on.
  package var isInRange: Bool {
    (0...4_095).contains(crowd) && (-8_192...8_192).contains(grievance)
      && (0...4_096).contains(walkOut) && (0...4_096).contains(goHome)
      && (0...4_096).contains(reconsider)
      && (0...255).contains(aim) && (0...127).contains(step)
  }
}

extension Hour {
  /// Whether all of it is in the ranges that the loops rely on.
  package var isInRange: Bool {
    (-8_192...8_192).contains(noise) && (0...4_096).contains(call)
  }
}

/// What is the same for everyone in an hour.
package struct Hour: Sendable, Equatable {
  /// The key of the hour's draws.
  package var key: UInt64 = 0
  /// Half-width of the noise, in 1/1024; in `-8192...8192`.
  package var noise: Int32 = 0
  /// Column of the body that calls people home.
  package var callerColumn = 0
  /// Chance of following its call, in 1/4096, at full recognition.
  package var call: Int32 = 0
  /// The column of recognition whose turn it is.
  package var turnColumn = 0

  /// The most that noise of a half-width adds to anyone's utility, in 1/1024.
  static func most(ofNoise noise: Int32) -> Int32 { (127 * noise) >> 7 }
}
