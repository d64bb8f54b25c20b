import DualPowerArchive
import DualPowerScenario
import Foundation

/// Where the record of each run lies, and how many runs the plan needs as far as is known.
///
/// Holds eight bytes a run, and a number for each measure that is to be known to a precision.
struct EnsembleState {
  /// Whose runs they are; `nil` where there are none.
  private(set) var heading: EnsembleHeading?
  /// How many runs the plan needs.
  private(set) var wanted = 0
  /// How well measures are known.
  private(set) var known: [EnsembleKnown] = []

  private let plan: EnsemblePlan
  private var readers: [JournalReader] = []
  private var places: [Place]
  /// Shape `[precision][run]`; not a number where there is no such run.
  private var values: [[Double]]

  private struct Place {
    var journal: Int32
    var record: Int32
    static let none = Place(journal: -1, record: -1)
  }

  /// What the journals of a folder hold.
  ///
  /// - Throws: ``EnsembleFailure/ofAnotherWorld(_:)`` where one is of other runs than the rest.
  init(of store: EnsembleStore) throws(EnsembleFailure) {
    plan = store.plan
    let rounds = plan.precisions.isEmpty ? 1 : EnsemblePlan.mostRounds
    let most = plan.roundCount * rounds
    places = [Place](repeating: .none, count: most)
    values = plan.precisions.map { _ in [Double](repeating: .nan, count: most) }
    for path in store.journals {
      guard let reader = JournalReader(at: path), reader.count > 0 else { continue }
      guard let found = EnsembleHeading(reader[0]), found == heading ?? found else {
        throw .ofAnotherWorld(store.folder)
      }
      heading = found
      take(reader, found)
    }
    settle()
  }

  /// Whether a run is done, well or not.
  func isDone(_ run: Int) -> Bool { places[run].journal >= 0 }

  /// The runs that are not done, in order.
  var missing: [Int] { (0..<wanted).filter { !isDone($0) } }

  /// The record of a run; `nil` where there is none.
  func record(_ run: Int) -> EnsembleRecord? {
    let place = places[run]
    guard place.journal >= 0 else { return nil }
    return EnsembleRecord(readers[Int(place.journal)][Int(place.record)])
  }

  private mutating func take(_ reader: JournalReader, _ heading: EnsembleHeading) {
    let journal = Int32(readers.count)
    readers.append(reader)
    for index in 1..<max(1, reader.count) {
      guard let record = EnsembleRecord(reader[index]), places.indices.contains(record.number),
        !isDone(record.number)
      else { continue }
      places[record.number] = Place(journal: journal, record: Int32(index))
      let names = heading.names[plan.run(record.number).arm].measures
      for (position, precision) in plan.precisions.enumerated() where record.isComplete {
        guard let column = names.firstIndex(of: precision.measure) else { continue }
        values[position][record.number] = record.values[column]
      }
    }
  }

  /// Rounds are added while those there are do not tell enough.
  private mutating func settle() {
    var rounds = 1
    while true {
      wanted = rounds * plan.roundCount
      guard !plan.precisions.isEmpty else { return }
      known = plan.arms.indices.flatMap { arm in
        plan.precisions.indices.map { known(arm, $0, rounds) }
      }
      let isWhole = (0..<wanted).allSatisfy(isDone)
      let isEnough = known.allSatisfy(\.isReached) || rounds == EnsemblePlan.mostRounds
      guard isWhole, !isEnough else { return }
      rounds += 1
    }
  }

  /// How well a measure is known in an arm: the mean over seeds of its mean over the points.
  ///
  /// Points share their seeds, so that the seeds alone are independent.
  private func known(_ arm: Int, _ position: Int, _ rounds: Int) -> EnsembleKnown {
    var means: [Double] = []
    for round in 0..<rounds {
      for replicate in 0..<plan.replicates {
        let found = (0..<plan.pointCount).map { point in
          let cell = arm * plan.pointCount + point
          return values[position][round * plan.roundCount + cell * plan.replicates + replicate]
        }.filter { !$0.isNaN }
        if !found.isEmpty { means.append(found.reduce(0, +) / Double(found.count)) }
      }
    }
    let precision = plan.precisions[position]
    let interval = MeanInterval(means)
    return EnsembleKnown(
      arm: plan.arms[arm].name,
      measure: precision.measure,
      asked: precision.text,
      seeds: means.count,
      interval: interval,
      isReached: means.count > 1 && interval.half <= precision.share * abs(interval.mean)
    )
  }
}

/// How well a measure is known in an arm.
public struct EnsembleKnown: Sendable, Equatable {
  /// The arm.
  public var arm: String
  /// The measure.
  public var measure: String
  /// The precision that is asked for.
  public var asked: String
  /// Over how many seeds.
  public var seeds: Int
  /// The mean, and the interval that holds it.
  public var interval: MeanInterval
  /// Whether that is enough.
  public var isReached: Bool
}
