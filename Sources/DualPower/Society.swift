/// The society that a run begins with: everything a scenario declares, as numbers and indices.
///
/// Names stay with the scenario. Here a stratum, a party or a town is a position in an array, so that
/// two scenarios that differ in names only are the same society. Every array is in the order in which
/// the scenario declares its items.
///
/// - Source: `docs/model.md`, ODD element 2 (entities, state variables, and scales).
public struct Society: Sendable {
  /// The days of the run with their forcing; entry 0 is the first day.
  public var days: [Day] = []
  /// How many persons of the society one agent stands for, where groups are large enough; 1 is everyone.
  public var scale = 1
  /// The lines of authority.
  public var lines: [Line] = []
  /// The strata of the population.
  public var strata: [Stratum] = []
  /// The towns, with their supply; remote staffs count as towns.
  public var towns: [Town] = []
  /// The ways between towns.
  public var links: [Link] = []
  /// How many regions (provinces) there are; towns name theirs by index.
  public var regionCount = 0
  /// The districts of the towns.
  public var places: [Place] = []
  /// How many units (battalions, trusts, regiments) there are; groups name theirs by index.
  public var unitCount = 0
  /// The groups, ordered so that their persons are contiguous.
  public var groups: [Group] = []
  /// The bodies that claim, or may come to claim, authority: the declared ones first, which act for
  /// the whole society, then the organs of its towns.
  public var bodies: [BodyPlan] = []
  /// How many of the bodies are organs of towns.
  public var organCount = 0
  /// The parties; one of them may stand for *no party*.
  public var parties: [Party] = []
  /// How many domains of policy there are.
  public var domainCount = 0
  /// The foreign powers.
  public var powers: [ForeignPower] = []
  /// Numbers that hold for the whole society.
  public var parameters = Parameters()
  /// Numbers that differ by stratum.
  public var traits = Traits()
  /// The mechanisms that work in this run.
  public var mechanisms = Mechanisms.all
  /// What changes at some hour of the run, in order of time.
  public var interventions: [Intervention] = []

  /// A society with nothing in it yet.
  public init() {}

  /// The town in which the incumbent, the successor and the councils sit.
  public var capital: Int { bodies.isEmpty ? 0 : bodies[0].seat }

  /// How many bodies act for the whole society: those that come before the organs of towns.
  public var nationalCount: Int { bodies.count - organCount }

  /// The number of recognition columns: one for each line, and one more for a line with a person.
  public var columnCount: Int { lines.reduce(0) { $0 + ($1.hasPerson ? 2 : 1) } }

  /// The column that holds the recognition of a line's institution.
  public func column(ofLine line: Int) -> Int {
    lines[..<line].reduce(0) { $0 + ($1.hasPerson ? 2 : 1) } + (lines[line].hasPerson ? 1 : 0)
  }

  /// The persons of the society, each counted once.
  public var population: Double { groups.reduce(0) { $0 + Double($1.size) * $1.represents } }

  /// The agents of the run.
  public var agentCount: Int { groups.reduce(0) { $0 + $1.agents } }
}

/// One day's forcing: the only things in a scenario that carry a date.
public struct Day: Sendable, Equatable {
  /// The day of the week, 0 for Monday.
  public var weekday: Int
  /// A day on which work rests.
  public var isRest: Bool
  /// Deliveries to the towns, as a share of the usual; 1 is usual.
  public var deliveries: Double
  /// The part of hours that people willingly spend outside, 0 in bitter frost, 1 in mild weather.
  public var mildness: Double

  /// One day's forcing.
  public init(weekday: Int, isRest: Bool = false, deliveries: Double = 1, mildness: Double = 1) {
    self.weekday = weekday
    self.isRest = isRest
    self.deliveries = deliveries
    self.mildness = mildness
  }
}

/// What a line of authority rests its claim on.
public enum Claim: UInt8, CaseIterable, Sendable {
  /// It rules when the run begins.
  case incumbent
  /// It succeeds in law to the incumbent.
  case successor
  /// It constitutes itself, by election from groups.
  case constituent
}

/// A line of authority: bodies of one claim, whatever their place.
public struct Line: Sendable, Equatable {
  /// What the line rests its claim on.
  public var claim: Claim
  /// Whether people recognise a ruling person apart from the institution.
  public var hasPerson: Bool
  /// How strongly a person's conviction moves what she grants to this line; in `-1...1`.
  public var conviction: Double

  /// A line of authority.
  public init(claim: Claim, hasPerson: Bool = false, conviction: Double = 0) {
    self.claim = claim
    self.hasPerson = hasPerson
    self.conviction = conviction
  }
}

/// How a stratum stands to force.
public enum Bearing: UInt8, CaseIterable, Sendable {
  /// It has no arms.
  case civil
  /// It is the garrison: it bears arms and may go over.
  case garrison
  /// It is police: it bears arms, does not go over, and can be beaten.
  case police
}

/// A stratum of the population; its numbers by name are in ``Traits``.
public struct Stratum: Sendable {
  /// How it stands to force.
  public var bearing: Bearing
  /// Whether a legal successor is drawn from it.
  public var isElite: Bool
  /// How freely people decide in each hour of the day, 24 values in `0...1`.
  public var rhythm: [Double]
  /// Shape `[domain]`; in `0...1`: the policy that it wants.
  public var wants: [Double]
  /// Shape `[domain]`; in `0...1`: how much it cares.
  public var saliences: [Double]
  /// Shape `[domain]`; in `0...1`: how far it is to carry out orders of the domain.
  public var carries: [Double]
  /// Shape `[party]`; sums to 1.
  public var sympathies: [Double]

  /// A stratum.
  public init(
    bearing: Bearing,
    isElite: Bool,
    rhythm: [Double],
    wants: [Double],
    saliences: [Double],
    carries: [Double],
    sympathies: [Double]
  ) {
    self.bearing = bearing
    self.isElite = isElite
    self.rhythm = rhythm
    self.wants = wants
    self.saliences = saliences
    self.carries = carries
    self.sympathies = sympathies
  }
}

/// What a town is.
public enum TownKind: UInt8, CaseIterable, Sendable {
  /// A staff that hears by a wire of its own.
  case remote
  /// The seat of a province.
  case seat
  /// A town of a province.
  case town
  /// A works settlement outside town status.
  case settlement
  /// The villages of a district.
  case countryside
  /// Troops at a front, or a fleet.
  case army
  /// Land under a foreign body, which holds it by force: it hears nothing, and no other body arises there.
  case occupied
}

/// A town: one store of flour, one garrison, one telegraph office.
///
/// The villages of a district are a town too, and so is an army.
public struct Town: Sendable, Equatable {
  /// What it is.
  public var kind: TownKind
  /// The province it lies in; -1 for none.
  public var region: Int
  /// The foreign body that holds it by force, where it is occupied; -1 for none.
  public var holder: Int
  /// Degrees north.
  public var latitude: Double
  /// Degrees east.
  public var longitude: Double
  /// Days of need that the store holds when the run begins; 0 for a place that is not supplied so.
  public var stockDays: Double
  /// Hours that news of the capital takes to a staff, by its own wire.
  public var telegraphHours: Int
  /// Hours that it takes when the telegraph is cut.
  public var roadHours: Int

  /// A town.
  public init(
    kind: TownKind = .remote,
    region: Int = -1,
    holder: Int = -1,
    latitude: Double = 0,
    longitude: Double = 0,
    stockDays: Double = 0,
    telegraphHours: Int = 0,
    roadHours: Int = 0
  ) {
    self.kind = kind
    self.region = region
    self.holder = holder
    self.latitude = latitude
    self.longitude = longitude
    self.stockDays = stockDays
    self.telegraphHours = telegraphHours
    self.roadHours = roadHours
  }
}

/// A way between two towns.
public struct Link: Sendable, Equatable {
  /// One end.
  public var from: Int
  /// The other.
  public var to: Int
  /// Kilometres of way.
  public var length: Double
  /// Whether trains run on it.
  public var isRail: Bool
  /// Whether a telegraph runs along it.
  public var hasWire: Bool

  /// A way between two towns.
  public init(from: Int, to: Int, length: Double, isRail: Bool, hasWire: Bool) {
    self.from = from
    self.to = to
    self.length = length
    self.isRail = isRail
    self.hasWire = hasWire
  }
}

/// A district of a town.
public struct Place: Sendable, Equatable {
  /// The town it belongs to.
  public var town: Int

  /// A district of a town.
  public init(town: Int) { self.town = town }
}

/// What a group of the elite is to the ruler.
public enum Circle: UInt8, CaseIterable, Sendable {
  /// Not a circle of the elite.
  case none
  /// A parliament, from whose members a committee can form.
  case assembly
  /// An upper house, an estate, notables.
  case estate
  /// The ruler's family and court.
  case court
  /// The ruler's ministers.
  case cabinet
  /// The high command.
  case headquarters
  /// The staff of a front or a fleet.
  case front
}

/// People who meet and act together.
public struct Group: Sendable, Equatable {
  /// The kind, by the order of the scenario; it bears on nothing but reports.
  public var kind: Int
  /// The stratum of every member.
  public var stratum: Int
  /// The district where it meets.
  public var place: Int
  /// The battalion or the like that it belongs to; -1 for none.
  public var unit: Int
  /// What it is to the ruler.
  public var circle: Circle
  /// The first person's number in the whole society: the key of her draws at every scale.
  public var firstPerson: UInt32
  /// Persons in the group.
  public var size: Int
  /// How many groups of the society this one stands for; 1 unless sampled.
  public var represents: Double
  /// Agents in the run; at most ``size``.
  public var agents: Int
  /// Institutional memory of an earlier council; in `0...1`.
  public var memory: Double
  /// Share of its men who can be sent against a crowd; in `0...1`.
  public var duty: Double
  /// How much it meets the crowd in the street; in `0...1`.
  public var contact: Double
  /// How far its first recognition of the incumbent's person lies from its stratum's; in `-1...1`.
  public var faith: Double
  /// How far its people's obstinacy lies from their stratum's; in utility.
  public var obstinacy: Double

  /// People who meet and act together.
  public init(
    kind: Int,
    stratum: Int,
    place: Int,
    unit: Int = -1,
    circle: Circle = .none,
    firstPerson: UInt32,
    size: Int,
    represents: Double = 1,
    agents: Int,
    memory: Double = 0,
    duty: Double = 0,
    contact: Double = 0,
    faith: Double = 0,
    obstinacy: Double = 0
  ) {
    self.kind = kind
    self.stratum = stratum
    self.place = place
    self.unit = unit
    self.circle = circle
    self.firstPerson = firstPerson
    self.size = size
    self.represents = represents
    self.agents = agents
    self.memory = memory
    self.duty = duty
    self.contact = contact
    self.faith = faith
    self.obstinacy = obstinacy
  }

  /// Persons of the society for whom one agent stands.
  public var weight: Double { Double(size) * represents / Double(agents) }
}

/// A body that claims, or may come to claim, authority.
public struct BodyPlan: Sendable {
  /// The line of authority it acts for.
  public var line: Int
  /// The town it sits in.
  public var seat: Int
  /// Shape `[domain]`; in `0...1`: policy on the first day, for a body that has no members yet.
  public var positions: [Double]
  /// Shape `[domain]`; in `0...1`: policy that it holds to whatever its members want, negative where it
  /// does not; empty for a body that holds to none.
  public var holds: [Double]
  /// Shape `[stratum]`: persons per deputy; 0 for a stratum that does not elect.
  public var norms: [Double]
  /// Deputies, of the society, from which the body is constituted.
  public var quorum: Double
  /// Where it is more than that: deputies for the root of all that its electors could send.
  public var quorumRoot: Double
  /// Members of its executive, or ministers.
  public var executive: Int
  /// The province whose villages elect it; -1 for a body whose electors live in its seat.
  public var region: Int

  /// A body that claims, or may come to claim, authority.
  public init(
    line: Int,
    seat: Int,
    positions: [Double],
    holds: [Double] = [],
    norms: [Double],
    quorum: Double,
    quorumRoot: Double = 0,
    executive: Int,
    region: Int = -1
  ) {
    self.line = line
    self.seat = seat
    self.positions = positions
    self.holds = holds
    self.norms = norms
    self.quorum = quorum
    self.quorumRoot = quorumRoot
    self.executive = executive
    self.region = region
  }

  /// What it holds to in a domain, if it does.
  func held(_ domain: Int) -> Double? {
    domain < holds.count && holds[domain] >= 0 ? holds[domain] : nil
  }
}

/// A party.
public struct Party: Sendable {
  /// Shape `[domain]`; in `0...1`: what it stands for.
  public var positions: [Double]
  /// Propensity to claim power for a council; in `0...1`.
  public var doctrine: Double
  /// Capacity to call people out; 0 unless the scenario says otherwise.
  public var initiative: Double
  /// Whether this stands for deputies of no party.
  public var isNone: Bool

  /// A party.
  public init(positions: [Double], doctrine: Double, initiative: Double, isNone: Bool) {
    self.positions = positions
    self.doctrine = doctrine
    self.initiative = initiative
    self.isNone = isNone
  }
}

/// A power abroad that recognises a government or does not.
public struct ForeignPower: Sendable, Equatable {
  /// How readily it recognises a successor that holds the apparatus; 1 is usual.
  public var eagerness: Double
  /// Shape `[domain]`; in `0...1`: the policy that it would see.
  public var wants: [Double]
  /// Shape `[domain]`; in `0...1`: how much it cares; a power that cares for nothing asks for control alone.
  public var saliences: [Double]

  /// A power abroad.
  public init(eagerness: Double, wants: [Double] = [], saliences: [Double] = []) {
    self.eagerness = eagerness
    self.wants = wants
    self.saliences = saliences
  }
}
