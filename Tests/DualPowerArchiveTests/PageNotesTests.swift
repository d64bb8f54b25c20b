import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower
@testable import DualPowerArchive

@Suite struct PageNotesTests {
  private func notes(_ scenario: Scenario) -> JSON { PageNotes(scenario, as: scenario.id).json }

  private func list(_ json: JSON, _ key: String) throws -> [JSON] {
    guard case .array(let items)? = json[key] else {
      Issue.record("\(key) is no list")
      return []
    }
    return items
  }

  @Test func `every index of the society has its name`() throws {
    let scenario = try Laboratory.scenario("petrograd-1917", scale: 100)
    let (society, json) = (scenario.society, notes(scenario))
    #expect(try list(json, "strata").count == society.strata.count)
    #expect(try list(json, "bodies").count == society.bodies.count)
    #expect(try list(json, "towns").count == society.towns.count)
    #expect(try list(json, "places").count == society.places.count)
    #expect(try list(json, "groups").count == society.groups.count)
    #expect(try list(json, "columns").count == society.columnCount)
    #expect(try list(json, "eventKinds").count == EventKind.allCases.count)
    #expect(json["persons"] == .int(Int(society.population.rounded())))
  }

  @Test func `a group is called as the chronicle calls it`() throws {
    let scenario = try Laboratory.scenario("petrograd-1917", scale: 100)
    let json = notes(scenario)
    let (phrases, groups) = try (list(json, "phrases"), list(json, "groups"))
    for index in scenario.society.groups.indices {
      guard case .int(let phrase) = groups[index] else {
        Issue.record("a group's phrase is no index")
        return
      }
      let told = scenario.names.phrase(ofGroup: index, in: scenario.society) ?? ""
      #expect(phrases[phrase] == .string(told))
    }
    #expect(Set(phrases.map { $0.text() }).count == phrases.count)
  }

  @Test func `a switch's bit is that of its mechanism`() throws {
    let scenario = try Laboratory.scenario("petrograd-1917", scale: 100, without: ["memory"])
    for (json, note) in zip(try list(notes(scenario), "mechanisms"), scenario.mechanisms) {
      guard case .int(let bit)? = json["bit"] else {
        Issue.record("\(note.id) has no bit")
        continue
      }
      #expect(Mechanism(rawValue: UInt32(bit)) == note.mechanism)
      #expect(json["works"] == .bool(note.id != "memory"))
    }
  }

  @Test func `what was recorded keeps its source`() throws {
    let scenario = try Laboratory.scenario("petrograd-1917", scale: 100)
    let rows = try list(notes(scenario), "observations")
    #expect(rows.count == scenario.evidence.count)
    for (json, row) in zip(rows, scenario.evidence) {
      #expect(json["series"] == .string(row.series))
      #expect(json["source"] == .string(row.source))
      #expect(json["grade"] == .string(row.confidence))
    }
  }
}
