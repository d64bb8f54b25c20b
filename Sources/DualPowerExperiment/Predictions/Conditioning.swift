public import DualPowerScenario
import Foundation

/// How much each run of an ensemble is worth, by what was recorded up to a date.
///
/// Of each row the runs would have had something recorded; a run is likely as far as that is near to what
/// was. *Near* takes in how the row was recorded, and half the spread of the ensemble for what the model
/// does not know of the world: without it the evidence would be held against a model that is taken to be
/// true to the last man. Rows of one series tell much the same, so a series counts as one row, at the mean
/// of its rows.
///
/// - Source: The discrepancy of a model is that of Kennedy and O'Hagan (2001), doi:10.1111/1467-9868.00294;
///   the mean over dependent rows is the composite likelihood of Varin, Reid and Firth (2011).
public struct Conditioning: Sendable {
  /// The weight of each run, in the order of ``KeptReadings/runs``; they add up to 1.
  public let weights: [Double]
  /// The series that count, and of how many rows each.
  public let series: [(note: SeriesNote, rows: Int)]
  /// How many runs of equal weight would be worth as much.
  public var effective: Double { WeightedSample.effective(weights) }

  /// The fewest such runs of which anything is told.
  public static let fewest = 10.0
  /// What the model does not know, as a share of the ensemble's spread.
  static let discrepancy = 0.5
  /// Draws of what is recorded of a run.
  private static let draws = 32

  /// Weighs runs.
  ///
  /// - Parameters:
  ///   - evidence: What was recorded.
  ///   - recordings: How that relates to what happened.
  ///   - scenario: The scenario of the runs.
  ///   - kept: Their readings.
  ///   - days: How many days are past; later rows are not looked at.
  public init(
    _ evidence: [EvidenceRow],
    _ recordings: [RecordingNote],
    of scenario: Scenario,
    _ kept: KeptReadings,
    days: Int
  ) {
    var sums = [Double](repeating: 0, count: kept.runs.count)
    var series: [(note: SeriesNote, rows: Int)] = []
    for note in scenario.series {
      var likely = sums.map { _ in 0.0 }
      var rows = 0
      for row in evidence where row.series == note.id {
        // Held against as many days as are past: what lies beyond is refused.
        guard let occasion = try? Occasion(row, note, scenario.calendar, days: days) else {
          continue
        }
        let process = recordings.first { $0.id == row.process }
        let model = RecordingModel(process: process, occasion: occasion)
        guard let logs = Self.logs(model, kept) else { continue }
        for run in logs.indices { likely[run] += logs[run] }
        rows += 1
      }
      guard rows > 0 else { continue }
      for run in sums.indices { sums[run] += likely[run] / Double(rows) }
      series.append((note, rows))
    }
    let most = sums.max() ?? 0
    let shares = sums.map { exp($0 - most) }
    let all = shares.reduce(0, +)
    weights = shares.map { $0 / max(all, .leastNonzeroMagnitude) }
    self.series = series
  }

  /// The logarithm of each run's likelihood; `nil` where the runs do not differ or say nothing.
  private static func logs(_ model: RecordingModel, _ kept: KeptReadings) -> [Double]? {
    let occasion = model.occasion
    let points = kept.points(occasion.row.series, at: occasion.row.place)
    let moments = points.enumerated().map { position, points in
      Moments(
        (0..<draws).compactMap { round in
          model.draw(points, run: kept.runs[position], round: round)
        }
      )
    }
    let known = moments.filter { $0.count > 0 }
    let spread = Moments(known.map(\.mean))
    guard 2 * known.count > points.count, spread.variance > 0 else { return nil }
    let own = discrepancy * discrepancy * spread.variance
    let logs = moments.map { moments -> Double? in
      guard moments.count > 0 else { return nil }
      let variance = moments.variance + own
      let miss = occasion.value - moments.mean
      return -0.5 * (miss * miss / variance + log(variance))
    }
    // A run that has nothing to say of it is as unlikely as the least likely that has.
    let least = logs.compactMap(\.self).min() ?? 0
    return logs.map { $0 ?? least }
  }
}

/// Mean and variance of numbers.
private struct Moments {
  let count: Int
  let mean: Double
  let variance: Double

  init(_ values: [Double]) {
    let mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    count = values.count
    self.mean = mean
    variance =
      values.count > 1
      ? values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1) : 0
  }
}
