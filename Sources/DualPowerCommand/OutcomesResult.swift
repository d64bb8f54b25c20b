import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

/// How accidental a history was, as tables, as JSON and as Parquet.
struct OutcomesResult {
  let branching: Branching
  let accident: Accident
  let replicates: Int

  var json: JSON {
    [
      "scenario": .string(branching.scenario.id), "replicates": .int(replicates),
      "branches": .int(branching.branches),
      "outcomes": .array(accident.outcomes.map(json)), "decided": .array(accident.rows.map(json)),
      "groups": .array(accident.tellings.map(json)), "groupsLookedAt": .int(accident.looked),
    ]
  }

  private func json(_ outcome: Outcome, _ share: Wilson) -> JSON {
    [
      "outcome": .string(outcome.id), "share": number(share.share), "low": number(share.low),
      "high": number(share.high),
    ]
  }

  private func json(_ row: Accident.Row) -> JSON {
    [
      "at": .string(at(row.hour)), "measure": .string(row.measure),
      "decided": row.decided.map { number($0.value) } ?? .null,
      "low": row.decided?.interval.map { number($0.low) } ?? .null,
      "high": row.decided?.interval.map { number($0.high) } ?? .null,
    ]
  }

  private func json(_ telling: Accident.Telling) -> JSON {
    let interval = telling.correlation.interval(chance: telling.chance)
    return [
      "at": .string(at(telling.hour)), "measure": .string(telling.measure),
      "kind": .string(telling.part.kind.rawValue), "id": .string(telling.part.name.id),
      "label": .string(telling.part.name.label), "n": .int(telling.correlation.count),
      "rho": number(telling.correlation.rho), "low": number(interval.low),
      "high": number(interval.high),
    ]
  }

  private func number(_ value: Double) -> JSON { .rounded(value, digits: 6) }

  private func at(_ hour: Int) -> String { branching.scenario.calendar.at(tick: hour) }

  /// For a reader.
  var text: String {
    let title = branching.scenario.title
    return [
      [
        "\(title): what \(replicates) histories come to, and how much of it is decided when; "
          + "\(branching.branches) branches of each state."
      ],
      outcomes, decided, groups,
    ].map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private var outcomes: [String] {
    let grid =
      [["outcome", "share", "95 % interval"]]
      + accident.outcomes.map { outcome, share in
        [
          outcome.id.replacing("_", with: " "), Figures.told(share.share),
          range(share.low, share.high),
        ]
      }
    let only = accident.outcomes.first { $0.share.share == 1 }?.outcome
    let note = only.map {
      ["All histories have one outcome: \($0.id.replacing("_", with: " "))."]
    }
    return Figures.aligned(grid) + (note ?? [])
  }

  private var decided: [String] {
    // What is the same everywhere has nothing to decide.
    let open = accident.rows.filter { row in
      accident.rows.contains { $0.measure == row.measure && $0.decided != nil }
    }
    let settled = accident.rows.map(\.measure).reduce(into: [String]()) { names, name in
      if !names.contains(name), !open.contains(where: { $0.measure == name }) { names.append(name) }
    }
    let grid =
      [["by", "of", "decided", "95 % interval"]]
      + open.map { row in
        [
          at(row.hour), row.measure, row.decided.map { Figures.told(within($0.value)) } ?? "–",
          row.decided?.interval.map { range(within($0.low), within($0.high)) } ?? "–",
        ]
      }
    return (open.isEmpty ? [] : Figures.aligned(grid, toTheLeft: [0, 1])) + [
      "0: luck that is still to come decides all that differs between histories; 1: nothing is open."
    ] + (settled.isEmpty ? [] : ["The same in every branch: \(settled.joined(separator: ", "))."])
  }

  /// How many of those who tell a result a reader sees.
  private static let mostNamed = 5

  private var groups: [String] {
    guard !accident.tellings.isEmpty else {
      return ["No group tells: of \(accident.looked) that were looked at, none goes with a result."]
    }
    var named: [String: Int] = [:]
    let shown = accident.tellings.filter { telling in
      named[telling.measure, default: 0] += 1
      return named[telling.measure, default: 0] <= Self.mostNamed
    }
    let more = accident.tellings.count - shown.count
    let grid =
      [["told at", "of", "by the share out of", "rank correlation", "interval", "n"]]
      + shown.map { telling in
        let interval = telling.correlation.interval(chance: telling.chance)
        return [
          at(telling.hour), telling.measure,
          "\(telling.part.name.label) (\(telling.part.kind.rawValue))",
          Figures.signed(telling.correlation.rho),
          "\(Figures.signed(interval.low)) to \(Figures.signed(interval.high))",
          "\(telling.correlation.count)",
        ]
      }
    return Figures.aligned(grid, toTheLeft: [0, 1, 2]) + [
      (more > 0 ? "And \(more) more, which --json has. " : "")
        + "Of \(accident.looked) that were looked at; their intervals hold together at 95 % (Holm)."
    ]
  }

  /// Shares that chance has carried out of bounds are printed at the bound.
  private func within(_ value: Double) -> Double { max(0, min(1, value)) }

  private func range(_ low: Double, _ high: Double) -> String {
    "\(Figures.told(low)) to \(Figures.told(high))"
  }
}

extension OutcomesResult {
  /// The same as columns.
  var tables: [Table] {
    let rows = accident.rows
    let all = accident.outcomes
    let told = accident.tellings
    return [
      Table(
        "outcomes",
        [
          texts("outcome", "what a history came to", all.map { $0.outcome.id }),
          doubles("share", "share of histories", all.map(\.share.share)),
          doubles("low", "lower end of the interval", all.map(\.share.low)),
          doubles("high", "upper end of the interval", all.map(\.share.high)),
        ]
      ),
      Table(
        "decided",
        [
          texts("at", "the hours before it are over", rows.map { at($0.hour) }),
          texts("measure", "what is asked about", rows.map(\.measure)),
          doubles(
            "decided",
            "how much of it is decided",
            isNullable: true,
            rows.map { $0.decided?.value }
          ),
          doubles(
            "low",
            "lower end of the interval",
            isNullable: true,
            rows.map { $0.decided?.interval?.low }
          ),
          doubles(
            "high",
            "upper end of the interval",
            isNullable: true,
            rows.map { $0.decided?.interval?.high }
          ),
        ]
      ),
      Table(
        "groups",
        [
          texts("at", "the hours before it are over", told.map { at($0.hour) }),
          texts("measure", "what is told", told.map(\.measure)),
          texts("kind", "stratum, district or unit", told.map(\.part.kind.rawValue)),
          texts("id", "whose share out tells it", told.map(\.part.name.id)),
          doubles("rho", "rank correlation", told.map(\.correlation.rho)),
          doubles("low", "lower end of the interval", told.map { interval($0).low }),
          doubles("high", "upper end of the interval", told.map { interval($0).high }),
        ]
      ),
    ]
  }

  private func interval(_ telling: Accident.Telling) -> (low: Double, high: Double) {
    telling.correlation.interval(chance: telling.chance)
  }

  private func texts(_ name: String, _ meaning: String, _ values: [String]) -> Column {
    Column(name, meaning: meaning, .string(values))
  }

  private func doubles(
    _ name: String,
    _ meaning: String,
    isNullable: Bool = false,
    _ values: [Double?]
  ) -> Column {
    Column(name, meaning: meaning, isNullable: isNullable, .double(values))
  }
}
