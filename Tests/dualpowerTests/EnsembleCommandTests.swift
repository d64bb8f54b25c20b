import Foundation
import Testing

/// Ensembles from the command line.
@Suite struct EnsembleCommandTests {
  private let scratch: Scratch
  private var kept: String { scratch.path + "/kept" }
  private var plan: String { scratch.path + "/plan.yaml" }

  init() throws {
    scratch = try Scratch()
    try write(
      """
      schemaVersion: 1
      scenario: courtyard
      until: 1917-02-24
      replicates: 6
      arms:
        - name: as_it_was
        - {name: calm, set: [parameters.panic=0]}
      design:
        method: sobol
        points: 4
        parameters: {parameters.noise: {low: 0.05, high: 0.2}}

      """
    )
  }

  private func write(_ text: String) throws {
    try text.write(toFile: plan, atomically: true, encoding: .utf8)
  }

  private func object(_ text: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(object as? [String: Any])
  }

  private func files(_ folder: String) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try Data(contentsOf: URL(filePath: "\(folder)/\($0)")))
      }
    )
  }

  @Test func `a plan is shown before it is run`() throws {
    let shown = try Command.run("ensemble", "plan", plan)
    #expect(shown.code == 0 && shown.error == "", "\(shown.error)")
    #expect(shown.out.contains("2 worlds × 4 points × 6 seeds = 48 runs at 1:1, 5 days each."))
    let result = try object(try Command.run("ensemble", "plan", plan, "--json", "--time").out)
    #expect(result["runs"] as? Int == 48 && result["personHours"] as? Int == 48 * 12 * 120)
    #expect((result["points"] as? [[Double]])?.count == 4)
    #expect((result["secondsOnOneThread"] as? Double).map { $0 > 0 } == true)
  }

  @Test func `shares that are gathered are what run makes alone`() throws {
    let run = try Command.run("ensemble", "run", plan, "--out", kept, "--json", "--cite", "--quiet")
    #expect(run.code == 0 && run.error == "", "\(run.error)")
    let result = try object(run.out)
    #expect(result["complete"] as? Int == 48 && result["isWhole"] as? Bool == true)
    let cite = try #require(result["cite"] as? [String: Any])
    #expect(cite["version"] as? String != nil && cite["hash"] as? String != nil)
    let shared = scratch.path + "/shared"
    for shard in ["2/3", "1/3"] {
      let work = try Command.run("ensemble", "work", plan, "--out", shared, "--shard", shard)
      #expect(work.code == 0 && work.out.hasPrefix("16 runs made"), "\(work.error)")
    }
    let early = try Command.run("ensemble", "gather", shared, "--json")
    #expect(early.code == 1 && early.error.hasPrefix("16 of 48 runs are still to be made"))
    #expect(try object(early.out)["complete"] as? Int == 32)
    let rest = try Command.run("ensemble", "run", plan, "--out", shared, "--quiet")
    #expect(rest.code == 0, "\(rest.error)")
    #expect(try files(shared) == files(kept))
    let again = try Command.run("ensemble", "gather", shared)
    #expect(again.code == 0 && again.out == rest.out)
  }

  @Test func `a run that ends the program is a failed run, and the rest are made`() throws {
    try write(
      """
      schemaVersion: 1
      scenario: petrograd-1917
      scale: 1:1000
      until: 1917-02-24
      replicates: 40

      """
    )
    // The signal of a trap, in the middle of a run; between two it is nobody's, and the program ends by it.
    let ended = try Command.shell(
      """
      for attempt in 1 2 3 4 5; do
        "$0" ensemble run "$1" --out "$2" --threads 1 --quiet --json &
        for _ in $(seq 3000); do [ -s "$2/work.journal" ] && break; sleep 0.01; done
        sleep 0.2
        kill -ILL $!
        wait $!
        code=$?
        [ $code -eq 132 ] || exit $code
      done
      """,
      [plan, kept]
    )
    #expect(ended.code == 1, "\(ended.error)")
    let result = try object(ended.out)
    #expect(result["failed"] as? Int == 1 && result["complete"] as? Int == 39)
    let failed = try String(contentsOfFile: kept + "/failed.jsonl", encoding: .utf8)
    #expect(failed.contains("it ended the program, by signal 4"))
    #expect(failed.contains("dualpower run petrograd-1917 --seed"))
    #expect(try files(kept).keys.allSatisfy { !$0.hasPrefix("work") })
  }

  @Test func `whole folders of runs are kept where the plan asks for them`() throws {
    try write(
      """
      schemaVersion: 1
      scenario: courtyard
      until: 1917-02-24
      replicates: 3
      folders: true

      """
    )
    let run = try Command.run("ensemble", "run", plan, "--out", kept, "--quiet")
    #expect(run.code == 0 && run.error == "", "\(run.error)")
    let lines = try String(contentsOfFile: kept + "/manifest.jsonl", encoding: .utf8)
      .split(separator: "\n").dropFirst()
    #expect(lines.count == 3)
    for line in lines {
      let told = try object(String(line))
      let folder = kept + "/runs/" + (try #require(told["name"] as? String))
      let text = try String(contentsOfFile: folder + "/manifest.json", encoding: .utf8)
      #expect(try object(text)["digest"] as? String == told["digest"] as? String)
      #expect(FileManager.default.fileExists(atPath: folder + "/report.html"))
    }
  }

  @Test func `a full disk is told in a sentence and loses nothing`() throws {
    let whole = try Command.run("ensemble", "run", plan, "--out", kept, "--quiet")
    #expect(whole.code == 0)
    let tight = scratch.path + "/tight"
    // A file can be as long as so many blocks of 1,024 bytes: none is whole, then all but the largest.
    let largest = try files(kept).values.map(\.count).max() ?? 0
    for blocks in [1, 20, (largest - 1) / 1_024] {
      let full = try Command.shell(
        "ulimit -f \(blocks); \"$0\" ensemble run \"$1\" --out \"$2\" --quiet",
        [plan, tight]
      )
      #expect(full.code == 1, "\(blocks): \(full.error)")
      #expect(full.error.split(separator: "\n").count == 1, "\(full.error)")
      #expect(full.error.contains("file too large; what was complete before stays."))
    }
    let room = try Command.run("ensemble", "run", plan, "--out", tight, "--quiet")
    #expect(room.code == 0, "\(room.error)")
    #expect(try files(tight) == files(kept))
    let nowhere = try Command.run("ensemble", "run", plan, "--out", "/proc/none/kept", "--quiet")
    #expect(nowhere.code == 1)
    #expect(
      nowhere.error.hasPrefix("/proc/none/kept: the folder cannot be made;"),
      "\(nowhere.error)"
    )
  }

  @Test func `a run that fails makes the exit code, and its command finds the same`() throws {
    try write(
      """
      schemaVersion: 1
      scenario: courtyard
      until: 1917-02-22
      design:
        method: grid
        points: 3
        parameters: {bodies.yard_council.executive: {low: 1, high: 2}}

      """
    )
    let run = try Command.run("ensemble", "run", plan, "--out", kept, "--quiet")
    #expect(run.code == 1)
    #expect(
      run.error.hasPrefix(
        "1 of 3 runs failed; why, and how to have each again: \(kept)/failed.jsonl"
      )
    )
    #expect(run.out.hasPrefix("2 of 3 runs are in \(kept)"))
    let failed = try object(try String(contentsOfFile: kept + "/failed.jsonl", encoding: .utf8))
    let command = try #require(failed["command"] as? String)
    let again = try Command.shell("\"$0\" \(command.dropFirst("dualpower ".count))")
    #expect(again.code == 2)
    #expect(again.error.split(separator: "\n").map(String.init) == failed["failures"] as? [String])
  }

  @Test func `what cannot be asked is said`() throws {
    let far = try Command.run("ensemble", "run", plan, "--out", kept, "--on", "slurm")
    #expect(far.code == 2 && far.error.contains("ensemble work \(plan) --out \(kept) --shard i/n"))
    let shard = try Command.run("ensemble", "work", plan, "--out", kept, "--shard", "4/3")
    #expect(shard.code == 2 && shard.error.hasPrefix("--shard 4/3: a share is"))
    let nothing = try Command.run("ensemble", "gather", scratch.path)
    #expect(nothing.code == 2 && nothing.error.contains("no runs of an ensemble"))
    try write("schemaVersion: 1\nscenario: courtyard\nreplicate: 3\n")
    let wrong = try Command.run("ensemble", "run", plan, "--out", kept, "--threads", "0")
    #expect(wrong.code == 2 && wrong.error.split(separator: "\n").count == 2, "\(wrong.error)")
  }

  @Test func `what is interrupted keeps the runs that are done`() throws {
    try write(
      "schemaVersion: 1\nscenario: petrograd-1917\nscale: 1:1000\nuntil: 1917-02-20\nreplicates: 5000\n"
    )
    let result = try Command.interrupt(
      "\"$0\" ensemble run \"$1\" --threads 1 --quiet --out \"$2\"",
      onceGrown: "$2/work.journal",
      [plan, kept]
    )
    #expect(result.code == 130)
    #expect(result.error.hasPrefix("interrupted; the runs that are done are kept in \(kept)"))
    let gathered = try Command.run("ensemble", "gather", kept, "--json")
    #expect((try object(gathered.out)["complete"] as? Int).map { $0 > 0 } == true)
  }
}
