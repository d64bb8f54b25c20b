/// A mechanism that can be switched off; a scenario names it by the same words in snake case.
public enum Mechanism: UInt32, CaseIterable, Sendable {
  /// Privation moves; off: the ration stays as on the first day.
  case privationGrowth
  /// Burdens differ by stratum; off: everyone bears the mean burden.
  case inequality
  /// Elites may withdraw from the ruler; off: they stand by him.
  case eliteDefection
  /// The successor is drawn from elite strata; off: by lot from all.
  case eliteSuccession
  /// Parties wait for events; off: they may call people out.
  case partyRestraint
  /// Groups elect deputies of their own accord; off: no council arises.
  case selfOrganisation
  /// An earlier council is remembered; off: nowhere.
  case memory
  /// Groups elect and recall; off: parties name the deputies, for good.
  case elections
  /// Doctrine and want of competence keep a council from power; off: it may claim.
  case cession
  /// People take their recognition from one another; off: each for herself.
  case socialProof
  /// A second body gives orders; off: councils deliberate and give none.
  case secondBody
  /// Bodies give way in policy; off: never.
  case concessions
  /// Unmet demands press on councils and on the street; off: they do not.
  case pressure
  /// Powers abroad may recognise the successor; off: none does.
  case foreignRecognition
  /// A council has no source but recognition; off: law recognises it from its first hour.
  case selfConstitution
  /// News travels by wire; off: by road and rail.
  case telegraph
  /// Councils may summon a conference; off: never.
  case conference
}

/// The mechanisms that work in a run.
public struct Mechanisms: Sendable, Equatable {
  /// One bit for each working mechanism.
  public var bits: UInt32

  /// Every mechanism works.
  public static let all = Mechanisms(bits: UInt32(1 &<< UInt32(Mechanism.allCases.count)) &- 1)

  /// The mechanisms of a bit pattern.
  public init(bits: UInt32) { self.bits = bits }

  /// Whether a mechanism works.
  public func has(_ mechanism: Mechanism) -> Bool { bits & (1 &<< mechanism.rawValue) != 0 }

  /// The same without one.
  public func without(_ mechanism: Mechanism) -> Mechanisms {
    Mechanisms(bits: bits & ~(1 &<< mechanism.rawValue))
  }
}
