import DualPowerArchive
import Foundation
import Testing

@testable import DualPowerServer

@Suite struct OpenAPITests {
  private let operations = Operations(ServerSettings(site: "", archives: "", threads: 1)).all

  @Test func `every schema that is referred to is there, and each is referred to`() throws {
    let text = OpenAPI.document(operations, scenarios: ["courtyard"]).text()
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    )
    let components = try #require(document["components"] as? [String: Any])
    let schemas = try #require(components["schemas"] as? [String: Any])
    let named = text.matches(of: /#\/components\/schemas\/([A-Za-z]+)/).map { String($0.1) }
    #expect(Set(named) == Set(schemas.keys))
  }

  @Test func `each address and name is there once, and its captures are its parameters`() {
    let addresses = operations.map { "\($0.method) \($0.path)" }
    #expect(Set(addresses).count == addresses.count)
    #expect(Set(operations.map(\.name)).count == operations.count)
    for operation in operations {
      let captures = operation.path.matches(of: /\{([a-z]+)\}/).map { String($0.1) }
      #expect(captures == operation.parameters.map(\.name), "\(operation.path)")
    }
  }

  @Test(arguments: [
    ("/api/runs/{run}", "/api/runs/12", true), ("/api/runs/{run}", "/api/runs", false),
    ("/api/runs/{run}", "/api/runs/12/events", false), ("/api/runs", "/api/runs/", true),
    ("/openapi.json", "/packs/index.json", false),
  ])
  func `an address is known by its parts`(path: String, address: String, isMeant: Bool) throws {
    let operation = try #require(operations.first { $0.path == path })
    #expect(operation.isAt(address) == isMeant)
  }

  @Test(arguments: [
    ("daily.parquet", true), ("", false), (".", false), ("..", false), (".hidden", false),
    ("a/b", false), ("a\\b", false), ("a\0b", false), ("день", true),
  ])
  func `a name is that of one file or folder`(text: String, isName: Bool) {
    #expect(ArchiveShelf.isName(text) == isName)
  }
}
