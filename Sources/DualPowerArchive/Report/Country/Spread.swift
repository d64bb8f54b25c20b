import DualPower
import DualPowerScenario
import Foundation

/// What became of each town, as maps and curves of a country show it.
struct Spread {
  /// A town in which a committee or a council of its own may stand, or once stood.
  struct Place {
    /// The town.
    var town: Int
    /// Whether it is the capital, whose bodies are those of the whole society.
    var isCapital = false
    /// Its people.
    var persons: Double
    /// Whether some of its people remember an earlier council.
    var hasMemory = false
    /// From the capital, over the globe.
    var kilometres: Double
    /// The tick in which its people heard that the capital was lost, if they did.
    var heard: Int?
    /// The tick in which its officials yielded.
    var yielded: Int?
    /// The tick in which it had its first committee.
    var committee: Int?
    /// The tick in which it had its first council.
    var council: Int?

    /// How far it had come when a day was over.
    func state(on day: Int) -> State {
      func has(_ tick: Int?) -> Bool { tick.map { $0 / 24 <= day } ?? false }
      switch (has(council), has(committee)) {
      case (true, true): return .both
      case (true, false): return .council
      case (false, true): return .committee
      case (false, false): return has(yielded) ? .yielded : .old
      }
    }
  }

  /// How far a town has come.
  enum State: Int, CaseIterable {
    case old
    case yielded
    case committee
    case council
    case both

    var label: String {
      switch self {
      case .old: "old order stands"
      case .yielded: "officials yielded"
      case .committee: "committee"
      case .council: "council"
      case .both: "council and committee"
      }
    }

    var colour: String {
      switch self {
      case .old: Palette.green
      case .yielded: Palette.orange
      case .committee: Palette.blue
      case .council: Palette.vermilion
      case .both: Palette.purple
      }
    }
  }

  /// The towns, those with most people first.
  let places: [Place]
  /// The days that maps show, from the day of the capital's council on.
  let frames: [Int]

  /// The most days that maps show.
  static let mostFrames = 9

  /// What became of each town of a run; `nil` where the society has no towns on a map.
  init?(_ run: Run) {
    guard !run.record.towns.isEmpty, !run.record.days.isEmpty else { return nil }
    places = Self.places(run)
    frames = Self.frames(places, last: run.record.days.count - 1)
  }

  private static func places(_ run: Run) -> [Place] {
    let society = run.scenario.society
    let lines = society.lines
    var first: [Claim: [Int: Int]] = [:]
    for organ in run.record.organs where organ.since >= 0 {
      let plan = society.bodies[organ.body]
      guard plan.region < 0 else { continue }
      let claim = lines[plan.line].claim
      first[claim, default: [:]][plan.seat] =
        min(organ.since, first[claim]?[plan.seat] ?? .max)
    }
    let mayStand = Set(society.bodies.filter { $0.region < 0 }.map(\.seat))
    let remembering = Set(
      society.groups.filter { $0.memory > 0 }.map { society.places[$0.place].town }
    )
    let capital = society.towns[society.capital]
    var all = run.record.towns.compactMap { row -> Place? in
      let town = society.towns[row.town]
      let isShown = town.kind == .countryside ? mayStand.contains(row.town) : town.kind != .army
      guard isShown, row.persons > 0 else { return nil }
      return Place(
        town: row.town,
        persons: row.persons,
        hasMemory: remembering.contains(row.town),
        kilometres: kilometres(capital, town),
        heard: row.heardAt < 0 ? nil : row.heardAt,
        yielded: row.openedAt < 0 ? nil : row.openedAt,
        committee: first[.successor]?[row.town],
        council: first[.constituent]?[row.town]
      )
    }
    all.append(Self.capital(run, hasMemory: remembering.contains(society.capital)))
    return all.sorted { ($0.persons, $1.town) > ($1.persons, $0.town) }
  }

  /// The capital, by what became of the bodies of the whole society.
  private static func capital(_ run: Run, hasMemory: Bool) -> Place {
    let society = run.scenario.society
    func first(_ kinds: EventKind...) -> Int? {
      run.record.events.first { kinds.contains($0.kind) && $0.body < society.nationalCount }?.tick
    }
    let persons = society.groups.reduce(0) { sum, group in
      let isHere = society.places[group.place].town == society.capital
      return sum + (isHere ? Double(group.size) * group.represents : 0)
    }
    let lost = first(.capitalLost) ?? first(.regimeFell)
    return Place(
      town: society.capital,
      isCapital: true,
      persons: persons,
      hasMemory: hasMemory,
      kilometres: 0,
      heard: lost,
      yielded: lost,
      committee: first(.committeeFormed, .governmentFormed),
      council: first(.councilConstituted)
    )
  }

  /// Days between which much happened, with a step of time where little did.
  private static func frames(_ places: [Place], last: Int) -> [Int] {
    let capital = places.first(where: \.isCapital)?.council
    let opened = places.compactMap(\.yielded).min()
    let first = min(last, (capital ?? opened ?? 0) / 24)
    let count = min(mostFrames, last - first + 1)
    guard count > 1 else { return [first] }
    let changes = places.flatMap { [$0.yielded, $0.committee, $0.council] }.compactMap(\.self)
      .map { max(first, $0 / 24) }
    // How far the run has come by a day: three parts what happened in towns, one part time.
    let progress = (first...last).map { day in
      let done = changes.isEmpty ? 0 : Double(changes.count { $0 <= day }) / Double(changes.count)
      return 0.75 * done + 0.25 * Double(day - first) / Double(last - first)
    }
    var days = [first]
    for step in 1..<count {
      let wanted = progress[0] + (1 - progress[0]) * Double(step) / Double(count - 1)
      let reached = progress.firstIndex { $0 >= wanted - 1e-9 } ?? last - first
      // Each is later than the one before, and leaves days enough for those that come.
      days.append(min(max(first + reached, days[step - 1] + 1), last - (count - 1 - step)))
    }
    return days
  }

  /// The way between two towns over the globe.
  ///
  /// - Source: The haversine formula, on a sphere of 6,371 km.
  static func kilometres(_ one: Town, _ other: Town) -> Double {
    let degree = Double.pi / 180
    let north = sin((other.latitude - one.latitude) * degree / 2)
    let east = sin((other.longitude - one.longitude) * degree / 2)
    let both = cos(one.latitude * degree) * cos(other.latitude * degree)
    return 2 * 6_371 * asin(min(1, (north * north + both * east * east).squareRoot()))
  }
}
