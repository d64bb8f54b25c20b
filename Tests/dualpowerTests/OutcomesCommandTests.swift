import Foundation
import Testing

/// Histories that branch, from the command line.
@Suite struct OutcomesCommandTests {
  private let scratch: Scratch
  private var kept: String { scratch.path + "/kept" }

  init() throws { scratch = try Scratch() }

  private func object(_ text: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(object as? [String: Any])
  }

  private func bytes(_ file: String) throws -> Data {
    try Data(contentsOf: URL(filePath: "\(kept)/\(file)"))
  }

  @Test func `it has the keys that it is promised to have, whatever the number of threads`() throws
  {
    let arguments = ["outcomes", "courtyard", "--replicates", "4", "--json", "--quiet"]
    let one = try Command.shell("\"$0\" \"$@\" --threads 1", arguments)
    let three = try Command.shell("\"$0\" \"$@\" --threads 3", arguments)
    #expect(one.code == 0 && one.error == "")
    #expect(one.out == three.out)
    let result = try object(one.out)
    #expect(result["scenario"] as? String == "courtyard")
    #expect(result["replicates"] as? Int == 4)
    #expect(result["branches"] as? Int == 2)
    let outcomes = try #require(result["outcomes"] as? [[String: Any]])
    #expect(outcomes.count == 6)
    #expect(outcomes.reduce(0) { $0 + ($1["share"] as? Double ?? 0) } == 1)
    let rows = try #require(result["decided"] as? [[String: Any]])
    for key in ["at", "measure", "decided", "low", "high"] {
      #expect(rows.allSatisfy { $0[key] != nil }, "\(key)")
    }
    #expect(Set(rows.compactMap { $0["measure"] as? String }).contains("outcome"))
    #expect(rows.contains { $0["decided"] is Double })
    #expect(result["groups"] is [[String: Any]])
  }

  @Test func `hours that are named are those that are asked about, each once and in order`() throws
  {
    let done = try Command.run(
      "outcomes",
      "courtyard",
      "--replicates",
      "2",
      "--json",
      "--quiet",
      "--branches",
      "3",
      "--at",
      "1917-02-24T07:00",
      "--at",
      "1917-02-23",
      "--at",
      "1917-02-24T07"
    )
    #expect(done.code == 0, "\(done.error)")
    let rows = try #require(try object(done.out)["decided"] as? [[String: Any]])
    let hours = rows.filter { $0["measure"] as? String == "outcome" }.map { $0["at"] as? String }
    #expect(hours == ["1917-02-23T00:00", "1917-02-24T07:00"])
  }

  @Test func `what is kept is the same when some of it was kept before`() throws {
    let arguments = ["outcomes", "courtyard", "--replicates", "3", "--out", kept, "--quiet"]
    let whole = try Command.shell("\"$0\" \"$@\"", arguments)
    #expect(whole.code == 0, "\(whole.error)")
    let files = ["runs.jsonl", "outcomes.json", "outcomes.parquet", "decided.parquet"]
    let before = try files.map { try bytes($0) }
    #expect(before[2].prefix(4) == Data("PAR1".utf8))
    // Of a run that was broken off half of the lines are there, and half of one more.
    let lines = String(decoding: before[0], as: UTF8.self).split(separator: "\n")
    let half = lines.count / 2
    let cut = lines.prefix(half).joined(separator: "\n") + "\n" + lines[half].prefix(40)
    try cut.write(toFile: kept + "/runs.jsonl", atomically: true, encoding: .utf8)
    let again = try Command.shell("\"$0\" \"$@\"", arguments)
    #expect(again.code == 0, "\(again.error)")
    #expect(again.out == whole.out)
    #expect(try files.map { try bytes($0) } == before)
  }

  @Test func `a single outcome is said to be one`() throws {
    let done = try Command.run(
      "outcomes",
      "petrograd-1917",
      "--scale",
      "1:1000",
      "--replicates",
      "2",
      "--quiet",
      "--until",
      "1917-02-16"
    )
    #expect(done.code == 0, "\(done.error)")
    #expect(done.out.contains("All histories have one outcome: no outbreak."))
    #expect(done.out.contains("The same in every branch: outcome"))
    #expect(done.out.contains("No group tells"))
  }

  @Test func `everything that is wrong is said at once`() throws {
    let wrong = try Command.run(
      "outcomes",
      "courtyard",
      "--branches",
      "1",
      "--replicates",
      "1",
      "--threads",
      "0",
      "--scale",
      "x",
      "--without",
      "memories",
      "--at",
      "noon",
      "--at",
      "1917-02-30",
      "--at",
      "1918-01-01T07:00",
      "--at",
      "1917-03-01",
      "--until",
      "1917-02-25"
    )
    #expect(wrong.code == 2)
    let lines = wrong.error.split(separator: "\n")
    #expect(lines.count == 9, "\(wrong.error)")
    #expect(lines.contains { $0.hasPrefix("--branches 1: branches are 2 to 100 of each state.") })
    for hour in ["noon", "1917-02-30", "1918-01-01T07:00", "1917-03-01"] {
      #expect(lines.contains { $0.hasPrefix("--at \(hour): ") }, "\(hour)")
    }
  }

  @Test func `what is interrupted keeps the runs that are done`() throws {
    let result = try Command.interrupt(
      "\"$0\" outcomes petrograd-1917 --scale 1:100 --replicates 100 --threads 1 "
        + "--until 1917-02-20 --quiet --out \"$1\"",
      onceGrown: "$1/runs.jsonl",
      [kept]
    )
    #expect(result.code == 130)
    #expect(result.error.hasPrefix("interrupted; "))
    let lines = String(decoding: try bytes("runs.jsonl"), as: UTF8.self).split(separator: "\n")
    #expect(lines.count > 1)
  }
}
