public import DualPowerScenario
import Foundation

/// How much each run is worth, by what was recorded up to a date.
///
/// Rows of one series tell much the same, so a series counts as one row, at the mean of the logarithms of its
/// rows' likelihoods.
///
/// - Source: The mean over dependent rows is the composite likelihood of Varin, Reid and Firth (2011).
public struct Conditioning: Sendable {
  /// The weight of each run; they add up to 1.
  public let weights: [Double]
  /// The series that count, and of how many rows each.
  public let series: [(note: SeriesNote, rows: Int)]
  /// From which histories they come, of histories that were steered.
  let lineage: Lineage
  /// How many runs of equal weight would be worth as much.
  public var effective: Double { WeightedSample.effective(weights) }

  /// The fewest such runs of which anything is told.
  public static let fewest = 10.0

  /// Weights by the logarithms of likelihoods.
  init(
    _ logs: [Double],
    series: [(note: SeriesNote, rows: Int)],
    _ lineage: Lineage = Lineage(parents: [])
  ) {
    weights = Self.weights(logs)
    self.lineage = lineage
    self.series = series
  }

  /// Weighs runs that are over.
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
        let points = kept.points(note.id, at: row.place)
        let moments = points.enumerated().map {
          RowLikelihood.moments(model, $1, run: kept.runs[$0])
        }
        guard let logs = RowLikelihood(occasion, free: moments)?.logs(moments) else { continue }
        for run in logs.indices { likely[run] += logs[run] }
        rows += 1
      }
      guard rows > 0 else { continue }
      for run in sums.indices { sums[run] += likely[run] / Double(rows) }
      series.append((note, rows))
    }
    self.init(sums, series: series)
  }

  /// Likelihoods as shares, from their logarithms.
  static func weights(_ logs: [Double]) -> [Double] {
    let most = logs.max() ?? 0
    let shares = logs.map { exp($0 - most) }
    let all = shares.reduce(0, +)
    return shares.map { $0 / max(all, .leastNonzeroMagnitude) }
  }
}
