import Foundation
import Testing

/// Predictions and scales from the command line.
@Suite struct PredictCommandTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func object(_ text: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(object as? [String: Any])
  }

  private func predict(_ options: String...) throws -> Command.Result {
    let all = ["predict", "courtyard", "--until", "1917-02-24", "--json", "--quiet"] + options
    return try Command.shell("\"$0\" \"$@\"", all)
  }

  @Test func `histories of a scenario are steered, the same on any number of threads`() throws {
    let made = try predict("--replicates", "20", "--threads", "1")
    #expect(made.code == 0, "\(made.error)")
    #expect(try predict("--replicates", "20", "--threads", "3").out == made.out)
    let result = try object(made.out)
    for key in [
      "scenario", "until", "runs", "effectiveRuns", "series", "stages", "levels", "coming",
      "later",
    ] {
      #expect(result[key] != nil, "\(key)")
    }
    let levels = try #require(result["levels"] as? [[String: Any]])
    #expect(levels.allSatisfy { ($0["date"] as? String).map { $0 > "1917-02-24" } == true })
    for level in levels {
      let values = ["q05", "q25", "q50", "q75", "q95"].compactMap { level[$0] as? Double }
      #expect(values.count == 5 && values == values.sorted())
    }
  }

  @Test func `predictions are tried on runs whose course is known`() throws {
    let tried = try object(try predict("--replicates", "20", "--check", "3").out)
    #expect(tried["truths"] as? Int == 3)
    let rows = try #require(tried["rows"] as? [[String: Any]])
    #expect(rows.first?["from"] as? Int == 1)
    for key in ["in50", "in90", "freeIn50", "freeIn90", "width"] {
      for row in rows {
        let mean = (row[key] as? [String: Any])?["mean"] as? Double
        #expect(mean.map { $0 >= 0 } == true, "\(key)")
      }
    }
  }

  @Test func `runs of an ensemble are weighed, and too few of them are refused`() throws {
    let plan = scratch.path + "/plan.yaml"
    let kept = scratch.path + "/kept"
    for count in [20, 5] {
      let text = "schemaVersion: 1\nscenario: courtyard\nseed: 1\nreplicates: \(count)\n"
      try text.write(toFile: plan, atomically: true, encoding: .utf8)
      let made = try Command.run("ensemble", "run", plan, "--out", "\(kept)-\(count)", "--quiet")
      #expect(made.code == 0, "\(made.error)")
    }
    let weighed = try Command.run("predict", "\(kept)-20", "--until", "1917-02-24", "--json")
    #expect(weighed.code == 0, "\(weighed.error)")
    let result = try object(weighed.out)
    #expect(result["runs"] as? Int == 20 && (result["stages"] as? [Any])?.isEmpty == true)
    let few = try Command.run("predict", "\(kept)-5", "--until", "1917-02-24")
    #expect(few.code == 1 && few.error.contains("of fewer than 10 nothing is told"), "\(few.error)")
    let settled = try Command.run("predict", "\(kept)-20", "--until", "1917-02-24", "--check", "3")
    #expect(settled.code == 2 && settled.error.hasPrefix("--check 3: "), "\(settled.error)")
  }

  @Test func `what cannot be predicted is said in a sentence each`() throws {
    let few = try predict("--replicates", "5", "--check", "1")
    #expect(
      few.code == 2
        && few.error == """
          --check 1: predictions are tried on 2 to 10000 runs. Write a whole number.
          --replicates 5: replicates are 20 to 100000, a seed each. Write a whole number.

          """,
      "\(few.error)"
    )
    let arm = try predict("--arm", "other")
    #expect(arm.code == 2 && arm.error.hasPrefix("--arm other: courtyard is a scenario"))
    let many = try Command.run(
      "predict",
      "petrograd-1917",
      "--scale",
      "1:10",
      "--until",
      "1917-02-15",
      "--replicates",
      "10000",
      "--quiet"
    )
    #expect(many.code == 2 && many.error.contains("MB is the most"), "\(many.error)")
    let never = try Command.run("predict", "courtyard", "--until", "1918-02-24", "--quiet")
    #expect(never.code == 2 && never.error.hasPrefix("--until 1918-02-24: no day of the runs"))
    let last = try Command.run(
      "predict",
      "courtyard",
      "--until",
      "1917-02-24",
      "--to",
      "1917-02-24",
      "--quiet"
    )
    #expect(last.code == 2 && last.error.contains("the runs end with that day"))
  }

  @Test func `the same seeds at two scales are held against each other`() throws {
    let arguments = [
      "scale-check", "petrograd-1917", "--scales", "1:500,1:1000", "--replicates", "3", "--until",
      "1917-02-20", "--quiet", "--out", scratch.path + "/scales",
    ]
    let made = try Command.shell("\"$0\" \"$@\" --json", arguments)
    #expect(made.code == 0, "\(made.error)")
    let result = try object(made.out)
    let scales = try #require(result["scales"] as? [[String: Any]])
    #expect(scales.map { $0["scale"] as? Int } == [500, 1_000])
    #expect(scales.allSatisfy { ($0["secondsPerRun"] as? Double).map { $0 > 0 } == true })
    let agents = scales.compactMap { $0["agents"] as? Int }
    #expect(agents.count == 2 && agents[0] > agents[1])
    let differences = try #require(result["differences"] as? [[String: Any]])
    #expect(differences.count == 1 && differences[0]["against"] as? Int == 500)
    // Gone on with: the same but for the time, of which nothing is known.
    let again = try object(try Command.shell("\"$0\" \"$@\" --json", arguments).out)
    let then = try #require(again["scales"] as? [[String: Any]])
    #expect(then.allSatisfy { $0["secondsPerRun"] is NSNull })
    let doubled = try Command.run("scale-check", "courtyard", "--scales", "1:10,10")
    #expect(doubled.code == 2 && doubled.error.contains("each once"))
    let twice = try Command.run("scale-check", "courtyard", "--scale", "1:10")
    #expect(
      twice.code == 2 && twice.error.hasPrefix("--scale 1:10: the scales are those of --scales")
    )
  }

  @Test func `how to cite a result is said by every command that gives one`() throws {
    for arguments in [
      ["run", "courtyard"], ["fork", "courtyard", "--at", "1917-02-22", "--without", "memory"],
      ["compare", "courtyard", "--without", "memory", "--replicates", "2"],
      ["clauses", "courtyard", "--replicates", "2"],
      ["outcomes", "courtyard", "--replicates", "3"],
    ] {
      let told = try Command.shell("\"$0\" \"$@\" --cite --quiet --until 1917-02-25", arguments)
      #expect(told.code == 0, "\(told.error)")
      let line = try #require(told.out.split(separator: "\n").last { $0.hasPrefix("Cite as: ") })
      // The command that is cited can be asked for.
      let command = try #require(line.split(separator: "`").last).dropFirst("dualpower ".count)
      let again = try Command.shell("\"$0\" \(command) --quiet --cite")
      #expect(again.out.contains(line), "\(arguments): \(again.error)")
    }
  }
}
