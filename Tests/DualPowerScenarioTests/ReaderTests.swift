import DualPower
import DualPowerTestSupport
import Testing

@testable import DualPowerScenario

/// What is found in a courtyard that was spoilt.
@Suite(.tags(.claim)) struct ReaderTests {
  let bench: Workbench

  init() throws { bench = try Workbench() }

  /// One slip in the scenario's file: what is replaced, by what, and what is found on which line.
  struct Slip: CustomTestStringConvertible, Sendable {
    var old: String
    var new: String
    /// The text on whose line the finding stands.
    var at: String
    var found: String

    var testDescription: String { found }
  }

  private static let slips = [
    Slip(
      old: "schemaVersion: 1",
      new: "schemaVersion: 2",
      at: "schemaVersion: 2",
      found: "schemaVersion: 2; this program reads version 1. Use a program that reads version 2."
    ),
    Slip(
      old: "title: A",
      new: "titel: A",
      at: "titel",
      found: "no key \"titel\". Did you mean \"title\"?"
    ),
    Slip(
      old: "style: julian",
      new: "style: [julian]",
      at: "[julian]",
      found: "calendar.style: a list of 1; text is meant. Write text."
    ),
    Slip(
      old: "style: julian",
      new: "style: jullian",
      at: "jullian",
      found: "calendar.style: \"jullian\"; allowed: julian, gregorian. Did you mean \"julian\"?"
    ),
    Slip(
      old: "1917-03-05",
      new: "1917-02-29",
      at: "1917-02-29",
      found: "calendar.end: \"1917-02-29\" is no date of the Julian calendar; "
        + "dates are written 1917-02-23. Mend it."
    ),
    Slip(
      old: "1917-03-05",
      new: "1917-02-19",
      at: "1917-02-19",
      found: "calendar.end: ends on 1917-02-19, before it starts on 1917-02-20. Swap them."
    ),
    Slip(
      old: "1917-03-05",
      new: "2917-03-05",
      at: "2917-03-05",
      found: "calendar.end: 365264 days; a scenario has at most 36525. Shorten it."
    ),
    Slip(
      old: "claim: successor, conviction: -0.23",
      new: "claim: successor, conviction: -2",
      at: "conviction: -2",
      found: "lines.legal.conviction: -2; allowed is -1 to 1. Choose a value within."
    ),
    Slip(
      old: "claim: successor",
      new: "claim: incumbent",
      at: "id: legal",
      found: "lines.legal.claim: a second incumbent; one line rules when the run begins. "
        + "Give it another claim."
    ),
    Slip(
      old: "town: courtyard}",
      new: "town: courtyrad}",
      at: "courtyrad",
      found: "places.back_yard.town: no town \"courtyrad\"; allowed: courtyard, headquarters. "
        + "Did you mean \"courtyard\"?"
    ),
    Slip(
      old: "stockDays: 13",
      new: "stockDays: many",
      at: "many",
      found: "towns.courtyard.stockDays: \"many\"; a number is meant. Write a number."
    ),
    Slip(
      old: "stockDays: 13, ",
      new: "",
      at: "id: courtyard, label",
      found: "towns.courtyard: no \"stockDays\", which is needed. Add it."
    ),
    Slip(
      old: "telegraphHours: 2",
      new: "telegraphHours: 2.5",
      at: "2.5",
      found: "towns.headquarters.telegraphHours: \"2.5\"; a whole number is meant. "
        + "Write a whole number."
    ),
    Slip(
      old: "id: front_house",
      new: "id: back_yard",
      at: "label: Front house",
      found: "places.back_yard.id: \"back_yard\" for the second time, first in "
        + "courtyard/scenario.yaml:LINE; an id stands once. Rename one."
    ),
    Slip(
      old: "id: embassy",
      new: "id: Embassy",
      at: "Embassy across",
      found: "powers.Embassy.id: \"Embassy\"; an id has small letters, digits, '-' and '_', "
        + "and begins with a letter. Rename it."
    ),
    Slip(
      old: "bearing: garrison",
      new: "bearing: army",
      at: "bearing: army",
      found: "strata.soldier.bearing: \"army\"; allowed: civil, garrison, police. Choose one."
    ),
    Slip(
      old: "elite: true",
      new: "elite: 1",
      at: "elite: 1",
      found: "strata.officer.elite: \"1\"; true or false is meant. Write true or false."
    ),
    Slip(
      old: "none: true",
      new: "none: false",
      at: "parties:",
      found: "parties: no party with \"none: true\"; deputies of no party need one. Add it."
    ),
    Slip(
      old: "groups: [groups.csv]",
      new: "groups: []",
      at: "groups: []",
      found: "groups: no tables of groups; at least one is needed. Add one."
    ),
    Slip(
      old: "id: telegraph, clause: 15",
      new: "id: telegraf, clause: 15",
      at: "telegraf",
      found: "mechanisms.telegraf.id: \"telegraf\". Did you mean \"telegraph\"?"
    ),
    Slip(
      old: "norms: {worker: 1, soldier: 1}",
      new: "norms: {worker: 0.5, soldier: 1}",
      at: "worker: 0.5",
      found: "bodies.yard_council.norms.worker: 0.5; allowed is 1 to 1000000000. "
        + "Choose a value within."
    ),
    Slip(
      old: "telegraphHours: 2,",
      new: "telegraphHours: 99999999999999999999,",
      at: "99999999999999999999",
      found: "towns.headquarters.telegraphHours: 1e+20; allowed is 0 to 8760. "
        + "Choose a value within."
    ),
    Slip(
      old: "rhythm: factory",
      new: "rhythm: factroy",
      at: "factroy",
      found: "strata.worker.rhythm: no rhythm \"factroy\"; allowed: factory, barracks, office, "
        + "street, always. Did you mean \"factory\"?"
    ),
    Slip(
      old: "sympathies: {sr: 0.34",
      new: "sympathies: {esser: 0.34",
      at: "esser",
      found: "strata.worker.sympathies: no party \"esser\"; allowed: sr, menshevik, bolshevik, "
        + "kadet, octobrist, none. Declare it."
    ),
    Slip(
      old: "carries: {labour: 1, press: 1, police: 1}",
      new: "carries: {labor: 1}",
      at: "labor:",
      found: "strata.worker.carries: no domain \"labor\"; allowed: war, army, labour, food, land, "
        + "press, transport, police. Did you mean \"labour\"?"
    ),
    Slip(
      old: "line: legal",
      new: "line: law",
      at: "line: law",
      found:
        "bodies.tenants.line: no line \"law\"; allowed: old_regime, legal, council. Declare it."
    ),
    Slip(
      old: "seat: courtyard",
      new: "seat: court",
      at: "seat: court",
      found: "bodies.tsar.seat: no town \"court\"; allowed: courtyard, headquarters. Declare it."
    ),
    Slip(
      old: "norms: {worker: 1, soldier: 1}",
      new: "norms: {wroker: 1}",
      at: "wroker",
      found: "bodies.yard_council.norms: no stratum \"wroker\"; allowed: worker, soldier, officer, "
        + "police, official, propertied, student, servant, artisan, household, peasant. "
        + "Did you mean \"worker\"?"
    ),
  ]

  @Test(arguments: slips)
  func `a slip in the scenario is found on its line`(slip: Slip) throws {
    let first = try bench.line(of: "id: back_yard")
    try bench.replace(slip.old, with: slip.new)
    let line = try bench.line(of: slip.at)
    let found = slip.found.replacing("LINE", with: String(first))
    #expect(bench.sentences().contains("courtyard/scenario.yaml:\(line): \(found)"))
  }

  /// One slip in the table of groups.
  private static let rows = [
    Slip(
      old: "fitter,Fitter,trade,worker,back_yard,,none,1,",
      new: "fitter,Fitter,trade,worker,back_yard,,none,0,",
      at: "fitter,",
      found: "fitter.size: 0 people; a group has at least 1. Give it a size or remove it."
    ),
    Slip(
      old: "Weaver,trade,worker",
      new: "Weaver,trade,wroker",
      at: "weaver,",
      found: "weaver.stratum: no stratum \"wroker\"; allowed: worker, soldier, officer, police, "
        + "official, propertied, student, servant, artisan, household, peasant. "
        + "Did you mean \"worker\"?"
    ),
    Slip(
      old: "reserve_battalion",
      new: "battalion",
      at: "soldier,",
      found: "soldier.unit: no unit \"battalion\"; allowed: reserve_battalion. Declare it."
    ),
    Slip(
      old: ",cabinet,",
      new: ",cabnet,",
      at: "minister,",
      found: "minister.circle: \"cabnet\"; allowed: none, assembly, estate, court, cabinet, "
        + "headquarters, front. Did you mean \"cabinet\"?"
    ),
    Slip(
      old: "weaver,Weaver,trade,worker,back_yard,,none,1,1,0.5",
      new: "weaver,Weaver,trade,worker,back_yard,,none,1,1,1.5",
      at: "weaver,",
      found: "weaver.memory: 1.5; allowed is 0 to 1. Choose a value within."
    ),
    Slip(
      old: "weaver,Weaver,trade,worker",
      new: "weaver,Weaver,trad,worker",
      at: "weaver,",
      found: "weaver.kind: no kind \"trad\"; allowed: trade, circle. Did you mean \"trade\"?"
    ),
    Slip(
      old: "weaver,Weaver,trade,worker,back_yard",
      new: "weaver,Weaver,trade,worker,yard",
      at: "weaver,",
      found: "weaver.place: no place \"yard\"; allowed: back_yard, front_house, headquarters. "
        + "Declare it."
    ),
    Slip(
      old: "weaver,Weaver,trade,worker,back_yard",
      new: "weaver,Weaver,trade,worker,",
      at: "weaver,",
      found: "weaver.place: nothing; the id of a place is meant. Write the id of a place."
    ),
    Slip(
      old: "weaver,Weaver",
      new: ",Weaver",
      at: ",Weaver",
      found: "id: nothing; an id is meant. Write an id."
    ),
    Slip(
      old: "weaver,Weaver,trade,worker,back_yard,,none,1,1",
      new: "weaver,Weaver,trade,worker,back_yard,,none,few,0",
      at: "weaver,",
      found: "weaver.size: \"few\"; a whole number is meant. Write a whole number."
    ),
    Slip(
      old: "weaver,Weaver,trade,worker,back_yard,,none,1,1",
      new: "weaver,Weaver,trade,worker,back_yard,,none,1,0",
      at: "weaver,",
      found: "weaver.count: 0; allowed is 1 to 4000000. Choose a value within."
    ),
    Slip(
      old: "weaver,Weaver,trade,worker,back_yard,,none,1,1,",
      new: "fitter-2,Weaver,trade,worker,back_yard,,none,1,1,1,0,0,,\n"
        + "mill,Mill,trade,worker,back_yard,,none,1,3,0,0,0,,\n"
        + "mill-3,Weaver,trade,worker,back_yard,,none,1,1,",
      at: "mill-3,",
      found: "id: \"mill-3\" is also made of \"mill\" by its count, in courtyard/groups.csv:4; "
        + "an id stands once. Rename one."
    ),
    Slip(
      old: "clerk,Clerk",
      new: "fitter,Clerk",
      at: "fitter,Clerk",
      found: "id: \"fitter\" for the second time, first in courtyard/groups.csv:2; "
        + "an id stands once. Rename one."
    ),
    Slip(
      old: "student,Student,trade,student,front_house,,none,1,1",
      new: "student,Student,trade,student,front_house,,none,4000000000,9",
      at: "student,",
      found: "student.size: 36000000007 people; a society has at most 4294967295. "
        + "Make groups smaller."
    ),
    Slip(
      old: "student,Student,trade,student,front_house,,none,1,1",
      new: "student,Student,trade,student,front_house,,none,1,4000000",
      at: "student,",
      found: "student.count: 4000007 groups; a society has at most 4000000. Make groups larger."
    ),
  ]

  @Test(arguments: rows)
  func `a slip in the table of groups is found on its line`(slip: Slip) throws {
    try bench.replace(slip.old, with: slip.new, in: "groups.csv")
    let line = try bench.line(of: slip.at, in: "groups.csv")
    #expect(bench.sentences().contains("courtyard/groups.csv:\(line): \(slip.found)"))
  }

  @Test func `an id with a number of its own is no id made by a count`() throws {
    try bench.replace(
      "weaver,Weaver,trade,worker,back_yard,,none,1,1,",
      with: "mill,,trade,worker,back_yard,,none,1,3,1,0,0,,\n"
        + "mill-4,,trade,worker,back_yard,,none,1,1,1,0,0,,\n"
        + "mill-03,,trade,worker,back_yard,,none,1,1,1,0,0,,\n"
        + "weaver,Weaver,trade,worker,back_yard,,none,1,1,",
      in: "groups.csv"
    )
    #expect(bench.sentences() == [])
  }

  @Test func `a body sits where somebody lives`() throws {
    try bench.replace(
      "officer,Officer,circle,officer,headquarters",
      with: "officer,Officer,circle,officer,back_yard",
      in: "groups.csv"
    )
    try bench.replace("seat: courtyard", with: "seat: headquarters")
    let line = try bench.line(of: "seat: headquarters")
    #expect(
      bench.sentences() == [
        "courtyard/scenario.yaml:\(line): bodies.tsar.seat: nobody lives in \"headquarters\"; "
          + "a body sits among people. Seat it elsewhere, or add a group."
      ]
    )
  }

  @Test func `thousands of findings are counted and not kept`() throws {
    let row = "fitter,Fitter,trad,worker,back_yard,none,0\n"
    try bench.write(
      "id,label,kind,stratum,place,circle,size\n" + String(repeating: row, count: 20_000),
      to: "groups.csv"
    )
    do {
      _ = try bench.load()
      Issue.record("a table of slips was read")
    } catch {
      #expect(error.count == 59_999)
      #expect(error.items.count == 10_000)
      #expect(error.told.count == 51)
      #expect(
        error.told.last == "59949 more findings; the first are told here. Mend these first."
      )
    }
  }

  @Test func `every slip is found at once`() throws {
    try bench.replace("title: A", with: "titel: A")
    try bench.replace("stockDays: 13", with: "stockDays: -1")
    try bench.replace(",cabinet,", with: ",cabnet,", in: "groups.csv")
    let files = bench.sentences().map { $0.prefix { $0 != ":" } }
    #expect(
      files == ["courtyard/groups.csv"]
        + [Substring](repeating: "courtyard/scenario.yaml", count: 3)
    )
  }

  @Test func `a table of groups without a row is found`() throws {
    try bench.write("id,kind,stratum,place,size\n", to: "groups.csv")
    let line = try bench.line(of: "groups: [")
    #expect(
      bench.sentences() == [
        "courtyard/scenario.yaml:\(line): groups[0]: no groups; at least one is needed. Add one."
      ]
    )
  }

  @Test func `a line that no body acts for is found`() throws {
    try bench.replace("line: legal", with: "line: council")
    let line = try bench.line(of: "bodies:")
    #expect(
      bench.sentences() == [
        "courtyard/scenario.yaml:\(line): bodies: no body acts for \"legal\"; "
          + "a line has one at least. Add one, or remove the line."
      ]
    )
  }

  @Test func `the first body is the incumbent's`() throws {
    try bench.replace("line: old_regime", with: "line: council")
    try bench.replace("line: legal", with: "line: old_regime")
    let found = bench.sentences()
    #expect(
      found.contains { $0.contains("bodies.tsar.line: acts for \"council\"; the first body") }
    )
  }

  @Test func `shares of sympathy must add up, and then do exactly`() throws {
    let sound = try bench.load()
    for stratum in sound.society.strata {
      #expect(abs(stratum.sympathies.reduce(0, +) - 1) < 1e-12)
    }
    try bench.replace("sympathies: {sr: 0.34", with: "sympathies: {sr: 0.24")
    #expect(
      bench.sentences().first?.contains("strata.worker.sympathies: the shares add up to 0.9")
        == true
    )
  }

  @Test func `a rhythm has twenty-four hours`() throws {
    try bench.replace("factory: [0.03, ", with: "factory: [")
    let line = try bench.line(of: "factory: [")
    #expect(
      bench.sentences() == [
        "courtyard/scenario.yaml:\(line): rhythms.factory: 23 numbers; 24 are meant. Give 24."
      ]
    )
  }

  @Test func `too many columns of recognition are found`() throws {
    let more = (1...5).map { "  - {id: l\($0), label: L, claim: constituent}" }
    try bench.replace("lines:\n", with: "lines:\n" + more.joined(separator: "\n") + "\n")
    #expect(
      bench.sentences().contains { $0.contains("lines: 9 columns of recognition; at most 8") }
    )
  }

  @Test func `a row of the observations is checked`() throws {
    try bench.write(
      """
      series,place,date,date_end,hour,low,central,high,unit,process,confidence,source
      active.worker,,1917-02-23,,25,,90000,,,,A,Pipes 1990
      active.worker,,1917-02-30,,,,many,,,,A,
      active.workers,,1917-02-23,,,,1,,,,A,Pipes 1990
      active.worker,nowhere,1917-02-23,,,,1,,,,A,Pipes 1990
      active.worker,,1917-02-23,1917-02-22,,,1,,,,A,Pipes 1990
      active.worker,,1917-02-23,,,3,1,,,,A,Pipes 1990
      active.worker,,1917-02-23,,,,1,,tons,,A,Pipes 1990
      active.worker,,1917-02-23,,,,1,,people,heard,D,Pipes 1990
      active.worker,,1917-02-24,,,,,,,,B,Pipes 1990
      active.worker,,1917-02-25,,,,1,,,,B,Pipes 1990
      active.worker,,1917-02-25,,,,2,,,,B,Pipes 1990
      """,
      to: "observations.csv"
    )
    try bench.replace("groups: [", with: "observations: [observations.csv]\ngroups: [")
    let found = bench.sentences()
    for part in [
      ":2: hour: 25; allowed is 0 to 23. Choose a value within.",
      ":3: date: \"1917-02-30\" is no date of the Julian calendar; "
        + "dates are written 1917-02-23. Mend it.",
      ":3: source: nothing; text is meant. Write text.",
      ":3: central: \"many\"; a number is meant. Write a number.",
      ":4: series: no series \"active.workers\"",
      ":5: place: no place \"nowhere\"",
      ":6: date_end: ",
      ":7: low: ",
      ":8: unit: \"tons\"",
      ":9: process: no process \"heard\"",
      ":9: confidence: \"D\"",
      ":10: central: nothing; a number is meant. Write a number.",
      ":12: series: ",
    ] {
      #expect(found.contains { $0.contains("observations.csv" + part) }, "\(part)\n\(found)")
    }
    #expect(found.allSatisfy { $0.contains("observations.csv:") })
  }

  @Test func `how something was recorded is checked`() throws {
    try bench.replace(
      "groups: [",
      with: """
        recording:
          - {id: count, about: A count, share: {low: 2, central: 1, high: 3}, source: S, confidence: E}
          - {id: count, about: Another, lagDays: {low: 0, central: 1}, error: -1, source: S, confidence: A}
        groups: [
        """
    )
    let found = bench.sentences()
    for part in [
      "recording.count.share.central", "recording.count.confidence", "\"count\"", "\"high\"",
      "error: -1",
    ] {
      #expect(found.contains { $0.contains(part) }, "\(part)\n\(found)")
    }
  }
}
