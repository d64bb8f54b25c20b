import Foundation
import Testing

/// Kept folders against their checksums, from the command line.
@Suite struct VerifyCommandTests {
  private let scratch: Scratch
  private var run: String { scratch.path + "/run" }

  init() throws { scratch = try Scratch() }

  private func keep() throws {
    let done = try Command.run("run", "courtyard", "--quiet", "--out", run)
    #expect(done.code == 0, "\(done.error)")
  }

  private func spoil(_ name: String) throws {
    let file = URL(filePath: name)
    var data = try Data(contentsOf: file)
    data[data.count / 2] ^= 4
    try data.write(to: file)
  }

  @Test func `a run, a life and an ensemble are as they were written`() throws {
    try keep()
    let (life, runs, plan) = (
      "\(scratch.path)/life", "\(scratch.path)/runs", "\(scratch.path)/plan.yaml"
    )
    #expect(try Command.run("person", "courtyard", "--id", "0", "--out", life).code == 0)
    try "schemaVersion: 1\nscenario: courtyard\nreplicates: 3\nfolders: true\n"
      .write(toFile: plan, atomically: true, encoding: .utf8)
    #expect(try Command.run("ensemble", "run", plan, "--out", runs, "--quiet").code == 0)
    let done = try Command.run("verify", run, life, runs)
    #expect(done.code == 0, "\(done.error)")
    #expect(done.out.split(separator: "\n").count == 3)
    #expect(done.out.contains("\(life): 3 files and the manifest are as they were written."))
    try spoil("\(runs)/summary.parquet")
    let spoilt = try Command.run("verify", run, runs)
    #expect(spoilt.code == 2)
    #expect(
      spoilt.error == "\(runs)/summary.parquet: damaged; what it holds is not what was written. "
        + "Copy the folder again, or make it anew.\n"
    )
    #expect(
      spoilt.out == "\(run): \(try files()) files and the manifest are as they were written.\n"
    )
  }

  private func files() throws -> Int {
    let data = try Data(contentsOf: URL(filePath: run + "/manifest.json"))
    let manifest = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return try #require(manifest?["files"] as? [Any]).count
  }

  @Test func `as JSON it has the findings beside their folder`() throws {
    try keep()
    try spoil(run + "/daily.parquet")
    let done = try Command.run("verify", run, scratch.path, "--json")
    #expect(done.code == 2)
    let json = try JSONSerialization.jsonObject(with: Data(done.out.utf8)) as? [String: Any]
    let folders = try #require(json?["folders"] as? [[String: Any]])
    #expect(folders.map { $0["folder"] as? String } == [run, scratch.path])
    let found = folders.map { ($0["findings"] as? [String]) ?? [] }
    #expect(found.map(\.count) == [1, 1])
    #expect(found[0][0].hasPrefix("\(run)/daily.parquet: damaged"))
    #expect(found[1][0].hasPrefix("\(scratch.path): no manifest"))
  }

  @Test func `scores are not made of readings that were changed`() throws {
    try keep()
    try spoil(run + "/readings.parquet")
    let done = try Command.run("score", run)
    #expect(done.code == 2)
    #expect(done.error.hasPrefix("\(run)/readings.parquet: damaged"))
  }

  @Test(arguments: [["run"], ["compare", "--without", "memory"], ["outcomes"]])
  func `runs that do not fit into memory are refused before they begin`(words: [String]) throws {
    let asked = [words[0], "russia-1917"] + words.dropFirst() + ["--until", "1917-02-21"]
    let done = try Command.shell("ulimit -v 2000000; exec \"$0\" \"$@\"", asked)
    #expect(done.code == 2, "\(done.error)")
    #expect(done.error.hasPrefix("russia-1917: "))
    #expect(done.error.contains(" of memory, and "))
    #expect(done.error.contains("Give a coarser scale, as 1:10"))
  }
}
