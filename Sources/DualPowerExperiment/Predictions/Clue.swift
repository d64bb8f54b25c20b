import DualPowerScenario

/// A row by which histories can be told apart while they are run.
struct Clue: Sendable {
  /// The row.
  let row: EvidenceRow
  /// Its series.
  let note: SeriesNote
  /// How it was recorded.
  let process: RecordingNote?
  /// The day that is over when it is known, 0 for the first.
  let day: Int
  /// Its share of the one row for which its series counts.
  var share = 1.0

  /// Whether it says the same for ever once it is known: a level is past then, a date may still come.
  var isSettled: Bool { note.kind == .level }

  /// Days by which what is recorded of a date may lie after it; nine standard deviations are never drawn.
  func doubt(of date: Double) -> Double {
    guard let process else { return 1 }
    return 1 + (process.lagDays?.high ?? 0) + 9 * (process.error + process.spread * date)
  }

  /// The row as what is known when so many days are over can be held against it.
  func model(_ calendar: ScenarioCalendar, days: Int) -> RecordingModel? {
    (try? Occasion(row, note, calendar, days: days))
      .map { RecordingModel(process: process, occasion: $0) }
  }
}

/// What would be recorded of one history, clue by clue; what cannot change any more is not drawn again.
struct Witness: Sendable {
  /// The number by which chance is drawn.
  let run: Int
  private var settled: [Int: Moments] = [:]

  init(run: Int) { self.run = run }

  /// What would be recorded of each clue that is asked about, by what is known when so many days are over.
  ///
  /// - Parameters:
  ///   - clues: The clues, by their numbers.
  ///   - kept: What was read of histories.
  ///   - position: Where this one stands among them.
  ///   - days: How many days are over.
  /// - Returns: Shape `[clue]`.
  mutating func moments(
    _ clues: [Herd.Asked],
    _ kept: KeptReadings,
    at position: Int,
    days: Int
  ) -> [Moments] {
    clues.map { number, clue, model in
      if let known = settled[number] { return known }
      var points = kept.points(clue.note.id, at: clue.row.place)[position]
      if clue.note.kind == .date { points.removeAll { $0.value >= Double(days) } }
      let moments = RowLikelihood.moments(model, points, run: run)
      // A date is settled once no chance takes what is recorded of it to the end of what is known.
      if clue.note.kind == .date, let date = points.first?.value,
        date + clue.doubt(of: date) + model.occasion.span < Double(days)
      {
        settled[number] = moments
      }
      return moments
    }
  }
}
