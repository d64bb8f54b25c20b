public import DualPowerScenario

/// What runs say of the days after a date, by how much each is worth by what was recorded until then.
public struct Prediction: Sendable {
  /// The middle, and the intervals that hold the truth with a chance of a half and of nine tenths.
  public struct Quantiles: Sendable, Equatable {
    /// At each of ``levels``.
    public var values: [Double]
    /// The levels.
    public static let levels = [0.05, 0.25, 0.5, 0.75, 0.95]
  }

  /// A series on a day that is still to come.
  public struct Level: Sendable {
    /// What is read.
    public var note: SeriesNote
    /// The day, 0 for the first of the scenario.
    public var day: Int
    /// What it comes to.
    public var quantiles: Quantiles
  }

  /// Something that has not come by the date.
  public struct Coming: Sendable {
    /// What may come.
    public var note: SeriesNote
    /// The chance that it comes by the last day.
    public var chance: Double
    /// Days from the first hour, where it comes.
    public var days: Quantiles?
  }

  /// An observation of a later day, which was not used.
  public struct Later: Sendable {
    /// The observation.
    public var occasion: Occasion
    /// What runs would have had recorded.
    public var quantiles: Quantiles
    /// Whether it lies in the interval of a half.
    public var isInHalf: Bool { within(1, 3) }
    /// Whether it lies in that of nine tenths.
    public var isInNineTenths: Bool { within(0, 4) }

    private func within(_ low: Int, _ high: Int) -> Bool {
      quantiles.values[low] <= occasion.value && occasion.value <= quantiles.values[high]
    }
  }

  /// How runs are weighed.
  public let conditioning: Conditioning
  /// Levels of the whole society by day.
  public let levels: [Level]
  /// What may still come, of the whole society.
  public let coming: [Coming]
  /// Observations of later days.
  public let later: [Later]

  private static let rounds = 16

  /// What runs say of the days after a date.
  ///
  /// - Parameters:
  ///   - evidence: What was recorded; of later days it is held beside what is said, and nothing else.
  ///   - recordings: How that relates to what happened.
  ///   - scenario: The scenario of the runs.
  ///   - kept: Their readings.
  ///   - conditioning: How much each is worth.
  ///   - days: How many days are past.
  public init(
    _ evidence: [EvidenceRow],
    _ recordings: [RecordingNote],
    of scenario: Scenario,
    _ kept: KeptReadings,
    by conditioning: Conditioning,
    days: Int
  ) {
    let weights = conditioning.weights
    self.conditioning = conditioning
    var levels: [Level] = []
    var coming: [Coming] = []
    for note in scenario.series where !note.form.isOfTowns {
      let points = kept.points(note.id, at: "")
      switch note.kind {
      case .level:
        for day in days..<max(days, kept.days) {
          let values = points.map { KeptReadings.level($0, at: day * 24 + 23) }
          let effective = conditioning.lineage.effective(values, weights)
          guard let quantiles = Quantiles(values, weights, effective: effective) else { continue }
          levels.append(Level(note: note, day: day, quantiles: quantiles))
        }
      case .date:
        let dates = points.map { $0.first?.value }
        // In a run in which it came before the date it is no news.
        let open = zip(dates, weights).map { date, weight in
          (date ?? .infinity) < Double(days) ? 0 : weight
        }
        let all = open.reduce(0, +)
        guard all > 0.5 else { continue }
        let come = zip(dates, open).reduce(0) { $0 + ($1.0 == nil ? 0 : $1.1) }
        let effective = conditioning.lineage.effective(dates, open)
        let days = Quantiles(dates, open, least: 0, effective: effective)
        coming.append(Coming(note: note, chance: come / all, days: days))
      case .scalar: continue
      }
    }
    self.levels = levels
    self.coming = coming
    later = Self.later(evidence, recordings, scenario, kept, days: days, conditioning)
  }

  private static func later(
    _ evidence: [EvidenceRow],
    _ recordings: [RecordingNote],
    _ scenario: Scenario,
    _ kept: KeptReadings,
    days: Int,
    _ conditioning: Conditioning
  ) -> [Later] {
    let weights = conditioning.weights
    return scenario.series.flatMap { note in
      evidence.compactMap { row -> Later? in
        guard row.series == note.id,
          (try? Occasion(row, note, scenario.calendar, days: days)) == nil,
          let occasion = try? Occasion(row, note, scenario.calendar, days: kept.days)
        else { return nil }
        let process = recordings.first { $0.id == row.process }
        let model = RecordingModel(process: process, occasion: occasion)
        let draws = model.draws(kept, rounds: rounds)
        let values = draws.flatMap(\.self)
        let all = (0..<rounds).flatMap { _ in weights }
        // Draws of one run are no runs of their own.
        let effective = conditioning.lineage.effective(draws[0], weights)
        return Quantiles(values, all, effective: effective).map {
          Later(occasion: occasion, quantiles: $0)
        }
      }
    }
  }
}

extension Prediction.Quantiles {
  /// Of values of which some are missing, as ``WeightedSample/init(known:_:least:effective:)``.
  init?(_ values: [Double?], _ weights: [Double], least: Double = 0.5, effective: Double? = nil) {
    let sample = WeightedSample(known: values, weights, least: least, effective: effective)
    guard let sample else { return nil }
    self.values = Self.levels.map { sample.quantile($0) }
  }
}
