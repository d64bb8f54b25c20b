import DualPower
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerScenario

@Suite(.tags(.claim)) struct ScenarioFileTests {
  let bench: Workbench

  init() throws { bench = try Workbench() }

  @Test func `a scenario is read again from its files when they are gone from disk`() throws {
    try bench.write("extends: below.yaml\ntitle: Above\n", to: "overlay.yaml")
    try bench.write("parameters: {noise: {value: 0.05}}\n", to: "below.yaml")
    var options = LoadOptions()
    options.overlays = [bench.folder + "/overlay.yaml"]
    options.sets = ["towns.courtyard.stockDays=5"]
    options.without = ["telegraph"]
    options.scale = 2
    let before = try bench.load(options)
    try FileManager.default.removeItem(atPath: bench.root)
    let again = try Scenario.load(again: before.files, id: before.id, options)
    #expect(again.hash == before.hash)
    #expect(again.id == before.id && again.title == "Above" && again.names == before.names)
    #expect(again.society.packed() == before.society.packed())
    #expect(again.evidence == before.evidence)
    #expect(again.files == before.files)
  }

  @Test(arguments: ["courtyard", "petrograd-1917"])
  func `a bundled scenario is read again whole`(name: String) throws {
    let before = try Laboratory.scenario(name, scale: 100)
    var options = LoadOptions()
    options.scale = 100
    let again = try Scenario.load(again: before.files, id: before.id, options)
    #expect(again.hash == before.hash)
    #expect(again.society.packed() == before.society.packed())
  }

  @Test func `a file that is not among them is a finding`() throws {
    let files = try bench.load().files
    for count in files.indices {
      #expect(throws: Findings.self) {
        try Scenario.load(again: Array(files.prefix(count)), id: "courtyard", LoadOptions())
      }
    }
  }
}
