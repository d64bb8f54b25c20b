import DualPowerTestSupport
import Testing

@testable import DualPower

/// News over wires and with people who travel.
@Suite(.tags(.limit)) struct NewsTests {
  private static let seeds = UInt64(1)...20

  /// A capital with forty towns round it.
  private var star: Society {
    .country([TownKind](repeating: .town, count: 40), links: .star(40, length: 300))
  }

  /// When each town but the capital heard, over many seeds.
  private func heard(_ society: Society, wires: Bool) -> [Int] {
    Self.seeds.flatMap { seed in
      var run = Simulation(society, seed: seed)
      run.tell(.capitalLost)
      if wires { run.openWires() }
      run.go { run in run.heard().allSatisfy { $0 >= 0 } }
      return run.heard().dropFirst()
    }
  }

  @Test(arguments: [1, 5])
  func `over n wires news takes the sum of n waits of four parts each`(wires: Int) {
    var society = Society.country(
      [TownKind](repeating: .town, count: wires),
      links: .line(wires)
    )
    society.parameters[.relayHours] = 24
    let arrivals = Measured(
      (UInt64(1)...400).map { seed -> Double in
        var run = Simulation(society, seed: seed)
        run.tell(.capitalLost)
        run.openWires()
        run.go { $0.bodies.tidings.wired(.capitalLost, to: wires) >= 0 }
        return Double(run.bodies.tidings.wired(.capitalLost, to: wires))
      }
    )
    // An office looks once an hour: half an hour more on each wire.
    let n = Double(wires)
    let variance = n * (24 * 24 / 4 + 1.0 / 12)
    #expect(arrivals.errors(fromMean: n * 24.5, variance: variance) < 3, "\(arrivals)")
    #expect(arrivals.errors(fromVariance: variance, kurtosis: 6 / (4 * n)) < 3)
  }

  @Test func `the press takes a lognormal time from the wire to the people`() {
    var society = star
    society.parameters[.pressHours] = 20
    society.parameters[.pressSpread] = 0.5
    let logs = Measured(heard(society, wires: true).map { logarithm(Double($0) - 0.5) })
    #expect(logs.errors(fromMean: logarithm(20), variance: 0.25) < 3, "\(logs)")
    #expect(logs.errors(fromVariance: 0.25, kurtosis: 0) < 3)
    society.parameters[.pressSpread] = 0
    #expect(Set(heard(society, wires: true)) == [20])
  }

  @Test func `word of mouth takes the way at its speed, and a wait`() {
    var society = star
    society.parameters[.railSpeed] = 15
    #expect(Set(heard(society, wires: false)) == [20])
    society.parameters[.roadSpeed] = 5
    var roads = society
    for i in roads.links.indices { roads.links[i].isRail = false }
    #expect(Set(heard(roads, wires: false)) == [60])

    society.parameters[.wordHours] = 10
    let word = Measured(heard(society, wires: false).map(Double.init))
    // The hour in which an exponential wait is over, after twenty of travel.
    let wait = Wait(from: 21) { _ in 0.1 }
    #expect(word.errors(fromMean: wait.mean, variance: wait.variance) < 3, "\(word)")
    #expect(word.errors(fromVariance: wait.variance, kurtosis: 6) < 3)
  }

  @Test func `of the wire and word of mouth whichever is first is heard`() {
    var society = star
    society.parameters[.relayHours] = 24
    society.parameters[.pressHours] = 6
    let byWire = heard(society, wires: true)
    society.parameters[.railSpeed] = 15
    society.parameters[.wordHours] = 10
    let byWord = heard(society, wires: false)
    #expect(heard(society, wires: true) == zip(byWire, byWord).map { min($0, $1) })
    #expect(zip(byWire, byWord).contains { $0 < $1 } && zip(byWire, byWord).contains { $0 > $1 })
  }

  @Test func `the wires open with a hazard that grows from the loss of the capital on`() {
    var society = Society.country([.town], links: .star(1))
    society.parameters[.wiresTaken] = 0.04
    let hours = Measured(
      (UInt64(1)...400).map { seed -> Double in
        var run = Simulation(society, seed: seed)
        run.go(10)
        run.tell(.capitalLost)
        run.raise(1)
        run.go { $0.bodies.tidings.wiresOpen >= 0 }
        return Double(run.bodies.tidings.wiresOpen)
      }
    )
    let wait = Wait(from: 10) { 0.04 * Double($0 - 10) / 12 }
    #expect(hours.errors(fromMean: wait.mean, variance: wait.variance) < 3, "\(hours)")
    // Nobody opens them while only the old order stands.
    var run = Simulation(society, seed: 1)
    run.tell(.capitalLost)
    run.go(24 * 10)
    #expect(run.bodies.tidings.wiresOpen < 0)
  }

  @Test func `the wire confirms what has come by word of mouth`() {
    var society = star
    society.parameters[.relayHours] = 24
    society.parameters[.railSpeed] = 300
    var run = Simulation(society, seed: 1)
    run.tell(.capitalLost)
    run.openWires()
    run.go(24 * 5)
    #expect(run.heard().dropFirst().allSatisfy { $0 == 1 })
    let wired = (1...40).map { run.bodies.tidings.wired(.capitalLost, to: $0) }
    #expect(wired.allSatisfy { $0 > 1 } && run.record.towns.map(\.wiredAt) == wired)
  }

  @Test func `nothing is told before it has happened, or of wires that nobody has opened`() {
    var run = Simulation(star, seed: 1)
    run.go(30)
    run.tell(.capitalLost)
    run.go(30)
    #expect(run.heard().dropFirst().allSatisfy { $0 < 0 })
    run.openWires()
    run.go(1)
    #expect(run.heard() == [30] + [Int](repeating: 60, count: 40))
    #expect(run.events(.news).map(\.amount) == [Double](repeating: 30, count: 40))
  }

  @Test func `that councils arise is told from whichever town one arises in`() {
    var society = Society.country([.town, .town, .town], links: .line(3, length: 10))
    society.parameters[.railSpeed] = 2
    var run = Simulation(society, seed: 1)
    run.bodies.tidings.take(
      [Event(tick: 0, kind: .councilConstituted, town: 2, body: 3, subject: -1, amount: 0)],
      in: run.world
    )
    run.go(30)
    let towns = society.towns.count
    let row = (run.bodies.tidings.all.count - 1) * towns
    #expect(Array(run.bodies.tidings.heard[row + 1..<row + towns]) == [5, 0, 5])
    #expect(run.world.facts.hasHeardOfCouncil == [false, true, true, true])
    #expect(run.events(.news).isEmpty)
  }

  @Test(arguments: [true, false])
  func `a staff hears by its own wire or by road, whatever the railway brings`(hasWire: Bool) {
    var society = Society.country([.town, .remote, .town], links: .line(3, length: 10))
    society.towns[2].telegraphHours = 7
    society.towns[2].roadHours = 90
    society.settle(2, .official)
    society.parameters[.railSpeed] = 10
    if !hasWire { society.mechanisms = society.mechanisms.without(.telegraph) }
    var run = Simulation(society, seed: 1)
    run.go(5)
    run.tell(.capitalLost)
    run.tell(.committeeFormed, of: 1)
    run.tell(.councilConstituted, of: 2)
    run.openWires()
    run.go(20)
    run.tell(.regimeFell)
    run.go(100)
    let hours = hasWire ? 7 : 90
    let news = run.events(.news).filter { $0.town == 2 }
    #expect(news.allSatisfy { $0.amount == Double(hours) })
    #expect(
      news.map { [$0.tick - hours, $0.subject] } == [
        [5, Int(EventKind.capitalLost.rawValue)],
        [5, Int(EventKind.councilConstituted.rawValue)],
        [25, Int(EventKind.regimeFell.rawValue)],
      ]
    )
    #expect(run.heard()[1] == 5)
  }
}

/// Officials who hold news back.
@Suite(.tags(.limit)) struct WithholdingTests {
  /// A capital with sixty towns round it, each with officials of a loyalty.
  private func country(loyalty: Double, gate: Double) -> Society {
    var society = Society.country([TownKind](repeating: .town, count: 60), links: .star(60))
    for town in 1...60 { society.settle(town, .official, of: 1_000, represents: 50) }
    society.traits[.rulerInstitution, Folk.official.rawValue] = loyalty
    society.parameters[.gateLoyalty] = gate
    society.parameters[.pressHours] = 5
    return society
  }

  private func run(_ society: Society, seed: UInt64 = 1, days: Int = 4) -> Simulation {
    var run = Simulation(society, seed: seed)
    run.tell(.capitalLost)
    run.openWires()
    run.go(24 * days)
    return run
  }

  @Test func `who is not loyal never withholds, who is wholly so always does`() {
    let never = run(country(loyalty: 0, gate: 1))
    #expect(never.record.towns.allSatisfy { $0.withheldAt < 0 && $0.heardAt == 5 })
    let always = run(country(loyalty: 1, gate: 1))
    #expect(always.record.towns.count == 60)
    #expect(always.record.towns.allSatisfy { $0.withheldAt == 0 && $0.heardAt < 0 })
    #expect(always.events(.newsWithheld).isEmpty && always.events(.news).isEmpty)
    let open = run(country(loyalty: 1, gate: 0))
    #expect(open.record.towns.allSatisfy { $0.withheldAt < 0 && $0.heardAt == 5 })
  }

  @Test(arguments: [(1.0, 0.3), (0.6, 1.0), (0.5, 0.8)])
  func `in between they withhold in the share of both`(loyalty: Double, gate: Double) {
    let society = country(loyalty: loyalty, gate: gate)
    let withheld = Measured(
      (UInt64(1)...10).flatMap { seed in
        run(society, seed: seed, days: 1).record.towns.map { $0.withheldAt == 0 ? 1.0 : 0 }
      }
    )
    let share = (255 * loyalty).rounded() / 255 * gate
    #expect(withheld.errors(fromMean: share, variance: share * (1 - share)) < 3, "\(withheld)")
  }

  @Test func `what is withheld leaks with its hazard, six hours on and not before`() {
    var society = country(loyalty: 1, gate: 1)
    society.parameters[.leakHours] = 20
    // Fifty thousand people and two to a million: a fortieth an hour.
    society.parameters[.leakPeople] = 2
    var hours: [Double] = []
    for seed in UInt64(1)...10 {
      let run = run(society, seed: seed, days: 20)
      let leaks = run.events(.newsWithheld)
      #expect(leaks.count == 60 && leaks.allSatisfy { $0.subject == 0 && $0.body == 0 })
      for leak in leaks {
        guard let row = run.record.towns.first(where: { $0.town == leak.town }) else { continue }
        #expect(row.withheldAt == 0 && row.withheldHours == leak.amount)
        #expect(leak.tick == Int(leak.amount) && row.heardAt == leak.tick + 5)
        hours.append(leak.amount)
      }
    }
    let wait = Wait(from: 6) { _ in 1 / 20 + 0.05 / 2 }
    let measured = Measured(hours)
    #expect(measured.errors(fromMean: wait.mean, variance: wait.variance) < 3, "\(measured)")
    #expect(measured.errors(fromVariance: wait.variance, kurtosis: 6) < 3)
    #expect(hours.min() == 6)
  }

  @Test func `officials who yield let go what they held, and people read it in the same hour`() {
    var society = country(loyalty: 1, gate: 1)
    society.parameters[.yieldCapital] = 0.05
    let run = run(society, days: 20)
    let released = run.events(.newsWithheld)
    #expect(released.count == 60)
    for event in released {
      guard let row = run.record.towns.first(where: { $0.town == event.town }) else { continue }
      #expect(event.subject == 1 && row.openedAt == event.tick && row.heardAt == row.openedAt)
      #expect(row.withheldHours == event.amount && event.amount == Double(row.openedAt))
    }
    #expect(Set(released.map(\.tick)).count > 10)
  }

  @Test func `a rumour passes whoever withholds`() {
    var society = country(loyalty: 1, gate: 1)
    society.parameters[.railSpeed] = 0.1
    #expect(run(society).record.towns.allSatisfy { $0.withheldAt == 0 && $0.heardAt == 10 })
  }
}
