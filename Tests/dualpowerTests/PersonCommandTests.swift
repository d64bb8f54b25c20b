import Foundation
import Testing

/// `person` and `why`, as a user asks them.
@Suite struct PersonCommandTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func json(_ arguments: String...) throws -> [String: Any] {
    let result = try Command.shell("\"$0\" \"$@\"", arguments + ["--json", "--quiet"])
    #expect(result.code == 0, "\(result.error)")
    let data = Data(result.out.utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func `a life is told, and its digest is that of the run`() throws {
    let told = try Command.run("person", "courtyard", "--stratum", "soldier")
    #expect(told.code == 0)
    #expect(told.error.isEmpty)
    #expect(told.out.hasPrefix("Person 2 was the soldier, in Back yard, the courtyard"))
    let life = try json("person", "courtyard", "--id", "2")
    let run = try json("run", "courtyard")
    let inside = try #require(life["life"] as? [String: Any])
    #expect(inside["digest"] as? String == run["digest"] as? String)
    let person = try #require(life["person"] as? [String: Any])
    #expect(person["stratum"] as? String == "soldier")
    let moves = try #require(inside["moves"] as? [[String: Any]])
    for move in moves {
      let terms = try #require(move["terms"] as? [String: Double])
      let utility = try #require(move["utility"] as? Double)
      // Each is rounded to five digits.
      #expect((terms.values.reduce(0, +) - utility).magnitude < 1e-3)
    }
  }

  @Test func `two lives stand side by side, and are kept`() throws {
    let kept = scratch.path + "/life"
    let arguments = [
      "person", "courtyard", "--id", "0", "--set", "parameters.noise=0.2", "--out", kept,
    ]
    let result = try Command.shell("\"$0\" \"$@\"", arguments)
    #expect(result.code == 0, "\(result.error)")
    #expect(result.out.contains("The two lives part at 00:00 on 20 February"))
    #expect(result.out.contains("In the other world"))
    let page = try String(contentsOfFile: kept + "/life.md", encoding: .utf8)
    #expect(
      page.contains("`dualpower person courtyard --seed 1 --id 0 --set parameters.noise=0.2`")
    )
    let data = try #require(FileManager.default.contents(atPath: kept + "/life.json"))
    let life = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let parted = try #require(life["parted"] as? [String: Any])
    #expect((parted["terms"] as? [String: Any])?["term"] as? String == "noise")
    let hours = try #require(FileManager.default.contents(atPath: kept + "/hours.json"))
    let worlds = try #require(try JSONSerialization.jsonObject(with: hours) as? [[Any]])
    #expect(worlds.map(\.count) == [336, 336])
    // A life may be kept in the place of one that was.
    #expect(try Command.shell("\"$0\" \"$@\"", arguments).code == 0)
  }

  @Test func `why names who carried an event`() throws {
    let told = try Command.run("why", "outbreak", "courtyard")
    #expect(told.code == 0)
    #expect(told.out.contains("In the 24 hours up to it people of the courtyard walked out 1 time"))
    let fall = try json("why", "fall", "courtyard")
    #expect((fall["event"] as? [String: Any])?["kind"] as? String == "regime_fell")
    #expect((fall["circles"] as? [Any])?.count == 3)
    #expect(fall["command"] as? String == "dualpower why fall courtyard --seed 1")
  }

  @Test(arguments: [
    ("person courtyard --id 99", "--id 99: no person has this number; persons have 0 to 11."),
    ("person courtyard --stratum wroker", "Did you mean \"worker\"?"),
    ("person courtyard --place nowhere", "allowed: back_yard, front_house, headquarters."),
    (
      "person courtyard --stratum soldier --place front_house",
      "in that place are police, official, propertied, student, servant."
    ),
    ("person courtyard --turned --id 3", "2 ways to choose a person; one is enough."),
    ("person courtyard --turned", "nobody came to recognise a council more than the legal body"),
    ("person courtyard --first-deputy --until 1917-02-21", "no group elected in this run."),
    ("person courtyard --at 1917-02-22T07:00", "Add --set, --without or --with."),
    (
      "person petrograd-1917 --scale 1:100 --id 26999",
      "--id 26999: not simulated at this scale; the nearest before is 269."
    ),
    ("why outbrek courtyard", "no event that can be asked for; allowed: outbreak, fire, mutiny"),
    ("why crisis courtyard", "did not happen in this run; of the events that can be asked for"),
    ("why council courtyard --place moscow", "no town \"moscow\" in this scenario"),
  ])
  func `what cannot be asked for ends with 2 and a sentence`(line: String, told: String) throws {
    let result = try Command.shell("\"$0\" \(line)")
    #expect(result.code == 2)
    #expect(result.out.isEmpty)
    #expect(result.error.contains(told), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1)
  }

  @Test func `findings of several options are told together`() throws {
    let result = try Command.run(
      "person",
      "courtyard",
      "--stratum",
      "wroker",
      "--place",
      "nowhere"
    )
    #expect(result.code == 2)
    #expect(result.error.split(separator: "\n").count == 2)
  }
}
