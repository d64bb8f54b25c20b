/// What bodies did by the end of the last hour: public facts of this one.
struct Facts: Sendable {
  /// The body in force in the capital; -1 while there is none.
  var inForce = 0
  /// Shape `[town]`; the body in force there, as far as it knows; -1 for none.
  var inForceIn: [Int]
  /// Shape `[town]`; whether the old order is gone there.
  var isFreeOfOldOrder: [Bool]
  /// Shape `[town × line × stratum]`, row by row; the body that acts for the line there and then, -1 for
  /// none that anyone there has heard of.
  var acting: [Int32]
  /// Shape `[town]`; whether its people have heard of a council elsewhere.
  var hasHeardOfCouncil: [Bool]
  /// Shape `[town]`; whether they have heard that the ruler has fallen.
  var hasHeardOfFall: [Bool]
  /// Shape `[town]`; hours since its people heard that the capital was lost; -1 before.
  var hoursHeard: [Int]
  /// Shape `[body]`; whether it is federated with the central council.
  var isFederated: [Bool]
  /// Councils that merge: one, and that into which it goes, and so on.
  var merging: [Int] = []
  /// Councils to which assemblies send deputies.
  var sentTo: [Int] = []
  /// Shape `[sent × party]`, row by row; those deputies.
  var sentDeputies: [Double] = []
  /// Whether the incumbent has fallen.
  var hasFallen = false
  /// Whether a body other than the incumbent is in force.
  var isNew: Bool { hasFallen }
  /// Whether a new government holds supply in the capital.
  var holdsSupply = false
  /// Whether the body in force has its men fire.
  var isFiring = false
  /// Troops of the fronts in the capital.
  var frontTroops = 0.0
  /// Share of the capital's garrison that would obey the body in force.
  var garrisonWrit = 1.0
  /// The council that last called people home; -1 for none.
  var caller = -1
  /// The tick until which its call is heard.
  var calledUntil = 0
  /// Whether a council has called for a return to work.
  var isReturning = false
  /// Shape `[body]`; whether it stands.
  private(set) var stands: [Bool] = []
  /// Shape `[body]`; whether it holds the apparatus of state.
  private(set) var holdsApparatus: [Bool] = []
  /// Shape `[body]`; share of orders obeyed of late.
  private(set) var compliance: [Double] = []
  /// Shape `[body]`; what failures cost it in recognition.
  private(set) var failures: [Double] = []
  /// Shape `[body]`; whether it shares in a government.
  private(set) var shares: [Bool] = []
  /// Shape `[body × line]`; stance to the bodies of a line that stand over against it.
  private(set) var stance: Matrix<Double>
  /// Shape `[body × domain]`; the policy it stands for.
  private(set) var positions: Matrix<Double>
  /// Shape `[stratum]`; unmet demand.
  var demand: [Double]
  /// Shape `[party]`; whether it has taken its line.
  var lineTaken: [Bool]
  /// Shape `[party]`; whether it calls its people out today.
  var calls: [Bool]
  /// Share of the powers abroad that recognise the successor.
  var abroad = 0.0
  /// Shape `[town]`; how freely people may meet, in `0...1`.
  var freedom: [Double]
  /// Share of circles that have withdrawn from the ruler.
  var circlesWithdrawn = 0.0
  /// Whether the high command has.
  var commandWithdrew = false

  init(_ society: Society) {
    let bodies = society.bodies.count
    let strata = society.strata.count
    demand = [Double](repeating: 0, count: strata)
    lineTaken = [Bool](repeating: false, count: society.parties.count)
    calls = lineTaken
    freedom = [Double](repeating: 0, count: society.towns.count)
    inForceIn = [Int](repeating: 0, count: society.towns.count)
    isFreeOfOldOrder = [Bool](repeating: false, count: society.towns.count)
    hasHeardOfCouncil = isFreeOfOldOrder
    hasHeardOfFall = isFreeOfOldOrder
    hoursHeard = [Int](repeating: -1, count: society.towns.count)
    acting = [Int32](repeating: -1, count: society.towns.count * society.lines.count * strata)
    isFederated = [Bool](repeating: false, count: bodies)
    stance = Matrix(rows: bodies, width: society.lines.count, repeating: 0)
    positions = Matrix(rows: bodies, width: society.domainCount, repeating: 0)
  }

  /// What anyone can know of bodies.
  mutating func take(_ bodies: Roll) {
    stands.keep(bodies.stands)
    holdsApparatus.keep(bodies.holdsApparatus)
    shares.keep(bodies.shares)
    compliance.keep(bodies.compliance)
    failures.keep(bodies.failures)
    stance.keep(bodies.stance)
    positions.keep(bodies.positions)
  }

  /// What has become of each town, and what its people have heard.
  mutating func look(_ tidings: Tidings, _ country: Country, _ places: Places, in world: World) {
    for town in freedom.indices {
      let isLinked = world.layout.isLinked[town]
      isFreeOfOldOrder[town] = isLinked ? country.isOpen(town) : hasFallen
      freedom[town] = country.freedom(of: town, hasFallen: hasFallen, places, in: world)
      hasHeardOfCouncil[town] =
        isLinked && tidings.has(.councilConstituted, town, byWire: false)
      hasHeardOfFall[town] = tidings.has(.regimeFell, town, byWire: false)
      let heard = tidings.heard(.capitalLost, in: town)
      hoursHeard[town] = heard < 0 ? -1 : world.tick - heard
    }
  }

  /// Becomes the same as others, in the room that it has.
  mutating func keep(_ other: Facts) {
    inForce = other.inForce
    inForceIn.keep(other.inForceIn)
    isFreeOfOldOrder.keep(other.isFreeOfOldOrder)
    acting.keep(other.acting)
    hasHeardOfCouncil.keep(other.hasHeardOfCouncil)
    hasHeardOfFall.keep(other.hasHeardOfFall)
    hoursHeard.keep(other.hoursHeard)
    isFederated.keep(other.isFederated)
    merging.keep(other.merging)
    sentTo.keep(other.sentTo)
    sentDeputies.keep(other.sentDeputies)
    hasFallen = other.hasFallen
    holdsSupply = other.holdsSupply
    isFiring = other.isFiring
    frontTroops = other.frontTroops
    garrisonWrit = other.garrisonWrit
    caller = other.caller
    calledUntil = other.calledUntil
    isReturning = other.isReturning
    stands.keep(other.stands)
    holdsApparatus.keep(other.holdsApparatus)
    compliance.keep(other.compliance)
    failures.keep(other.failures)
    shares.keep(other.shares)
    stance.keep(other.stance)
    positions.keep(other.positions)
    demand.keep(other.demand)
    lineTaken.keep(other.lineTaken)
    calls.keep(other.calls)
    abroad = other.abroad
    freedom.keep(other.freedom)
    circlesWithdrawn = other.circlesWithdrawn
    commandWithdrew = other.commandWithdrew
  }

  /// How far interests agree with each body follows from the rest; it is told so that a digest is of it as well.
  mutating func transfer(_ wire: inout Wire, alignment: [Double]) {
    wire.value(&inForce)
    wire.value(&inForceIn)
    wire.value(&isFreeOfOldOrder)
    var acting = self.acting.map { Int($0) }
    wire.value(&acting)
    self.acting.keep(acting.lazy.map { Int32(clamping: $0) })
    wire.value(&hasHeardOfCouncil)
    wire.value(&hasHeardOfFall)
    wire.value(&hoursHeard)
    wire.value(&isFederated)
    wire.list(&merging, 0) { $0.value(&$1) }
    wire.list(&sentTo, 0) { $0.value(&$1) }
    wire.list(&sentDeputies, 0) { $0.value(&$1) }
    wire.value(&hasFallen)
    wire.value(&holdsSupply)
    wire.value(&isFiring)
    wire.value(&frontTroops)
    wire.value(&garrisonWrit)
    wire.value(&caller)
    wire.value(&calledUntil)
    wire.value(&isReturning)
    wire.value(&stands)
    wire.value(&holdsApparatus)
    var alignment = alignment
    wire.value(&alignment)
    wire.value(&compliance)
    wire.value(&failures)
    wire.value(&shares)
    wire.value(&stance.values)
    wire.value(&demand)
    wire.value(&lineTaken)
    wire.value(&calls)
    wire.value(&abroad)
    wire.value(&freedom)
    wire.value(&circlesWithdrawn)
    wire.value(&commandWithdrew)
  }
}
