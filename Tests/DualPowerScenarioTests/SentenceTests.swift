import DualPower
import DualPowerTestSupport
import Testing

@testable import DualPowerScenario

@Suite struct SentenceTests {
  private static let place = TextPlace(file: "a.yaml", line: 7)

  @Test(.tags(.claim), arguments: sentences)
  func `a finding is told in this sentence`(kind: FindingKind, words: String) {
    let finding = Finding(place: Self.place, path: "b.c", kind: kind)
    #expect(finding.sentence == "a.yaml:7: b.c: " + words)
  }

  @Test func `a finding about a whole file has neither line nor path`() {
    let finding = Finding(place: TextPlace(file: "a.csv"), path: "", kind: .missingFile)
    #expect(finding.sentence == "a.csv: no such file. Check the name.")
  }

  @Test func `findings come in order of file and line`() {
    func finding(_ file: String, _ line: Int?, _ key: String) -> Finding {
      Finding(place: TextPlace(file: file, line: line), path: "", kind: .missingKey(key))
    }
    let found = Findings([
      finding("b", 2, "4"), finding("b", 1, "3"), finding("a", 9, "2"), finding("a", nil, "1"),
    ])
    #expect(found.items.map(\.kind) == ["1", "2", "3", "4"].map(FindingKind.missingKey))
  }

  @Test func `a sentence stays on its line whatever the scenario says`() {
    let finding = Finding(place: Self.place, path: "", kind: .badID("a\nb\u{1B}[31m\u{202E}"))
    #expect(
      finding.sentence == "a.yaml:7: \"a\u{FFFD}b\u{FFFD}[31m\u{FFFD}\"; an id has small letters, "
        + "digits, '-' and '_', and begins with a letter. Rename it."
    )
  }

  @Test func `a long text is cut short in a sentence`() {
    let long = String(repeating: "x", count: 1_000)
    let finding = Finding(place: Self.place, path: "", kind: .unknownKey(long, allowed: []))
    let start = String(repeating: "x", count: 119)
    #expect(finding.sentence == "a.yaml:7: no key \"\(start)…\". Remove it.")
  }

  @Test func `of many findings the first fifty are told, and how many follow`() {
    let one = Finding(place: Self.place, path: "", kind: .missingKey("x"))
    let few = Findings([Finding](repeating: one, count: 50))
    #expect(few.told == few.sentences)
    let many = Findings([Finding](repeating: one, count: 60), more: 1_000)
    #expect(many.count == 1_060)
    #expect(
      many.told == few.sentences + [
        "1010 more findings; the first are told here. Mend these first."
      ]
    )
  }

  private static let sentences: [(FindingKind, String)] = [
    (.missingFile, "no such file. Check the name."),
    (.directory, "a folder; a file is meant. Name a file in it."),
    (
      .tooLarge(bytes: 70_000_000, most: 67_108_864),
      "70000000 bytes; such a file has at most 67108864. Split it."
    ),
    (.notUTF8(byte: 12), "byte 12 is not UTF-8. Save the file as UTF-8."),
    (.unreadable, "cannot be read. Check its permissions."),
    (
      .outsideFolder(reference: "../../x"),
      "\"../../x\" leads outside; a scenario names files of its own folder or of one beside it. "
        + "Copy the file in."
    ),
    (
      .notYAML(problem: "did not find expected ',' or ']'"),
      "not YAML: did not find expected ',' or ']'. Mend the line."
    ),
    (.tooDeep, "nested more than 64 levels deep; a scenario needs 5. Flatten it."),
    (.anchor, "an anchor or alias; a scenario has none. Write the value out."),
    (.emptyDocument, "empty; keys or rows are meant. Write some, or leave the file out."),
    (.cycle(["a", "b", "a"]), "extends itself: a → b → a. Take one link out."),
    (
      .longChain(32),
      "the file 32 links up extends yet another; at most 32 links are followed. Merge some."
    ),
    (
      .unknownKey("sead", allowed: ["seat", "line"]),
      "no key \"sead\"; allowed: seat, line. Did you mean \"seat\"?"
    ),
    (.unknownKey("zzz", allowed: ["seat"]), "no key \"zzz\"; allowed: seat. Remove it."),
    (.missingKey("seat"), "no \"seat\", which is needed. Add it."),
    (.duplicateKey("seat"), "\"seat\" for the second time; a key stands once. Remove one."),
    (
      .wrongType(found: "a list of 2", wanted: "a number"),
      "a list of 2; a number is meant. Write a number."
    ),
    (.outOfRange(1.5, low: 0, high: 1), "1.5; allowed is 0 to 1. Choose a value within."),
    (
      .rangeBackwards(low: 2, high: 1),
      "from 2 down to 1; the lower end comes first. Swap them."
    ),
    (
      .unknownChoice("navy", allowed: ["civil", "garrison"]),
      "\"navy\"; allowed: civil, garrison. Choose one."
    ),
    (
      .dangling(kind: "place", id: "vyborgg", declared: ["vyborg"]),
      "no place \"vyborgg\"; allowed: vyborg. Did you mean \"vyborg\"?"
    ),
    (
      .dangling(kind: "place", id: "x", declared: []),
      "no place \"x\". Declare it."
    ),
    (
      .duplicateID("tsar", first: TextPlace(file: "a.yaml", line: 3)),
      "\"tsar\" for the second time, first in a.yaml:3; an id stands once. Rename one."
    ),
    (
      .duplicateDate("1917-02-23", first: TextPlace(file: "a.csv", line: 3)),
      "1917-02-23 for the second time, first in a.csv:3; a day has one row. Remove one."
    ),
    (
      .duplicateTable("a.csv"),
      "\"a.csv\" for the second time; a table stands once. Remove one."
    ),
    (
      .madeID("queue-2", of: "queue", at: TextPlace(file: "a.csv", line: 3)),
      "\"queue-2\" is also made of \"queue\" by its count, in a.csv:3; an id stands once. Rename one."
    ),
    (
      .badID("Tsar"),
      "\"Tsar\"; an id has small letters, digits, '-' and '_', and begins with a letter. Rename it."
    ),
    (
      .wrongVersion(2),
      "2; this program reads version 1. Use a program that reads version 2."
    ),
    (.wrongCount(23, wanted: 24, of: "numbers"), "23 numbers; 24 are meant. Give 24."),
    (.emptyList(of: "towns"), "no towns; at least one is needed. Add one."),
    (.sharesSum(0.9), "the shares add up to 0.9; they must add up to 1. Mend them."),
    (
      .badDate("1917-02-30", isJulian: true),
      "\"1917-02-30\" is no date of the Julian calendar; dates are written 1917-02-23. Mend it."
    ),
    (
      .badDate("soon", isJulian: false),
      "\"soon\" is no date of the Gregorian calendar; dates are written 1917-02-23. Mend it."
    ),
    (
      .dateOutside("1918-01-01", first: "1917-02-20", last: "1917-03-05"),
      "1918-01-01; the scenario runs from 1917-02-20 to 1917-03-05. Choose a day within."
    ),
    (
      .dateAfterEnd("1917-02-23", last: "1917-02-22"),
      "1917-02-23; the run ends with 1917-02-22. Choose a day within, or a later --until."
    ),
    (
      .dateBehind("1917-02-21", last: "1917-02-22"),
      "1917-02-21; the checkpoint has everything up to 1917-02-22 behind it. Choose a later one."
    ),
    (
      .endBeforeStart(start: "1917-03-05", end: "1917-02-20"),
      "ends on 1917-02-20, before it starts on 1917-03-05. Swap them."
    ),
    (.tooManyDays(40_000), "40000 days; a scenario has at most 36525. Shorten it."),
    (
      .fieldCount(4, wanted: 5),
      "4 fields; the head of the table has 5. Add or remove commas, or quote a field."
    ),
    (
      .nothingChanged,
      "changes nothing; an arm has a set, a without or a with. Give one."
    ),
    (
      .badReplicates(least: 2, most: 9),
      "replicates are 2 to 9, a seed each. Write a whole number."
    ),
    (
      .badPrecision,
      "a precision is a share of the baseline's mean, as 5%: more than 0 and at most 100%. Write it so."
    ),
    (
      .tooManyInPlan(12, of: "runs", most: 9),
      "12 runs; a plan has at most 9. Ask for fewer."
    ),
    (
      .badTruths(least: 2, most: 9),
      "predictions are tried on 2 to 9 runs. Write a whole number."
    ),
    (.badBranches(least: 2, most: 9), "branches are 2 to 9 of each state. Write a whole number."),
    (
      .unknownMeasure("writs", allowed: ["writ"]),
      "no measure \"writs\"; allowed: writ. Did you mean \"writ\"?"
    ),
    (
      .shapeOfMeasure("writ", pattern: "writ.BODY"),
      "\"writ\"; the measure is written writ.BODY. Write it so."
    ),
    (.openQuote, "a quote is opened and never closed. Close it."),
    (
      .strayQuote,
      "a quote inside a field; it stands round the whole field, and twice where it is meant. Mend it."
    ),
    (
      .unknownColumn("sizes", allowed: ["size"]),
      "no column \"sizes\"; allowed: size. Did you mean \"size\"?"
    ),
    (.missingColumn("size"), "no column \"size\", which is needed. Add it."),
    (
      .duplicateColumn("size"),
      "column \"size\" for the second time; a column stands once. Remove one."
    ),
    (.emptyGroup, "0 people; a group has at least 1. Give it a size or remove it."),
    (
      .tooManyPeople(5e9),
      "5000000000 people; a society has at most 4294967295. Make groups smaller."
    ),
    (
      .tooManyGroups(5_000_000, most: 4_000_000),
      "5000000 groups; a society has at most 4000000. Make groups larger."
    ),
    (
      .tooManyAgents(600_000_000),
      "600000000 agents; a run has at most 500000000. Give a coarser scale, as 1:10."
    ),
    (
      .tooLittleMemory(needed: 2_140_000_000, free: 1_040_000_000, runs: 1),
      "a run takes about 2.1 GB of memory, and 1.0 GB are free. Give a coarser scale, as 1:10."
    ),
    (
      .tooLittleMemory(needed: 340_000_000, free: 51_000_000, runs: 4),
      "4 runs at one time take about 340 MB of memory, and 51 MB are free. "
        + "Give a coarser scale, as 1:10, or have fewer made."
    ),
    (
      .tooMany(60_000, of: "bodies", most: 50_000),
      "60000 bodies; a society has at most 50000. Declare fewer."
    ),
    (
      .placeElsewhere("tula", town: "moscow"),
      "\"tula\" is also a place of \"moscow\"; a town of the atlas is a place of the same id. "
        + "Rename one."
    ),
    (
      .sameLabel("DON", as: "Don", id: "don"),
      "\"DON\" beside \"Don\", both \"don\" in files; one thing is written one way. Choose one."
    ),
    (
      .withoutHolder,
      "nothing; an occupied town is under a foreign body. Name the body that holds it."
    ),
    (
      .holderOfFreeTown,
      "a holder; only an occupied town is under a foreign body. Leave it empty, or make the town "
        + "occupied."
    ),
    (
      .centreOfItself("tula"),
      "\"tula\" is its own centre; a centre is another town. "
        + "Name the town through which it hears."
    ),
    (
      .ringOfCentres(["a", "b"]),
      "centres in a ring: a → b → a; a town hears through its centre. Take one out."
    ),
    (
      .ringOfCentres((1...13).map { "t\($0)" }),
      "centres in a ring: t1 → t2 → t3 → t4 → t5 → t6 → t7 → t8 → t9 → t10 → t11 → t12 → … → t1; "
        + "a town hears through its centre. Take one out."
    ),
    (
      .badLength(0),
      "0 km; a link is more than 0 and at most 20000 km long. Give the length of the way."
    ),
    (
      .linkToItself("tula"),
      "\"tula\" at both ends; a link joins two towns. Name another town."
    ),
    (
      .duplicateLink("a", "b", first: TextPlace(file: "l.csv", line: 2)),
      "\"a\" and \"b\" for the second time, first in l.csv:2; two towns have one link. Remove one."
    ),
    (
      .cutOff(first: ["a", "b"], count: 2),
      "no way from the capital to \"a\", \"b\"; links or a centre lead to every town that is neither "
        + "remote nor occupied. Add some."
    ),
    (
      .cutOff(first: ["a"], count: 8),
      "no way from the capital to \"a\" and 7 more; links or a centre lead to every town that is "
        + "neither remote nor occupied. Add some."
    ),
    (
      .unitAndBand,
      "a unit and a band; a row's groups are of one unit, or dealt into bands. Leave one empty."
    ),
    (
      .organOfIncumbent(line: "crown"),
      "acts for \"crown\", the incumbent's; organs arise, and the incumbent is there already. "
        + "Choose another line."
    ),
    (
      .organWithNorms(line: "legal"),
      "norms, and a line \"legal\" with claim successor; its organs are formed and not elected. "
        + "Remove the norms, or choose another line."
    ),
    (
      .organWithoutNorms(line: "council"),
      "no norm above 0, and a line \"council\" with claim constituent; its organs are elected. "
        + "Give norms, or choose another line."
    ),
    (
      .madeBody("tula_workers", of: "tula", first: TextPlace(file: "s.yaml", line: 3)),
      "\"tula_workers\", made for \"tula\", for the second time, first in s.yaml:3; "
        + "an id stands once. Rename one."
    ),
    (
      .nobodyThere(town: "camp"),
      "nobody lives in \"camp\"; a body sits among people. Seat it elsewhere, or add a group."
    ),
    (
      .missingLine(.successor),
      "no line with claim \"successor\"; a society has one at least. "
        + "Declare it, and a body that acts for it."
    ),
    (
      .lineWithoutBody("legal"),
      "no body acts for \"legal\"; a line has one at least. Add one, or remove the line."
    ),
    (
      .secondIncumbent,
      "a second incumbent; one line rules when the run begins. Give it another claim."
    ),
    (
      .firstBody(line: "legal"),
      "acts for \"legal\"; the first body is the incumbent's, and its seat the capital. "
        + "Move that one up."
    ),
    (
      .tooManyColumns(9),
      "9 columns of recognition; at most 8: one a line, two for a line with a person. "
        + "Declare fewer lines."
    ),
    (.missingNone, "no party with \"none: true\"; deputies of no party need one. Add it."),
    (
      .valueOfTrait("obstinacy"),
      "one value; obstinacy differs by stratum. "
        + "Name the stratum, or give \"values\" with a \"default\"."
    ),
    (
      .valuesOfParameter("noise"),
      "values by stratum; noise is one number. Write \"value\"."
    ),
    (
      .unknownScenario("petrogad", bundled: ["petrograd"]),
      "no such folder, and no bundled scenario; allowed: petrograd. Did you mean \"petrograd\"?"
    ),
    (
      .noHome,
      "the bundled scenarios are not found. Set DUALPOWER_HOME to the folder that holds Scenarios."
    ),
    (.notASetting, "no \"=\"; a setting is path=value. Write it so."),
    (
      .noItem("petrogad", allowed: ["petrograd"]),
      "no \"petrogad\"; allowed: petrograd. Did you mean \"petrograd\"?"
    ),
    (.notATable("title"), "\"title\" has nothing inside it. Shorten the path."),
    (
      .undeclaredMechanism("telegraf", allowed: ["telegraph"]),
      "no mechanism \"telegraf\" in this scenario; allowed: telegraph. Did you mean \"telegraph\"?"
    ),
    (.badScale, "a scale is 1:10 or 10, at most 1:1000000. Write it so."),
    (.badSeed, "a seed is a whole number from 0 to 18446744073709551615. Write it so."),
    (.badThreads(most: 256), "a run has 1 to 256 threads. Leave it out for one per processor."),
    (.folderNotEmpty, "not empty; a scenario is written into a new folder. Choose another name."),
    (.notAFolder, "a file; a scenario is a folder. Choose another name."),
    (.fileForFolder, "a file; the folder of some tables is meant. Name the folder that it is in."),
    (.cannotWrite, "cannot be written. Choose a place where you may write."),
  ]
}
