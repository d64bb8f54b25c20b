import Foundation
import Testing

@Suite struct CommandTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  // MARK: Results

  @Test func `the bundled scenarios are listed, a line each`() throws {
    let result = try Command.run("scenarios")
    #expect(result.code == 0)
    #expect(result.out.contains("courtyard ") && result.out.contains("petrograd-1917 "))
    #expect(result.error.isEmpty)
    let listed =
      try json(try Command.run("scenarios", "--json").out)["scenarios"] as? [[String: Any]]
    #expect(listed?.contains { $0["id"] as? String == "courtyard" } == true)
  }

  @Test func `a scenario is explained, every value with its source`() throws {
    let result = try Command.run("explain", "courtyard")
    #expect(result.code == 0)
    #expect(result.out.contains("Parameters") && result.out.contains("Mechanisms"))
    let explained = try json(try Command.run("explain", "courtyard", "--json").out)
    let parameters = try #require(explained["parameters"] as? [[String: Any]])
    #expect(parameters.allSatisfy { ($0["source"] as? String)?.isEmpty == false })
  }

  @Test func `a run tells its chronicle on standard output and nothing beside it`() throws {
    let result = try Command.run("run", "courtyard")
    #expect(result.code == 0)
    #expect(result.out.contains("Outcome: "))
    #expect(result.error.isEmpty)
  }

  @Test func `a run as JSON has the documented keys in their order`() throws {
    let result = try Command.run("run", "courtyard", "--json", "--quiet")
    #expect(result.code == 0)
    #expect(result.error.isEmpty)
    let keys = [
      "scenario", "seed", "scale", "persons", "ticks", "digest", "wallSeconds",
      "personTicksPerSecond", "peakMemoryBytes", "estimatedMemoryBytes", "events", "daily",
      "outcome",
    ]
    let run = try json(result.out)
    #expect(Set(run.keys) == Set(keys))
    let places = keys.map { result.out.range(of: "\"\($0)\":")?.lowerBound }
    #expect(places.allSatisfy { $0 != nil })
    let daily = try #require((run["daily"] as? [[String: Any]])?.first)
    for key in [
      "date", "dateGregorian", "active", "writ", "effectiveAuthorities", "stance", "deputies",
      "councils", "aspiration", "competence", "grievance", "privation", "inequality",
      "eliteConfidence", "recognition", "none",
    ] { #expect(daily[key] != nil, "\(key)") }
    for (key, ids) in [
      ("active", "worker"), ("writ", "tsar"), ("deputies", "tenants"), ("aspiration", "tsar"),
      ("competence", "tsar"), ("grievance", "worker"), ("privation", "worker"),
      ("inequality", "worker"), ("eliteConfidence", "person"),
    ] { #expect((daily[key] as? [String: Any])?[ids] is Double, "\(key)") }
    for (key, row, column) in [
      ("recognition", "council", "worker"), ("recognition", "old_regime_person", "worker"),
      ("stance", "tsar", "tenants"), ("deputiesByParty", "yard_council", "sr"),
      ("positions", "tsar", "war"),
    ] {
      let rows = daily[key] as? [String: [String: Any]]
      #expect(rows?[row]?[column] is Double, "\(key)")
    }
  }

  @Test func `an event as JSON has its hour in both calendars, its place and a sentence`() throws {
    let run = try json(
      try Command.run(
        "run",
        "petrograd-1917",
        "--scale",
        "1:1000",
        "--until",
        "1917-03-05",
        "--json",
        "--quiet"
      ).out
    )
    let events = try #require(run["events"] as? [[String: Any]])
    #expect(events.count > 10)
    for event in events {
      for key in ["id", "at", "atGregorian", "kind", "text"] {
        #expect((event[key] as? String)?.isEmpty == false, "\(key)")
      }
      for key in ["place", "body", "subject", "amount"] { #expect(event[key] != nil, "\(key)") }
    }
    let hours = events.compactMap { $0["at"] as? String }
    #expect(hours == hours.sorted())
    #expect(events.contains { $0["kind"] as? String == "news" && $0["subject"] is String })
  }

  @Test func `a packed society is bytes, the same each time`() throws {
    let line = "\"$0\" pack courtyard | sha256sum"
    #expect(try Command.shell(line).out == Command.shell(line).out)
    #expect(try Command.shell("\"$0\" pack courtyard | wc -c").out != "0\n")
  }

  // MARK: Files

  @Test func `a run is kept whole, and its manifest tells how to have it again`() throws {
    let out = scratch.path + "/kept"
    let result = try Command.run("run", "courtyard", "--seed", "3", "--out", out)
    #expect(result.code == 0)
    #expect(scratch.names == ["kept"])
    #expect(result.out.contains("\(out)/report.html"))
    let tables = [
      "bodies", "daily", "deputies", "events", "hourly", "orders", "places", "readings", "stances",
      "strata",
    ]
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: out).sorted()
        == (tables.map { $0 + ".parquet" } + [
          "chronicle.md", "manifest.json", "pictures", "report.html",
        ]).sorted()
    )
    let manifest = try json(try String(contentsOfFile: out + "/manifest.json", encoding: .utf8))
    let command = try #require(manifest["command"] as? String)
    #expect(command == "dualpower run courtyard --seed 3")
    let again = try Command.shell(
      "\"$0\" " + command.dropFirst("dualpower ".count) + " --json"
    )
    #expect(try json(again.out)["digest"] as? String == manifest["digest"] as? String)
  }

  @Test func `a new scenario validates and runs`() throws {
    let folder = scratch.path + "/mine"
    #expect(try Command.run("new", folder).code == 0)
    let validated = try Command.run("validate", folder)
    #expect(validated.code == 0)
    #expect(validated.out.contains("no findings"))
    #expect(try Command.run("run", folder).code == 0)
    let second = try Command.run("new", folder)
    #expect(second.code == 2)
    #expect(second.error.split(separator: "\n").count == 1)
  }

  // MARK: Bad input

  @Test(arguments: [
    ["run"], ["nonsense"], ["run", "courtyard", "--seed", "x"], ["run", "courtyard", "--nonsense"],
    ["run", "nowhere"], ["run", "courtyard", "--until", "1917-13-01"],
    ["run", "courtyard", "--scale", "0"], ["run", "courtyard", "--set", "parameters.noize=1"],
    ["run", "courtyard", "--threads", "0"], ["validate", "/proc"], ["explain", "nowhere"],
    ["run", "courtyard", "--with", "/proc"], ["run", "courtyard", "--with", "/dev/null"],
  ])
  func `bad input ends with 2, findings on standard error and nothing on standard output`(
    arguments: [String]
  ) throws {
    let result = try Command.shell("\"$0\" \"$@\"", arguments)
    #expect(result.code == 2)
    #expect(result.out.isEmpty)
    #expect(!result.error.isEmpty)
  }

  @Test(arguments: [
    ("--scale", "-1", "a scale is 1:10 or 10, at most 1:1000000. Write it so."),
    ("--scale", "1:0", "a scale is 1:10 or 10, at most 1:1000000. Write it so."),
    ("--seed", "-1", "a seed is a whole number from 0 to 18446744073709551615. Write it so."),
    ("--seed", "x", "a seed is a whole number from 0 to 18446744073709551615. Write it so."),
    ("--threads", "-1", "a run has 1 to 256 threads. Leave it out for one per processor."),
    ("--threads", "10000", "a run has 1 to 256 threads. Leave it out for one per processor."),
    (
      "--until", "-1",
      "\"-1\" is no date of the Julian calendar; dates are written 1917-02-23. Mend it."
    ),
  ])
  func `an option that cannot be is told in one sentence`(
    option: String,
    value: String,
    sentence: String
  ) throws {
    let out = scratch.path + "/kept"
    let result = try Command.run("run", "courtyard", option, value, "--out", out)
    #expect(result.code == 2)
    #expect(result.error == "\(option) \(value): \(sentence)\n")
    #expect(result.out.isEmpty && scratch.names.isEmpty)
  }

  @Test func `findings about every option come with those about the scenario`() throws {
    let result = try Command.shell(
      "\"$0\" run courtyard --scale 0 --seed x --threads 0 --until soon --set parameters.noize=1"
    )
    #expect(result.code == 2)
    #expect(result.error.split(separator: "\n").count == 5)
  }

  @Test func `all findings come at once, one a line`() throws {
    let out = scratch.path + "/kept"
    let result = try Command.run(
      "run",
      "courtyard",
      "--set",
      "parameters.noize=1",
      "--without",
      "nothing",
      "--out",
      out
    )
    #expect(result.code == 2)
    #expect(result.error.split(separator: "\n").count == 2)
    #expect(result.error.contains("Did you mean \"noise\"?"))
    #expect(scratch.names.isEmpty)
  }

  @Test func `findings can be had as JSON`() throws {
    let result = try Command.run("validate", "courtyard", "--set", "parameters.noize=1", "--json")
    #expect(result.code == 2)
    #expect((try json(result.out)["findings"] as? [String])?.count == 1)
    let fine = try Command.run("validate", "courtyard", "--json")
    #expect(fine.code == 0)
    #expect((try json(fine.out)["findings"] as? [String])?.isEmpty == true)
  }

  @Test func `a folder with other things in it is left alone`() throws {
    try Data().write(to: URL(filePath: scratch.path + "/diary"))
    let result = try Command.run("run", "courtyard", "--out", scratch.path)
    #expect(result.code == 2)
    #expect(
      result.error
        == "--out \(scratch.path): there are other things in this folder; a run is kept in "
        + "a folder of its own. Name a new one, or one that holds a run.\n"
    )
    #expect(scratch.names == ["diary"])
  }

  @Test(arguments: [("", "\"\""), (".", "."), ("kept/..", "kept/.."), ("/", "/")])
  func `a run is kept under a name`(out: String, shown: String) throws {
    let result = try Command.shell(
      "cd \"$1\"; \"$0\" run courtyard --out \"$2\"",
      [scratch.path, out]
    )
    #expect(result.code == 2)
    #expect(
      result.error
        == "--out \(shown): no name; a run is kept in a folder of its own. Name one.\n"
    )
    #expect(scratch.names.isEmpty)
  }

  // MARK: Trouble

  @Test func `a folder that cannot be made ends with 1 and a sentence`() throws {
    let result = try Command.run("run", "courtyard", "--out", "/proc/here/kept")
    #expect(result.code == 1)
    #expect(result.out.isEmpty)
    #expect(result.error.hasPrefix("--out /proc/here: "))
  }

  @Test func `a file that cannot be written in full ends with 1 and leaves nothing`() throws {
    let result = try Command.shell(
      "ulimit -f 20; \"$0\" run petrograd-1917 --scale 1:1000 --until 1917-02-16 --out \"$1/kept\"",
      [scratch.path]
    )
    #expect(result.code == 1)
    #expect(result.out.isEmpty)
    #expect(
      result.error.hasSuffix(
        ": file too large; nothing was kept. Make room there or name another folder.\n"
      )
    )
    #expect(scratch.names.isEmpty)
  }

  @Test func `a full disk behind standard output ends with 1 and a sentence`() throws {
    let result = try Command.shell("\"$0\" run courtyard > /dev/full")
    #expect(result.code == 1)
    #expect(
      result.error == "standard output: no space left on device. "
        + "Give the result somewhere else to go.\n"
    )
  }

  @Test func `a reader that goes away is no trouble`() throws {
    let result = try Command.shell("\"$0\" run courtyard --json | true; echo ${PIPESTATUS[0]}")
    #expect(result.out == "0\n")
    #expect(result.error.isEmpty)
  }

  @Test func `an interrupted run leaves nothing and ends with 130`() throws {
    let result = try Command.shell(
      """
      "$0" run petrograd-1917 --scale 1:10 --out "$1/runs/kept" & run=$!
      for _ in $(seq 600); do [ -e "$1"/runs/kept.tmp-* ] && break; sleep 0.05; done
      sleep 0.1; kill -INT $run; wait $run
      """,
      [scratch.path]
    )
    #expect(result.code == 130)
    #expect(result.out.isEmpty)
    #expect(result.error.hasPrefix("interrupted at 1917-"))
    #expect(result.error.hasSuffix("; nothing was written\n"))
    #expect(scratch.names.isEmpty)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
  func `on a terminal a bar shows the date, the rate and the time left`() throws {
    let result = try Command.shell(
      """
      export command=$0 TERM=xterm
      script -qec 'stty cols 120; "$command" run petrograd-1917 --scale 1:100 --until 1917-02-25 \
        >/dev/null' /dev/null
      """
    )
    #expect(result.code == 0)
    #expect(result.out.contains("0%  Wednesday 15 February (28 February) 1917"))
    #expect(result.out.contains("100%  Saturday 25 February (10 March) 1917"))
    #expect(result.out.contains("person-hours/s  0 s left"))
    #expect(result.out.hasSuffix("\r\u{1B}[K"))
  }
}
