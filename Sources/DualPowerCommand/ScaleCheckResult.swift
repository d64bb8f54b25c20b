import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

/// What scale changes, as a table and as JSON.
struct ScaleCheckResult {
  let check: ScaleCheck
  let title: String
  let scenario: String
  let replicates: Int
  /// Shape `[scale]`; how long a run takes on one thread, of those made just now.
  let seconds: [Double?]

  /// One object.
  var json: JSON {
    let scales = zip(check.columns, seconds).map { column, seconds -> JSON in
      [
        "scale": .int(column.scale), "agents": .int(column.agents),
        "secondsPerRun": seconds.map { .rounded($0, digits: 3) } ?? .null,
        "measures": .array(
          zip(check.measures, column.means).map { measure, mean in
            [
              "name": .string(measure.id), "mean": number(mean.mean),
              "low": number(mean.mean - mean.half), "high": number(mean.mean + mean.half),
            ]
          }
        ),
      ]
    }
    let differences = check.differences.map { difference -> JSON in
      let rows = check.measures.indices.map { i -> JSON in
        let interval = difference.rows[i].interval()
        return [
          "name": .string(check.measures[i].id),
          "difference": number(difference.rows[i].difference),
          "low": number(interval.low), "high": number(interval.high),
          "isTold": .bool(difference.isTold[i]),
        ]
      }
      return [
        "scale": .int(difference.scale), "against": .int(check.columns[0].scale),
        "measures": .array(rows),
      ]
    }
    return [
      "scenario": .string(scenario), "replicates": .int(replicates), "scales": .array(scales),
      "differences": .array(differences),
    ]
  }

  private func number(_ value: Double) -> JSON { .rounded(value, digits: 6) }

  /// For a reader.
  var text: String {
    let first = "1:\(check.columns[0].scale)"
    let head =
      ["measure"] + check.columns.map { "1:\($0.scale)" }
      + check.differences.map { "1:\($0.scale) less \(first)" }
    let shown = check.measures.indices.filter { isShown($0) }
    let rows = shown.map { i in
      [check.measures[i].id]
        + check.columns.map {
          "\(Figures.told($0.means[i].mean)) ± \(Figures.told($0.means[i].half))"
        }
        + check.differences.map { difference in
          let interval = difference.rows[i].interval()
          return "\(Figures.signed(difference.rows[i].difference)) ("
            + "\(Figures.signed(interval.low)) to \(Figures.signed(interval.high)))"
            + (difference.isTold[i] ? " *" : "  ")
        }
    }
    let blank = check.differences.map { _ in "" }
    let costs = [
      ["agents"] + check.columns.map { "\($0.agents)" } + blank,
      ["seconds a run"] + seconds.map { $0.map { Figures.told($0) } ?? "–" } + blank,
    ]
    let told = check.differences.map { difference in
      "Of \(check.measures.count) measures \(difference.isTold.count { $0 }) differ at "
        + "1:\(difference.scale) from \(first)."
    }
    return
      (["\(title): the same \(replicates) seeds at \(check.columns.count) scales.", ""]
      + Figures.aligned([head] + rows + costs) + [
        "",
        "±, and in brackets: intervals of 95 % over seeds. * told from 0 among all measures (Holm, 5 %).",
      ] + told).joined(separator: "\n")
  }

  /// Of the many measures of strata and parties only those that are told apart.
  private func isShown(_ measure: Int) -> Bool {
    switch check.measures[measure].form {
    case .recognition, .active, .peak, .partyShare:
      check.differences.contains { $0.isTold[measure] }
    default: check.columns.contains { $0.means[measure].mean != 0 }
    }
  }
}
