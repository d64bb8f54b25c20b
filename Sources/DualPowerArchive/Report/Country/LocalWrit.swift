import DualPower
import DualPowerScenario

/// Whom people obey in each town on some days, the districts of a town taken together.
struct LocalWrit {
  /// Whom people of a town obey.
  enum Level: Equatable {
    /// Of those who obey a legal body or a council, the share who obey a council, in hundredths.
    case council(Int)
    /// The old order has most of those who obey.
    case old
    /// Most obey nobody, or there is nobody.
    case none

    /// The classes of a map, with its colours.
    static let classes: [(label: String, colour: String)] = [
      ("old order leads", Palette.green), ("most obey nobody", Palette.grey),
      ("council under 30%", Palette.blue), ("30 to 45%", Palette.sky),
      ("45 to 55%", Palette.yellow), ("55 to 70%", Palette.orange),
      ("over 70%", Palette.vermilion),
    ]

    /// Its place among the classes.
    var place: Int {
      switch self {
      case .old: 0
      case .none: 1
      case .council(let share): 2 + [30, 45, 56, 71].count { $0 <= share }
      }
    }
  }

  /// Who has most of those who obey.
  enum Lead: Int, CaseIterable {
    case old
    case legal
    case council
    case none

    var label: String {
      switch self {
      case .old: "the old order leads"
      case .legal: "a legal body leads"
      case .council: "a council leads"
      case .none: "most obey nobody"
      }
    }
  }

  /// Each town in which somebody lives, but for land under a foreign power; its people, and whom they obey on each of the days; those
  /// with most people first.
  let towns: [(town: Int, persons: Double, levels: [Level])]

  /// Whom people obey on days of a run.
  init(_ run: Run, on days: [Int]) {
    let society = run.scenario.society
    let claims = society.lines.map(\.claim)
    var persons = [Double](repeating: 0, count: society.places.count)
    for group in society.groups { persons[group.place] += Double(group.size) * group.represents }
    var sums = [Sums](repeating: Sums(), count: society.towns.count * days.count)
    for row in run.record.places {
      guard let frame = days.firstIndex(of: row.day), persons[row.place] > 0 else { continue }
      let index = society.places[row.place].town * days.count + frame
      sums[index].persons += persons[row.place]
      for (line, share) in row.writ.enumerated() {
        sums[index].obeying[Int(claims[line].rawValue)] +=
          persons[row.place] * (1 - row.none) * share
      }
    }
    towns = society.towns.indices.compactMap { town in
      guard society.towns[town].kind != .occupied else { return nil }
      let own = sums[town * days.count..<(town + 1) * days.count]
      let persons = own.map(\.persons).max() ?? 0
      return persons > 0 ? (town, persons, own.map(\.level)) : nil
    }.sorted { ($0.persons, $1.town) > ($1.persons, $0.town) }
  }

  /// Shape `[Lead]`; share of all people who live where it leads, on one of the days.
  func leading(_ day: Int) -> [Double] {
    let all = towns.reduce(0) { $0 + $1.persons }
    return towns.reduce(into: [Double](repeating: 0, count: Lead.allCases.count)) { shares, town in
      let lead: Lead =
        switch town.levels[day] {
        case .council(let share): share > 50 ? .council : .legal
        case .old: .old
        case .none: .none
        }
      shares[lead.rawValue] += town.persons / all
    }
  }

  private struct Sums {
    var persons = 0.0
    /// Shape `[Claim]`; people who would obey a line of the claim.
    var obeying = [Double](repeating: 0, count: Claim.allCases.count)

    var level: Level {
      let old = obeying[Int(Claim.incumbent.rawValue)]
      let legal = obeying[Int(Claim.successor.rawValue)]
      let council = obeying[Int(Claim.constituent.rawValue)]
      guard old + legal + council >= persons / 2, persons > 0 else { return .none }
      if old >= max(legal, council) { return .old }
      return .council(Int((100 * council / (legal + council)).rounded()))
    }
  }
}
