import Foundation
import Testing

/// What the browser build reads, from the command line.
@Suite struct PackCommandTests {
  @Test func `notes are one object of the society that is packed`() throws {
    let notes = try Command.run("pack", "courtyard", "--notes")
    #expect(notes.code == 0, "\(notes.error)")
    let json = try JSONSerialization.jsonObject(with: Data(notes.out.utf8)) as? [String: Any]
    #expect(json?["scenario"] as? String == "courtyard")
    #expect(json?["persons"] as? Int == 12)
    #expect(json?["scale"] as? Int == 1)
  }

  @Test func `a folder is given the society, its notes, and how tables are made of its rows`()
    throws
  {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let done = try Command.run("pack", "courtyard", "--out", folder.path)
    #expect(done.code == 0, "\(done.error)")
    #expect(done.out.isEmpty)
    func bytes(_ kind: String) throws -> Data {
      try Data(contentsOf: folder.appendingPathComponent("courtyard-1.\(kind)"))
    }
    #expect(try bytes("bin").count > 1_000)
    let notes = try JSONSerialization.jsonObject(with: bytes("notes.json")) as? [String: Any]
    let tables = try JSONSerialization.jsonObject(with: bytes("tables.json")) as? [String: Any]
    #expect(notes?["persons"] as? Int == 12)
    #expect(notes?["version"] as? String == tables?["version"] as? String)
    #expect((tables?["tables"] as? [Any])?.count == 12)
    let nowhere = try Command.run("pack", "courtyard", "--out", folder.path + "/nowhere")
    #expect(nowhere.code == 1)
    #expect(nowhere.error.contains("nowhere/courtyard-1.bin: cannot be written"))
  }

  @Test func `a scenario that is not there is told`() throws {
    let done = try Command.run("pack", "nowhere", "--notes")
    #expect(done.code == 2)
    #expect(done.out.isEmpty)
    #expect(done.error.contains("nowhere"))
  }
}
