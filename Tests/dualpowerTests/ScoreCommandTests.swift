import Foundation
import Testing

/// Scores, from the command line.
@Suite struct ScoreCommandTests {
  private let scratch: Scratch
  private var runs: String { scratch.path + "/runs" }

  init() throws { scratch = try Scratch() }

  private func object(_ text: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(object as? [String: Any])
  }

  private func run(_ more: String...) throws {
    let done = try Command.shell(
      "\"$0\" \"$@\"",
      [
        "run", "petrograd-1917", "--scale", "1:1000", "--until", "1917-03-08", "--quiet", "--json",
        "--out", runs,
      ] + more
    )
    #expect(done.code == 0, "\(done.error)")
  }

  private func write(_ text: String, to name: String) throws {
    let folder = scratch.path + "/evidence"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
  }

  @Test func `a run is scored by its own scenario's observations`() throws {
    try run()
    let out = scratch.path + "/scores"
    let done = try Command.run("score", runs, "--json", "--quiet", "--out", out)
    #expect(done.code == 0)
    #expect(done.error.hasPrefix("one run is no ensemble"))
    let result = try object(done.out)
    #expect(result["scenario"] as? String == "petrograd-1917")
    #expect(result["runs"] as? Int == 1)
    let series = try #require(result["series"] as? [[String: Any]])
    for key in ["name", "place", "n", "crps", "wis", "coverage50", "coverage90", "bias", "skill"] {
      #expect(series.allSatisfy { $0[key] != nil }, "\(key)")
    }
    #expect(series.contains { $0["name"] as? String == "active.worker" })
    let overall = try #require(result["overall"] as? [String: Any])
    let rows = try #require(result["rows"] as? [[String: Any]])
    #expect(overall["n"] as? Int == rows.count)
    // What lies after the run's last day is told.
    let unscored = try #require(result["notScored"] as? [[String: Any]])
    #expect(unscored.contains { ($0["reason"] as? String)?.contains("after the last day") == true })
    let kept = try Set(FileManager.default.contentsOfDirectory(atPath: out))
    #expect(
      kept == [
        "score.json", "scores.parquet", "observations.csv", "hubverse.csv", "scores.html",
        "pictures",
      ]
    )
    let hub = try String(contentsOfFile: out + "/hubverse.csv", encoding: .utf8).split(
      separator: "\n"
    )
    #expect(
      hub.first
        == "model_id,reference_date,target_date,target,location,output_type,output_type_id,value"
    )
    #expect(hub.count == 1 + 23 * rows.count)
    // The rows that were kept are tables of observations themselves.
    try write(
      String(contentsOfFile: out + "/observations.csv", encoding: .utf8),
      to: "observations.csv"
    )
    let again = try Command.run("score", runs, "--json", "--evidence", scratch.path + "/evidence")
    #expect(try object(again.out)["overall"] as? [String: Double] == overall as? [String: Double])
  }

  @Test func `tables as they were gathered are known by their columns, and no row is lost`() throws
  {
    try run()
    try write(
      """
      series,date_os,date_ns,low,central,high,unit,confidence,source,url,note\r
      february_days_police,1917-02-24,1917-03-09,,158583,,strikers,B,Balk,,\r
      february_days_best,1917-02-24,1917-03-09,,200000,,strikers,C,derived,,\r
      month_total,1917-01-31,1917-02-13,,177000,,"strikers in January, Petrograd",B,x,,\r
      mood,1917-02-24,1917-03-09,,,,text,B,x,,\r
      """,
      to: "strikes.csv"
    )
    try write(
      """
      id,date_os,date_ns,actors,direction,score_signed,intensity_1_5,domain,description,confidence,source,url
      1,1917-03-05,1917-03-18,Soviet,rivalry,-2,2,press,Papers banned,A,GSE,
      2,1917-06-01,1917-06-14,Soviet,rivalry,-2,2,press,Later,A,GSE,
      """,
      to: "relation.csv"
    )
    try write(
      "place_id,body,date_os,date_ns,precision_days,confidence,source,url,note\nomsk,workers,1917-03-03,,1,A,x,,\n",
      to: "founding.csv"
    )
    try write("a,b\n1,2\n", to: "other.csv")
    let done = try Command.run("score", runs, "--json", "--evidence", scratch.path + "/evidence")
    #expect(done.code == 0, "\(done.error)")
    let result = try object(done.out)
    let rows = try #require(result["rows"] as? [[String: Any]])
    #expect(rows.map { $0["series"] as? String } == ["active.worker", "relation"])
    #expect(rows.map { $0["process"] as? String } == ["police_count", "coded_incident"])
    #expect(rows.map { $0["recorded"] as? Double } == [158_583, -0.4])
    let unscored = try #require(result["notScored"] as? [[String: Any]])
    let reasons = unscored.compactMap { $0["reason"] as? String }
    #expect(reasons.count == 6)
    for part in [
      "grade C", "sums over a span", "no count of \"mood\"", "after the last day",
      "no series \"council\"", "no series \"council_of.workers\"",
    ] {
      #expect(reasons.contains { $0.contains(part) }, "\(part): \(reasons)")
    }
    #expect(result["tablesWithoutObservations"] as? [String] == ["other.csv"])
  }

  @Test func `an ensemble is scored whole, the same each time`() throws {
    try write(
      "schemaVersion: 1\nscenario: petrograd-1917\nscale: 1:1000\nuntil: 1917-03-04\nseed: 1\n"
        + "replicates: 3\narms:\n  - name: plain\n  - name: mute\n    without: [telegraph]\n",
      to: "plan.yaml"
    )
    let plan = scratch.path + "/evidence/plan.yaml"
    let made = try Command.run("ensemble", "run", plan, "--out", runs, "--quiet")
    #expect(made.code == 0, "\(made.error)")
    let vague = try Command.run("score", runs)
    #expect(vague.code == 2)
    #expect(
      vague.error == "\(runs): several arms, each a world of its own; there are plain, mute. "
        + "Name one with --arm.\n"
    )
    let one = try Command.run("score", runs, "--arm", "plain", "--json")
    #expect(one.code == 0)
    #expect(try object(one.out)["runs"] as? Int == 3)
    #expect(try Command.run("score", runs, "--arm", "plain", "--json").out == one.out)
    let cited = try Command.run("score", runs, "--arm", "plain", "--cite").out
    #expect(cited.contains("Cite as: ") && cited.contains("seeds 1 to 3"))
    let other = try Command.run("score", runs, "--arm", "mute", "--json")
    #expect(other.code == 0)
    #expect(try object(other.out)["arm"] as? String == "mute")
  }

  @Test func `what cannot be scored is said in a sentence`() throws {
    let nothing = try Command.run("score", scratch.path)
    #expect(nothing.code == 2)
    #expect(
      nothing.error == "\(scratch.path): no run and no ensemble is here; scores are of the folder "
        + "of either. Name one that 'run --out' or 'ensemble run --out' has written.\n"
    )
    try run()
    let gone = try Command.run("score", runs, "--evidence", scratch.path + "/gone")
    #expect(gone.code == 2)
    #expect(gone.error == "\(scratch.path)/gone: no such file. Check the name.\n")
    let file = try Command.run("score", runs, "--evidence", runs + "/manifest.json")
    #expect(
      file.error == "\(runs)/manifest.json: a file; the folder of some tables is meant. "
        + "Name the folder that it is in.\n"
    )
    try Data("no table".utf8).write(to: URL(filePath: runs + "/readings.parquet"))
    let broken = try Command.run("score", runs)
    #expect(broken.code == 2)
    #expect(
      broken.error.hasPrefix("\(runs)/readings.parquet: 8 bytes, where ")
        && broken.error.hasSuffix(" were written. Copy the folder again, or make it anew.\n")
    )
    try FileManager.default.removeItem(atPath: runs + "/readings.parquet")
    let old = try Command.run("score", runs)
    #expect(old.code == 2)
    #expect(old.error.contains("kept without its readings"))
  }
}
