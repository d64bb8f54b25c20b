import DualPower
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerScenario

@Suite(.tags(.claim)) final class TemplateTests {
  private let folder =
    FileManager.default.temporaryDirectory.path + "/dualpower-" + UUID().uuidString

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test func `the template is sound and runs`() throws {
    try ScenarioTemplate.write(to: folder)
    let scenario = try Scenario.load(folder)
    #expect(Set(scenario.society.lines.map(\.claim)) == Set(Claim.allCases))
    let run = try Laboratory.run(scenario.society, hours: 48)
    #expect(run.record.days.count >= 1)
  }

  @Test func `the template's file explains itself`() throws {
    try ScenarioTemplate.write(to: folder)
    let text = try String(contentsOfFile: folder + "/scenario.yaml", encoding: .utf8)
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("#") }.count > 20)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(files == ["groups.csv", "parameters.yaml", "scenario.yaml", "sources.md"])
  }

  @Test func `an empty folder is written into, a full one never`() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try ScenarioTemplate.write(to: folder)
    do {
      try ScenarioTemplate.write(to: folder)
      Issue.record("a full folder was written into")
    } catch {
      #expect(
        error.sentences == [
          "\(folder): not empty; a scenario is written into a new folder. Choose another name."
        ]
      )
    }
  }

  @Test func `a file is no place for a scenario`() throws {
    try "mine".write(toFile: folder, atomically: true, encoding: .utf8)
    #expect(throws: Findings.self) { try ScenarioTemplate.write(to: folder) }
    #expect(try String(contentsOfFile: folder, encoding: .utf8) == "mine")
  }
}
