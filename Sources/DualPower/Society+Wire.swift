extension Society {
  /// The society as bytes: what the browser build is handed.
  public func packed() -> [UInt8] {
    var wire = Wire()
    var copy = self
    copy.transfer(&wire)
    return wire.bytes
  }

  /// The society that bytes from ``packed()`` hold; `nil` if they hold none.
  public init?(unpacking bytes: [UInt8]) {
    self.init()
    var wire = Wire(reading: bytes)
    transfer(&wire)
    if wire.isBroken { return nil }
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.list(&days, Day(weekday: 0)) { $1.transfer(&$0) }
    wire.value(&scale)
    wire.list(&lines, Line(claim: .incumbent)) { $1.transfer(&$0) }
    wire.list(&strata, Stratum.blank) { $1.transfer(&$0) }
    wire.list(&towns, Town()) { $1.transfer(&$0) }
    wire.list(&links, Link.blank) { $1.transfer(&$0) }
    wire.value(&regionCount)
    wire.list(&places, Place(town: 0)) { $0.value(&$1.town) }
    wire.value(&unitCount)
    wire.list(&groups, Group.blank) { $1.transfer(&$0) }
    wire.list(&bodies, BodyPlan.blank) { $1.transfer(&$0) }
    wire.value(&organCount)
    wire.list(&parties, Party.blank) { $1.transfer(&$0) }
    wire.value(&domainCount)
    wire.list(&powers, ForeignPower(eagerness: 1)) { $1.transfer(&$0) }
    wire.value(&parameters.values)
    if traits.strata != strata.count { traits = Traits(strata: strata.count) }
    traits.transfer(&wire)
    wire.value(&mechanisms.bits)
    let before = Intervention(of: self, at: 0)
    wire.list(&interventions, before) { $1.transfer(&$0) }
  }
}

extension Traits {
  mutating func transfer(_ wire: inout Wire) { wire.value(&values) }
}

extension Day {
  mutating func transfer(_ wire: inout Wire) {
    wire.value(&weekday)
    wire.value(&isRest)
    wire.value(&deliveries)
    wire.value(&mildness)
  }
}

extension Line {
  mutating func transfer(_ wire: inout Wire) {
    wire.value(&claim)
    wire.value(&hasPerson)
    wire.value(&conviction)
  }
}

extension Stratum {
  static var blank: Stratum {
    Stratum(
      bearing: .civil,
      isElite: false,
      rhythm: [],
      wants: [],
      saliences: [],
      carries: [],
      sympathies: []
    )
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&bearing)
    wire.value(&isElite)
    wire.value(&rhythm)
    wire.value(&wants)
    wire.value(&saliences)
    wire.value(&carries)
    wire.value(&sympathies)
  }
}

extension Town {
  mutating func transfer(_ wire: inout Wire) {
    wire.value(&kind)
    wire.value(&region)
    wire.value(&holder)
    wire.value(&latitude)
    wire.value(&longitude)
    wire.value(&stockDays)
    wire.value(&telegraphHours)
    wire.value(&roadHours)
  }
}

extension Link {
  static var blank: Link { Link(from: 0, to: 0, length: 0, isRail: false, hasWire: false) }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&from)
    wire.value(&to)
    wire.value(&length)
    wire.value(&isRail)
    wire.value(&hasWire)
  }
}

extension ForeignPower {
  mutating func transfer(_ wire: inout Wire) {
    wire.value(&eagerness)
    wire.value(&wants)
    wire.value(&saliences)
  }
}

extension Group {
  static var blank: Group {
    Group(kind: 0, stratum: 0, place: 0, firstPerson: 0, size: 1, agents: 1)
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&kind)
    wire.value(&stratum)
    wire.value(&place)
    wire.value(&unit)
    wire.value(&circle)
    wire.value(&firstPerson)
    wire.value(&size)
    wire.value(&represents)
    wire.value(&agents)
    wire.value(&memory)
    wire.value(&duty)
    wire.value(&contact)
    wire.value(&faith)
    wire.value(&obstinacy)
  }
}

extension BodyPlan {
  static var blank: BodyPlan {
    BodyPlan(line: 0, seat: 0, positions: [], norms: [], quorum: 0, executive: 0)
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&line)
    wire.value(&seat)
    wire.value(&positions)
    wire.value(&holds)
    wire.value(&norms)
    wire.value(&quorum)
    wire.value(&quorumRoot)
    wire.value(&executive)
    wire.value(&region)
  }
}

extension Party {
  static var blank: Party { Party(positions: [], doctrine: 0, initiative: 0, isNone: false) }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&positions)
    wire.value(&doctrine)
    wire.value(&initiative)
    wire.value(&isNone)
  }
}

extension Intervention {
  mutating func transfer(_ wire: inout Wire) {
    wire.value(&tick)
    wire.list(&days, Day(weekday: 0)) { $1.transfer(&$0) }
    wire.value(&parameters.values)
    traits.transfer(&wire)
    wire.value(&mechanisms.bits)
    wire.list(&strata, Stratum.blank) { $1.transfer(&$0) }
    wire.list(&parties, Party.blank) { $1.transfer(&$0) }
    wire.list(&powers, ForeignPower(eagerness: 1)) { $1.transfer(&$0) }
    wire.list(&holds, []) { $0.value(&$1) }
    wire.list(&services, Service()) {
      $0.value(&$1.duty)
      $0.value(&$1.contact)
    }
  }
}
