import DualPowerScenario
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPower

/// Keeps `docs/ReadingTheCode.md` true.
@Suite struct ReadingTests {
  @Test(.tags(.baseline))
  func `the numbers of the reading page are those of the run`() throws {
    let society = try Laboratory.scenario("courtyard").society
    var run = Simulation(society, seed: 1)
    for _ in 0..<31 { run.tick() }
    let row = (0..<run.people.width).map { Int32(run.people.byte($0, group: 0, member: 0)) }
    let groups = run.groups
    run.tick()
    let outlook = run.world.outlook(of: 0)
    let prospect = run.world.prospect(of: 0, groups)
    let hour = run.world.hour
    let bits = Draws.bits(0, run.draws.key(.hour, tick: 31))
    let inForce =
      (row[People.firstRecognition + outlook.personColumn] * outlook.personWeight
        + row[People.firstRecognition + outlook.institutionColumn] * (256 - outlook.personWeight))
      >> 8
    let burden = (row[People.susceptibility] * outlook.hardship) >> 8
    let pull = ((burden + Int32(prospect.crowd)) * (256 - inForce)) >> 8
    let held = (row[People.risk] * outlook.fear) >> 8 + row[People.obstinacy] * 8
    let noise = ((Int32(bits & 0xFF) - 128) * hour.noise) >> 7
    let utility = pull + Int32(prospect.grievance) - held + noise
    let isOut = run.people.byte(People.activity, group: 0, member: 0) != 0
    #expect(!isOut || utility > 0)

    let told: [(String, String)] = [
      (
        "prospect",
        "hardship \(outlook.hardship), crowd \(prospect.crowd), grievance \(prospect.grievance), "
          + "fear \(outlook.fear), chance of walking out \(prospect.walkOut)/4096"
      ),
      (
        "row",
        "susceptibility \(row[0]), risk aversion \(row[1]), obstinacy \(row[2]), "
          + "conviction \(row[3]), activity \(row[4]), recognition of the ruler's person \(row[5]), "
          + "of the old regime \(row[6]), of a legal successor \(row[7]), of a council \(row[8])"
      ),
      ("draw", "32 bits, \(bits)"),
      ("utility", "\(utility)/1024"),
      ("decision", isOut ? "went out" : "stayed at work"),
      ("group", "\(Int(run.groups.active[0]))"),
      ("place", "force \(Int(run.places.force[0])) of \(Int(run.places.firstForce[0]))"),
      ("body", "body \(run.bodies.inForce)"),
      ("record", "Row \(run.record.hours.count) of the hours"),
    ]
    let home = try #require(Home.find())
    let page = try String(contentsOfFile: home + "/docs/ReadingTheCode.md", encoding: .utf8)
    for (mark, sentence) in told {
      let expected = "<!-- \(mark) -->\(sentence)<!-- end -->"
      #expect(page.contains(expected), "docs/ReadingTheCode.md should say: \(expected)")
    }
  }
}
