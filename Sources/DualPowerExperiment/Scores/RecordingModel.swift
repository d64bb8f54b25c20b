import DualPower
import DualPowerScenario
import Foundation

/// Chance by key, so that a score is the same whichever order it is worked out in.
struct KeyedChance {
  private let root: UInt64

  init(_ key: UInt64, run: Int, round: Int) {
    root = Draws.mix(
      Draws.mix(key &+ UInt64(bitPattern: Int64(run))) &+ UInt64(bitPattern: Int64(round))
    )
  }

  /// What is drawn for.
  enum Purpose: UInt64 {
    case share = 1
    case lag, spread, error, bounds, span, rank
  }

  /// A number from 0 to 1, neither of them.
  func unit(_ purpose: Purpose) -> Double {
    (Double(Draws.mix(root &+ purpose.rawValue) >> 11) + 0.5) / Double(1 << 53)
  }

  /// A standard normal number.
  func normal(_ purpose: Purpose) -> Double {
    // Below the middle by the one tail, above it by the other.
    let u = unit(purpose)
    let tail = Normal.quantile(twoSided: u < 0.5 ? 2 * u : 2 * (1 - u))
    return u < 0.5 ? -tail : tail
  }

  /// A number between two, likeliest at a third.
  func triangular(_ low: Double, _ central: Double, _ high: Double, _ purpose: Purpose) -> Double {
    guard high > low else { return central }
    let u = unit(purpose)
    let fold = (central - low) / (high - low)
    return u < fold
      ? low + (u * (high - low) * (central - low)).squareRoot()
      : high - ((1 - u) * (high - low) * (high - central)).squareRoot()
  }
}

/// From what happened to what was recorded.
///
/// In this order: the share that was recorded, its delay, its spread and its error, by the row's process; then
/// the doubt between the row's lowest and highest figure; then rounding.
struct RecordingModel {
  let process: RecordingNote?
  let occasion: Occasion

  /// How an observation of a series would be recorded of runs of so many days.
  init(
    _ row: EvidenceRow,
    _ note: SeriesNote,
    _ recordings: [RecordingNote],
    of scenario: Scenario,
    days: Int
  ) throws(Occasion.Refusal) {
    occasion = try Occasion(row, note, scenario.calendar, days: days)
    if note.form.isOfTowns {
      let town = scenario.names.towns.firstIndex { $0.id == row.place }
      guard let town, scenario.shows(note, at: town) else {
        throw .notShown("no run can show it there")
      }
    }
    process = recordings.first { $0.id == row.process }
  }

  /// How an observation would be recorded by a process.
  init(process: RecordingNote?, occasion: Occasion) {
    self.process = process
    self.occasion = occasion
  }

  /// The chance of a row, for one run and one round of draws.
  func chance(run: Int, round: Int) -> KeyedChance {
    KeyedChance(occasion.row.key ^ EvidenceRow.hash(occasion.row.source), run: run, round: round)
  }

  /// What is recorded of runs: shape `[round][run]`; `nil` where a run has nothing to say.
  func draws(_ kept: KeptReadings, rounds: Int) -> [[Double?]] {
    let runs = kept.points(occasion.row.series, at: occasion.row.place)
    return (0..<rounds).map { round in
      runs.enumerated().map { draw($1, run: kept.runs[$0], round: round) }
    }
  }

  /// What is recorded of a run, by one draw; `nil` where the run has nothing to say.
  ///
  /// A date that has not come counts as the runs' end.
  func draw(_ points: [KeptReadings.Point], run: Int, round: Int) -> Double? {
    let chance = self.chance(run: run, round: round)
    switch occasion.note.kind {
    case .date: return points.first.map { recorded($0.value, chance) } ?? occasion.end
    case .scalar: return points.first.map { recorded($0.value, chance) }
    case .level:
      return KeptReadings.level(points, at: occasion.hour - lagHours(chance))
        .map { recorded($0, chance) }
    }
  }

  /// The hours by which a record lags behind.
  func lagHours(_ chance: KeyedChance) -> Int {
    guard let lag = process?.lagDays else { return 0 }
    return Int((24 * chance.triangular(lag.low, lag.central, lag.high, .lag)).rounded())
  }

  /// What is recorded of a value, the delay of a level apart.
  func recorded(_ happened: Double, _ chance: KeyedChance) -> Double {
    var value = happened
    if let share = process?.share {
      value *= chance.triangular(share.low, share.central, share.high, .share)
    }
    if occasion.note.kind == .date {
      value += Double(lagHours(chance)) / 24
    }
    if let process {
      if process.spread > 0 { value += process.spread * abs(value) * chance.normal(.spread) }
      if process.error > 0 { value += process.error * chance.normal(.error) }
    }
    value -= chance.triangular(occasion.below, 0, occasion.above, .bounds)
    if occasion.note.kind == .date { return recordedDate(value, chance) }
    if let rounding = process?.rounding, rounding > 0 {
      value = (value / rounding).rounded() * rounding
    }
    let bounds = occasion.note.form.bounds
    return min(max(value, bounds.lowerBound), bounds.upperBound)
  }

  /// A date is recorded by the hour or by the day, and may lie anywhere in the span that is told.
  private func recordedDate(_ value: Double, _ chance: KeyedChance) -> Double {
    let step = occasion.row.hour == nil ? 1.0 : 1.0 / 24
    let told = (value / step).rounded(.down) * step
    let span = occasion.span == 0 ? 0 : (2 * chance.unit(.span) - 1) * occasion.span
    return min(max(0, told - span), occasion.end)
  }
}
