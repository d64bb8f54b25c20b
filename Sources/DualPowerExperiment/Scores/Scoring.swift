public import DualPowerScenario

/// How runs stand against what was recorded.
public struct Scoring: Sendable {
  /// One observation, scored.
  public struct Row: Sendable {
    /// The observation.
    public var occasion: Occasion
    /// What the runs would have had recorded: ``ProperScore/levels``.
    public var quantiles: [Double]
    /// The continuous ranked probability score.
    public var crps: Double
    /// The weighted interval score.
    public var wis: Double
    /// Where among the forecasts it stands.
    public var pit: Double
    /// Share of the runs in which a date has come by their end; `nil` for what is no date.
    public var chance: Double?
    /// The score of each null model that has something to say of it.
    public var nulls: [NullModel: Double]

    /// Whether it lies in the central half of the forecasts.
    public var isInHalf: Bool { isBetween(0.25, 0.75) }
    /// Whether it lies in their central nine tenths.
    public var isInNineTenths: Bool { isBetween(0.05, 0.95) }

    private func isBetween(_ low: Double, _ high: Double) -> Bool {
      let at = { (level: Double) in
        quantiles[ProperScore.levels.firstIndex { abs($0 - level) < 1e-9 } ?? 0]
      }
      return at(low) <= occasion.value && occasion.value <= at(high)
    }
  }

  /// The series that have scored rows, in the order of the scenario.
  public let series: [SeriesNote]
  /// Every scored row, in order of series, place and hour.
  public let rows: [Row]
  /// Every other.
  public let unscored: [UnscoredRow]
  /// How many runs there are.
  public let runs: Int

  /// Scores runs.
  ///
  /// - Parameters:
  ///   - evidence: What was recorded.
  ///   - recordings: How that relates to what happened.
  ///   - scenario: The scenario of the runs.
  ///   - kept: Their readings.
  /// - Complexity: O(rows × (runs + 400) × log runs).
  public init(
    _ evidence: [EvidenceRow],
    _ recordings: [RecordingNote],
    of scenario: Scenario,
    _ kept: KeptReadings
  ) {
    let all = scenario.series
    var unscored: [UnscoredRow] = []
    var rows: [Row] = []
    runs = kept.runs.count
    let grouped = Dictionary(grouping: evidence, by: \.series)
    for note in all {
      var scorable:
        [(occasion: Occasion, model: RecordingModel, rounds: [[Double]], chance: Double)] = []
      for row in grouped[note.id] ?? [] {
        do throws(Occasion.Refusal) {
          let occasion = try Occasion(row, note, scenario.calendar, days: kept.days)
          if note.form.isOfTowns {
            let town = scenario.names.towns.firstIndex { $0.id == row.place }
            guard let town, scenario.shows(note, at: town) else {
              throw .notShown("no run can show it there")
            }
          }
          let process = recordings.first { $0.id == row.process }
          let model = RecordingModel(process: process, occasion: occasion)
          let forecast = Forecast(model, kept)
          if forecast.silent > 0.5 { throw .silent(share: forecast.silent) }
          scorable.append((occasion, model, forecast.rounds, forecast.chance))
        } catch {
          unscored.append(UnscoredRow(row: row, reason: error.words))
        }
      }
      scorable.sort {
        ($0.occasion.row.place, $0.occasion.hour, $0.occasion.row.source)
          < ($1.occasion.row.place, $1.occasion.hour, $1.occasion.row.source)
      }
      let nulls = NullForecasts(
        occasions: scorable.map(\.occasion),
        models: scorable.map(\.model),
        kept: kept,
        places: scenario.names.towns.map(\.id)
      )
      let forecasts = NullModel.allCases.map { ($0, nulls.samples($0)) }
      for (i, item) in scorable.enumerated() {
        var row = Row(item.occasion, item.model, item.rounds)
        if note.kind == .date { row.chance = item.chance }
        for (model, samples) in forecasts {
          row.nulls[model] = samples[i].map { ProperScore.crps($0, item.occasion.value) }
        }
        rows.append(row)
      }
    }
    let known = Set(all.map(\.id))
    unscored += evidence.filter { !known.contains($0.series) }.map {
      UnscoredRow(row: $0, reason: "the scenario has no series \"\($0.series)\"")
    }
    self.rows = rows
    self.unscored = unscored
    series = all.filter { note in rows.contains { $0.occasion.note.id == note.id } }
  }
}

/// What runs would have had recorded on an occasion.
private struct Forecast {
  /// Shape `[round][run]`: in each round one draw a run.
  var rounds: [[Double]] = []
  /// Share of runs that have nothing to say of it.
  var silent = 0.0
  /// Share of runs in which a date has come by their end.
  var chance = 0.0

  /// Draws that a forecast has at least, over all runs.
  static let leastDraws = 400

  init(_ model: RecordingModel, _ kept: KeptReadings) {
    let occasion = model.occasion
    let runs = kept.points(occasion.row.series, at: occasion.row.place)
    let isDate = occasion.note.kind == .date
    chance = Double(runs.count { !$0.isEmpty }) / Double(max(1, runs.count))
    var missed = 0
    for round in 0..<max(1, Self.leastDraws / max(1, runs.count)) {
      var draws: [Double] = []
      for (position, points) in runs.enumerated() {
        let chance = model.chance(run: kept.runs[position], round: round)
        let happened: Double? =
          switch occasion.note.kind {
          // A date that has not come counts as the runs' end.
          case .date: points.first?.value ?? occasion.end
          case .scalar: points.first?.value
          case .level: KeptReadings.level(points, at: occasion.hour - model.lagHours(chance))
          }
        guard let happened else {
          missed += 1
          continue
        }
        let isCensored = isDate && points.isEmpty
        draws.append(isCensored ? occasion.end : model.recorded(happened, chance))
      }
      rounds.append(draws)
    }
    silent = runs.isEmpty ? 1 : Double(missed) / Double(runs.count * rounds.count)
    rounds.removeAll { $0.isEmpty }
  }
}

extension Scoring.Row {
  fileprivate init(_ occasion: Occasion, _ model: RecordingModel, _ rounds: [[Double]]) {
    let all = rounds.flatMap(\.self).sorted()
    self.occasion = occasion
    quantiles = ProperScore.levels.map { ProperScore.quantile($0, of: all) }
    // Each round is an ensemble of its own, of one draw a run, so that the score stays fair to their number.
    crps =
      rounds.reduce(0) { $0 + ProperScore.crps($1, occasion.value) } / Double(max(1, rounds.count))
    wis = ProperScore.wis(quantiles: quantiles, occasion.value)
    pit = ProperScore.pit(
      all,
      occasion.value,
      luck: model.chance(run: -1, round: -1).unit(.rank)
    )
    nulls = [:]
  }
}
