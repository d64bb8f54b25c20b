import DualPower
import DualPowerTestSupport
import Testing

@testable import DualPowerScenario

/// A capital, two provinces and an army.
@Suite(.tags(.claim)) struct CountryTests {
  let bench: Workbench

  init() throws {
    bench = try Workbench()
    try bench.moveToCountry()
  }

  @Test func `the country is sound, and its places lie beside those of the scenario it extends`() {
    #expect(bench.sentences() == [])
  }

  @Test func `the country is read again from the files that it was read from`() throws {
    let scenario = try bench.load()
    #expect(
      scenario.files.map { $0.name.replacing(bench.root + "/", with: "") } == [
        "country/scenario.yaml", "courtyard/scenario.yaml", "petrograd-1917/parameters.yaml",
        "country/towns.csv", "country/links.csv", "courtyard/groups.csv", "country/groups.csv",
      ]
    )
    let again = try Scenario.load(again: scenario.files, id: scenario.id, LoadOptions())
    #expect(again.hash == scenario.hash && again.names == scenario.names)
    #expect(again.society.packed() == scenario.society.packed())
  }

  @Test func `a row of the atlas is a town and a place, or fills in a town`() throws {
    let scenario = try bench.load()
    let towns = scenario.society.towns
    let ids = scenario.names.towns.map(\.id)
    #expect(
      ids == [
        "courtyard", "headquarters", "luga", "pskov", "ostrov", "luga_villages", "pskov_villages",
        "twelfth_army", "mitau",
      ]
    )
    #expect(
      towns.map(\.kind) == [
        .seat, .remote, .town, .seat, .town, .countryside, .countryside, .army, .occupied,
      ]
    )
    #expect(towns.map(\.region) == [0, -1, 0, 1, 1, 0, 1, -1, 2])
    #expect(towns.map(\.holder) == [-1, -1, -1, -1, -1, -1, -1, -1, 0])
    #expect(towns.map(\.stockDays) == [13, 0, 5, 4.5, 0, 0, 0, 0, 0])
    #expect(towns[1] == Town(telegraphHours: 2, roadHours: 30))
    #expect(towns[3].latitude == 57.82 && towns[3].longitude == 28.33)
    #expect(scenario.society.regionCount == 3)
    #expect(scenario.names.regions[1] == Name(id: "pskov", label: "Pskov"))
    #expect(scenario.names.holders == [Name(id: "ober_ost", label: "Ober Ost")])
    #expect(scenario.names.places.map(\.id) == ["back_yard", "front_house"] + ids.dropFirst())
    #expect(scenario.society.places.map(\.town) == [0, 0] + Array(1...8))
    #expect(scenario.names.places[7].label == "Pskov, villages")
  }

  @Test func `a town of the atlas may have the places that are declared`() throws {
    try bench.replace(
      "atlas: [",
      with: "places: [{id: pskov, label: Pskov, town: pskov}, "
        + "{id: quay, label: The quay, town: pskov}]\natlas: ["
    )
    let scenario = try bench.load()
    #expect(scenario.names.places.count { $0.id == "pskov" } == 1)
    #expect(scenario.names.places[4].id == "quay")
    #expect(scenario.society.places[4].town == 3)
  }

  @Test func `links join towns in either direction`() throws {
    let society = try bench.load().society
    // A road from each district's villages to their centre comes with those of the table.
    #expect(society.links.count == 6)
    #expect(
      society.links[1] == Link(from: 2, to: 3, length: 136.5, isRail: true, hasWire: true)
    )
    #expect(
      society.links[3] == Link(from: 4, to: 3, length: 52, isRail: false, hasWire: false)
    )
    #expect(
      society.links[4] == Link(from: 2, to: 5, length: 30, isRail: false, hasWire: false)
    )
    #expect(
      society.links[5] == Link(from: 3, to: 6, length: 30, isRail: false, hasWire: false)
    )
  }

  @Test func `organs may arise where somebody lives who can have them, and not in the capital`()
    throws
  {
    let scenario = try bench.load()
    let society = scenario.society
    let organs = Array(scenario.names.bodies.dropFirst(3))
    #expect(
      organs.map(\.id) == [
        "luga_committee", "luga_workers", "pskov_committee", "pskov_workers", "pskov_soldiers",
        "twelfth_army_soldiers", "petrograd_peasants", "pskov_peasants",
      ]
    )
    #expect(organs[4].label == "Pskov: Soldiers' council")
    #expect(society.organCount == 8 && society.nationalCount == 3)
    #expect(society.bodies.count == scenario.names.bodies.count)
    let bodies = society.bodies.dropFirst(3)
    #expect(bodies.map(\.seat) == [2, 2, 3, 3, 3, 7, 2, 3])
    #expect(bodies.map(\.region) == [-1, -1, -1, -1, -1, -1, 0, 1])
    #expect(society.bodies[4].quorum == 3 && society.bodies[4].quorumRoot == 0.75)
    #expect(society.bodies[5].quorum == 2 && society.bodies[5].quorumRoot == 0)
  }

  @Test(arguments: [1, 10, 1_000])
  func `bodies and units are those of the whole society at every scale`(scale: Int) throws {
    let whole = try bench.load()
    var options = LoadOptions()
    options.scale = scale
    let part = try bench.load(options)
    #expect(part.names.bodies == whole.names.bodies)
    #expect(part.names.units == whole.names.units)
    #expect(part.society.unitCount == part.names.units.count)
    #expect(part.society.groups.allSatisfy { (-1..<part.society.unitCount).contains($0.unit) })
  }

  @Test func `a row's groups are dealt into units in their order`() throws {
    let scenario = try bench.load()
    #expect(
      scenario.names.units.map(\.id) == [
        "reserve_battalion", "pskov_garrison_1", "pskov_garrison_2", "pskov_village_1",
        "pskov_village_2", "trench_1",
      ]
    )
    #expect(scenario.names.units[2].label == "Pskov garrison 2")
    #expect(scenario.names.units[5].label == "Trench")
    let first = scenario.names.groups.firstIndex { $0.id == "pskov_garrison-1" } ?? 0
    let companies = scenario.society.groups[first..<first + 6]
    #expect(companies.map(\.unit) == [1, 1, 1, 1, 2, 2])
  }

  @Test func `a power may care for policy`() throws {
    let power = try bench.load().society.powers[0]
    #expect(power.wants == [0.6, 0.7, 0.8, 0.7, 0.7, 0.7, 0.7, 0.8])
    #expect(power.saliences == power.wants)
    try bench.replace("    saliences: {", with: "    saliences: {war: 0.5} #")
    #expect(try bench.load().society.powers[0].saliences == [0.5] + [0, 0, 0, 0, 0, 0, 0])
    try bench.replace("    saliences:", with: "#")
    #expect(
      bench.sentences().allSatisfy {
        $0.hasSuffix("powers.embassy: no \"saliences\", which is needed. Add it.")
      }
    )
    #expect(bench.sentences().count == 1)
  }

  /// A slip in a table, and what is found on the line where it stands.
  struct Slip: CustomTestStringConvertible, Sendable {
    var file = "towns.csv"
    var old: String
    var new: String
    /// The text on whose line the finding stands; the replacement where it is left out.
    var at: String?
    var found: String

    var testDescription: String { found }
  }

  private static let slips = [
    Slip(
      old: "ostrov,Ostrov,town",
      new: "ostrov,Ostrov,twon",
      found: "ostrov.kind: \"twon\"; allowed: seat, town, settlement, countryside, army, occupied, "
        + "remote. Did you mean \"town\"?"
    ),
    Slip(
      old: "57.35,28.35",
      new: "97.35,28.35",
      found: "ostrov.lat: 97.35; allowed is -90 to 90. Choose a value within."
    ),
    Slip(
      old: "57.35,28.35",
      new: "57.35,",
      found: "ostrov.lon: nothing; a number is meant. Write a number."
    ),
    Slip(
      old: "57.35,28.35",
      new: "57.35,-190",
      found: "ostrov.lon: -190; allowed is -180 to 180. Choose a value within."
    ),
    Slip(
      old: "58.7,30,luga",
      new: "58.7,30,lugaa",
      found: "luga_villages.centre: no town \"lugaa\"; allowed: courtyard, headquarters, luga, "
        + "pskov, ostrov, luga_villages, pskov_villages, twelfth_army, mitau. Did you mean \"luga\"?"
    ),
    Slip(
      old: "58.7,30,luga",
      new: "58.7,30,luga_villages",
      found: "luga_villages.centre: \"luga_villages\" is its own centre; a centre is another town. "
        + "Name the town through which it hears."
    ),
    Slip(
      old: "57.82,28.33,",
      new: "57.82,28.33,pskov_villages",
      found: "pskov.centre: centres in a ring: pskov → pskov_villages → pskov; "
        + "a town hears through its centre. Take one out."
    ),
    Slip(
      old: "ostrov,Ostrov",
      new: "luga,Ostrov",
      found: "id: \"luga\" for the second time, first in country/towns.csv:3; "
        + "an id stands once. Rename one."
    ),
    Slip(
      old: "ostrov,Ostrov",
      new: "courtyard,Ostrov",
      found: "id: \"courtyard\" for the second time, first in country/towns.csv:2; "
        + "an id stands once. Rename one."
    ),
    Slip(
      old: "ostrov,Ostrov",
      new: "back_yard,Ostrov",
      found: "id: \"back_yard\" is also a place of \"courtyard\"; "
        + "a town of the atlas is a place of the same id. Rename one."
    ),
    Slip(
      old: "ostrov,Ostrov",
      new: "ostrov,",
      found: "ostrov.label: nothing; text is meant. Write text."
    ),
    Slip(
      old: "ostrov,Ostrov",
      new: "Ostrov,Ostrov",
      found: "id: \"Ostrov\"; an id has small letters, digits, '-' and '_', "
        + "and begins with a letter. Rename it."
    ),
    Slip(
      old: "countryside,Pskov",
      new: "countryside,PSKOV",
      found: "pskov_villages.region: \"PSKOV\" beside \"Pskov\", both \"pskov\" in files; "
        + "one thing is written one way. Choose one."
    ),
    Slip(
      old: "Courland,Ober Ost",
      new: "Courland,",
      found: "mitau.holder: nothing; an occupied town is under a foreign body. "
        + "Name the body that holds it."
    ),
    Slip(
      old: "mitau,Mitau,occupied",
      new: "mitau,Mitau,army",
      found: "mitau.holder: a holder; only an occupied town is under a foreign body. "
        + "Leave it empty, or make the town occupied."
    ),
    Slip(
      old: "mitau,Mitau,occupied",
      new: "mitau,Mitau,ocupied",
      found: "mitau.kind: \"ocupied\"; allowed: seat, town, settlement, countryside, army, "
        + "occupied, remote. Did you mean \"occupied\"?"
    ),
    Slip(
      file: "links.csv",
      old: "luga,138,rail",
      new: "luga,138,rial",
      found: "kind: \"rial\"; allowed: rail, road, river, ferry. Did you mean \"rail\"?"
    ),
    Slip(
      file: "links.csv",
      old: "luga,138,rail",
      new: "luga,0,rail",
      found:
        "km: 0 km; a link is more than 0 and at most 20000 km long. Give the length of the way."
    ),
    Slip(
      file: "links.csv",
      old: "luga,138,rail",
      new: "luga,20001,rail",
      found: "km: 20001 km; a link is more than 0 and at most 20000 km long. "
        + "Give the length of the way."
    ),
    Slip(
      file: "links.csv",
      old: "luga,138,rail",
      new: "luga,far,rail",
      found: "km: \"far\"; a number is meant. Write a number."
    ),
    Slip(
      file: "links.csv",
      old: "luga,138,rail,1",
      new: "luga,138,rail,2",
      found: "wire: 2; allowed is 0 to 1. Choose a value within."
    ),
    Slip(
      file: "links.csv",
      old: "luga,138",
      new: "pskow,138",
      found: "b: no town \"pskow\"; allowed: courtyard, headquarters, luga, pskov, ostrov, "
        + "luga_villages, pskov_villages, twelfth_army, mitau. Did you mean \"pskov\"?"
    ),
    Slip(
      file: "links.csv",
      old: "luga,138",
      new: "courtyard,138",
      found: "b: \"courtyard\" at both ends; a link joins two towns. Name another town."
    ),
    Slip(
      file: "links.csv",
      old: "ostrov,pskov,52",
      new: "pskov,luga,52",
      found: "b: \"pskov\" and \"luga\" for the second time, first in country/links.csv:3; "
        + "two towns have one link. Remove one."
    ),
    Slip(
      file: "groups.csv",
      old: "pskov,,4,50",
      new: "pskov,reserve_battalion,4,50",
      found: "pskov_garrison.band: a unit and a band; a row's groups are of one unit, "
        + "or dealt into bands. Leave one empty."
    ),
    Slip(
      file: "groups.csv",
      old: "pskov,,4,50",
      new: "pskov,,0,50",
      found: "pskov_garrison.band: 0; allowed is 1 to 4000000. Choose a value within."
    ),
    Slip(
      file: "scenario.yaml",
      old: "atlas: [towns.csv]",
      new: "atlas: [towns.csv, towns.csv]",
      found: "atlas[1]: \"towns.csv\" for the second time; a table stands once. Remove one."
    ),
    Slip(
      file: "scenario.yaml",
      old: "links: [links.csv]",
      new: "links: [lings.csv]",
      found: "links[0] \"country/lings.csv\": no such file. Check the name."
    ),
    Slip(
      file: "scenario.yaml",
      old: "line: legal",
      new: "line: old_regime",
      found: "organs.committee.line: acts for \"old_regime\", the incumbent's; organs arise, "
        + "and the incumbent is there already. Choose another line."
    ),
    Slip(
      file: "scenario.yaml",
      old: "line: council",
      new: "line: legal #",
      at: "norms: {worker",
      found: "organs.workers.norms: norms, and a line \"legal\" with claim successor; "
        + "its organs are formed and not elected. Remove the norms, or choose another line."
    ),
    Slip(
      file: "scenario.yaml",
      old: "line: legal",
      new: "line: council #",
      found:
        "organs.committee.line: no norm above 0, and a line \"council\" with claim constituent; "
        + "its organs are elected. Give norms, or choose another line."
    ),
    Slip(
      file: "scenario.yaml",
      old: "in: [seat, town, army]",
      new: "in: [seat, twon, army]",
      found: "organs.soldiers.in: \"twon\"; allowed: seat, town, settlement, countryside, army. "
        + "Did you mean \"town\"?"
    ),
    Slip(
      file: "scenario.yaml",
      old: "in: [seat, town, army]",
      new: "in: []",
      found: "organs.soldiers.in: no kinds of town; at least one is needed. Add one."
    ),
    Slip(
      file: "scenario.yaml",
      old: "each: region",
      new: "each: province",
      found: "organs.peasants.each: \"province\"; allowed: town, region. Choose one."
    ),
  ]

  @Test(arguments: slips)
  func `a slip in the country is found on its line`(slip: Slip) throws {
    try bench.replace(slip.old, with: slip.new, in: slip.file)
    let line = try bench.line(of: slip.at ?? slip.new, in: slip.file)
    let found = bench.sentences()
    #expect(found.contains("country/\(slip.file):\(line): \(slip.found)"), "\(found)")
  }

  @Test func `a ring of centres is told once, whoever leads into it`() throws {
    try bench.replace("57.82,28.33,", with: "57.82,28.33,pskov_villages", in: "towns.csv")
    try bench.replace("58.74,29.85,", with: "58.74,29.85,pskov", in: "towns.csv")
    #expect(
      bench.sentences() == [
        "country/towns.csv:4: pskov.centre: centres in a ring: pskov → pskov_villages → pskov; "
          + "a town hears through its centre. Take one out."
      ]
    )
  }

  @Test func `towns without a way from the capital are told in one sentence`() throws {
    try bench.replace("luga,pskov,136.5", with: "ostrov,twelfth_army,136.5", in: "links.csv")
    let line = try bench.line(of: "links: [")
    #expect(
      bench.sentences() == [
        "country/scenario.yaml:\(line): links: no way from the capital to \"pskov\", \"ostrov\", "
          + "\"pskov_villages\", \"twelfth_army\"; links or a centre lead to every town that is "
          + "neither remote nor occupied. Add some."
      ]
    )
    try bench.replace("links: [", with: "#")
    let atlas = try bench.line(of: "atlas: [")
    #expect(
      bench.sentences() == [
        "country/scenario.yaml:\(atlas): atlas: no way from the capital to \"luga\", \"pskov\", "
          + "\"ostrov\", \"luga_villages\", \"pskov_villages\" and 1 more; links or a centre lead to "
          + "every town that is neither remote nor occupied. Add some."
      ]
    )
  }

  @Test func `the id of an organ's body stands once`() throws {
    try bench.replace(
      "organs:",
      with: "bodies: [{id: luga_workers, label: Zemstvo, line: legal, seat: courtyard, "
        + "positions: {war: 0, army: 0, labour: 0, food: 0, land: 0, press: 0, transport: 0, "
        + "police: 0}, executive: 1}]\norgans:"
    )
    let body = try bench.line(of: "bodies:")
    let organ = try bench.line(of: "id: workers")
    #expect(
      bench.sentences() == [
        "country/scenario.yaml:\(organ): organs.workers.id: \"luga_workers\", made for \"luga\", "
          + "for the second time, first in country/scenario.yaml:\(body); "
          + "an id stands once. Rename one."
      ]
    )
  }

  @Test func `the id of a row's unit stands once`() throws {
    try bench.replace("atlas:", with: "units: [{id: trench_1, label: First trench}]\natlas:")
    let unit = try bench.line(of: "units:")
    let row = try bench.line(of: "trench,", in: "groups.csv")
    #expect(
      bench.sentences() == [
        "country/groups.csv:\(row): trench.band: \"trench_1\" for the second time, first in "
          + "country/scenario.yaml:\(unit); an id stands once. Rename one."
      ]
    )
  }

  @Test func `there is an end to towns, links and bodies`() throws {
    let towns = (0..<10_001).map { "t\($0),T,occupied,,Power,0,0\n" }.joined()
    try bench.write("id,label,kind,region,holder,lat,lon\n" + towns, to: "towns.csv")
    try bench.write(
      "a,b,km,kind,wire\n" + String(repeating: "t0,t1,1,road,0\n", count: 100_001),
      to: "links.csv"
    )
    let found = bench.sentences()
    #expect(
      found.contains {
        $0.hasSuffix("atlas: 10003 towns; a society has at most 10000. Declare fewer.")
      }
    )
    #expect(
      found.contains {
        $0.hasSuffix("atlas: 10004 places; a society has at most 10000. Declare fewer.")
      }
    )
    #expect(
      found.contains {
        $0.hasSuffix("links: 100001 links; a society has at most 100000. Declare fewer.")
      }
    )
  }

  @Test func `there is an end to the kinds of organ`() throws {
    let more = (0..<9).map {
      "  - {id: o\($0), label: O, line: legal, in: [town], positions: {war: 0, army: 0, labour: 0, "
        + "food: 0, land: 0, press: 0, transport: 0, police: 0}, executive: 1}\n"
    }
    try bench.replace("organs:\n", with: "organs:\n" + more.joined())
    #expect(
      bench.sentences().contains { $0.hasSuffix("a society has at most 8. Declare fewer.") }
    )
  }

  @Test func `there is an end to the bodies that organs make`() throws {
    let towns = (0..<9_000).map { "t\($0),T,town,,0,0,courtyard\n" }.joined()
    try bench.write("id,label,kind,region,lat,lon,centre\n" + towns, to: "towns.csv")
    try bench.write("a,b,km,kind,wire\nt0,t1,1,road,0\n", to: "links.csv")
    let groups = (0..<9_000).map { "g\($0),trade,worker,t\($0),1\n" }.joined()
    try bench.write("id,kind,stratum,place,size\n" + groups, to: "groups.csv")
    let organs = (0..<4).map { number in
      "  - {id: o\(number), label: O, line: council, in: [town], norms: {worker: 1}, "
        + "positions: {war: 0, army: 0, labour: 0, food: 0, land: 0, press: 0, transport: 0, "
        + "police: 0}, executive: 1}\n"
    }
    try bench.replace("organs:\n", with: "organs:\n" + organs.joined())
    let line = try bench.line(of: "organs:")
    #expect(
      bench.sentences() == [
        "country/scenario.yaml:\(line): organs: 54003 bodies; a society has at most 50000. "
          + "Declare fewer."
      ]
    )
  }

  @Test(arguments: [
    ("Pskov", "pskov"), ("Don Host", "don_host"), ("  Thüringen (Süd) ", "thuringen_sud"),
    ("Тверь", "r"), ("12th", "r"), ("", "r"),
  ])
  func `a region's id is made of its text`(text: String, id: String) {
    #expect(slug(text, orElse: "r") == id)
  }
}
