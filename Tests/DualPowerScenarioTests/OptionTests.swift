import DualPower
import DualPowerTestSupport
import Testing

@testable import DualPowerScenario

@Suite(.tags(.claim)) struct OptionTests {
  let bench: Workbench

  init() throws { bench = try Workbench() }

  private func load(_ change: (inout LoadOptions) -> Void) throws -> Scenario {
    var options = LoadOptions()
    change(&options)
    return try bench.load(options)
  }

  @Test func `a setting replaces a value`() throws {
    let changed = try load { $0.sets = ["parameters.noise=0.1", "towns.courtyard.stockDays=20"] }
    #expect(changed.society.parameters[.noise] == 0.1)
    #expect(changed.society.towns[0].stockDays == 20)
  }

  @Test func `a setting of a trait means one stratum`() throws {
    let before = try bench.load()
    let worker = try #require(before.names.strata.firstIndex { $0.id == "worker" })
    let changed = try load { $0.sets = ["parameters.obstinacy.worker=0.55"] }
    #expect(changed.society.traits[.obstinacy, worker] == 0.55)
    #expect(
      changed.parameters.filter { $0.id == "obstinacy" && $0.stratum != "worker" }
        == before.parameters.filter { $0.id == "obstinacy" && $0.stratum != "worker" }
    )
    #expect(changed.parameters.contains { $0.stratum == "worker" && $0.value == 0.55 })
  }

  @Test(arguments: [
    ("parameters.noize=1", "parameters: no key \"noize\". Did you mean \"noise\"?"),
    (
      "towns.courtyrad.stockDays=1",
      "towns: no \"courtyrad\"; allowed: courtyard, headquarters. Did you mean \"courtyard\"?"
    ),
    (
      "towns.courtyard.stockDays=999",
      "towns.courtyard.stockDays: 999; allowed is 0 to 365. Choose a value within."
    ),
    (
      "towns.courtyard.stockDays=",
      "towns.courtyard.stockDays: nothing; a number is meant. Write a number."
    ),
    (
      "towns.courtyard.stock=1",
      "towns.courtyard: no key \"stock\"; allowed: id, label, stockDays, "
        + "telegraphHours, roadHours. Remove it."
    ),
    ("title.length=1", "\"title\" has nothing inside it. Shorten the path."),
    (
      "parameters.obstinacy=0.5",
      "parameters.obstinacy.value: one value; obstinacy differs by stratum. "
        + "Name the stratum, or give \"values\" with a \"default\"."
    ),
    ("noise", "no \"=\"; a setting is path=value. Write it so."),
    ("=1", "no \"=\"; a setting is path=value. Write it so."),
  ])
  func `a finding names the setting`(set: String, found: String) {
    #expect(bench.sentences(sets: [set]) == ["--set \(set): \(found)"])
  }

  @Test func `a value outside its own range is a finding`() throws {
    let note = try #require(try bench.load().parameters.first { $0.id == "noise" })
    let set = "parameters.noise=\(note.high + 1)"
    #expect(
      bench.sentences(sets: [set]).first?.contains("allowed is \(note.low) to \(note.high)") == true
    )
  }

  @Test func `a mechanism is switched off by its id`() throws {
    let all = try bench.load()
    let without = try load { $0.without = ["telegraph"] }
    #expect(all.society.mechanisms.has(.telegraph))
    #expect(without.society.mechanisms == all.society.mechanisms.without(.telegraph))
  }

  @Test func `a mechanism that a scenario does not declare does not work in it`() throws {
    let scenario = try bench.load()
    #expect(!scenario.mechanisms.contains { $0.id == "conference" })
    #expect(!scenario.society.mechanisms.has(.conference))
    var options = LoadOptions()
    options.without = ["conference"]
    #expect(
      bench.sentences(options) == [
        "--without conference: no mechanism \"conference\" in this scenario. Remove it."
      ]
    )
  }

  @Test func `the last day can be chosen`() throws {
    let whole = try bench.load()
    let part = try load { $0.until = "1917-02-23" }
    #expect(part.society.days == Array(whole.society.days.prefix(4)))
    #expect(part.calendar.dayCount == 4)
    var options = LoadOptions()
    options.until = "1917-03-06"
    #expect(
      bench.sentences(options) == [
        "--until 1917-03-06: 1917-03-06; the scenario runs from 1917-02-20 to 1917-03-05. "
          + "Choose a day within."
      ]
    )
  }

  @Test func `a checkpoint is of a day that the run comes to`() throws {
    var options = LoadOptions()
    options.until = "1917-02-23"
    options.ticksDone = 48
    options.checkpoints = ["1917-02-22", "1917-02-23"]
    #expect(bench.sentences(options) == [])
    options.checkpoints = ["1917-02-21", "1917-02-24", "1917-02-30", "1917-03-06"]
    #expect(
      bench.sentences(options) == [
        "--checkpoint 1917-02-21: 1917-02-21; the checkpoint has everything up to 1917-02-21 "
          + "behind it. Choose a later one.",
        "--checkpoint 1917-02-24: 1917-02-24; the run ends with 1917-02-23. "
          + "Choose a day within, or a later --until.",
        "--checkpoint 1917-02-30: \"1917-02-30\" is no date of the Julian calendar; "
          + "dates are written 1917-02-23. Mend it.",
        "--checkpoint 1917-03-06: 1917-03-06; the scenario runs from 1917-02-20 to 1917-03-05. "
          + "Choose a day within.",
      ]
    )
  }

  @Test func `an hour that is asked about is one of the run, and leaves its hash alone`() throws {
    var options = LoadOptions()
    options.until = "1917-02-23"
    #expect(bench.sentences(options) == [])
    options.hours = ["1917-02-20", "1917-02-23T23:00"]
    #expect(bench.sentences(options) == [])
    let asked = try Laboratory.scenario("courtyard", until: "1917-02-23")
    var same = options
    same.until = "1917-02-23"
    #expect(try Scenario.load("courtyard", same).hash == asked.hash)
    #expect(asked.calendar.tick(at: "1917-02-20") == 0)
    #expect(asked.calendar.tick(at: "1917-02-21T07:00") == 31)
    options.hours = ["1917-02-24", "1917-02-23T25:00", "1917-02-30T07:00"]
    #expect(
      bench.sentences(options) == [
        "--at 1917-02-23T25:00: \"1917-02-23T25:00\" is no hour; "
          + "hours are written 1917-02-27T07:00. Mend it.",
        "--at 1917-02-24: 1917-02-24; the run ends with 1917-02-23. "
          + "Choose a day within, or a later --until.",
        "--at 1917-02-30T07:00: \"1917-02-30\" is no date of the Julian calendar; "
          + "dates are written 1917-02-23. Mend it.",
      ]
    )
  }

  @Test func `a run that goes on ends after the day it goes on from`() {
    var options = LoadOptions()
    options.ticksDone = 72
    options.until = "1917-02-22"
    #expect(
      bench.sentences(options) == [
        "--until 1917-02-22: 1917-02-22; the checkpoint has everything up to 1917-02-22 behind it. "
          + "Choose a later one."
      ]
    )
    options.until = "1917-02-23"
    #expect(bench.sentences(options) == [])
  }

  @Test func `an overlay merges tables by key and lists by id`() throws {
    let before = try bench.load()
    try bench.write(
      """
      title: Another
      towns:
        - {id: courtyard, stockDays: 5}
        - {id: village, label: A village, stockDays: 3, telegraphHours: 5, roadHours: 6}
      parameters:
        noise: {value: 0.05}
      """,
      to: "overlay.yaml"
    )
    let changed = try load { $0.overlays = [bench.folder + "/overlay.yaml"] }
    #expect(changed.title == "Another")
    #expect(changed.about == before.about)
    #expect(changed.society.towns.map(\.stockDays) == [5, before.society.towns[1].stockDays, 3])
    #expect(changed.names.towns.map(\.label) == before.names.towns.map(\.label) + ["A village"])
    #expect(changed.society.parameters[.noise] == 0.05)
  }

  @Test func `a finding in an overlay names the overlay`() throws {
    #expect(
      try bench.sentences(overlay: "towns:\n  - {id: courtyard, stockDays: -5}\n") == [
        "courtyard/overlay.yaml:2: towns.courtyard.stockDays: -5; allowed is 0 to 365. "
          + "Choose a value within."
      ]
    )
  }

  @Test func `an overlay can extend another`() throws {
    try bench.write("title: Below\nabout: Below.\n", to: "below.yaml")
    try bench.write("extends: below.yaml\ntitle: Above\n", to: "overlay.yaml")
    let changed = try load { $0.overlays = [bench.folder + "/overlay.yaml"] }
    #expect(changed.title == "Above")
    #expect(changed.about == "Below.")
  }

  @Test func `files that extend one another in a circle are a finding`() throws {
    try bench.write("extends: c.yaml\n", to: "b.yaml")
    try bench.write("extends: overlay.yaml\n", to: "c.yaml")
    let found = try bench.sentences(overlay: "extends: b.yaml\n")
    #expect(
      found == [
        "courtyard/c.yaml:1: extends: extends itself: courtyard/overlay.yaml → courtyard/b.yaml → "
          + "courtyard/c.yaml → courtyard/overlay.yaml. Take one link out."
      ]
    )
  }

  @Test(arguments: [("[a]", "a list of 1"), ("", "nothing"), ("{a: 1}", "a table")])
  func `what a scenario extends is a file`(text: String, found: String) throws {
    #expect(
      try bench.sentences(overlay: "extends: \(text)\n") == [
        "courtyard/overlay.yaml:1: extends: \(found); the name of a file is meant. "
          + "Write the name of a file."
      ]
    )
  }

  @Test func `a chain of overlays has an end`() throws {
    for link in 1...40 {
      try bench.write("extends: link\(link + 1).yaml\n", to: "link\(link).yaml")
    }
    #expect(
      try bench.sentences(overlay: "extends: link1.yaml\n") == [
        "courtyard/link32.yaml:1: extends: the file 32 links up extends yet another; "
          + "at most 32 links are followed. Merge some."
      ]
    )
  }

  @Test(arguments: [
    ("noise", "0", "1.0e300", "1e+300; allowed is 0 to 1000"),
    ("remorseHours", "0", "100", "0; allowed is 1 to 1000000"),
    ("demandGrowth", "0", "5", "5; allowed is 0 to 1"),
  ])
  func `no range of a scenario's own lets in what the model cannot reckon with`(
    name: String,
    low: String,
    high: String,
    found: String
  ) throws {
    #expect(
      try bench.sentences(overlay: "parameters:\n  \(name): {range: [\(low), \(high)]}\n") == [
        "courtyard/overlay.yaml:2: parameters.\(name).range: \(found). Choose a value within."
      ]
    )
  }

  @Test func `a file that extends itself is a finding`() throws {
    #expect(
      try bench.sentences(overlay: "extends: overlay.yaml\n") == [
        "courtyard/overlay.yaml:1: extends: extends itself: courtyard/overlay.yaml → "
          + "courtyard/overlay.yaml. Take one link out."
      ]
    )
  }

  @Test func `the hash counts what changes the society and nothing else`() throws {
    let hash = try bench.load().hash
    #expect(hash.count == 16)
    #expect(try bench.load().hash == hash)
    #expect(try load { $0.scale = 10 }.hash == hash)
    #expect(try load { $0.sets = ["parameters.noise=0.1"] }.hash != hash)
    #expect(try load { $0.without = ["telegraph"] }.hash != hash)
    try bench.replace("Fitter", with: "Turner", in: "groups.csv")
    #expect(try bench.load().hash != hash)
  }

  @Test(arguments: [("1:10", 10), ("10", 10), ("1", 1), ("1:1000000", 1_000_000)])
  func `a scale is read with its one or without`(text: String, scale: Int) throws {
    #expect(try LoadOptions.scale(parsing: text) == scale)
  }

  @Test func `a seed is any whole number that fits`() throws {
    #expect(try LoadOptions.seed(parsing: "0") == 0)
    #expect(try LoadOptions.seed(parsing: "18446744073709551615") == UInt64.max)
    for text in ["", "-1", "x", "1.5", "+1", "18446744073709551616"] {
      #expect(throws: Findings.self) { try LoadOptions.seed(parsing: text) }
    }
  }

  @Test func `a society that no machine holds is refused, with the scale as way out`() throws {
    try bench.replace(
      "fitter,Fitter,trade,worker,back_yard,,none,1",
      with: "fitter,Fitter,trade,worker,back_yard,,none,4000000000",
      in: "groups.csv"
    )
    let scenario = try bench.load()
    do {
      try scenario.checkSize(as: "courtyard")
      Issue.record("so many agents were let in")
    } catch {
      #expect(
        error.sentences == [
          "courtyard: 4000000011 agents; a run has at most 500000000. "
            + "Give a coarser scale, as 1:10."
        ]
      )
    }
    try load { $0.scale = 100 }.checkSize(as: "courtyard")
  }

  @Test func `more strata than may be are told of once, and nothing else is`() throws {
    let many = (1...1_001).map { "  - {id: s\($0), label: S}\n" }.joined()
    try bench.replace("strata:\n", with: "strata:\n\(many)")
    do {
      _ = try bench.load()
      Issue.record("so many strata were let in")
    } catch {
      #expect(error.sentences.count == 1)
      #expect(
        error.sentences[0].hasSuffix(
          "strata: 1012 strata; a society has at most 1000. Declare fewer."
        )
      )
    }
  }

  @Test(arguments: [
    "", "0", "1:0", "2:10", "1:", "-1", "1:1000001", "ten", "1:10 ", "99999999999999999999",
  ])
  func `what is no scale is a finding`(text: String) {
    #expect(throws: Findings.self) { try LoadOptions.scale(parsing: text) }
  }
}
