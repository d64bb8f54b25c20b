public import DualPower
public import DualPowerArchive
public import DualPowerScenario

/// What would have been recorded of one run, beside what was: a row an observation that runs can be held against.
public struct Recorded: Sendable {
  /// An observation, and the run's own.
  public struct Row: Sendable {
    /// What was recorded.
    public let occasion: Occasion
    /// What would have been recorded of the run; `nil` where it has nothing to say.
    public let simulated: Double?
  }

  /// In order of the scenario's series, and of its observations.
  public let rows: [Row]

  /// What would have been recorded of a run that is over.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - seed: Its seed, by which the chances of recording are drawn.
  ///   - scenario: Its scenario.
  /// - Complexity: O(series × days + observations).
  public init(of run: Record, seed: UInt64, _ scenario: Scenario) {
    let days = scenario.society.days.count
    let readings = Readings(scenario)
    let observed = Dictionary(grouping: scenario.evidence, by: \.series)
    let number = Int(truncatingIfNeeded: seed)
    var kept = KeptReadings(runs: [number], days: days)
    kept.add(readings.rows(of: run) { observed[$0.id] != nil }, of: number, readings)
    rows = readings.series.flatMap { note in
      (observed[note.id] ?? []).compactMap { row in
        (try? RecordingModel(row, note, scenario.recordings, of: scenario, days: days)).map {
          Row(occasion: $0.occasion, simulated: $0.draws(kept, rounds: 1)[0][0])
        }
      }
    }
  }

  /// As a table.
  public var table: Table {
    func text(_ name: String, _ meaning: String, _ value: (Row) -> String) -> Column {
      Column(name, meaning: meaning, .string(rows.map(value)))
    }
    return Table(
      "observations",
      [
        text("series", "what was observed") { $0.occasion.note.id },
        text("label", "the series, as pictures name it") { $0.occasion.note.label },
        text("unit", "of both figures; a date's are days from the first hour") {
          $0.occasion.note.unit
        },
        text("place", "the town; empty for the whole society") { $0.occasion.row.place },
        text("date", "the date in the scenario's own calendar") { $0.occasion.row.date },
        text("source", "who recorded it") { $0.occasion.row.source },
        Column(
          "is_set_aside",
          meaning: "by rule, so that nothing is fitted to it",
          .bool(rows.map(\.occasion.row.isSetAside))
        ),
        Column(
          "recorded",
          unit: "by series",
          meaning: "what was recorded",
          .double(rows.map(\.occasion.value))
        ),
        Column(
          "simulated",
          unit: "by series",
          meaning: "what would have been recorded of the run, if it has anything to say",
          isNullable: true,
          .double(rows.map(\.simulated))
        ),
      ]
    )
  }
}
