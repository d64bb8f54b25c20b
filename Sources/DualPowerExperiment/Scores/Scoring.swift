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

  /// Draws that a forecast has at least, over all runs.
  private static let leastDraws = 400

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
          let model = try RecordingModel(row, note, recordings, of: scenario, days: kept.days)
          let draws = model.draws(kept, rounds: max(1, Self.leastDraws / max(1, runs)))
          let silent = draws.reduce(0) { $0 + $1.count { $0 == nil } }
          let share = runs == 0 ? 1 : Double(silent) / Double(runs * draws.count)
          if share > 0.5 { throw .silent(share: share) }
          let come = kept.points(note.id, at: row.place).count { !$0.isEmpty }
          let rounds = draws.map { $0.compactMap(\.self) }.filter { !$0.isEmpty }
          scorable.append((model.occasion, model, rounds, Double(come) / Double(max(1, runs))))
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
