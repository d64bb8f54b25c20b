import DualPower
public import DualPowerScenario

/// Histories that are run together and steered by what was recorded, day by day; then left to themselves.
///
/// At the end of each day on which something was recorded the weight of each history is multiplied by how likely it
/// is by that (``RowLikelihood``). Where the weights are worth fewer than half of the histories, histories are drawn
/// anew by their weights: likely ones go on several times, unlikely ones end. Of several that go on from one state the
/// first keeps its luck, each other has luck of its own from that midnight on; all of them have the same people.
///
/// A row of a date is told again on later days, in which a history that is late may still reach it. So all days
/// together are worth what ``Conditioning`` says of runs that are over, if none is drawn anew.
///
/// What the model does not know of the world is half the spread of *free* histories, which no record has touched: the
/// spread of those that are left shrinks with each day, and a doubt that shrank with it would make the filter ever
/// surer of itself.
///
/// - Source: The bootstrap filter of Gordon, Salmond and Smith (1993), doi:10.1049/ip-f-2.1993.0015; drawing at half
///   the effective number, Liu and Chen (1995), doi:10.1080/01621459.1995.10476549; systematic drawing, Kitagawa
///   (1996), doi:10.1080/10618600.1996.10474692.
public struct Steering: Sendable {
  /// The fewest histories that are steered.
  public static let fewest = 2 * Int(Conditioning.fewest)
  /// The most bytes that all of them may take.
  public static let mostBytes = 4 << 30

  /// What happens at the end of a day of which something was recorded.
  public struct Stage: Sendable, Equatable {
    /// The day, 0 for the first.
    public var day: Int
    /// Rows that end on it and count.
    public var rows: Int
    /// The exponent at which its evidence is held: 1, or what leaves a tenth of the histories.
    public var held: Double
    /// What the histories are worth after it, in histories of equal weight.
    public var effective: Double
    /// Whether they are then drawn anew.
    public var isDrawn: Bool
    /// How many histories of the first day have offspring after it.
    public var ancestors: Int
  }

  /// What steered histories come to.
  public struct Steered: Sendable {
    /// Their readings, to the last day.
    public let kept: KeptReadings
    /// What each is worth, and by which series.
    public let conditioning: Conditioning
    /// The days on which they were steered.
    public let stages: [Stage]
  }

  /// The scenario.
  public let scenario: Scenario
  /// The seed of the first history; the others follow.
  public let seed: UInt64
  /// How many there are.
  public let count: Int
  /// How many days are past: no later record is used.
  public let days: Int
  /// What the model does not know of the world, as a share of the spread of free histories.
  var discrepancy = RowLikelihood.discrepancy
  let readings: Readings
  let level: Level

  /// Histories to be steered.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - seed: The seed of the first.
  ///   - count: How many, at least ``fewest``.
  ///   - days: How many days are past, at least one, and fewer than the scenario has.
  ///   - level: How the loops over people were compiled; the histories are the same for any.
  public init(
    _ scenario: Scenario,
    seed: UInt64,
    count: Int,
    days: Int,
    level: Level = .best
  ) {
    precondition(count >= Self.fewest && (1..<scenario.society.days.count).contains(days))
    self.scenario = scenario
    self.seed = seed
    self.count = count
    self.days = days
    self.level = level
    readings = Readings(scenario)
  }

  var allDays: Int { scenario.society.days.count }

  /// Agents that are advanced by an hour for free histories, for one of them to see what it takes, or for steered ones.
  public func personHours(histories: Int, days: Int) -> Int {
    scenario.society.agentCount * 24 * days * histories
  }

  func begin(_ number: Int) -> Simulation {
    Simulation(scenario.society, seed: seed &+ UInt64(number), loops: level.loops)
  }

  /// The bytes that all histories take at the date, by the state of the first of them; `nil` where it was cancelled.
  ///
  /// Beside its state, each has what follows from the society, about as much again.
  public func bytes(work: Work) -> Int? {
    var first = begin(0)
    return first.run(toDay: days, work) ? 2 * count * first.state().count : nil
  }

  /// Free histories, as many as are steered and of the same seeds.
  ///
  /// - Parameters:
  ///   - last: How many days they are run.
  ///   - isWanted: Which series are read.
  ///   - threads: On how many threads; the histories are the same for any.
  ///   - work: How that is watched and ended.
  /// - Returns: Their readings; `nil` where they were cancelled.
  /// - Throws: ``ThreadFinding`` where there cannot be so many threads.
  public func free(
    days last: Int,
    where isWanted: @escaping @Sendable (SeriesNote) -> Bool = { _ in true },
    threads: Int,
    work: Work
  ) throws -> KeptReadings? {
    let rows = try Ensemble.map(count, threads: threads) { number -> [Reading]? in
      var run = begin(number)
      guard run.run(toDay: last, work) else { return nil }
      return readings.rows(of: run.record, where: isWanted)
    }
    return rows.map { kept($0, days: last) }
  }

  func kept(_ rows: [[Reading]], days: Int) -> KeptReadings {
    var kept = KeptReadings(runs: Array(rows.indices), days: days)
    for (number, rows) in rows.enumerated() { kept.add(rows, of: number, readings) }
    return kept
  }

  /// Steers histories to the date, and leaves them to themselves from there.
  ///
  /// - Parameters:
  ///   - evidence: What was recorded; what lies after the date is not looked at.
  ///   - recordings: How that relates to what happened.
  ///   - free: Free histories, to the date or beyond.
  ///   - threads: On how many threads; the result is the same for any.
  ///   - work: How that is watched and ended.
  /// - Returns: What they come to; `nil` where they were cancelled.
  /// - Throws: ``ThreadFinding`` where there cannot be so many threads.
  /// - Complexity: O(histories × (hours × agents + rows + dates × days)).
  public func steer(
    by evidence: [EvidenceRow],
    _ recordings: [RecordingNote],
    beside free: KeptReadings,
    threads: Int,
    work: Work
  ) throws -> Steered? {
    var herd = try Herd(
      self,
      clues(evidence, recordings, free, threads: threads),
      free,
      threads: threads
    )
    for day in Set(herd.clues.map(\.day) + [days - 1]).sorted() {
      guard try herd.pass(day, work) else { return nil }
    }
    let tracks = herd.tracks
    let rows = try Ensemble.map(count, threads: threads) { number -> [Reading]? in
      guard let run = tracks[number].run(toDay: allDays, work) else { return nil }
      return readings.rows(of: run.record)
    }
    return rows.map {
      Steered(
        kept: kept($0, days: allDays),
        conditioning: Conditioning(herd.logs, series: series(herd.clues), herd.lineage),
        stages: herd.stages
      )
    }
  }

  /// The rows that count, in the order of the scenario's series.
  private func clues(
    _ evidence: [EvidenceRow],
    _ recordings: [RecordingNote],
    _ free: KeptReadings,
    threads: Int
  ) throws -> [Clue] {
    let asked = scenario.series.flatMap { note in
      evidence.compactMap { row -> Herd.Asked? in
        guard row.series == note.id,
          let occasion = try? Occasion(row, note, scenario.calendar, days: days)
        else { return nil }
        let process = recordings.first { $0.id == row.process }
        let clue = Clue(row: row, note: note, process: process, day: occasion.hour / 24)
        return (0, clue, RecordingModel(process: process, occasion: occasion))
      }
    }
    let seen = try Ensemble.map(count, threads: threads) { number in
      asked.map { item in
        var witness = Witness(run: number)
        return witness.moments([item], free, at: number, days: days)[0]
      }
    }
    var clues = asked.indices.compactMap { position -> Clue? in
      let free = (seen ?? []).map { $0[position] }
      let (_, clue, model) = asked[position]
      return RowLikelihood(model.occasion, free: free).map { _ in clue }
    }
    for (note, rows) in series(clues) {
      for i in clues.indices where clues[i].note.id == note.id { clues[i].share = 1 / Double(rows) }
    }
    return clues
  }

  private func series(_ clues: [Clue]) -> [(note: SeriesNote, rows: Int)] {
    scenario.series.compactMap { note in
      let rows = clues.count { $0.note.id == note.id }
      return rows > 0 ? (note, rows) : nil
    }
  }
}
