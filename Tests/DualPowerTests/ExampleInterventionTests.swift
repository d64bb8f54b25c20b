import DualPower
import DualPowerScenario
import DualPowerTestSupport
import Testing

/// The overlays of `Examples/interventions`, each against the run without it.
@Suite(.tags(.claim)) struct ExampleInterventionTests {
  private static let names = [
    "bread-arrives", "doctrine-of-power", "garrison-kept-apart", "garrison-withdrawn",
    "government-leaves-the-war", "no-recognition-abroad", "party-calls-out", "telegraph-cut",
  ]
  /// A month of Petrograd, for a few seeds.
  private static let seeds: [UInt64] = [1, 2, 3, 4]
  private static let hours = 30 * 24

  private static func scenario(_ overlays: [String], scale: Int = 1_000) throws -> Scenario {
    let home = try #require(Home.find())
    var options = LoadOptions()
    options.scale = scale
    options.overlays = overlays.map { "\(home)/Examples/interventions/\($0).yaml" }
    return try Scenario.load("petrograd-1917", options)
  }

  private static func runs(_ overlays: [String]) throws -> [Simulation] {
    let society = try scenario(overlays).society
    return try seeds.map { try Laboratory.run(society, seed: $0, hours: hours) }
  }

  private static let baseline = Result { try runs([]) }

  /// A measure of each run, without an overlay and with it.
  private func measured(
    _ overlay: String,
    _ measure: (Simulation) -> Double
  ) throws -> [(without: Double, with: Double)] {
    zip(try Self.baseline.get(), try Self.runs([overlay])).map { (measure($0), measure($1)) }
  }

  /// The hour of an event; the end of the run where it does not come.
  private func hour(_ kind: EventKind) -> (Simulation) -> Double {
    { Double($0.first(kind) ?? Self.hours) }
  }

  @Test(arguments: names) func `each stands alone`(name: String) throws {
    let with = try Self.scenario([name]).society
    #expect(try with.packed() != Self.scenario([]).society.packed())
  }

  @Test func `all stand together, in any order`() throws {
    let forth = try Self.scenario(Self.names)
    let back = try Self.scenario(Self.names.reversed())
    #expect(forth.society.packed() == back.society.packed())
    #expect(forth.interventions.map(\.id) == ["bread_arrives", "telegraph_cut", "peace"])
    let run = try Laboratory.run(forth.society, hours: 24 * 25)
    #expect(run.ticks == 600)
  }

  @Test func `bread puts the outbreak off`() throws {
    let hours = try measured("bread-arrives", hour(.outbreak))
    #expect(hours.allSatisfy { $0.with > $0.without }, "\(hours)")
  }

  @Test func `a garrison that does not meet the crowd goes over later`() throws {
    let hours = try measured("garrison-kept-apart", hour(.mutiny))
    #expect(hours.allSatisfy { $0.with > $0.without + 12 }, "\(hours)")
  }

  @Test func `with the battalions gone there are fewer men to send, and fewer to elect`() throws {
    let soldiers = try measured("garrison-withdrawn") { run in
      run.record.deputies.reduce(0) { sum, row in
        let stratum = run.society.strata[run.society.groups[row.group].stratum]
        return sum + (stratum.bearing == .garrison ? row.seats : 0)
      }
    }
    // How far the council has grown by then differs by the seed.
    let (without, with) = soldiers.reduce((0, 0)) { ($0.0 + $1.without, $0.1 + $1.with) }
    #expect(with > 0 && with < 0.5 * without, "\(soldiers)")
    let society = try Self.scenario(["garrison-withdrawn"]).society
    let capital = society.groups.filter { society.places[$0.place].town == society.capital }
    let left = capital.filter { society.strata[$0.stratum].bearing == .garrison }
    #expect(left.reduce(0) { $0 + Double($1.size) * $1.represents } < 60_000)
  }

  @Test func `news takes longer with the telegraph cut`() throws {
    let hours = try measured("telegraph-cut") { run in
      run.record.events.filter { $0.kind == .news }.reduce(0) { $0 + $1.amount }
    }
    #expect(hours.allSatisfy { $0.with > 3 * $0.without && $0.without > 0 }, "\(hours)")
  }

  @Test func `a party with initiative calls people out, and they come no later`() throws {
    let calls = try measured("party-calls-out") { run in
      Double(run.record.events.count { $0.kind == .partyCalled })
    }
    #expect(calls.allSatisfy { $0.without == 0 && $0.with > 0 }, "\(calls)")
    let hours = try measured("party-calls-out", hour(.outbreak))
    #expect(hours.allSatisfy { $0.with <= $0.without }, "\(hours)")
  }

  @Test func `parties that hold a council should rule make one that would`() throws {
    let aspiration = try measured("doctrine-of-power") { run in
      run.record.days.last?.aspiration.last ?? 0
    }
    #expect(aspiration.allSatisfy { $0.with > 1.5 * $0.without && $0.without > 0 }, "\(aspiration)")
  }

  @Test func `a government that leaves the war holds to it against its ministers`() throws {
    let positions = try measured("government-leaves-the-war") { run in
      run.record.days.last.map { $0.positions[run.society.domainCount] } ?? 0
    }
    #expect(positions.allSatisfy { $0.with > 0.75 && $0.without < 0.6 }, "\(positions)")
  }

  @Test func `nobody recognises whom no power would`() throws {
    let powers = try measured("no-recognition-abroad") { run in
      Double(run.record.events.count { $0.kind == .recognisedAbroad })
    }
    #expect(powers.allSatisfy { $0.with == 0 && $0.without > 0 }, "\(powers)")
  }
}
