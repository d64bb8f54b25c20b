import DualPower
public import DualPowerScenario

/// Whether predictions hold what they say, tried on runs of the model whose course is known.
///
/// A run with a seed of its own is the truth: what would have been recorded of it, through the same processes and on
/// the same days as in history, takes the place of what was. Histories with other seeds are steered by that, and
/// where the truth stands among them on later days is told. If intervals are as wide as they should be, half of the
/// truths lie in those of 50 % and nine tenths in those of 90 %; fewer if the predictions are too sure of themselves.
///
/// The truth is of the model here. That says nothing of how well the model knows history: see ``Prediction/later``.
///
/// - Source: Simulation-based calibration, Talts et al. (2018), arXiv:1804.06788.
public struct PredictionCheck: Sendable {
  /// How far ahead, and what of it.
  public struct Row: Sendable {
    /// Days after the date.
    public var ahead: ClosedRange<Int>
    /// Share of levels that lie in the interval of a half: the mean over truths, of each its mean over series and days.
    public var half: MeanInterval
    /// The same in that of nine tenths.
    public var most: MeanInterval
    /// The same of free histories, which know nothing of the truth.
    public var freeHalf: MeanInterval
    /// The same in that of nine tenths.
    public var freeMost: MeanInterval
    /// The width of the interval of nine tenths as a share of that of free histories: the mean over truths, of each
    /// its median over series and days, as a share of very little may be anything.
    public var width: MeanInterval
  }

  /// Rows, from the next day to the last.
  public let rows: [Row]
  /// Truths that were tried.
  public let truths: Int
  /// What steered histories were worth at the date, in the mean.
  public let effective: Double

  /// The first days of the groups of days that are told together.
  private static let bounds = [1, 2, 4, 8, 15, 29, 57, 113]

  /// What is seen of one truth: by group of days, sums over series and days.
  private struct Sums {
    var count = 0.0
    var half = 0.0
    var most = 0.0
    var freeHalf = 0.0
    var freeMost = 0.0
    var widths: [Double] = []

    mutating func add(_ steered: Standing, _ free: Standing) {
      count += 1
      half += steered.isInHalf ? 1 : 0
      most += steered.isInMost ? 1 : 0
      freeHalf += free.isInHalf ? 1 : 0
      freeMost += free.isInMost ? 1 : 0
      widths.append(steered.width / free.width)
    }
  }

  /// Where a truth stands among histories.
  private struct Standing {
    var isInHalf: Bool
    var isInMost: Bool
    var width: Double

    /// `nil` where half of the histories or more have no value.
    init?(
      _ truth: Double,
      among values: [Double?],
      _ weights: [Double],
      _ lineage: Lineage,
      luck: Double
    ) {
      let effective = lineage.effective(values, weights)
      guard let sample = WeightedSample(known: values, weights, effective: effective) else {
        return nil
      }
      let position = sample.position(of: truth, luck: luck)
      func isBetween(_ low: Double, _ high: Double) -> Bool {
        let (first, last) = (sample.quantile(low), sample.quantile(high))
        // Beside an end of the interval there may be many equals, of which a part lies in it.
        guard truth == first || truth == last else { return first < truth && truth < last }
        return low <= position && position <= high
      }
      isInHalf = isBetween(0.25, 0.75)
      isInMost = isBetween(0.05, 0.95)
      width = sample.quantile(0.95) - sample.quantile(0.05)
    }
  }

  /// Tries predictions; `nil` where that was cancelled.
  ///
  /// - Parameters:
  ///   - steering: How histories are steered; truths have the seeds that follow theirs.
  ///   - truths: How many truths.
  ///   - evidence: What was recorded of history, for the days and processes of what is recorded of a truth.
  ///   - recordings: How that relates to what happened.
  ///   - threads: On how many threads; the result is the same for any.
  ///   - work: How that is watched and ended.
  ///   - done: Told of each truth that was tried.
  /// - Throws: ``ThreadFinding`` where there cannot be so many threads.
  public init?(
    _ steering: Steering,
    truths: Int,
    like evidence: [EvidenceRow],
    _ recordings: [RecordingNote],
    threads: Int,
    work: Work,
    done: () -> Void = {}
  ) throws {
    let free = try steering.free(days: steering.allDays, threads: threads, work: work)
    guard let free else { return nil }
    var seen: [[Sums]] = []
    var effective = 0.0
    for number in 0..<truths {
      var run = steering.begin(steering.count + number)
      guard run.run(toDay: steering.allDays, work) else { return nil }
      let truth = steering.kept([steering.readings.rows(of: run.record)], days: steering.allDays)
      let told = steering.recorded(of: truth, number: number, like: evidence, recordings)
      let steered = try steering.steer(
        by: told,
        recordings,
        beside: free,
        threads: threads,
        work: work
      )
      guard let steered else { return nil }
      effective += steered.conditioning.effective / Double(truths)
      seen.append(Self.sums(steering, truth, number, steered, free))
      done()
    }
    self.truths = truths
    self.effective = effective
    rows = Self.bounds.indices.compactMap { group in
      let sums = seen.map { $0[group] }.filter { $0.count > 0 }
      guard !sums.isEmpty else { return nil }
      let last = group + 1 < Self.bounds.count ? Self.bounds[group + 1] - 1 : Int.max
      let mean = { (value: (Sums) -> Double) in MeanInterval(sums.map { value($0) / $0.count }) }
      return Row(
        ahead: Self.bounds[group]...min(last, steering.allDays - steering.days),
        half: mean(\.half),
        most: mean(\.most),
        freeHalf: mean(\.freeHalf),
        freeMost: mean(\.freeMost),
        width: MeanInterval(sums.map { ProperScore.quantile(0.5, of: $0.widths.sorted()) })
      )
    }
  }

  /// Where the truth stands on each later day in each series of the whole society in which free histories differ.
  private static func sums(
    _ steering: Steering,
    _ truth: KeptReadings,
    _ number: Int,
    _ steered: Steering.Steered,
    _ free: KeptReadings
  ) -> [Sums] {
    var sums = bounds.map { _ in Sums() }
    let equal = [Double](repeating: 1, count: free.runs.count)
    for note in steering.scenario.series where note.kind == .level && !note.form.isOfTowns {
      let own = truth.points(note.id, at: "")[0]
      let (all, others) = (steered.kept.points(note.id, at: ""), free.points(note.id, at: ""))
      for day in steering.days..<steering.allDays {
        guard let value = KeptReadings.level(own, at: day * 24 + 23) else { continue }
        let luck = KeyedChance(EvidenceRow.hash(note.id), run: number, round: day).unit(.rank)
        func stand(_ points: [[KeptReadings.Point]], _ weights: [Double], _ lineage: Lineage)
          -> Standing?
        {
          let values = points.map { KeptReadings.level($0, at: day * 24 + 23) }
          return Standing(value, among: values, weights, lineage, luck: luck)
        }
        let by = steered.conditioning
        guard let beside = stand(others, equal, Lineage(parents: [])), beside.width > 0,
          let steered = stand(all, by.weights, by.lineage)
        else { continue }
        let ahead = day - steering.days + 1
        let group = bounds.lastIndex { $0 <= ahead } ?? 0
        sums[group].add(steered, beside)
      }
    }
    return sums
  }
}

extension Steering {
  /// What would have been recorded of a run up to the date, row by row as it was recorded of history.
  ///
  /// A date that has not come by then, and a thing that the run does not have, are not recorded.
  func recorded(
    of truth: KeptReadings,
    number: Int,
    like evidence: [EvidenceRow],
    _ recordings: [RecordingNote]
  ) -> [EvidenceRow] {
    evidence.compactMap { row in
      guard let note = scenario.series.first(where: { $0.id == row.series }),
        let occasion = try? Occasion(row, note, scenario.calendar, days: allDays)
      else { return nil }
      let model = RecordingModel(
        process: recordings.first { $0.id == row.process },
        occasion: occasion
      )
      let points = truth.points(note.id, at: row.place)[0]
      guard !points.isEmpty,
        let value = model.draw(points, run: count + number, round: 0)
      else { return nil }
      var told = row
      guard note.kind == .date else {
        told.central = value
        told.low = row.low.map { _ in value + occasion.below }
        told.high = row.high.map { _ in value + occasion.above }
        return told
      }
      let days = Int(2 * occasion.span)
      let first = max(0, Int(value - occasion.span))
      guard first + days < self.days else { return nil }
      told.date = scenario.calendar.date(day: first)
      told.dateEnd = days > 0 ? scenario.calendar.date(day: first + days) : ""
      told.hour = row.hour.map { _ in min(23, Int((24 * (value - Double(first))).rounded())) }
      return told
    }
  }
}
