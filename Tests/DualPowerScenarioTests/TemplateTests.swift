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

  @Test(.tags(.law), arguments: [UInt64(1), 2, 3])
  func `the template comes to two authorities`(seed: UInt64) throws {
    try ScenarioTemplate.write(to: folder)
    let society = try Scenario.load(folder).society
    let run = try Laboratory.run(society, seed: seed, hours: society.days.count * 24)
    #expect(run.outcome == .dualPower)
    #expect(try #require(run.record.days.last).effectiveAuthorities > 1.5)
  }

  @Test func `every key of the template is explained`() throws {
    try ScenarioTemplate.write(to: folder)
    let text = try String(contentsOfFile: folder + "/scenario.yaml", encoding: .utf8)
    let comments = text.split(separator: "\n").filter { $0.drop { $0 == " " }.hasPrefix("#") }
      .joined(separator: " ").lowercased()
    let keys =
      Keys.calendar + Keys.line + Keys.party + Keys.stratum + Keys.body + Keys.power
      + Keys.mechanism + Keys.parameter + Keys.forcingColumns + Keys.groupColumns
      + Keys.observationColumns + Keys.recording + Keys.triple + Keys.organ + Keys.unit
      + Keys.intervention + Keys.clause + Keys.atlasColumns + Keys.linkColumns + [
        "stock", "telegraph", "road", "town", "version",
      ]
    for key in keys { #expect(comments.contains(key.lowercased()), "\(key)") }
  }

  @Test func `a scenario that cannot be written leaves nothing`() {
    do {
      try ScenarioTemplate.write(to: "/proc/mine")
      Issue.record("/proc was written into")
    } catch {
      #expect(
        error.sentences == [
          "/proc/mine: cannot be written. Choose a place where you may write."
        ]
      )
    }
    do {
      try ScenarioTemplate.write(to: "")
      Issue.record("nowhere was written into")
    } catch {
      #expect(
        error.sentences == ["\"\": cannot be written. Choose a place where you may write."]
      )
    }
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
    do {
      try ScenarioTemplate.write(to: folder)
      Issue.record("a file was written over")
    } catch {
      #expect(
        error.sentences == ["\(folder): a file; a scenario is a folder. Choose another name."]
      )
    }
    #expect(try String(contentsOfFile: folder, encoding: .utf8) == "mine")
  }
}
