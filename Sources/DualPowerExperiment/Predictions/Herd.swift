import DualPower
import DualPowerScenario
import Synchronization

/// Histories on their way, as they stand after a stage of their steering.
struct Herd {
  /// The rows by which they are steered.
  let clues: [Clue]
  /// Shape `[history]`.
  private(set) var tracks: [Track]
  /// Shape `[history]`; the logarithm of the weight of each.
  private(set) var logs: [Double]
  /// The stages that are over.
  private(set) var stages: [Steering.Stage] = []

  private let steering: Steering
  private let free: KeptReadings
  private let threads: Int
  /// Shape `[history]`; the free ones.
  private var freeWitnesses: [Witness]

  /// Histories that begin.
  init(_ steering: Steering, _ clues: [Clue], _ free: KeptReadings, threads: Int) throws {
    self.steering = steering
    self.clues = clues
    self.free = free
    self.threads = threads
    let clueCount = clues.count
    tracks =
      try Ensemble.map(steering.count, threads: threads) {
        Track(History(run: steering.begin($0), witness: Witness(run: $0), clues: clueCount))
      } ?? []
    logs = tracks.map { _ in 0 }
    freeWitnesses = tracks.indices.map { Witness(run: $0) }
  }

  /// Runs all to the end of a day and weighs them; whether they came there.
  mutating func pass(_ day: Int, _ work: Work) throws -> Bool {
    let calendar = steering.scenario.calendar
    let asked = clues.indices.compactMap { number -> Asked? in
      let clue = clues[number]
      guard clue.day == day || clue.day < day && !clue.isSettled else { return nil }
      return clue.model(calendar, days: day + 1).map { (number, clue, $0) }
    }
    guard let seen = try look(asked, day, work) else { return false }
    freeWitnesses = seen.map(\.witness)
    let news = try likelihoods(asked, seen)
    let least = max(Double(tracks.count) / 10, Conditioning.fewest)
    let held = Self.held(logs, news, least: least)
    for i in logs.indices { logs[i] += held * news[i] }
    let weights = Conditioning.weights(logs)
    let effective = WeightedSample.effective(weights)
    let isDrawn = effective < Double(tracks.count) / 2
    if isDrawn { draw(weights, day) }
    stages.append(
      Steering.Stage(
        day: day,
        rows: clues.count { $0.day == day },
        held: held,
        effective: effective,
        isDrawn: isDrawn,
        ancestors: Set(tracks.map(\.ancestor)).count
      )
    )
    return true
  }

  /// A clue by its number, and what is held against it.
  typealias Asked = (number: Int, clue: Clue, model: RecordingModel)

  /// What would be recorded of one history and of one that is free.
  private struct Seen: Sendable {
    var own: [Moments]
    var free: [Moments]
    var witness: Witness
  }

  /// Runs every history to the end of a day, and asks it and its free twin.
  private func look(_ asked: [Asked], _ day: Int, _ work: Work) throws -> [Seen]? {
    let (tracks, free, readings) = (self.tracks, self.free, steering.readings)
    let witnesses = freeWitnesses
    let series = Set(asked.map(\.clue.note.id))
    return try Ensemble.map(tracks.count, threads: threads) { i -> Seen? in
      guard let run = tracks[i].run(toDay: day + 1, work) else { return nil }
      var kept = KeptReadings(runs: [0], days: day + 1)
      kept.add(readings.rows(of: run.record) { series.contains($0.id) }, of: 0, readings)
      let own = tracks[i].change { $0.witness.moments(asked, kept, at: 0, days: day + 1) }
      var witness = witnesses[i]
      let spread = witness.moments(asked, free, at: i, days: day + 1)
      return Seen(own: own, free: spread, witness: witness)
    }
  }

  /// What the day adds to the logarithm of each history's likelihood.
  private func likelihoods(_ asked: [Asked], _ seen: [Seen]) throws -> [Double] {
    var news = tracks.map { _ in 0.0 }
    for (position, item) in asked.enumerated() {
      let free = seen.map { $0.free[position] }
      let likelihood = RowLikelihood(
        item.model.occasion,
        free: free,
        discrepancy: steering.discrepancy
      )
      guard let likelihood else { continue }
      let now = likelihood.logs(seen.map { $0.own[position] })
      for i in tracks.indices {
        let before = tracks[i].change { history in
          defer { history.told[item.number] = now[i] }
          return history.told[item.number]
        }
        news[i] += item.clue.share * (now[i] - before)
      }
    }
    return news
  }

  /// The greatest exponent for what a day adds that leaves the histories worth enough.
  ///
  /// Halved forty times; 1 where all of it does.
  static func held(_ logs: [Double], _ news: [Double], least: Double) -> Double {
    func leavesEnough(_ exponent: Double) -> Bool {
      let sums = zip(logs, news).map { $0 + exponent * $1 }
      return WeightedSample.effective(Conditioning.weights(sums)) >= least
    }
    guard !leavesEnough(1) else { return 1 }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if leavesEnough(middle) { low = middle } else { high = middle }
    }
    return low
  }

  /// Draws histories anew by their weights.
  private mutating func draw(_ weights: [Double], _ day: Int) {
    let chosen = Self.chosen(weights, luck: Self.unit(steering.seed, day))
    let former = tracks
    tracks = chosen.indices.map { i in
      let isFirst = i == 0 || chosen[i] != chosen[i - 1]
      guard isFirst else {
        return former[chosen[i]].copy(luck: Self.luck(steering.seed, day, i))
      }
      former[chosen[i]].change { $0.line.append(chosen[i]) }
      return former[chosen[i]]
    }
    logs = tracks.map { _ in 0 }
  }

  /// From which histories those that are left come.
  var lineage: Lineage {
    let lines = tracks.map(\.line)
    return Lineage(
      parents: (lines.first ?? []).indices.map { draw in lines.map { $0[draw] } }
    )
  }

  /// Which histories go on, in their order, each as often as its weight allows: at equal distances from one place of
  /// chance on.
  static func chosen(_ weights: [Double], luck: Double) -> [Int] {
    let count = Double(weights.count)
    var (history, below) = (0, weights[0])
    return weights.indices.map { i in
      let place = (luck + Double(i)) / count
      while below < place && history + 1 < weights.count {
        history += 1
        below += weights[history]
      }
      return history
    }
  }

  private static func unit(_ seed: UInt64, _ day: Int) -> Double {
    (Double(Draws.mix(Draws.mix(~seed) &+ UInt64(day)) >> 11) + 0.5) / Double(1 << 53)
  }

  /// A seed that no other history has but by a chance in 2^64.
  private static func luck(_ seed: UInt64, _ day: Int, _ copy: Int) -> UInt64 {
    [UInt64(day), UInt64(copy)].reduce(Draws.mix(~seed) &+ 1) { Draws.mix($0 ^ $1) }
  }
}

/// One history, and what is remembered of it.
private struct History: Sendable {
  var run: Simulation
  var witness: Witness
  /// Shape `[clue]`; the logarithm of the likelihood that has been told so far.
  var told: [Double]
  /// Shape `[draw]`; where it stood each time that histories were drawn anew.
  var line: [Int] = []

  init(run: Simulation, witness: Witness, clues: Int) {
    self.run = run
    self.witness = witness
    told = [Double](repeating: 0, count: clues)
  }
}

/// A history, for whichever thread is at it.
final class Track: Sendable {
  private let history: Mutex<History>
  /// Which history of the first day it comes from.
  let ancestor: Int

  fileprivate init(_ history: History) {
    ancestor = history.witness.run
    self.history = Mutex(history)
  }

  /// Where it stood each time that histories were drawn anew.
  var line: [Int] { history.withLock { $0.line } }

  fileprivate func change<Value: Sendable>(_ body: (inout History) -> Value) -> Value {
    history.withLock { body(&$0) }
  }

  /// Runs it to the end of a day: as it then stands, or `nil` where it was cancelled.
  func run(toDay day: Int, _ work: Work) -> Simulation? {
    history.withLock { $0.run.run(toDay: day, work) ? $0.run : nil }
  }

  /// The same as it stands, with luck of its own from now on.
  func copy(luck: UInt64) -> Track {
    var copy = history.withLock { $0 }
    copy.run = copy.run.with(luck: luck)
    return Track(copy)
  }
}
