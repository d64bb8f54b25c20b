// Reads: places, elites, bodies. Writes: what towns other than the capital have heard. Draws: relay, press, word, gate.

/// Something of public weight in the capital, of which other towns hear.
struct Tiding: Sendable {
  /// The kind of event.
  var kind: EventKind
  /// The body that it is about.
  var body: Int

  /// Everything that is told of in a society; the last is that councils arise, which begins in any town.
  static func all(_ society: Society, _ layout: Layout) -> [Tiding] {
    var all = [EventKind.capitalLost, .circleWithdrew, .regimeFell]
      .map { Tiding(kind: $0, body: layout.incumbent) }
    if layout.successor >= 0 {
      all += [.committeeFormed, .governmentFormed].map {
        Tiding(kind: $0, body: layout.successor)
      }
    }
    return all
      + layout.nationalCouncils.map { Tiding(kind: .councilConstituted, body: $0) }
      + [Tiding(kind: .councilConstituted, body: -1)]
  }

  /// Whether it tells of a body that has come to be.
  var tellsOfBody: Bool {
    kind == .committeeFormed || kind == .governmentFormed || kind == .councilConstituted
  }
}

/// What of the capital's history has reached the other towns, and by which way.
struct Tidings: Sendable {
  /// What is told of.
  let all: [Tiding]
  private let towns: Int
  /// Shape `[tiding]`; the tick in which it came to be; -1 before.
  private(set) var since: [Int]
  /// Shape `[tiding × town]`, row by row; the tick in which its telegraph office had it; -1 before.
  private(set) var wired: [Int]
  /// Shape `[tiding × town]`, row by row; the tick in which its people heard of it; -1 before.
  private(set) var heard: [Int]
  /// Shape `[town]`; of how many its people have heard.
  private(set) var countHeard: [Int]
  /// Shape `[town]`; how many its telegraph office has had.
  private var countWired: [Int]
  /// Towns that have yet to have some of what is told of.
  @Kept fileprivate var waiting: [Int] = []
  /// Shape `[kind of event]`; the tidings of each.
  private let ofKind: [Range<Int>]
  /// The tick from which news is sent over the wires of the railway; -1 while the old order holds them.
  var wiresOpen = -1
  /// Shape `[town]`; whether its officials hold back what the wire brings.
  var withholds: [Bool]
  /// Shape `[town]`; the tick in which they began to; -1 for never.
  var withheldSince: [Int]
  /// Shape `[town]`; hours for which they did.
  var withheldHours: [Double]

  init(_ society: Society, _ layout: Layout) {
    let told = Tiding.all(society, layout)
    all = told
    towns = society.towns.count
    since = [Int](repeating: -1, count: all.count)
    wired = [Int](repeating: -1, count: all.count * towns)
    heard = wired
    countHeard = [Int](repeating: 0, count: towns)
    countWired = countHeard
    ofKind = EventKind.allCases.map { kind in
      let first = told.firstIndex { $0.kind == kind } ?? 0
      return first..<first + told.count { $0.kind == kind }
    }
    withholds = [Bool](repeating: false, count: towns)
    withheldSince = [Int](repeating: -1, count: towns)
    withheldHours = [Double](repeating: 0, count: towns)
  }

  /// Takes in the hour's events.
  mutating func take(_ events: [Event], in world: World) {
    let capital = world.society.capital
    for event in events {
      // Of the circles it is the high command whose word counts.
      if event.kind == .circleWithdrew
        && world.society.groups[event.subject].circle != .headquarters
      {
        continue
      }
      for (i, tiding) in all.enumerated()
      where since[i] < 0 && tiding.kind == event.kind && tiding.body == event.body {
        since[i] = event.tick
        hear(i, in: capital, event.tick)
      }
      if event.kind == .councilConstituted { begin(all.count - 1, in: event.town, event.tick) }
    }
  }

  /// A tiding that begins in many towns, each of which knows of itself.
  private mutating func begin(_ i: Int, in town: Int, _ tick: Int) {
    if since[i] < 0 { since[i] = tick }
    if heard[i * towns + town] < 0 { hear(i, in: town, tick) }
    if wired[i * towns + town] < 0 { wire(i, to: town, tick) }
  }

  /// Notes that a town's people have heard of a tiding.
  mutating func hear(_ i: Int, in town: Int, _ tick: Int) {
    if heard[i * towns + town] < 0 { countHeard[town] += 1 }
    heard[i * towns + town] = tick
  }

  /// Notes that a town's telegraph office has had a tiding.
  mutating func wire(_ i: Int, to town: Int, _ tick: Int) {
    if wired[i * towns + town] < 0 { countWired[town] += 1 }
    wired[i * towns + town] = tick
  }

  /// Finds the towns that have yet to hear, or to have by wire, some of what is told of.
  fileprivate mutating func findWaiting(_ wires: Lots<Ways.Way>) {
    let told = since.count { $0 >= 0 }
    waiting.removeAll(keepingCapacity: true)
    for town in 0..<towns
    where countHeard[town] < told
      || countWired[town] < told && !wires.positions(of: town).isEmpty
    {
      waiting.append(town)
    }
  }

  /// Whether a town's telegraph office, or its people, have a tiding of a kind.
  func has(_ kind: EventKind, _ town: Int, byWire: Bool) -> Bool {
    for i in ofKind[Int(kind.rawValue)]
    where byWire ? wired[i * towns + town] >= 0 : heard[i * towns + town] >= 0 {
      return true
    }
    return false
  }

  /// How sure a town's officials can be of a kind of event: wholly, by wire; of what people tell, as far as
  /// a rumour weighs.
  func confirmed(_ kind: EventKind, to town: Int, rumour: Double) -> Double {
    if has(kind, town, byWire: true) { return 1 }
    return has(kind, town, byWire: false) ? rumour : 0
  }

  /// The tick in which a town's people heard of a kind of event; -1 before.
  func heard(_ kind: EventKind, in town: Int) -> Int {
    guard let i = ofKind[Int(kind.rawValue)].first else { return -1 }
    return heard[i * towns + town]
  }

  /// The tick in which a town's telegraph office had a kind of event; -1 before.
  func wired(_ kind: EventKind, to town: Int) -> Int {
    guard let i = ofKind[Int(kind.rawValue)].first else { return -1 }
    return wired[i * towns + town]
  }

  /// Whether a town's people have heard of a body.
  func knows(_ body: Int, _ town: Int) -> Bool {
    all.indices.contains {
      all[$0].tellsOfBody && all[$0].body == body && heard[$0 * towns + town] >= 0
    }
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&since)
    wire.value(&wired)
    wire.value(&heard)
    for town in 0..<towns {
      countHeard[town] = all.indices.count { heard[$0 * towns + town] >= 0 }
      countWired[town] = all.indices.count { wired[$0 * towns + town] >= 0 }
    }
    wire.value(&wiresOpen)
    wire.value(&withholds)
    wire.value(&withheldSince)
    wire.value(&withheldHours)
  }
}

extension Bodies {
  /// The ruler loses the capital, if only for an hour; noted once.
  mutating func watchCapital(_ places: Places, in world: World) {
    let capital = world.society.capital
    if tidings.since[0] < 0 && fellAt < 0 && places.hoursLost[capital] > 0 {
      note(
        .capitalLost,
        in: world,
        body: world.layout.incumbent,
        amount: places.force[capital]
      )
    }
  }

  /// What happened in the capital reaches other towns: a staff by its own wire, the others over the
  /// railway's wires or with people who travel.
  mutating func tell(_ groups: Groups, in world: World, _ draws: Draws) {
    tidings.take(events, in: world)
    openWires(in: world, draws)
    tidings.findWaiting(world.layout.ways.wires)
    let towns = world.society.towns.count
    for (i, tiding) in tidings.all.enumerated() where tidings.since[i] >= 0 {
      for position in tidings.waiting.indices {
        let town = tidings.waiting[position]
        let isHeard = tidings.heard[i * towns + town] >= 0
        if world.layout.isLinked[town] {
          if tidings.wired[i * towns + town] < 0 { wire(i, town, groups, in: world, draws) }
          if !isHeard { tell(i, tiding, town, in: world, draws) }
        } else if !isHeard {
          tellStaff(i, tiding, town, in: world)
        }
      }
    }
  }

  /// Whoever comes to power in the capital comes, after some hours, to send news over the railway's
  /// wires: the likelier the longer the old order has lost it.
  private mutating func openWires(in world: World, _ draws: Draws) {
    guard
      world.has(.telegraph), tidings.wiresOpen < 0, tidings.since[0] >= 0,
      !world.society.links.isEmpty,
      world.layout.nationals.contains(where: { bodies.stands[$0] && $0 != world.layout.incumbent })
    else { return }
    let halfDays = Double(world.tick - tidings.since[0]) / 12
    if draws.happens(.wires, 0, hazard: world.society.parameters[.wiresTaken] * halfDays) {
      tidings.wiresOpen = world.tick
    }
  }

  /// A staff hears by its own wire, or by road.
  private mutating func tellStaff(_ i: Int, _ tiding: Tiding, _ town: Int, in world: World) {
    guard
      town != world.society.capital, tiding.isToldToStaffs, tiding.body >= 0,
      world.society.towns[town].kind == .remote, world.layout.townPersons[town] > 0
    else { return }
    let hours = world.tick - tidings.since[i]
    guard hours >= world.hoursOfNews(to: town) else { return }
    hear(i, tiding, town, hours, in: world)
  }

  private mutating func hear(
    _ i: Int,
    _ tiding: Tiding,
    _ town: Int,
    _ hours: Int,
    in world: World
  ) {
    tidings.hear(i, in: town, world.tick)
    // Of the other towns it is told when the first news came.
    let isTold = world.layout.isLinked[town] ? tiding.kind == .capitalLost : tiding.isToldToStaffs
    guard isTold else { return }
    note(
      .news,
      in: world,
      town: town,
      body: tiding.body,
      subject: Int(tiding.kind.rawValue),
      amount: Double(hours)
    )
  }

  /// A tiding on its way to one town's telegraph office, whose officials may hold it back.
  private mutating func wire(
    _ i: Int,
    _ town: Int,
    _ groups: Groups,
    in world: World,
    _ draws: Draws
  ) {
    guard isWired(i, to: town, in: world, draws) else { return }
    tidings.wire(i, to: town, world.tick)
    decideToWithhold(town, groups, in: world, draws)
  }

  /// A tiding on its way to one town's people, from its office or with travellers.
  private mutating func tell(
    _ i: Int,
    _ tiding: Tiding,
    _ town: Int,
    in world: World,
    _ draws: Draws
  ) {
    let wired = tidings.wired[i * world.society.towns.count + town]
    let isOpen = country.isOpen(town)
    var isTold = false
    if wired >= 0 && (isOpen || !tidings.withholds[town]) {
      let p = world.society.parameters
      let luck = draws.normal(.press, world.tidingKey(i, town), at: 0)
      let hours = p[.pressHours] * exponential(p[.pressSpread] * luck)
      isTold = isOpen || Double(world.tick - max(wired, tidings.releasedAt(town))) >= hours
    }
    if isTold || hasWord(i, in: town, in: world, draws) {
      hear(i, tiding, town, world.tick - tidings.since[i], in: world)
    }
  }

  /// Whether the wire has brought a tiding: from the capital once it is sent at all, and then from office
  /// to office, each of which passes it on after some hours.
  private func isWired(_ i: Int, to town: Int, in world: World, _ draws: Draws) -> Bool {
    guard tidings.wiresOpen >= 0 else { return false }
    let society = world.society
    let p = society.parameters
    let wires = world.layout.ways.wires
    for position in wires.positions(of: town) {
      let way = wires[position]
      let isCapital = way.to == society.capital
      let had = (isCapital ? tidings.heard : tidings.wired)[i * society.towns.count + way.to]
      guard had >= 0 else { continue }
      let from = isCapital ? max(had, tidings.wiresOpen) : had
      let hours = p[.relayHours] * gammaOfFour(.relay, world.tidingKey(i, way.link), draws)
      if Double(world.tick - from) >= hours { return true }
    }
    return false
  }

  /// Whether travellers have brought a tiding.
  private func hasWord(_ i: Int, in town: Int, in world: World, _ draws: Draws) -> Bool {
    let society = world.society
    let p = society.parameters
    let ways = world.layout.ways.from
    for position in ways.positions(of: town) {
      let way = ways[position]
      let from = tidings.heard[i * society.towns.count + way.to]
      guard from >= 0 else { continue }
      let link = society.links[way.link]
      let speed = link.isRail ? p[.railSpeed] : p[.roadSpeed]
      let luck = draws.unit(.word, world.tidingKey(i, way.link), at: 0)
      let wait = -p[.wordHours] * logarithm(1 - luck * (1 - 0x1p-40))
      if Double(world.tick - from) >= link.length / speed + wait { return true }
    }
    return false
  }

  /// An official who recognises the old order may hold back what the wire brings.
  private mutating func decideToWithhold(
    _ town: Int,
    _ groups: Groups,
    in world: World,
    _ draws: Draws
  ) {
    guard tidings.withheldSince[town] < 0, !country.isOpen(town) else { return }
    let loyal = country.loyalty(of: town, groups, in: world)
    guard draws.unit(.gate, town, at: 0) < world.society.parameters[.gateLoyalty] * loyal else {
      return
    }
    tidings.withholds[town] = true
    tidings.withheldSince[town] = world.tick
  }

  /// Where officials hold back the news it leaks after a while, through railwaymen and clerks, or they
  /// let it go when they yield; what travellers tell meanwhile is rumour, which they can deny.
  mutating func leak(in world: World, _ draws: Draws) {
    let p = world.society.parameters
    for town in world.society.towns.indices where tidings.withholds[town] {
      let hours = Double(world.tick - tidings.withheldSince[town])
      let people = world.layout.townPersons[town]
      let hazard = 1 / p[.leakHours] + people / (1e6 * p[.leakPeople])
      let leaks = hours >= 6 && draws.happens(.leak, town, hazard: hazard)
      guard leaks || country.isOpen(town) else { continue }
      tidings.withholds[town] = false
      tidings.withheldHours[town] = hours
      note(
        .newsWithheld,
        in: world,
        town: town,
        body: world.layout.incumbent,
        subject: leaks ? 0 : 1,
        amount: hours
      )
    }
  }

  /// A draw of Γ(4, ¼): a mean of four waits of mean 1.
  private func gammaOfFour(_ stream: Draws.Stream, _ key: Int64, _ draws: Draws) -> Double {
    var product = 1.0
    for i in 0..<4 { product *= 1 - draws.unit(stream, key, i, at: 0) * (1 - 0x1p-40) }
    return -logarithm(product) / 4
  }
}

extension Tiding {
  /// Whether it is one of those that are noted as news.
  fileprivate var isToldToStaffs: Bool {
    kind == .capitalLost || kind == .regimeFell || kind == .councilConstituted
  }
}

extension Tidings {
  /// The tick in which officials let go what they had held back; -1 where they never held it.
  fileprivate func releasedAt(_ town: Int) -> Int {
    withheldSince[town] < 0 ? -1 : withheldSince[town] + Int(withheldHours[town])
  }
}

extension World {
  /// Hours for which news of the capital is on its way to a staff.
  func hoursOfNews(to town: Int) -> Int {
    has(.telegraph) ? society.towns[town].telegraphHours : society.towns[town].roadHours
  }

  /// What a draw for a tiding and a town or link hangs on.
  fileprivate func tidingKey(_ tiding: Int, _ thing: Int) -> Int64 { Draws.both(thing, tiding) }
}
