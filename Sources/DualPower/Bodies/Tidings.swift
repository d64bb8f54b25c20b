// Reads: places, elites, bodies. Writes: what towns other than the capital have heard. Draws: none.

/// What of the capital's history has reached the other towns.
struct Tidings: Sendable {
  /// What is told of: that the ruler lost the capital, that he fell, and each council as it arises.
  private let tidings: [Tiding]
  private let towns: Int
  /// Shape `[tiding]`; the tick in which it came to be; -1 before.
  private var since: [Int]
  /// Shape `[tiding × town]`, row by row; whether the town has heard.
  private var isHeard: [Bool]

  /// An event of the capital that other towns hear of.
  struct Tiding: Sendable {
    /// The kind of event.
    var kind: EventKind
    /// The body that it is about.
    var body: Int
  }

  init(_ society: Society) {
    let layout = Layout(society)
    tidings =
      [.capitalLost, .regimeFell].map { Tiding(kind: $0, body: layout.incumbent) }
      + layout.councils.map { Tiding(kind: .councilConstituted, body: $0) }
    towns = society.towns.count
    since = [Int](repeating: -1, count: tidings.count)
    isHeard = [Bool](repeating: false, count: tidings.count * towns)
  }

  /// Whether the ruler has lost the capital, if only for an hour.
  var hasLostCapital: Bool { since[0] >= 0 }

  /// Takes in the hour's events, and gives back what each town hears of in this hour.
  mutating func spread(_ events: [Event], in world: World) -> [(town: Int, of: Tiding, hours: Int)]
  {
    for event in events {
      for (i, tiding) in tidings.enumerated()
      where since[i] < 0 && tiding.kind == event.kind && tiding.body == event.body {
        since[i] = event.tick
      }
    }
    var heard: [(town: Int, of: Tiding, hours: Int)] = []
    for (i, tiding) in tidings.enumerated() where since[i] >= 0 {
      for town in 0..<towns where !isHeard[i * towns + town] && world.isAfar(town) {
        let hours = world.tick - since[i]
        guard hours >= world.hoursOfNews(to: town) else { continue }
        isHeard[i * towns + town] = true
        heard.append((town, tiding, hours))
      }
    }
    return heard
  }

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&since)
    for i in isHeard.indices { wire.value(&isHeard[i]) }
  }
}

extension Bodies {
  /// The ruler loses the capital, if only for an hour; noted once.
  mutating func watchCapital(_ places: Places, in world: World) {
    let capital = world.society.capital
    if !tidings.hasLostCapital && fellAt < 0 && places.hoursLost[capital] > 0 {
      note(
        .capitalLost,
        in: world,
        body: world.layout.incumbent,
        amount: places.force[capital]
      )
    }
  }

  /// What happened in the capital reaches other towns by wire or by road.
  mutating func tell(in world: World) {
    for news in tidings.spread(events, in: world) {
      note(
        .news,
        in: world,
        town: news.town,
        body: news.of.body,
        subject: Int(news.of.kind.rawValue),
        amount: Double(news.hours)
      )
    }
  }
}

extension World {
  /// Hours for which news of the capital is on its way to a town.
  func hoursOfNews(to town: Int) -> Int {
    has(.telegraph) ? society.towns[town].telegraphHours : society.towns[town].roadHours
  }

  /// Whether people live in a town that is not the capital.
  fileprivate func isAfar(_ town: Int) -> Bool {
    let strata = society.strata.count
    let shares = layout.stratumShare[town * strata..<(town + 1) * strata]
    return town != society.capital && shares.contains { $0 > 0 }
  }
}
