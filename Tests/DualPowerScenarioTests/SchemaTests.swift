import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerScenario

/// Whether the published schema and the reader know the same keys.
@Suite(.tags(.claim)) struct SchemaTests {
  private let schema: [String: Any]

  init() throws {
    let home = try #require(Home.find())
    let data = try Data(contentsOf: URL(filePath: home + "/docs/scenario.schema.json"))
    schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func keys(_ section: String?) throws -> Set<String> {
    var part = schema
    if let section {
      let sections = try #require(schema["$defs"] as? [String: Any])
      part = try #require(sections[section] as? [String: Any])
    }
    return Set(try #require(part["properties"] as? [String: Any]).keys)
  }

  @Test(arguments: [
    (nil, Keys.scenario), ("calendar", Keys.calendar), ("named", Keys.named), ("line", Keys.line),
    ("party", Keys.party), ("stratum", Keys.stratum), ("town", Keys.town), ("place", Keys.place),
    ("body", Keys.body), ("organ", Keys.organ), ("power", Keys.power),
    ("unit", Keys.unit), ("intervention", Keys.intervention),
    ("mechanism", Keys.mechanism), ("clause", Keys.clause), ("recording", Keys.recording),
    ("triple", Keys.triple),
    ("parameter", Keys.parameter),
  ])
  func `the schema has the keys that the reader has`(section: String?, keys: [String]) throws {
    #expect(try self.keys(section) == Set(keys))
  }

  @Test func `the schema names every column of the tables`() throws {
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    for (key, columns) in [
      ("forcing", Keys.forcingColumns), ("atlas", Keys.atlasColumns), ("links", Keys.linkColumns),
      ("groups", Keys.groupColumns), ("observations", Keys.observationColumns),
    ] {
      let about = try #require(properties[key]?["description"] as? String)
      #expect(about.contains(columns.joined(separator: ", ")))
    }
  }

  @Test func `the schema is of the version that the reader reads`() throws {
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(properties["schemaVersion"]?["const"] as? Int == 1)
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test func `what the schema asks for is missed by the reader too`() throws {
    let needed = try #require(schema["required"] as? [String])
    let bench = try Workbench()
    try bench.write("extra: 1\n", to: "scenario.yaml")
    let found = bench.sentences()
    for key in needed {
      #expect(found.contains { $0.hasSuffix("no \"\(key)\", which is needed. Add it.") }, "\(key)")
    }
    #expect(found.count == needed.count + 1)
  }
}
