import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

/// What a comparison comes to, as a table and as JSON.
struct CompareResult {
  /// A precision that was asked for.
  struct Precision {
    var asked: String
    var isReached: Bool
  }

  let pairs: Pairs
  let comparisons: [Comparison]
  let replicates: Int
  let precision: Precision?

  /// How many places and strata are named as most affected.
  private static let mostNamed = 5

  /// One object; of several arms each is in `arms`, a single one is the object itself.
  var json: JSON {
    let head: [(String, JSON)] = [
      ("scenario", .string(pairs.baseline.id)), ("replicates", .int(replicates)),
    ]
    var tail: [(String, JSON)] = []
    if let precision {
      tail = [
        (
          "precision",
          [
            "asked": .string(precision.asked), "isReached": .bool(precision.isReached),
            "measures": .array(Scenario.mainMeasures.map { .string($0) }),
          ]
        )
      ]
    }
    guard comparisons.count != 1 else {
      return .keyed(head + members(comparisons[0]) + tail)
    }
    let arms = comparisons.map { comparison in
      JSON.keyed([("name", .string(comparison.name))] + members(comparison))
    }
    return .keyed(head + [("arms", .array(arms))] + tail)
  }

  private func members(_ comparison: Comparison) -> [(String, JSON)] {
    [
      ("measures", .array(comparison.rows.map(row))),
      ("partedAt", at(comparison.partedAt)), ("partedAtMedian", at(comparison.medianParting)),
      ("partedPairs", .int(comparison.partings.count)),
      ("strata", .array(comparison.strata.map(affected))),
      ("places", .array(comparison.places.prefix(50).map(affected))),
    ]
  }

  private func row(_ row: Comparison.Row) -> JSON {
    let difference = row.difference
    let interval = difference.interval()
    return [
      "name": .string(row.measure.id), "baseline": number(difference.baseline),
      "arm": number(difference.arm), "difference": number(difference.difference),
      "low": number(interval.low), "high": number(interval.high),
      "varianceRatio": difference.varianceRatio.map { number($0.value) } ?? .null,
      "varianceRatioLow": difference.varianceRatio?.interval.map { number($0.low) } ?? .null,
      "varianceRatioHigh": difference.varianceRatio?.interval.map { number($0.high) } ?? .null,
    ]
  }

  private func affected(_ affected: Comparison.Affected) -> JSON {
    [
      "id": .string(affected.name.id), "label": .string(affected.name.label),
      "quantity": .string(affected.quantity), "difference": number(affected.difference),
    ]
  }

  private func number(_ value: Double) -> JSON { .rounded(value, digits: 6) }

  private func at(_ tick: Int?) -> JSON {
    tick.map { .string(pairs.baseline.calendar.at(tick: $0)) } ?? .null
  }

  /// For a reader.
  var text: String {
    comparisons.map(table).joined(separator: "\n\n")
  }

  private static let ratioNote =
    "ratio: how many times more runs would be needed without shared luck."

  /// The measures that a reader sees, below their heads.
  private func grid(_ comparison: Comparison) -> [[String]] {
    let shown = comparison.rows.filter { row in
      // Of the many measures of strata those that differ most are told apart.
      switch row.measure.form {
      case .recognition, .active, .peak, .partyShare: false
      default: row.difference.difference != 0 || Scenario.mainMeasures.contains(row.measure.id)
      }
    }
    return [["measure", "as it was", comparison.name, "difference", "95 % interval", "ratio"]]
      + shown.map { row in
        let difference = row.difference
        let interval = difference.interval()
        return [
          row.measure.id, Figures.told(difference.baseline), Figures.told(difference.arm),
          Figures.signed(difference.difference),
          "\(Figures.signed(interval.low)) to \(Figures.signed(interval.high))",
          difference.varianceRatio.map { Figures.told($0.value) } ?? "–",
        ]
      }
  }

  private func parting(_ comparison: Comparison) -> String {
    guard let first = comparison.partedAt, let middle = comparison.medianParting else {
      return "The worlds are the same in every hour of every pair."
    }
    let calendar = pairs.baseline.calendar
    return "The worlds part in \(comparison.partings.count) of \(replicates) pairs, first at "
      + "\(calendar.at(tick: first)), in the middle pair at \(calendar.at(tick: middle))."
  }

  private func table(_ comparison: Comparison) -> String {
    let head =
      "\(pairs.baseline.title): as it was, and \(comparison.name); \(replicates) pairs of runs."
    var lines = [head, ""] + Figures.aligned(grid(comparison))
    lines += ["", Self.ratioNote, parting(comparison)]
    lines += named("Strata", comparison.strata) + named("Places", comparison.places)
    if let precision, !precision.isReached {
      lines.append(
        "Not known to \(precision.asked) of their mean after \(replicates) pairs, the most that are run "
          + "for it: " + Scenario.mainMeasures.joined(separator: ", ") + "."
      )
    }
    return lines.joined(separator: "\n")
  }

  private func named(_ what: String, _ all: [Comparison.Affected]) -> [String] {
    guard !all.isEmpty else { return [] }
    let first = all.prefix(Self.mostNamed).map {
      "\($0.name.label) (\($0.quantity), \(Figures.signed($0.difference)))"
    }
    return ["\(what) most affected: \(first.joined(separator: "; "))."]
  }
}

extension CompareResult {
  /// The page, made by a command.
  func report(of reference: String, credit: String) -> String {
    let curves = Curves(pairs.baseline).names.enumerated().map { index, name in
      let baseline = comparisons.first?.baselineCurves[index] ?? []
      return WorldsReport.Curve(
        name: name,
        values: [baseline] + comparisons.map { $0.armCurves[index] }
      )
    }
    let sections = comparisons.map { comparison in
      let (header, rows) = (grid(comparison)[0], grid(comparison).dropFirst())
      return WorldsReport.Section(
        title: comparison.name,
        about: (["Differences over pairs of runs. \(Self.ratioNote) \(parting(comparison))"]
          + named("Strata", comparison.strata) + named("Places", comparison.places))
          .joined(separator: " "),
        table: TextTable(header: header, rows: Array(rows))
      )
    }
    return WorldsReport(
      pairs.baseline,
      as: reference,
      worlds: pairs.worlds,
      curves: curves,
      sections: sections,
      replicates: replicates,
      credit: credit
    ).html
  }
}

/// Numbers and tables on a screen.
enum Figures {
  /// A number with as many digits as tell something.
  static func told(_ value: Double) -> String {
    guard value != 0 else { return "0" }
    let places = abs(value) < 1 ? 3 : abs(value) < 10 ? 2 : abs(value) < 100 ? 1 : 0
    let unit = [1.0, 10, 100, 1_000][places]
    let whole = (abs(value) * unit).rounded()
    guard whole < 1e15 else { return "\(value)" }
    let digits = String(Int(whole))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = value < 0 && whole > 0 ? "-" : ""
    return places == 0
      ? sign + padded : "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
  }

  /// The same with its sign.
  static func signed(_ value: Double) -> String {
    let text = told(value)
    return value > 0 && text != "0" ? "+" + text : text
  }

  /// Rows with their columns one below the other: some to the left, the others to the right.
  static func aligned(_ grid: [[String]], toTheLeft: Set<Int> = [0]) -> [String] {
    let widths = (grid.first ?? []).indices.map { column in
      grid.map { $0[column].count }.max() ?? 0
    }
    return grid.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let gap = String(repeating: " ", count: cell.1 - cell.0.count)
        return toTheLeft.contains(column) ? cell.0 + gap : gap + cell.0
      }.joined(separator: "  ").trimmed
    }
  }
}
