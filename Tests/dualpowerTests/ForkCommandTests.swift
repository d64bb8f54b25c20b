import Foundation
import Testing

@Suite struct ForkCommandTests {
  private let scratch: Scratch
  private var kept: String { scratch.path + "/kept" }

  init() throws { scratch = try Scratch() }

  private func json(_ arguments: String..., in folder: String = ".") throws -> [String: Any] {
    let result = try Command.shell("cd \(folder) && \"$0\" \"$@\" --json --quiet", arguments)
    try #require(result.code == 0, "\(result.error)")
    let object = try JSONSerialization.jsonObject(with: Data(result.out.utf8))
    return try #require(object as? [String: Any])
  }

  private func digest(_ run: [String: Any]) throws -> String {
    try #require(run["digest"] as? String)
  }

  private func command(of folder: String) throws -> String {
    let data = try Data(contentsOf: URL(filePath: folder + "/manifest.json"))
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return try #require(object?["command"] as? String)
  }

  @Test(arguments: ["1917-02-20T01", "1917-02-23T07", "1917-02-24T12", "1917-02-25T00"])
  func `a run goes on from any hour, and a fork with no change is that run`(hour: String) throws {
    let whole = try json(
      "run",
      "courtyard",
      "--seed",
      "3",
      "--out",
      kept,
      "--checkpoint",
      "\(hour):00"
    )
    let file = "\(kept)/checkpoint-\(hour).dpc"
    #expect(try digest(json("run", "--from", file)) == digest(whole))
    let fork = try json("fork", file)
    #expect(try digest(fork) == digest(whole))
    let changes = try #require(fork["interventions"] as? [[String: Any]])
    #expect(changes.map { $0["at"] as? String } == ["\(hour):00"])
    #expect(whole["interventions"] == nil)
  }

  @Test func `a fork of a checkpoint is the fork of its scenario at its hour`() throws {
    _ = try json(
      "run",
      "courtyard",
      "--out",
      kept,
      "--checkpoint",
      "1917-02-23T07:00",
      "--until",
      "1917-02-23"
    )
    let file = "\(kept)/checkpoint-1917-02-23T07.dpc"
    let change = ["--without", "privation_growth", "--set", "parameters.noise=0.2"]
    let out = scratch.path + "/fork"
    let forked = try json("fork", file, change[0], change[1], change[2], change[3], "--out", out)
    let straight = try json(
      "fork",
      "courtyard",
      "--at",
      "1917-02-23T07:00",
      change[0],
      change[1],
      change[2],
      change[3]
    )
    #expect(try digest(forked) == digest(straight))
    #expect(try digest(forked) != digest(json("run", "--from", file)))
    #expect(
      try command(of: out) == "dualpower fork courtyard --seed 1 --at 1917-02-23T07:00 "
        + "--set parameters.noise=0.2 --without privation_growth"
    )
    let told = try String(contentsOfFile: out + "/chronicle.md", encoding: .utf8)
    #expect(
      told.contains("07:00 — From here the world is another: without privation_growth; parameters")
    )
    let page = try String(contentsOfFile: out + "/report.html", encoding: .utf8)
    #expect(page.contains("<dt>Another world from</dt><dd>07:00, Thursday 23 February"))
  }

  @Test func `what a fork of a fork prints makes it again`() throws {
    let overlay = scratch.path + "/noise.yaml"
    try "parameters: {noise: {value: 0.2}}\n"
      .write(toFile: overlay, atomically: true, encoding: .utf8)
    _ = try json(
      "run",
      "courtyard",
      "--without",
      "memory",
      "--out",
      kept,
      "--checkpoint",
      "1917-02-22"
    )
    let first = scratch.path + "/first"
    let second = scratch.path + "/second"
    _ = try json(
      "fork",
      "\(kept)/checkpoint-1917-02-22.dpc",
      "--with",
      overlay,
      "--out",
      first,
      "--checkpoint",
      "1917-02-23T07:00"
    )
    let forked = try json(
      "fork",
      "\(first)/checkpoint-1917-02-23T07.dpc",
      "--without",
      "telegraph",
      "--out",
      second,
      "--checkpoint",
      "1917-02-26T13"
    )
    // Its own checkpoint needs no overlay on disk.
    try FileManager.default.moveItem(atPath: overlay, toPath: overlay + ".gone")
    let on = try json("run", "--from", "\(second)/checkpoint-1917-02-26T13.dpc")
    #expect(try digest(on) == digest(forked))
    try FileManager.default.moveItem(atPath: overlay + ".gone", toPath: overlay)
    let line = try command(of: second)
    #expect(line.split(separator: " && ").count == 3)
    let again = try Command.shell(
      "cd \"$1\" && dualpower() { \"$command\" \"$@\" --json --quiet; }; command=\"$0\"; \(line)",
      [scratch.path]
    )
    #expect(again.code == 0, "\(again.error)")
    #expect(try again.out.contains(digest(forked)))
  }

  @Test(arguments: [
    (
      ["courtyard"],
      "courtyard: a scenario, and no --at; a fork begins at some hour. "
        + "Give one, as --at 1917-02-27T07:00, or name a checkpoint."
    ),
    (
      ["a.dpc", "--seed", "1"],
      "--seed 1: settled by a.dpc; a fork has the people of the run before it. Leave it out."
    ),
    (["a.dpc"], "a.dpc: no such file; a checkpoint is meant. Check the name."),
    (
      ["courtyard", "--at", "1917-02-22T7"],
      "--at 1917-02-22T7: \"1917-02-22T7\" is no hour; hours are written 1917-02-27T07:00. Mend it."
    ),
    (
      ["courtyard", "--at", "1917-02-24T07:00", "--until", "1917-02-23"],
      "--at 1917-02-24T07:00: 1917-02-24T07:00; the run ends with 1917-02-23. Choose a day within, "
        + "or a later --until."
    ),
    (
      ["courtyard", "--at", "1917-02-22T07:00", "--set", "parameters.councilFirst.worker=0.5"],
      "--set parameters.councilFirst.worker=0.5: parameters.councilFirst.values.worker: drawn or "
        + "dealt out before the first hour; a later change of it would do nothing. "
        + "Change it from the first hour, with run."
    ),
  ])
  func `what cannot be asked for ends with 2 and a sentence`(arguments: [String], told: String)
    throws
  {
    let result = try Command.shell("\"$0\" fork \"$@\"", arguments)
    #expect(result.code == 2)
    #expect(result.out.isEmpty)
    #expect(result.error == told + "\n")
  }

  @Test func `a checkpoint of the first hour holds nothing`() throws {
    let result = try Command.run(
      "run",
      "courtyard",
      "--out",
      kept,
      "--checkpoint",
      "1917-02-20T00:00"
    )
    #expect(result.code == 2)
    #expect(
      result.error == "--checkpoint 1917-02-20T00:00: 1917-02-20T00:00; the run begins with that "
        + "hour. Choose a later one.\n"
    )
  }
}
