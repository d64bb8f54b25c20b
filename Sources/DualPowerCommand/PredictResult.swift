import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

/// A result, for a reader and as JSON.
protocol Told {
  /// One object.
  var json: JSON { get }
  /// For a reader.
  var text: String { get }
}

/// What is to come, as a table and as JSON.
struct PredictResult: Told {
  let prediction: Prediction
  let scenario: Scenario
  let until: String
  let runs: Int
  /// The days on which histories were steered; none of runs that are weighed as they are.
  let stages: [Steering.Stage]

  private static let names = ["q05", "q25", "q50", "q75", "q95"]

  /// One object.
  var json: JSON {
    let conditioning = prediction.conditioning
    return [
      "scenario": .string(scenario.id), "until": .string(until), "runs": .int(runs),
      "effectiveRuns": .rounded(conditioning.effective, digits: 4),
      "series": .array(
        conditioning.series.map { ["name": .string($0.note.id), "rows": .int($0.rows)] }
      ),
      "stages": .array(
        stages.map { stage in
          [
            "date": .string(scenario.calendar.date(day: stage.day)), "rows": .int(stage.rows),
            "held": .rounded(stage.held, digits: 4),
            "effectiveRuns": .rounded(stage.effective, digits: 4), "isDrawn": .bool(stage.isDrawn),
            "ancestors": .int(stage.ancestors),
          ]
        }
      ),
      "levels": .array(
        prediction.levels.map { level in
          object(
            [
              ("series", .string(level.note.id)),
              ("date", .string(scenario.calendar.date(day: level.day))),
            ],
            level.quantiles
          )
        }
      ),
      "coming": .array(
        prediction.coming.map { coming in
          object(
            [
              ("series", .string(coming.note.id)), ("chance", .rounded(coming.chance, digits: 4)),
            ],
            coming.days
          )
        }
      ),
      "later": .array(
        prediction.later.map { later in
          object(
            [
              ("series", .string(later.occasion.note.id)),
              ("place", .string(later.occasion.row.place)),
              ("date", .string(later.occasion.row.date)),
              ("recorded", .rounded(later.occasion.value, digits: 6)),
            ],
            later.quantiles
          )
        }
      ),
    ]
  }

  private func object(_ head: [(String, JSON)], _ quantiles: Prediction.Quantiles?) -> JSON {
    .keyed(
      head
        + Self.names.indices.map { index in
          (Self.names[index], quantiles.map { .rounded($0.values[index], digits: 6) } ?? .null)
        }
    )
  }

  /// For a reader: the last day, and what is still to come.
  var text: String {
    let conditioning = prediction.conditioning
    let rows = conditioning.series.reduce(0) { $0 + $1.rows }
    let worth = Figures.told(conditioning.effective)
    var lines = [
      "\(scenario.title): \(runs) \(stages.isEmpty ? "runs, weighed" : "histories, steered") by what was "
        + "recorded to \(until): \(rows) rows of \(conditioning.series.count) series. They are worth \(worth) of "
        + "equal weight.",
      "",
    ]
    if !stages.isEmpty { lines += steps + [""] }
    let told = Set(scenario.evidence.map(\.series))
    let last = prediction.levels.map(\.day).max() ?? 0
    let levels = prediction.levels.filter { $0.day == last && told.contains($0.note.id) }
    lines += Figures.aligned(
      [["on \(scenario.calendar.date(day: last))", "middle", "50 %", "90 %"]]
        + levels.map { [$0.note.id] + cells($0.quantiles) { Figures.told($0) } }
    )
    if !prediction.coming.isEmpty {
      lines.append("")
      lines += Figures.aligned(
        [["still to come", "chance", "middle", "50 %", "90 %"]]
          + prediction.coming.map { coming in
            [coming.note.id, Figures.told(coming.chance)]
              + (coming.days.map { cells($0, date) } ?? ["–", "–", "–"])
          }
      )
    }
    let later = prediction.later
    if !later.isEmpty {
      let (half, most) = (later.count { $0.isInHalf }, later.count { $0.isInNineTenths })
      lines += [
        "",
        "Of \(later.count) observations of later days, which were not used, \(half) lie in the intervals "
          + "of 50 %, \(most) in those of 90 %.",
      ]
    }
    return lines.joined(separator: "\n")
  }

  /// What was done at the end of each day on which rows end, and what was held back.
  private var steps: [String] {
    let table = stages.map { stage in
      [
        scenario.calendar.date(day: stage.day), "\(stage.rows)", Figures.told(stage.effective),
        stage.isDrawn ? "yes" : "no", "\(stage.ancestors)",
      ]
    }
    let held = stages.filter { $0.held < 1 }.map { stage in
      "The evidence of \(scenario.calendar.date(day: stage.day)) is held at \(Figures.told(stage.held)) of its "
        + "weight: no history is like it."
    }
    return Figures.aligned([["day", "rows", "worth", "drawn anew", "first ancestors"]] + table)
      + (held.isEmpty ? [] : [""] + held)
  }

  private func cells(
    _ quantiles: Prediction.Quantiles,
    _ told: (Double) -> String
  ) -> [String] {
    let values = quantiles.values.map(told)
    return [values[2], "\(values[1]) to \(values[3])", "\(values[0]) to \(values[4])"]
  }

  private func date(_ days: Double) -> String { scenario.calendar.date(day: Int(days)) }
}
