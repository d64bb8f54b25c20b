import DualPowerScenario
import Foundation

@testable import DualPowerArchive
@testable import DualPowerExperiment
@testable import DualPowerServer

/// What lies in the folder of a run, an ensemble or a comparison; the first byte says what.
enum Archives {
  static func file(_ input: [UInt8]) {
    let bytes = Array(input.dropFirst())
    switch input.first ?? 0 {
    case UInt8(ascii: "P"): table(bytes)
    case UInt8(ascii: "M"): manifest(bytes)
    case UInt8(ascii: "J"): journal(bytes)
    case UInt8(ascii: "R"): _ = EnsembleRecord(bytes)?.readings
    case UInt8(ascii: "H"): _ = EnsembleHeading(bytes)
    case UInt8(ascii: "L"): ledger(bytes)
    default: _ = try? JSONDecoder().decode(EnsembleManifest.self, from: Data(bytes))
    }
  }

  /// A table in Parquet, every column of every group of rows.
  private static func table(_ bytes: [UInt8]) {
    guard let reader = try? ParquetReader("fuzz.parquet", Data(bytes)) else { return }
    for group in 0..<min(4, reader.groupCount) {
      guard let rows = try? reader.rows(group) else { continue }
      for name in rows.columns.keys {
        _ = rows.int32(name)
        _ = rows.double(name)
        _ = rows.string(name)
        _ = rows.coded(name)
      }
    }
  }

  /// The manifest of a run that lies on the shelf of the server.
  private static func manifest(_ bytes: [UInt8]) {
    let folder = Scratch.folder + "/shelf/run"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? bytes.write(to: folder + "/manifest.json")
    _ = ArchiveShelf(folder: Scratch.folder + "/shelf").list.text()
  }

  private static func journal(_ bytes: [UInt8]) {
    let path = Scratch.folder + "/fuzz.journal"
    try? bytes.write(to: path)
    guard let reader = JournalReader(at: path) else { return }
    for place in 0..<reader.count { _ = EnsembleRecord(reader[place])?.readings }
  }

  /// The lines of a ledger, under the heading of its runs.
  private static func ledger(_ bytes: [UInt8]) {
    let folder = Scratch.folder + "/ledger"
    let path = "\(folder)/\(Ledger.fileName)"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? (heading + bytes).write(to: path)
    _ = try? Ledger(in: folder, Ledger.Heading("fuzz", Checkpoints.courtyard))
  }

  private static let heading: [UInt8] = {
    let heading = try? JSONEncoder().encode(Ledger.Heading("fuzz", Checkpoints.courtyard))
    return Array(heading ?? Data()) + [10]
  }()
}
