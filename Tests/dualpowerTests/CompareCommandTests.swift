import Foundation
import Testing

/// Worlds compared and clauses tried from the command line.
@Suite struct CompareCommandTests {
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

  @Test func `a comparison has a row for each measure, whatever the number of threads`() throws {
    let arguments = [
      "compare", "courtyard", "--without", "privation_growth", "--replicates", "3", "--json",
      "--quiet",
    ]
    let one = try Command.shell("\"$0\" \"$@\" --threads 1", arguments)
    let three = try Command.shell("\"$0\" \"$@\" --threads 3", arguments)
    #expect(one.code == 0 && one.error == "")
    #expect(one.out == three.out)
    let result = try object(one.out)
    let rows = try #require(result["measures"] as? [[String: Any]])
    #expect(rows.count > 50)
    for key in ["name", "baseline", "arm", "difference", "low", "high", "varianceRatio"] {
      #expect(rows.allSatisfy { $0[key] != nil }, "\(key)")
    }
    #expect(result["partedAt"] is String)
  }

  @Test func `what is kept is the same when some of it was kept before`() throws {
    let arguments = [
      "compare", "courtyard", "--set", "parameters.noise=0.05", "--out", kept, "--quiet",
    ]
    let whole = try Command.shell("\"$0\" \"$@\" --replicates 4", arguments)
    #expect(whole.code == 0, "\(whole.error)")
    let (ledger, table) = (try bytes("runs.jsonl"), try bytes("compare.json"))
    // Of a run that was broken off half of the lines are there, and half of one more.
    let lines = String(decoding: ledger, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 9)
    let half = lines.prefix(5).joined(separator: "\n") + "\n" + lines[5].prefix(40)
    try half.write(toFile: kept + "/runs.jsonl", atomically: true, encoding: .utf8)
    let again = try Command.shell("\"$0\" \"$@\" --replicates 4", arguments)
    #expect(again.code == 0, "\(again.error)")
    #expect(again.out == whole.out)
    #expect(try bytes("runs.jsonl") == ledger)
    #expect(try bytes("compare.json") == table)
  }

  @Test func `a ledger of another scenario is refused`() throws {
    _ = try Command.run(
      "compare",
      "courtyard",
      "--without",
      "memory",
      "--replicates",
      "2",
      "--out",
      kept,
      "--quiet"
    )
    let other = try Command.run(
      "compare",
      "courtyard",
      "--without",
      "memory",
      "--replicates",
      "2",
      "--out",
      kept,
      "--quiet",
      "--until",
      "1917-02-25"
    )
    #expect(other.code == 2)
    #expect(
      other.error.hasPrefix("--out \(kept): it holds runs of compare courtyard at 1:1, 14 days")
    )
    let clauses = try Command.run(
      "clauses",
      "courtyard",
      "--replicates",
      "2",
      "--out",
      kept,
      "--quiet"
    )
    #expect(clauses.code == 2)
  }

  @Test func `several arms come from a file, and are found wrong together`() throws {
    let file = scratch.path + "/arms.yaml"
    try """
    arms:
      - {name: plain, without: [memory]}
      - {name: loud, set: [parameters.noise=0.2]}

    """.write(toFile: file, atomically: true, encoding: .utf8)
    let done = try Command.run(
      "compare",
      "courtyard",
      "--arms",
      file,
      "--replicates",
      "2",
      "--json",
      "--quiet"
    )
    #expect(done.code == 0, "\(done.error)")
    let arms = try #require(try object(done.out)["arms"] as? [[String: Any]])
    #expect(arms.map { $0["name"] as? String } == ["plain", "loud"])

    try """
    arms:
      - {name: plain}
      - {name: plain, without: [memory], wiht: [a.yaml]}

    """.write(toFile: file, atomically: true, encoding: .utf8)
    let wrong = try Command.run("compare", "courtyard", "--arms", file)
    #expect(wrong.code == 2)
    #expect(wrong.error.contains("changes nothing"))
    #expect(wrong.error.contains("no key \"wiht\""))
    #expect(wrong.error.contains("\"plain\" for the second time"))
    let both = try Command.run("compare", "courtyard", "--arms", file, "--without", "memory")
    #expect(both.code == 2)
    #expect(both.error.hasPrefix("--without memory: the worlds are those of --arms"))
  }

  @Test func `everything that is wrong is said at once`() throws {
    let wrong = try Command.run(
      "compare",
      "courtyard",
      "--without",
      "memories",
      "--replicates",
      "1",
      "--precision",
      "5",
      "--threads",
      "0",
      "--scale",
      "x",
      "--seed",
      "-1"
    )
    #expect(wrong.code == 2)
    #expect(wrong.error.split(separator: "\n").count == 6)
    let nothing = try Command.run("compare", "courtyard")
    #expect(nothing.code == 2)
    #expect(nothing.error.hasPrefix("courtyard: nothing makes the other world another."))
    let clauses = try Command.run("clauses", "courtyard", "--replicates", "x", "--until", "never")
    #expect(clauses.code == 2)
    #expect(clauses.error.split(separator: "\n").count == 2)
  }

  @Test func `a precision that is out of reach ends all the same, and says so`() throws {
    let done = try Command.run(
      "compare",
      "courtyard",
      "--set",
      "parameters.noise=0.2",
      "--replicates",
      "2",
      "--precision",
      "0.001%",
      "--json",
      "--quiet"
    )
    #expect(done.code == 0, "\(done.error)")
    let result = try object(done.out)
    #expect(result["replicates"] as? Int == 20)
    let precision = try #require(result["precision"] as? [String: Any])
    #expect(precision["isReached"] as? Bool == false)
  }

  @Test func `clauses have the keys that they are promised to have`() throws {
    let done = try Command.run(
      "clauses",
      "courtyard",
      "--replicates",
      "2",
      "--out",
      kept,
      "--json",
      "--quiet"
    )
    #expect(done.code == 0, "\(done.error)")
    let result = try object(done.out)
    #expect(result["scenario"] as? String == "courtyard")
    #expect(result["replicates"] as? Int == 2)
    let rows = try #require(result["clauses"] as? [[String: Any]])
    #expect(rows.count == 16)
    for key in [
      "clause", "kind", "switch", "measure", "observed", "ablated", "effect", "low", "high",
      "expectedSign", "verdict",
    ] {
      #expect(rows.allSatisfy { $0[key] != nil }, "\(key)")
    }
    let verdicts = Set(rows.compactMap { $0["verdict"] as? String })
    #expect(verdicts.isSubset(of: ["upheld", "not upheld", "undecided", "assumed"]))
    #expect(verdicts.contains("assumed"))
    #expect(try bytes("clauses.parquet").prefix(4) == Data("PAR1".utf8))
  }

  @Test func `what is interrupted keeps the runs that are done`() throws {
    let result = try Command.interrupt(
      "\"$0\" compare petrograd-1917 --scale 1:100 --without memory --replicates 100 --threads 1 "
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
