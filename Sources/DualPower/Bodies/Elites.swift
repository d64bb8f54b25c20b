// Reads: groups, places. Writes: the ruler's hold on elites and force; his fall. Draws: fire order, fall.

/// The elites' hold on the ruler, and his on force.
struct Elites: Sendable {
  /// Shape `[group]`; whether a circle has withdrawn from the ruler.
  var hasWithdrawn: [Bool]
  /// The circle that withdrew first; -1 for none.
  var first = -1
  /// Whether the ruler has ordered fire.
  var hasOrderedFire = false
  /// Whether his men fire now.
  var isFiring = false
  /// The tick at which troops of the fronts were sent; -1 for never.
  var sentAt = -1
  /// Troops of the fronts in the capital.
  var frontTroops = 0.0
  /// Share of circles that has withdrawn.
  var shareWithdrawn = 0.0
  /// Whether the high command has.
  var commandWithdrew = false
  /// Share of the fronts that has.
  var frontsWithdrawn = 0.0

  init(_ society: Society) {
    hasWithdrawn = [Bool](repeating: false, count: society.groups.count)
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&hasWithdrawn)
    wire.value(&first)
    wire.value(&hasOrderedFire)
    wire.value(&isFiring)
    wire.value(&sentAt)
    wire.value(&frontTroops)
    wire.value(&shareWithdrawn)
    wire.value(&commandWithdrew)
    wire.value(&frontsWithdrawn)
  }
}

extension Bodies {
  /// The ruler orders fire once the strike has spread, and sends for the fronts once the capital is lost.
  mutating func commandForce(_ places: Places, in world: World, _ draws: Draws) {
    let society = world.society
    let p = society.parameters
    let capital = society.capital
    guard fellAt < 0 else {
      elites.isFiring = false
      return
    }
    let over = places.share(.garrison, inTown: capital, hoursAgo: 0)
    if !elites.hasOrderedFire && world.isDay && street.stirred > p[.fireThreshold] {
      let hazard = p[.fireHazard] * (street.stirred - p[.fireThreshold]) / 0.3
      if draws.happens(.fireOrder, world.layout.incumbent, hazard: hazard) {
        elites.hasOrderedFire = true
        note(
          .fireOrdered,
          in: world,
          body: world.layout.incumbent,
          amount: places.civilActive[capital]
        )
      }
    }
    elites.isFiring =
      elites.hasOrderedFire && world.isDay && over < 0.25 && street.stirred > p[.fireThreshold] / 2
    if elites.sentAt < 0 && places.hoursLost[capital] > 0 && !elites.commandWithdrew {
      elites.sentAt = world.tick
      note(
        .troopsSent,
        in: world,
        body: world.layout.incumbent,
        amount: p[.frontTroops]
      )
    }
    marchTroops(over: over, in: world)
  }

  /// Troops arrive if the high command still stands by the ruler, and melt away in a capital that has
  /// gone over.
  private mutating func marchTroops(over: Double, in world: World) {
    let p = world.society.parameters
    if elites.sentAt < 0 { return }
    let hours = world.tick - elites.sentAt
    if hours == Int(p[.frontTroopsHours]) && !elites.commandWithdrew {
      elites.frontTroops = p[.frontTroops]
    }
    if elites.frontTroops > 0 {
      elites.frontTroops *= exponential(-p[.frontTroopsMelt] * over)
      if elites.frontTroops < p[.frontTroops] / 50 {
        note(
          .troopsSpent,
          in: world,
          body: world.layout.incumbent,
          amount: elites.frontTroops
        )
        elites.frontTroops = 0
      }
    }
  }

  /// A circle withdraws from the ruler when its mean confidence in his person is spent.
  mutating func withdraw(_ groups: Groups, in world: World) {
    let society = world.society
    let line = society.bodies[world.layout.incumbent].line
    let column = world.layout.personColumn[line]
    let circles = world.layout.circles
    guard fellAt < 0, !circles.isEmpty else { return }
    var fronts = 0.0
    var frontsGone = 0.0
    var commands = 0
    var commandsGone = 0
    var gone = 0.0
    for g in circles {
      if !elites.hasWithdrawn[g]
        && groups.recognition(g, column) < society.parameters[.withdrawAt]
      {
        elites.hasWithdrawn[g] = true
        if elites.first < 0 { elites.first = g }
        note(
          .circleWithdrew,
          in: world,
          town: world.layout.townOf[g],
          body: world.layout.incumbent,
          subject: g,
          amount: hoursSinceOutbreak(in: world)
        )
      }
      let isGone = elites.hasWithdrawn[g]
      if isGone { gone += 1 }
      switch society.groups[g].circle {
      case .headquarters:
        commands += 1
        if isGone { commandsGone += 1 }
      case .front:
        fronts += 1
        if isGone { frontsGone += 1 }
      case .none, .assembly, .estate, .court, .cabinet:
        break
      }
    }
    elites.shareWithdrawn = gone / Double(circles.count)
    elites.commandWithdrew = commandsGone == commands
    elites.frontsWithdrawn = fronts > 0 ? frontsGone / fronts : 1
  }

  /// The ruler falls when the capital is lost for some hours and the high command and the fronts have
  /// withdrawn: neither the street nor the elite is enough.
  mutating func fall(_ places: Places, in world: World, _ draws: Draws) {
    let p = world.society.parameters
    guard
      fellAt < 0,
      Double(places.hoursLost[world.society.capital]) >= p[.capitalLostHours],
      elites.commandWithdrew || world.layout.circles.isEmpty,
      elites.frontsWithdrawn >= p[.frontsNeeded] || world.layout.circles.isEmpty,
      draws.happens(.fall, world.layout.incumbent, hazard: p[.fallHazard])
    else { return }
    fellAt = world.tick
    bodies.stands[world.layout.incumbent] = false
    bodies.holdsApparatus[world.layout.incumbent] = false
    note(
      .regimeFell,
      in: world,
      body: world.layout.incumbent,
      subject: elites.first,
      amount: hoursSinceOutbreak(in: world)
    )
  }
}
