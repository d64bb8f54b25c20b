import DualPowerArchive
public import DualPowerScenario
import Foundation

/// The folder of an ensemble: journals while runs are made, tables once they are gathered.
///
/// Each process at work adds whole records to a journal of its own. ``gather()`` writes what all journals
/// hold into tables, in the order of the plan, so that the bytes do not tell who made which run and when;
/// when no run is missing the journals go, after everything has its name.
public struct EnsembleStore: Sendable {
  /// The plan, as every process reads it.
  public static let planName = "plan.yaml"
  /// The rows of a design by file.
  public static let pointsName = "points.csv"
  /// The runs that are there.
  public static let manifestName = "manifest.jsonl"
  /// The runs that failed.
  public static let failedName = "failed.jsonl"
  /// The whole folders of runs, by name, where the plan asks for them.
  public static let foldersName = "runs"
  /// One row a run.
  public static let summaryName = "summary.parquet"
  /// How many runs of the plan a part holds.
  public static let runsPerPart = 256

  /// The folder.
  public let folder: String
  /// The plan.
  public let plan: EnsemblePlan

  /// Opens the folder of a plan for work, or makes it.
  ///
  /// - Throws: ``EnsembleFailure`` where it cannot be, or is of other runs.
  public init(in folder: String, for worker: EnsembleWorker) throws(EnsembleFailure) {
    self.folder = folder
    plan = worker.plan
    let files = FileManager.default
    var isFolder: ObjCBool = false
    if files.fileExists(atPath: folder, isDirectory: &isFolder) {
      guard isFolder.boolValue else { throw .notAFolder(folder) }
      let holds = (try? files.contentsOfDirectory(atPath: folder)) ?? []
      let isEmpty = holds.allSatisfy { $0.hasSuffix(".tmp") || $0 == Self.pointsName }
      guard isEmpty || holds.contains(Self.planName) else { throw .notOurs(folder) }
    } else {
      do {
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw .stream(StreamFailure(file: folder, reason: "the folder cannot be made"))
      }
    }
    try keepPlan()
    let identities = [heading?.identity, manifest()?.identity].compactMap(\.self)
    guard identities.allSatisfy({ $0 == worker.heading.identity }) else {
      throw .ofAnotherWorld(folder)
    }
  }

  /// Opens the folder of an ensemble that is there, to gather it.
  ///
  /// - Throws: ``EnsembleFailure`` where there is none, and what is wrong with its plan.
  public init(at folder: String) throws {
    self.folder = folder
    let path = "\(folder)/\(Self.planName)"
    guard FileManager.default.fileExists(atPath: path) else {
      throw EnsembleFailure.nothingThere(folder)
    }
    plan = try EnsemblePlan.read(path)
    guard manifest() != nil || !journals.isEmpty else {
      throw EnsembleFailure.nothingThere(folder)
    }
  }

  /// The runs that are not done, in order; of a plan with a precision as many as are known to be needed.
  public func missing() throws(EnsembleFailure) -> [Int] {
    if manifest()?.isWhole == true { return [] }
    return try EnsembleState(of: self).missing
  }

  /// Makes runs, each kept as it is done.
  ///
  /// - Parameters:
  ///   - runs: Which ones, by number.
  ///   - shard: Which share of the plan this process makes; `nil` for all of it. A share is one process's.
  ///   - worker: Makes them.
  ///   - threads: On how many threads.
  ///   - work: How that is watched and ended.
  ///   - done: Told of each that is kept.
  /// - Throws: ``EnsembleFailure``; what was kept before stays.
  public func make(
    _ runs: [Int],
    shard: Shard?,
    by worker: EnsembleWorker,
    threads: Int,
    work: Work,
    done: @escaping @Sendable () -> Void
  ) throws {
    let name = shard.map { "work-\($0.number)-of-\($0.count)" } ?? "work"
    do {
      let heading = worker.heading.bytes
      let journal = try Journal(at: "\(folder)/\(name)\(Self.journalEnding)", heading: heading)
      let notes = "\(folder)/\(name)\(Self.notesEnding)"
      let folders = plan.keepsFolders ? "\(folder)/\(Self.foldersName)" : nil
      let ended = RunsAtWork.ended(notedIn: notes).filter { runs.contains($0.run) }
      for end in ended { try journal.append(worker.record(of: end, work: work).bytes) }
      journal.sync()
      try RunsAtWork.noting(in: notes) {
        let rest = runs.filter { run in !ended.contains { $0.run == run } }
        try Ensemble.each(rest, threads: threads) { number in
          let made = try RunsAtWork.at(number) {
            try worker.record(of: number, keepingIn: folders, work: work)
          }
          guard let record = made else { return }
          try journal.append(record.bytes)
          done()
        }
      }
      journal.sync()
    } catch let failure as StreamFailure {
      throw EnsembleFailure.stream(failure)
    } catch let failure as ArchiveFailure {
      throw EnsembleFailure.keeping(failure)
    }
  }

  static let journalEnding = ".journal"
  static let notesEnding = ".ended"

  /// The paths of all journals, in order of their names.
  var journals: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(Self.journalEnding) }.sorted().map { "\(folder)/\($0)" }
  }

  /// With what the first journal begins that has a heading.
  private var heading: EnsembleHeading? {
    for path in journals {
      if let heading = Journal.heading(of: path).flatMap(EnsembleHeading.init) { return heading }
    }
    return nil
  }

  private func keepPlan() throws(EnsembleFailure) {
    if try holdsPlan() { return }
    // Of those that begin at once one writes it.
    try alone { () throws(EnsembleFailure) in
      if try holdsPlan() { return }
      do throws(StreamFailure) {
        // The rows first, so that a plan that is there has them.
        if let table = plan.pointsTable { try write(table, to: Self.pointsName) }
        try write(plan.text(points: Self.pointsName), to: Self.planName)
      } catch {
        throw .stream(error)
      }
    }
  }

  /// Whether the plan stands in the folder.
  ///
  /// - Throws: ``EnsembleFailure`` where another does.
  private func holdsPlan() throws(EnsembleFailure) -> Bool {
    let files = FileManager.default
    guard let found = files.contents(atPath: "\(folder)/\(Self.planName)") else { return false }
    let text = plan.text(points: Self.pointsName)
    guard found == Data(text.utf8) else { throw .ofAnotherPlan(folder) }
    if let table = plan.pointsTable {
      let rows = files.contents(atPath: "\(folder)/\(Self.pointsName)")
      guard rows == Data(table.utf8) else { throw .ofAnotherPlan(folder) }
    }
    return true
  }

  /// Does something that nobody else does here meanwhile; whoever is at it is waited for.
  func alone<T>(_ body: () throws(EnsembleFailure) -> T) throws(EnsembleFailure) -> T {
    let lock = open(folder, O_RDONLY | O_CLOEXEC)
    guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
      throw .stream(StreamFailure(file: folder, reason: "the folder cannot be locked"))
    }
    defer { close(lock) }
    return try body()
  }

  func write(_ text: String, to name: String) throws(StreamFailure) {
    let file = try OutputFile(at: "\(folder)/\(name)")
    try file.write(text.utf8)
    try file.commit()
  }
}

/// A share of the runs of a plan: every so many-th, from one on.
public struct Shard: Sendable, Equatable {
  /// Which share, from 1.
  public var number: Int
  /// Of how many.
  public var count: Int

  /// A share as a user writes it: `2/3`; `nil` where it is none.
  public init?(_ text: String) {
    let words = text.split(separator: "/", omittingEmptySubsequences: false)
    guard words.count == 2, let number = Int(words[0]), let count = Int(words[1]),
      (1...100_000).contains(count), (1...count).contains(number)
    else { return nil }
    self.number = number
    self.count = count
  }

  /// Whether a run is of this share.
  public func holds(_ run: Int) -> Bool { run % count == number - 1 }
}
