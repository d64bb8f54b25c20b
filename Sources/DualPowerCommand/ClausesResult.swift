import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

/// Verdicts as a table, as JSON and as Parquet.
struct ClausesResult {
  let trial: Trial
  let verdicts: Verdicts
  let replicates: Int

  var json: JSON {
    [
      "scenario": .string(trial.scenario.id), "replicates": .int(replicates),
      "clauses": .array(verdicts.rows.map(json)),
    ]
  }

  private func json(_ row: Judged) -> JSON {
    let claim = row.claim
    return [
      "clause": claim.mechanism.clause.map { .int($0) } ?? .null,
      "kind": .string(claim.mechanism.kind.rawValue), "switch": .string(claim.mechanism.id),
      "measure": .string(claim.measure.id), "observed": number(row.pairs.arm),
      "ablated": number(row.pairs.baseline), "effect": number(row.effect),
      "low": number(row.interval.low), "high": number(row.interval.high),
      "expectedSign": .int(claim.sign), "verdict": .string(row.verdict.rawValue),
      "p": number(row.p), "adjustedP": row.adjustedP.map(number) ?? .null,
      "varianceRatio": row.pairs.varianceRatio.map { number($0.value) } ?? .null,
      "until": .string(trial.scenario.calendar.date(day: claim.days - 1)),
      "id": .string(claim.id), "about": .string(claim.about),
    ]
  }

  private func number(_ value: Double) -> JSON { .rounded(value, digits: 6) }

  /// For a reader.
  var text: String {
    var grid = [
      [
        "clause", "without", "measure", "to", "as it is", "without it", "effect", "interval",
        "verdict",
      ]
    ]
    grid += verdicts.rows.map { row in
      let claim = row.claim
      let sign = claim.sign > 0 ? "+" : claim.sign < 0 ? "-" : ""
      return [
        claim.mechanism.clause.map { "\($0)" } ?? "–", claim.mechanism.id,
        "\(claim.measure.id) \(sign)".trimmed,
        trial.scenario.calendar.date(day: claim.days - 1), Figures.told(row.pairs.arm),
        Figures.told(row.pairs.baseline), Figures.signed(row.effect),
        "\(Figures.signed(row.interval.low)) to \(Figures.signed(row.interval.high))",
        row.verdict.rawValue,
      ]
    }
    let found = verdicts.rows.count { $0.adjustedP != nil }
    let lines =
      [
        "\(trial.scenario.title): each mechanism on and off; \(replicates) pairs of runs.", "",
      ] + Figures.aligned(grid, toTheLeft: [0, 1, 2, 8]) + [
        "",
        "effect: as it is, less without it. The sign after a measure is the one that is claimed.",
        "Intervals of the \(found) claims that are found, not assumed, hold together at 95 % (Holm).",
      ]
    return lines.joined(separator: "\n")
  }

  /// The same as columns.
  var parquet: Table {
    let rows = verdicts.rows
    func texts(_ name: String, _ meaning: String, _ of: (Judged) -> String) -> Column {
      Column(name, meaning: meaning, .string(rows.map(of)))
    }
    func doubles(_ name: String, _ meaning: String, _ of: (Judged) -> Double) -> Column {
      Column(name, meaning: meaning, .double(rows.map(of)))
    }
    return Table(
      "clauses",
      [
        Column(
          "clause",
          meaning: "the clause of the text",
          isNullable: true,
          .int32(rows.map { $0.claim.mechanism.clause.map { Int32($0) } })
        ),
        texts("kind", "found or assumed") { $0.claim.mechanism.kind.rawValue },
        texts("switch", "the mechanism that is off") { $0.claim.mechanism.id },
        texts("measure", "what is measured") { $0.claim.measure.id },
        doubles("observed", "mean with the mechanism") { $0.pairs.arm },
        doubles("ablated", "mean without it") { $0.pairs.baseline },
        doubles("effect", "observed less ablated") { $0.effect },
        doubles("low", "lower end of the interval") { $0.interval.low },
        doubles("high", "upper end of the interval") { $0.interval.high },
        Column(
          "expected_sign",
          meaning: "the sign that is claimed",
          .int32(rows.map { Int32($0.claim.sign) })
        ),
        texts("verdict", "what came of the claim") { $0.verdict.rawValue },
        texts("until", "the last day that is judged") {
          trial.scenario.calendar.date(day: $0.claim.days - 1)
        },
      ]
    )
  }
}
