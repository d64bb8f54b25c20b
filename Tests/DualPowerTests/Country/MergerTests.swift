import DualPowerTestSupport
import Testing

@testable import DualPower

/// Two councils of a town, which come together.
@Suite(.tags(.law)) struct MergerTests {
  private static let workers = [100.0, 0, 0, 0]
  private static let soldiers = [0.0, 0, 100, 0]

  /// Forty open towns, each with three plants and five companies that elect apart.
  private func begin(
    _ seed: UInt64,
    call: Double,
    election: Double = 0,
    merge: Double,
    join: Double = 0
  ) -> Simulation {
    var society = Society.country([TownKind](repeating: .town, count: 40), links: .star(40))
    for town in 1...40 {
      society.settle(town, .worker, groups: 3)
      society.settle(town, .soldier, groups: 5)
      society.addOrgan(2, in: town, norms: Self.workers)
      society.addOrgan(2, in: town, norms: Self.soldiers)
    }
    society.parameters[.callerPeople] = 1e-6
    society.parameters[.callHazard] = call
    society.parameters[.electionHazard] = election
    society.parameters[.electionHeard] = 1
    society.parameters[.mergeHazard] = merge
    society.parameters[.joinChance] = join
    var run = Simulation(society, seed: seed)
    run.open(1...40)
    run.tell(.councilConstituted, of: 2)
    run.tell(.regimeFell)
    run.openWires()
    return run
  }

  /// The councils of a town.
  private func pair(_ run: Simulation, _ town: Int) -> (Int, Int) {
    let organs = Array(run.world.layout.organsOf[of: town])
    return (organs[0], organs[1])
  }

  @Test(arguments: UInt64(1)...3)
  func `merging moves deputies and electors and loses none`(seed: UInt64) {
    var run = begin(seed, call: 100, election: 100, merge: 0.1)
    run.go(3)
    #expect(run.events(.councilConstituted).count == 80)
    var merged = 0
    while run.ticks < 24 * 5 {
      let before = run
      run.tick()
      for event in before.record.events where event.kind == .councilsMerged {
        guard event.tick == before.ticks - 1 else { continue }
        merged += 1
        let (into, from) = (event.body, event.subject)
        #expect([into, from].sorted() == [pair(run, event.town).0, pair(run, event.town).1])
        for party in run.society.parties.indices {
          let both = before.deputies(of: into)[party] + before.deputies(of: from)[party]
          #expect(run.deputies(of: into)[party] == both)
        }
        #expect(run.deputies(of: from) == [0, 0, 0])
        #expect(run.deputies(of: into).reduce(0, +) == 8)
        let electors = run.groups.delegations.electors
        #expect(electors[into] == 800 && electors[from] == 0)
        #expect(!run.bodies.bodies.stands[from] && run.bodies.bodies.stands[into])
        #expect(run.bodies.bodies.mergedInto[from] == into)
        #expect(isByDay(event.tick))
      }
    }
    #expect(merged == 40)
  }

  @Test func `the later council goes into the earlier, with its hazard, by day`() {
    var hours: [Double] = []
    for seed in UInt64(1)...10 {
      var run = begin(seed, call: 0.1, merge: 0.05)
      run.go { $0.events(.councilsMerged).count == 40 }
      for event in run.events(.councilsMerged) {
        let (earlier, later) = (event.body, event.subject)
        let since = run.bodies.bodies.since[later]
        #expect(run.bodies.bodies.since[earlier] <= since)
        // Hours of day in which both stood, to the last.
        hours.append(Double((since...event.tick).count { isByDay($0) }))
      }
    }
    let wait = Wait(from: 1) { _ in 0.05 }
    let measured = Measured(hours)
    #expect(measured.errors(fromMean: wait.mean, variance: wait.variance) < 3, "\(measured)")
  }

  @Test func `who is elected later sits in the merged council`() {
    var run = begin(1, call: 0.02, election: 0.02, merge: 0.5)
    var later = 0.0
    var last = [Double](repeating: 0, count: run.society.bodies.count)
    while run.ticks < 24 * 40 {
      run.tick()
      for town in 1...40 {
        let (a, b) = pair(run, town)
        let counts = [a, b].map { run.groups.delegations.count($0) }
        let sum = counts[0] + counts[1]
        #expect(sum >= last[a])
        let isMerged = run.groups.delegations.sitsIn[a] == run.groups.delegations.sitsIn[b]
        if isMerged {
          #expect(counts.contains(0))
          later += sum - last[a]
        }
        last[a] = sum
      }
    }
    #expect(later > 40)
    for town in 1...40 {
      let (a, b) = pair(run, town)
      #expect([a, b].map { run.groups.delegations.count($0) }.sorted() == [0, 8])
    }
  }

  @Test func `some groups never sit apart`() {
    var run = begin(1, call: 0.02, merge: 0, join: 1)
    run.go(24 * 20)
    let founded = run.events(.councilConstituted)
    let merged = run.events(.councilsMerged)
    #expect(founded.count == 80 && merged.count > 25)
    for event in merged {
      // Those that arose by night join in the morning.
      let since = run.bodies.bodies.since[event.subject]
      #expect(isByDay(event.tick) && !(since..<event.tick).contains { isByDay($0) })
    }
    run = begin(1, call: 0.02, merge: 0)
    run.go(24 * 20)
    #expect(run.events(.councilsMerged).isEmpty)
  }
}
