import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

/// States that somebody has changed: whatever is in them, they are refused or gone on from.
@Suite(.tags(.law)) struct SpoiltStateTests {
  /// What a word is replaced by.
  private static let extremes: [UInt64] = [
    0, 1, .max, 1 << 63, 1 << 47, Double.nan.bitPattern, Double.infinity.bitPattern,
    (-1.0).bitPattern, 1e300.bitPattern,
  ]
  /// An index of something that there is not.
  private static let noIndex: UInt64 = 99

  /// Spoils each word of a run's state by itself, and goes on for some hours from what is not refused.
  private func spoilEach(_ run: Simulation, hours: Int) throws {
    let state = run.state()
    let draws = Draws(seed: 5)
    var refused = 0
    for word in 0..<state.count / 8 {
      let drawn = Int(draws.unit(.temper, word) * Double(Self.extremes.count))
      for value in [Self.noIndex, Self.extremes[drawn]] {
        var spoilt = state
        withUnsafeBytes(of: value) { spoilt.replaceSubrange(8 * word..<8 * word + 8, with: $0) }
        guard var other = Simulation(run.society, seed: run.seed, from: spoilt) else {
          refused += 1
          continue
        }
        other.go(hours)
        try #require(other.ticks == run.ticks + hours, "word \(word)")
      }
    }
    #expect(refused > 100)
  }

  @Test func `a capital's state with a word replaced is none, or one that runs`() throws {
    let society = try Laboratory.scenario("courtyard").society
    try spoilEach(Laboratory.run(society, hours: 150), hours: 12)
  }

  @Test func `a country's state with a word replaced is none, or one that runs`() throws {
    let run = country()
    #expect(!run.events(.councilsMerged).isEmpty)
    #expect(run.record.conferences.count == 1)
    #expect(run.bodies.villages.hasBegunToElect)
    try spoilEach(run, hours: 12)
  }

  /// A capital, three towns of two councils each, which have come together and sent to a conference, and a
  /// province of two districts that has elected one.
  private func country() -> Simulation {
    let kinds: [TownKind] = [.town, .town, .town, .countryside, .countryside, .army]
    var society = Society.country(kinds, links: .star(6))
    society.regionCount = 1
    society.settle(0, .worker, groups: 2)
    society.settle(6, .soldier, groups: 2)
    for town in 1...3 {
      society.settle(town, .worker, groups: 2)
      society.settle(town, .soldier)
      society.addOrgan(2, in: town, norms: [100, 0, 0, 0])
      society.addOrgan(2, in: town, norms: [0, 0, 100, 0])
      society.addOrgan(1, in: town)
    }
    for town in 4...5 {
      society.towns[town].region = 0
      for village in 0..<4 { society.settle(town, .peasant, unit: (town - 4) * 2 + village / 2) }
    }
    society.addOrgan(2, in: 4, norms: [0, 0, 0, 100], region: 0)
    for days in [Parameter.villageMeetsDays, .districtCongressDays, .provinceCongressDays] {
      society.parameters[days] = 0
    }
    society.parameters[.peasantCouncilDays] = 0
    society.parameters[.callerPeople] = 1e-6
    society.parameters[.callHazard] = 100
    society.parameters[.electionHazard] = 100
    society.parameters[.electionHeard] = 1
    society.parameters[.mergeHazard] = 1
    society.parameters[.reportLeast] = 1
    society.parameters[.summonsHazard] = 1e9
    society.parameters[.summonsAt] = 1
    society.parameters[.travelSpeed] = 20
    society.parameters[.delegateNorm] = 150
    society.parameters[.delegatesMost] = 3
    society.parameters[.organOrdersPerDay] = 4
    var run = Simulation(society, seed: 1)
    run.open(1...3)
    run.raise(2)
    run.tell(.capitalLost)
    run.tell(.councilConstituted, of: 2)
    run.tell(.regimeFell)
    run.openWires()
    run.go(24 * 6)
    return run
  }
}
