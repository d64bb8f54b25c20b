import DualPower
import DualPowerArchive
public import DualPowerScenario
import Foundation
import Synchronization

/// What runs have left, a line each, so that work that was interrupted goes on where it was.
///
/// The first line says whose runs they are. A line is added when its run is done; of a last line that was
/// cut short nothing is kept.
public final class Ledger: Sendable {
  /// Whose runs a ledger holds.
  public struct Heading: Codable, Sendable, Equatable {
    /// The command that keeps it.
    public var ledger: String
    /// The scenario.
    public var scenario: String
    /// Its hash.
    public var hash: String
    /// One agent for so many persons.
    public var scale: Int
    /// How many days are run.
    public var days: Int
    /// The version of the model.
    public var version: String

    /// The runs that a command makes of a scenario.
    public init(_ command: String, _ scenario: Scenario) {
      ledger = command
      self.scenario = scenario.id
      hash = scenario.hash
      scale = scenario.society.scale
      days = scenario.society.days.count
      version = Version.current
    }
  }

  /// The file's name in its folder.
  public static let fileName = "runs.jsonl"

  /// The folder it lies in; `nil` for one that is not kept.
  public let folder: String?
  private let heading: Heading
  private let known: Mutex<[String: Observation]>

  /// Begins a ledger that is not kept.
  public init(_ heading: Heading) {
    folder = nil
    self.heading = heading
    known = Mutex([:])
  }

  /// Opens the ledger of a folder, or begins one there.
  ///
  /// - Throws: ``LedgerFailure`` where it cannot be, or is of other runs.
  public init(in folder: String, _ heading: Heading) throws(LedgerFailure) {
    self.folder = folder
    self.heading = heading
    let path = "\(folder)/\(Self.fileName)"
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) {
      guard isFolder.boolValue else { throw .notAFolder(folder) }
      let holds = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      guard holds.isEmpty || holds.contains(Self.fileName) else { throw .notOurs(folder) }
    } else {
      do {
        try FileManager.default.createDirectory(
          atPath: folder,
          withIntermediateDirectories: true
        )
      } catch {
        throw .cannotWrite(folder)
      }
    }
    var lines: [Data.SubSequence] = []
    if let data = FileManager.default.contents(atPath: path) {
      lines = data.split(separator: 10, omittingEmptySubsequences: false).dropLast()
    }
    if let first = lines.first {
      guard let found = try? JSONDecoder().decode(Heading.self, from: first) else {
        throw .notOurs(folder)
      }
      guard found == heading else { throw .ofOthers(folder, found) }
    }
    let runs = lines.dropFirst().compactMap {
      try? JSONDecoder().decode(Observation.self, from: $0)
    }
    known = Mutex(
      Dictionary(runs.map { (Self.name(of: $0), $0) }, uniquingKeysWith: { one, _ in one })
    )
    // What was cut short goes, so that what follows begins on a line of its own.
    try write()
  }

  /// The run of a world with a key, if it is done.
  public func run(_ world: String, key: String) -> Observation? {
    known.withLock { $0["\(world)|\(key)"] }
  }

  /// How many runs there are.
  public var count: Int { known.withLock { $0.count } }

  /// Adds a run that is done.
  public func add(_ run: Observation) throws(LedgerFailure) {
    let line = Self.line(run)
    let path = self.path
    let isWritten = known.withLock { known -> Bool in
      known[Self.name(of: run)] = run
      guard let path else { return true }
      guard let file = FileHandle(forWritingAtPath: path) else { return false }
      defer { try? file.close() }
      do {
        try file.seekToEnd()
        try file.write(contentsOf: line)
        return true
      } catch {
        return false
      }
    }
    guard isWritten else { throw .cannotWrite(path ?? "") }
  }

  /// Writes it anew, in the order of seeds and worlds: the same bytes whichever run was done first.
  public func write() throws(LedgerFailure) {
    guard let path else { return }
    let runs = known.withLock { known in
      known.values.sorted { ($0.seed, $0.world, $0.key) < ($1.seed, $1.world, $1.key) }
    }
    let text = runs.reduce(into: Self.line(heading)) { $0 += Self.line($1) }
    do {
      try text.write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .cannotWrite(path)
    }
  }

  /// Writes another file of the folder.
  public func write(_ bytes: some Sequence<UInt8>, to name: String) throws(LedgerFailure) {
    guard let folder else { return }
    do {
      try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"), options: .atomic)
    } catch {
      throw .cannotWrite("\(folder)/\(name)")
    }
  }

  private var path: String? { folder.map { "\($0)/\(Self.fileName)" } }

  private static func name(of run: Observation) -> String { "\(run.world)|\(run.key)" }

  private static func line(_ value: some Encodable) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Plain values of ours: there is nothing that cannot be encoded.
    return ((try? encoder.encode(value)) ?? Data()) + [10]
  }
}

/// Why there is no ledger.
public enum LedgerFailure: Error, Equatable {
  /// Something that is no folder stands there.
  case notAFolder(String)
  /// A folder with other things in it stands there.
  case notOurs(String)
  /// It holds runs of something else.
  case ofOthers(String, Ledger.Heading)
  /// It cannot be written.
  case cannotWrite(String)

  /// The failure as a sentence.
  public var sentence: String {
    switch self {
    case .notAFolder(let path):
      "--out \(path): there is a file of this name; results are kept in a folder. Name another."
    case .notOurs(let path):
      "--out \(path): there are other things in this folder, and no \(Ledger.fileName). Name a new one."
    case .ofOthers(let path, let found):
      "--out \(path): it holds runs of \(found.ledger) \(found.scenario) at 1:\(found.scale), "
        + "\(found.days) days, hash \(found.hash), version \(found.version); these are others. "
        + "Name a new folder, or ask for the same again."
    case .cannotWrite(let path):
      "\(path): cannot be written. Make room there or name another folder."
    }
  }
}
