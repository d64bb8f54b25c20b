import Foundation
import Testing

@Suite struct CheckpointCommandTests {
  private let scratch: Scratch
  private var kept: String { scratch.path + "/kept" }
  private var checkpoint: String { kept + "/checkpoint-1917-02-22.dpc" }

  init() throws { scratch = try Scratch() }

  private func keep() throws {
    let result = try Command.run(
      "run",
      "courtyard",
      "--seed",
      "3",
      "--without",
      "memory",
      "--until",
      "1917-02-24",
      "--out",
      kept,
      "--checkpoint",
      "1917-02-22",
      "--checkpoint",
      "1917-02-23"
    )
    try #require(result.code == 0, "\(result.error)")
  }

  private func manifest(_ folder: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: folder + "/manifest.json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func `a run goes on from a file alone, and is the run it would have been`() throws {
    try keep()
    let names = try FileManager.default.contentsOfDirectory(atPath: kept)
    #expect(names.contains("checkpoint-1917-02-22.dpc"))
    #expect(names.contains("checkpoint-1917-02-23.dpc"))
    let on = scratch.path + "/on"
    let whole = scratch.path + "/whole"
    let nowhere = scratch.path + "/moved.dpc"
    try FileManager.default.moveItem(atPath: checkpoint, toPath: nowhere)
    let result = try Command.shell(
      """
      cd / && DUALPOWER_HOME=/nowhere "$0" run --from "$1" --out "$2" --threads 2
      """,
      [nowhere, on]
    )
    #expect(result.code == 0, "\(result.error)")
    #expect(
      try Command.run("run", "courtyard", "--seed", "3", "--without", "memory", "--out", whole).code
        == 0
    )
    let (resumed, straight) = try (manifest(on), manifest(whole))
    for key in ["digest", "outcome", "command"] {
      #expect(resumed[key] as? String == straight[key] as? String)
    }
    #expect(straight["continuedFrom"] == nil)
    let from = try #require(resumed["continuedFrom"] as? [String: Any])
    #expect(from["checkpoint"] as? String == nowhere)
    #expect(from["date"] as? String == "1917-02-22" && from["ticks"] as? Int == 72)
    for name in ["chronicle.md", "pictures/writ.vl.json"] {
      #expect(
        FileManager.default.contents(atPath: "\(on)/\(name)")
          == FileManager.default.contents(atPath: "\(whole)/\(name)")
      )
    }
  }

  @Test func `a checkpoint of a run that went on is that of the run that did not`() throws {
    try keep()
    let on = scratch.path + "/on"
    #expect(
      try Command.run("run", "--from", checkpoint, "--out", on, "--checkpoint", "1917-02-23").code
        == 0
    )
    let name = "/checkpoint-1917-02-23.dpc"
    let again = FileManager.default.contents(atPath: on + name)
    #expect(again != nil && again == FileManager.default.contents(atPath: kept + name))
  }

  @Test(arguments: [
    (
      ["--from", "/nowhere.dpc"],
      "/nowhere.dpc: no such file; a checkpoint is meant. Check the name."
    ),
    (
      ["--from", "/"],
      "/: a folder; a checkpoint is meant. "
        + "Name a file in it, such as checkpoint-1917-02-27.dpc."
    ),
    (
      ["courtyard", "--checkpoint", "1917-02-21"],
      "--checkpoint 1917-02-21: no --out; a checkpoint is kept in the folder of its run. "
        + "Name one with --out."
    ),
    (
      [],
      "run: no scenario and no --from; one of them is needed. "
        + "Name a scenario (see 'dualpower scenarios') or a checkpoint."
    ),
    (
      ["courtyard", "--from", "a.dpc"],
      "courtyard: a scenario beside --from a.dpc, which holds its own. Leave one of them out."
    ),
    (
      ["--from", "a.dpc", "--seed", "1"],
      "--seed 1: settled by --from a.dpc; a run goes on as it began. "
        + "Leave it out, or run the scenario from its first hour."
    ),
  ])
  func `what cannot be asked for ends with 2 and a sentence`(arguments: [String], told: String)
    throws
  {
    let result = try Command.shell("\"$0\" run \"$@\"", arguments)
    #expect(result.code == 2)
    #expect(result.out.isEmpty)
    #expect(result.error == told + "\n")
  }

  @Test func `everything that a checkpoint settles is told at once`() throws {
    let result = try Command.shell(
      """
      "$0" run courtyard --from a.dpc --seed 1 --scale 1:2 --set a=1 --without b --with c
      """
    )
    #expect(result.code == 2)
    #expect(result.error.split(separator: "\n").count == 6)
  }

  @Test func `a day outside the run is told and nothing is written`() throws {
    let result = try Command.run(
      "run",
      "courtyard",
      "--until",
      "1917-02-22",
      "--out",
      kept,
      "--checkpoint",
      "1917-02-23",
      "--checkpoint",
      "1917-02-30"
    )
    #expect(result.code == 2)
    #expect(
      result.error == """
        --checkpoint 1917-02-23: 1917-02-23; the run ends with 1917-02-22. Choose a day within, \
        or a later --until.
        --checkpoint 1917-02-30: "1917-02-30" is no date of the Julian calendar; dates are written \
        1917-02-23. Mend it.

        """
    )
    #expect(scratch.names.isEmpty)
  }

  @Test func `a run ends after the day it goes on from`() throws {
    try keep()
    let result = try Command.run("run", "--from", checkpoint, "--until", "1917-02-22")
    #expect(result.code == 2)
    #expect(
      result.error == "--until 1917-02-22: 1917-02-22; the checkpoint has everything up to "
        + "1917-02-22 behind it. Choose a later one.\n"
    )
  }

  @Test func `a damaged file is told, and nothing is written`() throws {
    try keep()
    let file = try FileHandle(forUpdating: URL(filePath: checkpoint))
    try file.seek(toOffset: 500)
    try file.write(contentsOf: Data([1, 2, 3, 4]))
    try file.close()
    let result = try Command.run("run", "--from", checkpoint, "--out", scratch.path + "/on")
    #expect(result.code == 2)
    #expect(
      result.error == "\(checkpoint): damaged; what it holds is not what was written. "
        + "Copy it again, or write it anew.\n"
    )
    #expect(scratch.names == ["kept"])
  }

  @Test func `a run does not replace the checkpoint that it goes on from`() throws {
    try keep()
    let result = try Command.run("run", "--from", checkpoint, "--out", kept + "/")
    #expect(result.code == 2)
    #expect(
      result.error == "--out \(kept)/: \(checkpoint) lies in this folder, which the run would "
        + "replace. Name another.\n"
    )
    #expect(FileManager.default.fileExists(atPath: checkpoint))
  }

  @Test func `an interrupted run leaves no checkpoint either`() throws {
    let result = try Command.shell(
      """
      "$0" run petrograd-1917 --scale 1:10 --out "$1/runs/kept" --checkpoint 1917-02-15 & run=$!
      for _ in $(seq 600); do [ -e "$1"/runs/kept.tmp-*/*.dpc ] && break; sleep 0.05; done
      kill -INT $run; wait $run
      """,
      [scratch.path]
    )
    #expect(result.code == 130)
    #expect(result.error.hasSuffix("; nothing was written\n"))
    #expect(scratch.names.isEmpty)
  }
}
