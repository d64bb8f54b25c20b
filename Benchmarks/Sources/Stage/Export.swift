import ArgumentParser
import DualPower
import DualPowerExperiment
import Foundation

/// Writes all that the stage reads into a folder, as raw little-endian lists and a JSON file of what they are.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the workload for other programs."
  )

  @OptionGroup var moment: Moment

  @Argument(help: "The folder.")
  var folder: String

  mutating func run() throws {
    var stage = PeopleStage(of: try moment.run())
    let work = stage.workload(hours: moment.hours)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(work.agents.map(Int32.init), "agents.i32")
    try write(work.firstAgents, "first_agents.u32")
    try write(work.outlooks, "outlooks.i32")
    try write(work.prospects, "prospects.i32")
    try write(work.keys, "keys.u64")
    let numbers = [
      stage.agents, work.agents.count, work.width, Int(work.noise), work.turnColumn,
      work.callerColumn, moment.hours,
    ]
    try write(numbers.map(Int32.init), "numbers.i32")
    try write(work.rows, "rows.u8")
    let before = stage.checksum
    for _ in 0..<moment.hours { stage.decide() }
    let facts = Facts(
      scenario: moment.scenario,
      scale: moment.scale,
      seed: moment.seed,
      hoursBefore: moment.hoursBefore,
      hours: moment.hours,
      persons: stage.agents,
      groups: work.agents.count,
      width: work.width,
      noise: work.noise,
      turnColumn: work.turnColumn,
      callerColumn: work.callerColumn,
      checksumBefore: before.hexadecimal,
      checksum: stage.checksum.hexadecimal,
      out: stage.out.active + stage.out.lingering
    )
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(facts).write(to: URL(filePath: folder + "/workload.json"))
  }

  private func write<Number: FixedWidthInteger>(_ list: [Number], _ name: String) throws {
    let bytes = list.map(\.littleEndian).withUnsafeBytes { Data($0) }
    try bytes.write(to: URL(filePath: folder + "/" + name))
  }
}

/// What the lists are, and what the stage comes to when its hours are done.
private struct Facts: Encodable {
  let scenario: String
  let scale: String
  let seed: UInt64
  let hoursBefore: Int
  let hours: Int
  let persons: Int
  let groups: Int
  let width: Int
  let noise: Int32
  let turnColumn: Int
  let callerColumn: Int
  let checksumBefore: String
  let checksum: String
  let out: Int
}
