/// From an hour on other values hold, with the same people in the same places.
///
/// It changes what a rule goes by and never what happens: no event can be written into it. What was laid
/// down or drawn before the first hour is not in it, as a later change of it would do nothing.
public struct Intervention: Sendable {
  /// The hour from which it holds: the first tick that is run with it.
  public var tick: Int
  /// The days with their forcing; those that are over are not read again.
  public var days: [Day]
  /// Numbers that hold for the whole society.
  public var parameters: Parameters
  /// Numbers that differ by stratum.
  public var traits: Traits
  /// The mechanisms that work.
  public var mechanisms: Mechanisms
  /// The strata, of the same bearing and sympathies.
  public var strata: [Stratum]
  /// The parties.
  public var parties: [Party]
  /// The powers abroad.
  public var powers: [ForeignPower]
  /// Shape `[national body][domain]`; what it holds to, as in ``BodyPlan/holds``.
  public var holds: [[Double]]
  /// Shape `[unit]`; what its groups do; a negative number leaves a group as it was.
  public var services: [Service]

  /// A change to what a society has already: nothing, until something is replaced.
  public init(of society: Society, at tick: Int) {
    self.tick = tick
    days = society.days
    parameters = society.parameters
    traits = society.traits
    mechanisms = society.mechanisms
    strata = society.strata
    parties = society.parties
    powers = society.powers
    holds = society.bodies.prefix(society.nationalCount).map { $0.holds }
    services = [Service](repeating: Service(), count: society.unitCount)
  }
}

/// What the groups of a unit do; a negative number stands for what each of them does by itself.
public struct Service: Sendable, Equatable {
  /// As in ``Group/duty``.
  public var duty: Double
  /// As in ``Group/contact``.
  public var contact: Double

  /// What the groups of a unit do.
  public init(duty: Double = -1, contact: Double = -1) {
    self.duty = duty
    self.contact = contact
  }
}

extension Society {
  /// The society with what an intervention changes.
  mutating func take(_ change: Intervention) {
    days = change.days
    parameters = change.parameters
    traits = change.traits
    mechanisms = change.mechanisms
    strata = change.strata
    parties = change.parties
    powers = change.powers
    for (body, held) in change.holds.enumerated() { bodies[body].holds = held }
    for g in groups.indices where groups[g].unit >= 0 {
      groups[g].serve(change.services[groups[g].unit])
    }
  }
}

extension Group {
  /// Does what its unit does, where that is said.
  public mutating func serve(_ service: Service) {
    if service.duty >= 0 { duty = service.duty }
    if service.contact >= 0 { contact = service.contact }
  }
}

extension Simulation {
  /// Begins to go by what changes with this hour.
  mutating func intervene() {
    for change in world.society.interventions where change.tick == ticks {
      let before = world.society.bodies
      world.take(change)
      bodies.take(before, world.society, world.layout)
    }
  }

  /// Goes by all that had changed before this hour.
  mutating func resumeInterventions() {
    for change in world.society.interventions where change.tick < ticks { world.take(change) }
    bodies.conference.layOut(world.society, world.layout)
  }
}

extension Bodies {
  /// A body whose hold on a policy has changed takes the new one up at once.
  fileprivate mutating func take(_ before: [BodyPlan], _ society: Society, _ layout: Layout) {
    for body in layout.nationals where society.bodies[body].holds != before[body].holds {
      for d in 0..<society.domainCount {
        guard let held = society.bodies[body].held(d), held != before[body].held(d) else {
          continue
        }
        bodies.positions[body, d] = held
        bodies.leanings[body, d] = held
      }
    }
    conference.layOut(society, layout)
  }
}
