import DualPower
import DualPowerScenario
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerArchive

@Suite struct CheckpointTests {
  private let scratch: Scratch
  private var path: String { scratch.path + "/kept/checkpoint-1917-02-22.dpc" }

  init() throws { scratch = try Scratch() }

  /// Three days of the courtyard, kept; as the run stands.
  @discardableResult
  private func keep(
    _ recipe: Recipe = Recipe(scenario: "courtyard", seed: 4)
  ) throws -> Simulation {
    let scenario = try Laboratory.scenario("courtyard")
    let run = try Laboratory.run(scenario.society, seed: recipe.seed, hours: 72)
    let folder = try ArchiveFolder(at: scratch.path + "/kept")
    try Checkpoint(of: run, scenario, recipe).write(to: folder)
    try folder.commit()
    return run
  }

  private func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

  private func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: path))
  }

  /// Why the file is no checkpoint to go on from, or nil.
  private func found() throws -> CheckpointFinding.Kind? {
    do {
      let checkpoint = try Checkpoint(at: path)
      let scenario = try checkpoint.scenario(until: nil, checkpoints: [])
      _ = try checkpoint.simulation(of: scenario)
      return nil
    } catch let finding as CheckpointFinding {
      #expect(finding.file == path)
      return finding.kind
    }
  }

  @Test(.tags(.claim))
  func `a run goes on from its file as if it had never been put aside`() throws {
    let before = try keep()
    let checkpoint = try Checkpoint(at: path)
    #expect(checkpoint.ticks == 72 && checkpoint.date == "1917-02-22")
    #expect(checkpoint.recipe == Recipe(scenario: "courtyard", seed: 4))
    let scenario = try checkpoint.scenario(until: "1917-02-26", checkpoints: [])
    #expect(scenario.calendar.dayCount == 7)
    var run = try checkpoint.simulation(of: scenario)
    #expect(run.digest() == before.digest())
    while run.ticks < 168 { run.tick() }
    let straight = try Laboratory.run(scenario.society, seed: 4, hours: 168)
    #expect(run.digest() == straight.digest())
  }

  @Test(.tags(.claim))
  func `a recipe is kept whole, but for its last day`() throws {
    var recipe = Recipe(scenario: "a b", seed: .max, scale: 7, until: "1917-02-24")
    recipe.set = ["parameters.noise=0.1"]
    recipe.without = ["telegraph", "memory"]
    recipe.with = ["Überlagerung.yaml"]
    try keep(recipe)
    recipe.until = nil
    #expect(try Checkpoint(at: path).recipe == recipe)
  }

  @Test(.tags(.law))
  func `a file with any byte changed is refused`() throws {
    try keep()
    let whole = try bytes()
    #expect(try found() == nil)
    for place in stride(from: 0, to: whole.count, by: 97) {
      var spoilt = whole
      spoilt[place] ^= 0x11
      try write(spoilt)
      #expect(try found() != nil, "byte \(place)")
    }
  }

  @Test(.tags(.law))
  func `a file cut short is told by its size`() throws {
    try keep()
    let whole = try bytes()
    for count in [12, 13, 76, whole.count / 2, whole.count - 1] {
      try write(Array(whole.prefix(count)))
      #expect(try found() == .cutShort(bytes: count, wanted: whole.count))
    }
    try write(whole + [0])
    #expect(try found() == .cutShort(bytes: whole.count + 1, wanted: whole.count))
    for count in 4..<12 {
      try write(Array(whole.prefix(count)))
      #expect(try found() == .cutShort(bytes: count, wanted: 76))
    }
    for count in 0..<4 {
      try write(Array(whole.prefix(count)))
      #expect(try found() == .foreign)
    }
  }

  @Test(.tags(.claim))
  func `another form, another version and another file are told apart`() throws {
    try keep()
    let whole = try bytes()
    var other = whole
    other[3] = UInt8(ascii: "2")
    try write(other)
    #expect(try found() == .otherForm("2"))
    try write(Array("PAR1".utf8) + whole)
    #expect(try found() == .foreign)
    try write(whole)
    var content = try CheckpointFile.content(of: path)
    // The first text is the version: its count, then its letters.
    content[8] = UInt8(ascii: "9")
    try write(CheckpointFile.sealed(content))
    #expect(try found() == .otherVersion("9.1.0"))
  }

  @Test(.tags(.law))
  func `content that was made up and sealed comes to an end, one way or another`() throws {
    try keep()
    let content = try CheckpointFile.content(of: path)
    let draws = Draws(seed: 3)
    for attempt in 0..<60 {
      var spoilt = content
      let place = Int(draws.unit(.hour, attempt) * Double(content.count - 8))
      for byte in 0..<8 { spoilt[place + byte] = attempt % 2 == 0 ? 0xFF : 0x41 }
      try write(CheckpointFile.sealed(spoilt))
      // A finding about the scenario is as good as one about the checkpoint.
      do { _ = try found() } catch is Findings {}
    }
    for count in [0, 5, 40, 1_000] {
      try write(CheckpointFile.sealed(Array(content.prefix(count))))
      #expect(try found() == .unfit)
    }
  }

  @Test(.tags(.claim))
  func `a folder, a pipe and nothing at all are no files`() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(try found() == .folder)
    try FileManager.default.removeItem(atPath: path)
    #expect(try found() == .missing)
    mkfifo(path, 0o666)
    #expect(try found() == .unreadable(reason: "not a file"))
  }

  @Test(.tags(.claim))
  func `from the last day there is nowhere to go`() throws {
    let scenario = try Laboratory.scenario("courtyard")
    let hours = scenario.society.days.count * 24
    let run = try Laboratory.run(scenario.society, hours: hours)
    let checkpoint = Checkpoint(of: run, scenario, Recipe(scenario: "courtyard", seed: 1))
    #expect(
      throws: CheckpointFinding(
        file: "checkpoint-1917-03-05.dpc",
        kind: .atTheEnd(date: "1917-03-05")
      )
    ) {
      try checkpoint.scenario(until: nil, checkpoints: [])
    }
  }

  @Test(.tags(.claim), arguments: sentences)
  func `a finding is told in this sentence`(kind: CheckpointFinding.Kind, words: String) {
    #expect(CheckpointFinding(file: "a.dpc", kind: kind).sentence == "a.dpc: " + words)
  }

  private static let sentences: [(CheckpointFinding.Kind, String)] = [
    (.missing, "no such file; a checkpoint is meant. Check the name."),
    (
      .folder,
      "a folder; a checkpoint is meant. Name a file in it, such as checkpoint-1917-02-27.dpc."
    ),
    (
      .unreadable(reason: "permission denied"),
      "permission denied; a checkpoint is meant. Name a file that you may read."
    ),
    (
      .foreign,
      "not a checkpoint, which begins with DPC. "
        + "Name a file that dualpower run --checkpoint wrote."
    ),
    (
      .otherForm("2"),
      "a checkpoint of form 2; this program reads form 1. "
        + "Use the program that wrote it, or run the scenario from its first hour."
    ),
    (
      .cutShort(bytes: 9, wanted: 90),
      "9 bytes, where the checkpoint has 90. Copy it again, or write it anew."
    ),
    (
      .damaged,
      "damaged; what it holds is not what was written. Copy it again, or write it anew."
    ),
    (
      .otherVersion("9.1.0"),
      "written by DualPower 9.1.0; this is \(Version.current), which may know another history. "
        + "Use DualPower 9.1.0, or run the scenario from its first hour."
    ),
    (
      .unfit,
      "its state is not that of a run of its scenario with this program. "
        + "Use the program that wrote it, or run the scenario from its first hour."
    ),
    (
      .atTheEnd(date: "1917-07-05"),
      "of the end of 1917-07-05, the last day of its scenario; nothing is left to run. "
        + "Name an earlier checkpoint."
    ),
  ]
}
