import DualPower
import Foundation

@testable import DualPowerArchive
@testable import DualPowerExperiment
@testable import DualPowerScenario

/// Inputs to begin with that a person would not write by hand, made by what writes such files.
enum Seeds {
  /// Writes them, each into the folder of its parser.
  static func write(to folder: String) throws {
    let scenario = Checkpoints.courtyard
    var run = Simulation(scenario.society, seed: 1)
    for _ in 0..<3 { run.tick() }
    var recipe = Recipe(scenario: "courtyard", seed: 1)
    recipe.scale = 1
    // Files that are soon read: those of scenarios have a fuzzer of their own.
    var short = scenario
    short.files = [
      ScenarioFile(name: "courtyard/scenario.yaml", bytes: Array("schemaVersion: 1\n".utf8))
    ]
    let checkpoint = Checkpoint(of: run, short, recipe)
    let content = checkpoint.content
    try keep(content, "checkpoint/content", in: folder)
    try keep(CheckpointFile.sealed(content), "checkpoint/file", in: folder)
    try keep(run.state(), "checkpoint/state", in: folder)
    for _ in 0..<24 { run.tick() }
    try keep(run.state(), "checkpoint/later", in: folder)

    let table = RowsFile.table(
      [0, 1],
      ["deputies", "strikes"],
      ["tver", ""],
      [24, 48],
      [0.5, 2]
    )
    try keep(letter("P") + ParquetFile(table).bytes, "archive/table", in: folder)
    let readings = [Reading(series: 0, place: -1, hour: 24, value: 0.5)]
    var record = EnsembleRecord(number: 3, name: "0123456789abcdef", digest: "0123456789abcdef")
    record.values = [1, 2]
    record.packed = EnsembleRecord.packed(readings)
    try keep(letter("R") + record.bytes, "archive/record", in: folder)
    let heading = EnsembleHeading(identity: "0", scenario: "courtyard", days: 14, names: [])
    try keep(letter("H") + heading.bytes, "archive/heading", in: folder)
    let journal = Scratch.folder + "/seed.journal"
    try Journal(at: journal, heading: heading.bytes).append(record.bytes)
    let file = FileManager.default.contents(atPath: journal) ?? Data()
    try keep(letter("J") + Array(file), "archive/journal", in: folder)
    let line = Observation(key: "k", world: "w", seed: 1, digest: "0", values: ["fall": 8])
    try keep(letter("L") + Array(JSONEncoder().encode(line)) + [10], "archive/ledger", in: folder)
  }

  private static func letter(_ letter: Character) -> [UInt8] { Array("\(letter)".utf8) }

  private static func keep(_ bytes: [UInt8], _ name: String, in folder: String) throws {
    let path = "\(folder)/\(name)"
    let parent = URL(filePath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try bytes.write(to: path)
  }
}
