import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

/// Scores as a user sees them.
struct ScoreResult {
  let runs: ScoredRuns
  let scoring: Scoring
  let unscored: [UnscoredRow]
  let inputs: [String]
  let command: String

  private var aside: [Scoring.Row] { scoring.rows.filter(\.occasion.row.isSetAside) }
  private var used: [Scoring.Row] { scoring.rows.filter { !$0.occasion.row.isSetAside } }

  /// What a reader should know first, and what the scores give away.
  var notes: [String] { runs.notes + findings }

  private var findings: [String] {
    Scoring.findings(scoring.rows, of: "all series")
      + scoring.series.flatMap { Scoring.findings(scoring.rows(of: $0.id), of: $0.id) }
  }
}

/// As text.
extension ScoreResult {
  private static let columns = [
    "series", "n", "CRPS", "WIS", "50 %", "90 %", "bias", "PIT p", "skill", "against",
  ]

  var text: String {
    let groups = [("all", scoring.rows), ("not set aside", used), ("set aside", aside)]
    let lines =
      [Self.columns] + scoring.series.map(line)
      + groups.map { overallLine($0.0, $0.1) }
    let widths = Self.columns.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    let table = lines.map { cells in
      cells.enumerated().map { column, cell in
        column == 0 || column == cells.count - 1
          ? cell.padding(to: widths[column])
          : String(repeating: " ", count: widths[column] - cell.count) + cell
      }.joined(separator: "  ").trimmed
    }
    let head =
      "\(runs.kept.runs.count) runs of \(runs.scenario.id)"
      + (runs.arm.map { ", arm \($0)" } ?? "")
      + ", \(scoring.rows.count) observations scored, \(unscored.count) not\n"
    return ([head] + table + reasons).joined(separator: "\n")
  }

  /// Why rows are not scored, with how many there are of each reason.
  private var reasons: [String] {
    guard !unscored.isEmpty || !inputs.isEmpty else { return [] }
    var counts: [(reason: String, rows: [EvidenceRow])] = []
    for item in unscored {
      if let at = counts.firstIndex(where: { $0.reason == item.reason }) {
        counts[at].rows.append(item.row)
      } else {
        counts.append((item.reason, [item.row]))
      }
    }
    let told = counts.map { reason, rows in
      let names = rows.prefix(3).map {
        "\($0.series)\($0.place.isEmpty ? "" : " at \($0.place)")\($0.date.isEmpty ? "" : ", \($0.date)")"
      }
      let more = rows.count > 3 ? " and \(rows.count - 3) more" : ""
      return "  \(rows.count) because \(reason): \(names.joined(separator: "; "))\(more)"
    }
    let tables =
      inputs.isEmpty ? [] : ["  tables without observations: \(inputs.joined(separator: ", "))"]
    return ["", "Not scored:"] + told + tables
  }

  private func line(_ note: SeriesNote) -> [String] {
    let summary = ScoreSummary(scoring.rows(of: note.id))
    return [
      note.id, "\(summary.count)", short(summary.crps), short(summary.wis),
      percent(summary.coverage50), percent(summary.coverage90), hundredths(summary.bias),
      hundredths(summary.uniformity), summary.skill.map(hundredths) ?? "–",
      summary.bestNull?.rawValue ?? "",
    ]
  }

  private func overallLine(_ name: String, _ rows: [Scoring.Row]) -> [String] {
    let summary = ScoreSummary(rows)
    guard !rows.isEmpty else { return [name, "0"] + Array(repeating: "", count: 8) }
    return [
      name, "\(rows.count)", "", "", percent(summary.coverage50), percent(summary.coverage90),
      hundredths(summary.bias), hundredths(summary.uniformity),
      Scoring.meanSkill(rows).map(hundredths) ?? "–", "each kind once",
    ]
  }

  private func percent(_ share: Double) -> String { "\(Int((100 * share).rounded()))" }

  private func hundredths(_ value: Double) -> String {
    let rounded = Int((value.magnitude * 100).rounded())
    let digits = rounded % 100
    return (value < 0 && rounded > 0 ? "-" : "")
      + "\(rounded / 100).\(digits < 10 ? "0" : "")\(digits)"
  }

  private func short(_ value: Double) -> String {
    abs(value) >= 100 ? "\(Int(value.rounded()))" : hundredths(value)
  }
}

/// As JSON and files.
extension ScoreResult {
  var json: JSON {
    [
      "scenario": .string(runs.scenario.id), "hash": .string(runs.scenario.hash),
      "runs": .int(runs.kept.runs.count), "arm": runs.arm.map { .string($0) } ?? .null,
      "command": .string(command),
      "series": .array(
        scoring.series.map { note in
          let rows = scoring.rows(of: note.id)
          return json(ScoreSummary(rows), of: note.id, unit: note.unit)
            .with("setAside", json(ScoreSummary(rows.filter(\.occasion.row.isSetAside))))
        }
      ),
      "overall": overall(scoring.rows), "notSetAside": overall(used), "setAside": overall(aside),
      "findings": .array(findings.map { .string($0) }),
      "notes": .array(runs.notes.map { .string($0) }),
      "rows": .array(scoring.rows.map(json)),
      "notScored": .array(
        unscored.map {
          [
            "series": .string($0.row.series), "place": .string($0.row.place),
            "date": .string($0.row.date), "source": .string($0.row.source),
            "reason": .string($0.reason),
          ]
        }
      ),
      "tablesWithoutObservations": .array(inputs.map { .string($0) }),
    ]
  }

  private func json(_ summary: ScoreSummary, of id: String, unit: String) -> JSON {
    let whole: JSON = ["name": .string(id), "place": .string(""), "unit": .string(unit)]
    guard case .object(let members) = json(summary) else { return whole }
    return members.reduce(whole) { $0.with($1.key, $1.value) }
  }

  private func json(_ summary: ScoreSummary) -> JSON {
    guard summary.count > 0 else { return ["n": 0] }
    return [
      "n": .int(summary.count), "crps": .double(summary.crps), "wis": .double(summary.wis),
      "coverage50": .double(summary.coverage50), "coverage90": .double(summary.coverage90),
      "bias": .double(summary.bias), "uniformity": .double(summary.uniformity),
      "brier": summary.brier.map { .double($0) } ?? .null,
      "skill": summary.skill.map { .double($0) } ?? .null,
      "against": summary.bestNull.map { .string($0.rawValue) } ?? .null,
    ]
  }

  /// Scores over series of different units: what has none, and the mean skill of the series.
  private func overall(_ rows: [Scoring.Row]) -> JSON {
    let summary = ScoreSummary(rows)
    guard summary.count > 0 else { return ["n": 0] }
    return [
      "n": .int(summary.count), "coverage50": .double(summary.coverage50),
      "coverage90": .double(summary.coverage90), "bias": .double(summary.bias),
      "uniformity": .double(summary.uniformity),
      "skill": Scoring.meanSkill(rows).map { .double($0) } ?? .null,
    ]
  }

  private func json(_ row: Scoring.Row) -> JSON {
    let evidence = row.occasion.row
    return [
      "series": .string(evidence.series), "place": .string(evidence.place),
      "date": .string(evidence.date), "recorded": .double(row.occasion.value),
      "median": .double(row.quantiles[row.quantiles.count / 2]), "crps": .double(row.crps),
      "wis": .double(row.wis), "pit": .double(row.pit), "in50": .bool(row.isInHalf),
      "in90": .bool(row.isInNineTenths), "chance": row.chance.map { .double($0) } ?? .null,
      "nulls": JSON.keyed(
        NullModel.allCases.map { ($0.rawValue, row.nulls[$0].map { .double($0) } ?? .null) }
      ),
      "isSetAside": .bool(evidence.isSetAside), "process": .string(evidence.process),
      "confidence": .string(evidence.confidence), "source": .string(evidence.source),
    ]
  }

  /// A row an observation.
  var table: Table {
    let rows = scoring.rows
    func text(_ name: String, _ meaning: String, _ value: (Scoring.Row) -> String) -> Column {
      Column(name, meaning: meaning, .string(rows.map(value)))
    }
    func number(_ name: String, _ meaning: String, _ value: (Scoring.Row) -> Double) -> Column {
      Column(name, unit: "by series", meaning: meaning, .double(rows.map(value)))
    }
    return Table(
      "scores",
      [
        text("series", "what was observed") { $0.occasion.note.id },
        text("place", "the town; empty for the whole society") { $0.occasion.row.place },
        text("date", "the date in the scenario's own calendar") { $0.occasion.row.date },
        text("source", "who recorded it") { $0.occasion.row.source },
        Column("is_set_aside", meaning: "by rule", .bool(rows.map(\.occasion.row.isSetAside))),
        number("recorded", "what was recorded") { $0.occasion.value },
        number("crps", "continuous ranked probability score") { $0.crps },
        number("wis", "weighted interval score") { $0.wis },
        number("pit", "its place among the forecasts, 0 to 1") { $0.pit },
      ]
        + ProperScore.levels.enumerated().map { position, level in
          number("q\(level)", "the quantile of this level of what would have been recorded") {
            $0.quantiles[position]
          }
        }
        + NullModel.allCases.map { model in
          Column(
            "crps_\(model.rawValue)",
            unit: "by series",
            meaning: "the score of the null model",
            isNullable: true,
            .double(rows.map { $0.nulls[model] })
          )
        }
    )
  }

  /// The forecasts in the columns of the hubverse.
  ///
  /// - Source: The hubverse's model output format, `output_type` quantile.
  var hubverse: String {
    let calendar = runs.scenario.calendar
    let head =
      "model_id,reference_date,target_date,target,location,output_type,output_type_id,value\n"
    let first = calendar.dateGregorian(day: 0)
    return scoring.rows.reduce(into: head) { out, row in
      let occasion = row.occasion
      let date = calendar.dateGregorian(
        day: calendar.day(of: occasion.row.date) ?? occasion.hour / 24
      )
      let place = occasion.row.place.isEmpty ? runs.scenario.id : occasion.row.place
      for (level, value) in zip(ProperScore.levels, row.quantiles) {
        out +=
          "dualpower-\(runs.scenario.id),\(first),\(date),\(occasion.note.id),\(place),quantile,"
          + "\(level),\(value)\n"
      }
    }
  }

  /// Every row that could be held against runs, in the form of a scenario's own observations.
  var observations: String {
    let rows =
      scoring.rows.map(\.occasion.row)
      + scoring.unscored.map(\.row)
    return EvidenceRow.table(rows)
  }
}

/// As a page.
extension ScoreResult {
  var report: ScoreReport {
    ScoreReport(
      runs.scenario,
      as: runs.reference,
      runs: runs.kept.runs.count,
      panels: panels,
      sections: [
        WorldsReport.Section(
          title: "Scores",
          about:
            "CRPS and WIS are in the unit of the series, the lower the better; 50 and 90 % is how many "
            + "observations lie within such intervals; skill is against the null model that does best.",
          table: TextTable(
            header: Self.columns,
            rows: scoring.series.map(line)
              + [("all", scoring.rows), ("not set aside", used), ("set aside", aside)]
              .map { overallLine($0.0, $0.1) }
          )
        ),
        WorldsReport.Section(
          title: "Not scored",
          about: "Rows that were read, and why no run is held against them.",
          table: TextTable(
            header: ["Series", "Place", "Date", "Source", "Because"],
            rows: unscored.map {
              [$0.row.series, $0.row.place, $0.row.date, $0.row.source, $0.reason]
            }
          )
        ),
      ],
      credit: command
    )
  }

  /// A panel a series; dates that come once are told together.
  private var panels: [ScoreReport.Panel] {
    let isOnce = { (note: SeriesNote) in note.kind == .date && !note.form.isOfTowns }
    var panels = scoring.series.filter { !isOnce($0) }.map(panel)
    let once = scoring.series.filter(isOnce)
    guard let first = once.first else { return panels }
    var together = panel(first)
    together.id = "events"
    together.title = "When it came"
    together.dots = once.flatMap { note in
      panel(note).dots.map { dot in
        var dot = dot
        dot.place = note.label
        return dot
      }
    }
    let rows = once.flatMap { scoring.rows(of: $0.id) }
    together.scores = sentence(ScoreSummary(rows), skill: Scoring.meanSkill(rows))
    panels.append(together)
    return panels
  }

  private func sentence(_ summary: ScoreSummary, skill: Double?) -> String {
    "\(summary.count) observations; 50 % intervals hold \(percent(summary.coverage50)) %, "
      + "90 % intervals \(percent(summary.coverage90)) %; skill \(skill.map(hundredths) ?? "none")."
  }

  private func panel(_ note: SeriesNote) -> ScoreReport.Panel {
    let rows = scoring.rows(of: note.id)
    let summary = ScoreSummary(rows)
    let marks = [0.05, 0.25, 0.5, 0.75, 0.95]
    let positions = marks.map { mark in
      ProperScore.levels.firstIndex { abs($0 - mark) < 1e-9 } ?? 0
    }
    return ScoreReport.Panel(
      id: note.id.split(separator: ".").joined(separator: "-"),
      title: note.label,
      unit: note.unit,
      isDate: note.kind == .date,
      fan: note.kind == .level ? runs.kept.fan(note.id, levels: marks) : [],
      dots: rows.map { row in
        let evidence = row.occasion.row
        return ScoreReport.Dot(
          hour: Double(row.occasion.hour),
          place: runs.scenario.names.towns.first { $0.id == evidence.place }?.label
            ?? evidence.place,
          value: row.occasion.value,
          range: (evidence.low ?? row.occasion.value, evidence.high ?? row.occasion.value),
          quantiles: positions.map { row.quantiles[$0] },
          source: evidence.source,
          isSetAside: evidence.isSetAside
        )
      },
      scores: sentence(summary, skill: summary.skill)
    )
  }
}
