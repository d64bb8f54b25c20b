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

  @Test func `a scenario that is not there is told`() throws {
    let done = try Command.run("pack", "nowhere", "--notes")
    #expect(done.code == 2)
    #expect(done.out.isEmpty)
    #expect(done.error.contains("nowhere"))
  }
}
