// Where a world without a mechanism parts from the world with it.

extension Simulation {
  /// The run as it stands, which goes on with a mechanism off.
  ///
  /// It is the run that had the mechanism off from its first hour, if so far it is untouched by it.
  public func without(_ mechanism: Mechanism) -> Simulation {
    var copy = self
    copy.world.switchOff(mechanism)
    return copy
  }

  /// Whether every hour so far is certain to have been the same with a mechanism off.
  ///
  /// It errs on one side alone: what it calls untouched is, and for a mechanism that acts on what
  /// everyone bears from the first hour it never says so once an hour is over. What is asked of the state
  /// here never becomes true again after it was false.
  public func isUntouched(by mechanism: Mechanism) -> Bool {
    guard society.mechanisms.has(mechanism) else { return true }
    switch mechanism {
    case .privationGrowth, .inequality, .eliteDefection, .partyRestraint, .telegraph:
      return ticks == 0
    case .memory:
      // It is in what people are given before the first hour.
      return false
    case .eliteSuccession, .socialProof, .concessions:
      // Ministers are appointed, bodies recognised and policies moved where somebody new stands.
      return !hasRisen { $0 != world.layout.incumbent }
    case .cession, .secondBody, .selfConstitution:
      return !hasRisen { world.layout.isCouncil[$0] }
    case .selfOrganisation, .elections:
      return !groups.delegations.hasBegun && !bodies.villages.hasBegunToElect
        && !hasRisen { world.layout.isCouncil[$0] }
    case .pressure:
      // Demands begin to grow with the fall.
      return bodies.fellAt < 0
    case .foreignRecognition:
      return !bodies.recognisedBy.contains(true)
    case .conference:
      return bodies.conference.meetsAt < 0 && bodies.conference.met.isEmpty
    }
  }

  /// Whether any body of a kind has come to be.
  private func hasRisen(_ isMeant: (Int) -> Bool) -> Bool {
    bodies.bodies.indices.contains { isMeant($0) && bodies.bodies.since[$0] >= 0 }
  }
}

extension Society {
  /// Does without a mechanism, now and after every change to come.
  public mutating func switchOff(_ mechanism: Mechanism) {
    mechanisms = mechanisms.without(mechanism)
    for i in interventions.indices {
      interventions[i].mechanisms = interventions[i].mechanisms.without(mechanism)
    }
  }
}
