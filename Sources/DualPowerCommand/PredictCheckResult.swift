import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

/// Whether predictions hold what they say, as a table and as JSON.
struct PredictCheckResult: Told {
  let check: PredictionCheck
  let scenario: Scenario
  let until: String
  let runs: Int

  /// One object.
  var json: JSON {
    [
      "scenario": .string(scenario.id), "until": .string(until), "runs": .int(runs),
      "truths": .int(check.truths), "effectiveRuns": .rounded(check.effective, digits: 4),
      "rows": .array(
        check.rows.map { row in
          [
            "from": .int(row.ahead.lowerBound), "to": .int(row.ahead.upperBound),
            "in50": interval(row.half), "in90": interval(row.most),
            "freeIn50": interval(row.freeHalf), "freeIn90": interval(row.freeMost),
            "width": interval(row.width),
          ]
        }
      ),
    ]
  }

  private func interval(_ value: MeanInterval) -> JSON {
    ["mean": .rounded(value.mean, digits: 4), "half": .rounded(value.half, digits: 4)]
  }

  /// For a reader.
  var text: String {
    let head = [
      "days ahead", "in 50 %", "in 90 %", "width", "free in 50 %", "free in 90 %",
    ]
    let rows = check.rows.map { row in
      [
        row.ahead.count == 1
          ? "\(row.ahead.lowerBound)" : "\(row.ahead.lowerBound) to \(row.ahead.upperBound)",
        cell(row.half), cell(row.most), cell(row.width), cell(row.freeHalf), cell(row.freeMost),
      ]
    }
    return
      ([
        "\(scenario.title): \(runs) histories, steered to \(until) by what would have been recorded of each of "
          + "\(check.truths) runs; in the mean worth \(Figures.told(check.effective)). How often later levels of the "
          + "run lie in the intervals, with 95 % intervals over runs:",
        "",
      ] + Figures.aligned([head] + rows)
      + [
        "",
        "The width is that of the interval of 90 % beside that of free histories, which know nothing of the run; "
          + "the median over series and days.",
      ]).joined(separator: "\n")
  }

  private func cell(_ value: MeanInterval) -> String {
    "\(Figures.told(value.mean)) ± \(Figures.told(value.half))"
  }
}
