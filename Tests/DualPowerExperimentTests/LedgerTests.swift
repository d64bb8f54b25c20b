import DualPowerScenario
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerExperiment

@Suite(.tags(.claim)) struct LedgerTests {
  private let folder = FileManager.default.temporaryDirectory.path + "/ledger-" + UUID().uuidString

  private func heading(_ until: String = "1917-02-25") throws -> Ledger.Heading {
    Ledger.Heading("compare", try Laboratory.scenario("courtyard", until: until))
  }

  private func run(_ seed: UInt64, _ value: Double) -> Observation {
    Observation(key: "k\(seed)", world: "arm", seed: seed, digest: "d", values: ["m": value])
  }

  private func bytes() throws -> Data {
    try Data(contentsOf: URL(filePath: "\(folder)/\(Ledger.fileName)"))
  }

  @Test func `runs come back as they were, to the last bit, in one order`() throws {
    let ledger = try Ledger(in: folder, heading())
    let runs = [run(2, 0.1 + 0.2), run(1, 1.0 / 3), run(3, 2.2250738585072014e-308)]
    for run in runs { try ledger.add(run) }
    try ledger.write()
    let again = try Ledger(in: folder, heading())
    for run in runs { #expect(again.run("arm", key: run.key) == run) }
    #expect(again.count == 3)
    let other = try Ledger(in: folder + "-other", heading())
    for run in runs.reversed() { try other.add(run) }
    try other.write()
    #expect(
      try Data(contentsOf: URL(filePath: "\(folder)-other/\(Ledger.fileName)")) == bytes()
    )
    for path in [folder, folder + "-other"] { try FileManager.default.removeItem(atPath: path) }
  }

  @Test func `of a line that was cut short nothing is kept, and what follows is whole`() throws {
    let ledger = try Ledger(in: folder, heading())
    try ledger.add(run(1, 1))
    try ledger.add(run(2, 2))
    let cut = try bytes().dropLast(9)
    try cut.write(to: URL(filePath: "\(folder)/\(Ledger.fileName)"))
    let again = try Ledger(in: folder, heading())
    #expect(again.count == 1)
    try again.add(run(2, 2))
    #expect(try Ledger(in: folder, heading()).count == 2)
    try FileManager.default.removeItem(atPath: folder)
  }

  @Test func `runs of something else are not mixed in`() throws {
    _ = try Ledger(in: folder, heading())
    #expect(throws: LedgerFailure.ofOthers(folder, try heading())) {
      _ = try Ledger(in: folder, heading("1917-02-26"))
    }
    try FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: folder + "/letter.txt"))
    #expect(throws: LedgerFailure.notOurs(folder)) { _ = try Ledger(in: folder, heading()) }
    #expect(throws: LedgerFailure.notAFolder(folder + "/letter.txt")) {
      _ = try Ledger(in: folder + "/letter.txt", heading())
    }
    try FileManager.default.removeItem(atPath: folder)
  }
}
