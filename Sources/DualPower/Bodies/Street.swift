// Reads: places, groups. Writes: outbreak, mutiny, return to work. Draws: none.

/// What the street has done.
struct Street: Sendable {
  /// The tick from which a tenth of a stratum has been out; -1 while none is.
  var began = -1
  /// The stratum that was first.
  var stratum = -1
  /// Persons of it out in that hour.
  var persons = 0.0
  /// Whether two days have confirmed the outbreak.
  var isConfirmed = false
  /// The tick of the mutiny; -1 before.
  var mutinyAt = -1
  /// Most of the garrison that was over before it was put down.
  var mutinyPeak = 0.0
  /// The unit that first went over by half; -1 for none.
  var firstUnit = -1
  /// Largest share of a stratum of the capital that elects councils and is out against the body in force.
  var stirred = 0.0
  /// Persons of those strata who are out.
  var stirredPersons = 0.0
  /// Whether a council has called for a return to work.
  var isReturning = false
  /// The crisis that goes on, if any.
  var crisis: Crisis?
  /// Crises so far.
  var crises = 0
  /// The tick at which the last ended.
  var calmSince = 0
  /// Hours of calm since.
  var calmHours = 0

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&began)
    wire.value(&stratum)
    wire.value(&persons)
    wire.value(&isConfirmed)
    wire.value(&mutinyAt)
    wire.value(&mutinyPeak)
    wire.value(&firstUnit)
    wire.value(&stirred)
    wire.value(&stirredPersons)
    wire.value(&isReturning)
    var openedAt = crisis?.openedAt ?? -1
    var peak = crisis?.peak ?? 0
    wire.value(&openedAt)
    wire.value(&peak)
    crisis = openedAt < 0 ? nil : Crisis(openedAt: openedAt, peak: peak)
    wire.value(&crises)
    wire.value(&calmSince)
    wire.value(&calmHours)
  }
}

extension Bodies {
  /// Watches for the outbreak and the mutiny.
  ///
  /// The outbreak is the hour from which a tenth of a stratum of the capital is active and does not
  /// fall back below a tenth for two days: it is known for sure only after those.
  mutating func watchStreet(_ places: Places, _ groups: Groups, in world: World) {
    let society = world.society
    let capital = society.capital
    let strata = society.strata.count
    var stirred = 0.0
    var highest = 0.0
    var highestStratum = -1
    let people = world.layout.capitalPersons.reduce(0, +)
    for s in 0..<strata {
      let persons = world.layout.capitalPersons[s]
      if persons < people / 100 { continue }
      let share = places.outByStratum[capital * strata + s] / persons
      if share > highest {
        highest = share
        highestStratum = s
      }
    }
    // Against the body in force only, and only those who elect councils.
    var stirredPersons = 0.0
    withNoughts(strata) { active in
      for g in world.layout.groups(ofTown: capital) where groups.isOut[g] {
        active[Int(world.layout.stratumOf[g])] += groups.active[g] * world.layout.persons[g]
      }
      for s in 0..<strata where world.layout.electors[s] {
        let persons = world.layout.capitalPersons[s]
        if persons > 0 { stirred = max(stirred, active[s] / persons) }
        stirredPersons += active[s]
      }
    }
    street.stirred = stirred
    street.stirredPersons = stirredPersons
    watchOutbreak(highest, highestStratum, places, in: world)
    watchMutiny(places, groups, in: world)
  }

  private mutating func watchOutbreak(
    _ share: Double,
    _ stratum: Int,
    _ places: Places,
    in world: World
  ) {
    if street.isConfirmed { return }
    if share < 0.1 {
      street.began = -1
      return
    }
    if street.began < 0 {
      let society = world.society
      street.began = world.tick
      street.stratum = stratum
      street.persons = places.outByStratum[society.capital * society.strata.count + stratum]
    }
    if world.tick - street.began >= 48 {
      street.isConfirmed = true
      events.append(
        Event(
          tick: street.began,
          kind: .outbreak,
          town: world.society.capital,
          body: world.layout.incumbent,
          subject: street.stratum,
          amount: street.persons
        )
      )
    }
  }

  private mutating func watchMutiny(_ places: Places, _ groups: Groups, in world: World) {
    if fellAt >= 0 || street.mutinyAt >= 0 { return }
    let capital = world.society.capital
    let over = places.share(.garrison, inTown: capital, hoursAgo: 0)
    if street.firstUnit < 0 {
      street.firstUnit =
        world.layout.capitalUnits.first { groups.unitActive[$0] >= 0.5 } ?? -1
    }
    let soldiers = world.layout.soldiers[capital]
    if over >= 0.1 {
      street.mutinyAt = world.tick
      note(
        .mutiny,
        in: world,
        body: world.layout.incumbent,
        subject: street.firstUnit,
        amount: over * soldiers
      )
      return
    }
    street.mutinyPeak = max(street.mutinyPeak, over)
    if street.mutinyPeak > 0.003 && over < street.mutinyPeak / 4 {
      note(
        .mutinyPutDown,
        in: world,
        body: world.layout.incumbent,
        amount: street.mutinyPeak * soldiers
      )
      street.mutinyPeak = over
      street.firstUnit = -1
    }
  }
}
