extension Simulation {
  /// The run as it stands, to be gone on from with ``init(_:seed:from:concurrently:loops:)``.
  ///
  /// What follows from society and seed is not in it.
  public func state() -> [UInt8] {
    var wire = Wire()
    var copy = self
    copy.transfer(&wire)
    return wire.bytes
  }

  /// Goes on from where ``state()`` was asked for; `nil` where bytes hold no state of such a run.
  ///
  /// - Parameters:
  ///   - society: That of the run, with the same days or more of them.
  ///   - seed: That of the run.
  ///   - state: What ``state()`` gave.
  ///   - concurrently: As for a run that begins.
  ///   - loops: As for a run that begins.
  public init?(
    _ society: Society,
    seed: UInt64,
    from state: [UInt8],
    concurrently: Concurrently = inOrder,
    loops: Loops = .baseline
  ) {
    self.init(society, seed: seed, concurrently: concurrently, loops: loops)
    var wire = Wire(restoring: state)
    transfer(&wire)
    guard !wire.isBroken, wire.isAtEnd, isWithinSociety else { return nil }
    people.measureReaches(concurrently: concurrently)
    resumeInterventions()
  }

  /// Whether everything that is an index or a tick is one of this society.
  ///
  /// A state that was read back may be anybody's; arrays have kept their counts, so that nothing else
  /// can lead a later hour astray.
  private var isWithinSociety: Bool {
    (0...society.days.count * 24).contains(ticks) && world.tick == max(0, ticks - 1)
      && places.newest == world.tick % Places.memory
      && groups.isWithin(society) && bodies.isWithin(society)
      && record.isWithin(society, ticks: ticks)
  }
}

extension Bodies {
  fileprivate func isWithin(_ society: Society) -> Bool {
    let orNone = -1..<bodies.indices.count
    return orNone.contains(facts.inForce) && orNone.contains(facts.caller)
      && (street.began < 0 || society.strata.indices.contains(street.stratum))
      && facts.inForceIn.allSatisfy(orNone.contains)
      && facts.acting.allSatisfy { orNone.contains(Int($0)) }
      && facts.merging.count % 2 == 0 && facts.merging.allSatisfy(bodies.indices.contains)
      && facts.sentTo.allSatisfy(bodies.indices.contains)
      && facts.sentDeputies.count == facts.sentTo.count * society.parties.count
      && bodies.mergedInto.allSatisfy(orNone.contains)
      && bodies.ministers.allSatisfy { $0.areWithin(society) }
      && conference.isWithin(society)
  }
}

extension Conference {
  fileprivate func isWithin(_ society: Society) -> Bool {
    joined.allSatisfy(society.bodies.indices.contains)
      && society.nationalCount > 0
      && federatedTowns.allSatisfy(society.towns.indices.contains)
      && [0, society.parties.count].contains(added.count)
  }
}

extension Groups {
  fileprivate func isWithin(_ society: Society) -> Bool {
    delegations.sitsIn.allSatisfy(society.bodies.indices.contains)
  }
}

extension [Minister] {
  fileprivate func areWithin(_ society: Society) -> Bool {
    allSatisfy {
      society.groups.indices.contains($0.group) && society.parties.indices.contains($0.party)
    }
  }
}

extension Record {
  fileprivate func isWithin(_ society: Society, ticks: Int) -> Bool {
    let days = 0..<ticks / 24
    let hours = 0..<ticks
    return self.hours.map { $0.tick } == Array(hours)
      && organs.map { $0.body } == Array(society.nationalCount..<society.bodies.count)
      && towns.allSatisfy { society.towns.indices.contains($0.town) }
      && self.days.map { $0.day } == Array(days)
      && places.allSatisfy {
        days.contains($0.day) && society.places.indices.contains($0.place)
      }
      && events.allSatisfy {
        hours.contains($0.tick)
          && ($0.kind != .outbreak || society.strata.indices.contains($0.subject))
      }
      && orders.allSatisfy {
        hours.contains($0.tick) && society.bodies.indices.contains($0.body)
          && (0..<society.domainCount).contains($0.domain)
      }
      && deputies.allSatisfy {
        hours.contains($0.tick) && society.bodies.indices.contains($0.body)
          && society.groups.indices.contains($0.group)
          && society.parties.indices.contains($0.party)
      }
      && ministers.allSatisfy { $0.areWithin(society) }
  }
}
