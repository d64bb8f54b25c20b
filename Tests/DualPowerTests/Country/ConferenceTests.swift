import DualPowerTestSupport
import Testing

@testable import DualPower

/// Councils that know of one another, and meet.
@Suite(.tags(.limit)) struct ConferenceTests {
  /// The council of the capital.
  private let centre = 2

  /// A capital and towns on one railway, a hundred kilometres apart.
  ///
  /// Each has a council: that of the nth town n plants of a hundred. Trains do twenty kilometres an hour.
  private func country(
    towns: Int = 5,
    kinds: [TownKind] = [],
    links: [Link]? = nil
  ) -> Society {
    let all = kinds + [TownKind](repeating: .town, count: towns - kinds.count)
    var society = Society.country(all, links: links ?? .line(towns, length: 100))
    society.settle(0, .worker, groups: 4)
    for town in 1...towns {
      society.settle(town, .worker, groups: town)
      society.addOrgan(2, in: town, norms: [100, 0, 0, 0])
    }
    // Whoever has a council recognises it, and elects in the hour after.
    society.traits[.councilFirst, Folk.worker.rawValue] = 1
    society.parameters[.electionRecognised] = 1e9
    society.parameters[.reportLeast] = 1
    society.parameters[.summonsHazard] = 1e9
    society.parameters[.summonsAt] = Double(towns)
    society.parameters[.electDays] = 2
    society.parameters[.travelSpeed] = 20
    society.parameters[.delegateNorm] = 150
    society.parameters[.delegatesMost] = 3
    society.parameters[.voteTolerance] = 0.3
    return society
  }

  /// A run in which every council stands from the first hour, but for some.
  private func begin(
    _ society: Society,
    seed: UInt64 = 1,
    but late: Set<Int> = []
  ) -> Simulation {
    var run = Simulation(society, seed: seed)
    for body in centre..<society.bodies.count where !late.contains(body) { run.raise(body) }
    return run
  }

  @Test func `the summons is for the day by which all can elect and travel`() {
    var run = begin(country())
    run.go(24 * 5)
    let summons = run.events(.conferenceSummoned)
    #expect(summons.map(\.tick) == [8] && summons[0].amount == 5)
    // Eight hours, two days and a journey of 25 hours: the next morning at ten.
    let met = run.events(.conferenceMet)
    #expect(met.map(\.tick) == [24 * 4 + 10] && met.map(\.body) == [centre])
    #expect(met[0].subject == 6 && run.record.conferences.map(\.councils) == [6])
  }

  @Test(arguments: [(true, 0), (false, 1)])
  func `who could elect and travel is there, and nobody later`(isThere: Bool, late: Int) {
    var society = country()
    society.parameters[.summonsAt] = 4
    society.parameters[.electDays] = 4
    let fifth = 7
    var run = begin(society, but: [fifth])
    // Four days and twenty hours from hour 8 it is hour 124; they meet at ten on the next day.
    let meeting = 154
    // The fifth town is 25 hours from the capital.
    run.go(meeting - 4 * 24 - 25 + late)
    run.raise(fifth)
    run.go(24 * 7 - run.ticks)
    #expect(run.events(.conferenceMet).map(\.tick) == [meeting])
    #expect(run.events(.conferenceMet)[0].subject == (isThere ? 6 : 5))
    #expect(run.bodies.facts.isFederated[fifth] == isThere)
  }

  @Test func `of councils that the centre does not know some come all the same`() {
    var society = country(towns: 40, links: .star(40))
    society.parameters[.reportLeast] = 0.5
    society.parameters[.summonsAt] = 5
    society.parameters[.electDays] = 20
    func there(_ unknown: Double) -> Measured {
      var society = society
      society.parameters[.attendsUnknown] = unknown
      return Measured(
        (UInt64(1)...8).flatMap { seed -> [Double] in
          var run = begin(society, seed: seed)
          run.go(24 * 40)
          #expect(run.record.conferences.count == 1)
          return run.bodies.facts.isFederated.dropFirst(3).map { $0 ? 1 : 0 }
        }
      )
    }
    let (few, more, all) = (there(0), there(0.4), there(1))
    #expect(few.errors(fromMean: 0.5, variance: 0.25) < 3, "\(few)")
    #expect(more.errors(fromMean: 0.7, variance: 0.21) < 3, "\(more)")
    #expect(all.mean == 1)
  }

  @Test func `a council is known after lognormal days, the likelier the larger`() {
    var society = country(towns: 60)
    society.parameters[.reportLeast] = 0.1
    society.parameters[.reportSlope] = 0.5
    society.parameters[.reportDays] = 10
    society.parameters[.reportSpread] = 0.7
    society.parameters[.summonsAt] = 1e9
    var surprise: [Double] = []
    var logs: [Double] = []
    for seed in UInt64(1)...8 {
      var run = begin(society, seed: seed)
      run.go(1)
      for (i, from) in run.bodies.conference.knownFrom.enumerated() where i > centre {
        let people = max(500, 100 * Double(i - centre))
        let likely = 0.1 + 0.5 * logarithm(people / 500) / logarithm(10)
        surprise.append(
          ((from < Conference.never ? 1 : 0) - likely) / (likely * (1 - likely)).squareRoot()
        )
        if from < Conference.never { logs.append(logarithm((Double(from) + 0.5) / 24)) }
      }
    }
    #expect(Measured(surprise).errors(fromMean: 0, variance: 1) < 3)
    #expect(Measured(logs).errors(fromMean: logarithm(10), variance: 0.49) < 3)
    #expect(Measured(logs).errors(fromVariance: 0.49, kurtosis: 0) < 3)
  }

  @Test func `a letter from either of two that merged speaks for both`() {
    var society = country(towns: 20)
    for town in 1...20 {
      society.settle(town, .soldier)
      society.addOrgan(2, in: town, norms: [0, 0, 100, 0])
    }
    society.parameters[.reportLeast] = 0.6
    society.parameters[.reportDays] = 10
    society.parameters[.reportSpread] = 1
    society.parameters[.mergeHazard] = 0.1
    society.parameters[.summonsAt] = 1e9
    var run = begin(society)
    run.go(1)
    let letters = run.bodies.conference.knownFrom
    run.go(24 * 10)
    var gained = 0
    for event in run.events(.councilsMerged) {
      let (whole, part) = (event.body, event.subject)
      #expect(run.bodies.conference.knownFrom[whole] == min(letters[whole], letters[part]))
      gained += letters[part] < letters[whole] ? 1 : 0
    }
    #expect(run.events(.councilsMerged).count == 20 && gained > 4)
  }

  @Test(arguments: [(150.0, 3.0), (100, 10), (1_000, 8), (99, 2)])
  func `a council sends one delegate for so many electors, to a most`(norm: Double, most: Double) {
    var society = country(towns: 6, kinds: [.town, .army])
    society.parameters[.delegateNorm] = norm
    society.parameters[.delegatesMost] = most
    var run = begin(society)
    run.go(24 * 6)
    let electors = [400.0] + (1...6).map { 100 * Double($0) }
    let sent = electors.map { min(most, ($0 / norm).rounded(.up)) }
    let row = run.record.conferences.first
    #expect(row?.delegates == sent.reduce(0, +))
    #expect(row?.byParty.reduce(0, +) == row?.delegates)
    #expect(row?.councils == 6 && row?.armyBodies == 1)
    #expect(run.events(.conferenceMet).first?.amount == row?.delegates)
  }

  @Test func `delegates are drawn from the deputies of their council`() {
    var society = country(towns: 20)
    society.parameters[.delegateNorm] = 10
    society.parameters[.delegatesMost] = 50
    var differences: [Double] = []
    for seed in UInt64(1)...10 {
      var run = begin(society, seed: seed)
      run.go(24 * 10)
      guard let row = run.record.conferences.first else { continue }
      var expected = [0.0, 0, 0]
      var variance = 0.0
      for body in centre..<society.bodies.count {
        let deputies = run.deputies(of: body)
        let sent = min(50, deputies.reduce(0, +) * 10)
        let shares = deputies.map { $0 / deputies.reduce(0, +) }
        for party in shares.indices { expected[party] += sent * shares[party] }
        variance += sent * shares[0] * (1 - shares[0])
      }
      differences.append((row.byParty[0] - expected[0]) / variance.squareRoot())
    }
    #expect(differences.count == 10)
    #expect(Measured(differences).errors(fromMean: 0, variance: 1) < 3)
  }

  @Test func `a party votes by its distance from the position, and not in between`() {
    var society = country()
    // Of the parties' positions 0, 1 and 0.5 on one domain, 1, 0.25 and 0.5 on the other.
    society.bodies[centre].positions = [0.2, 0.6]
    for (tolerance, favour, against) in [
      (0.3, [[0, 2], [2]], [[1], []]),
      (0.25, [[0], [2]], [[1], [0]]),
      (0.35, [[0, 2], [2, 1]], [[1], []]),
      (0.1, [[], [2]], [[0, 1, 2], [0, 1]]),
    ] {
      society.parameters[.voteTolerance] = tolerance
      var run = begin(society)
      // What a council that was raised stands for is as its plan says.
      run.go(24 * 5)
      guard let row = run.record.conferences.first else { continue }
      #expect(row.byParty.allSatisfy { $0 > 0 })
      for domain in 0...1 {
        #expect(row.inFavour[domain] == favour[domain].reduce(0) { $0 + row.byParty[$1] })
        #expect(row.against[domain] == against[domain].reduce(0) { $0 + row.byParty[$1] })
      }
      let sorest = row.against[1] > row.against[0] ? 1 : 0
      let vote = run.events(.vote).first
      #expect(vote?.subject == sorest)
      let cast = row.inFavour[sorest] + row.against[sorest]
      #expect(vote?.amount == row.inFavour[sorest] / cast)
    }
  }

  @Test(arguments: [0, 0.3, 1])
  func `the executive moves towards the delegates by its share`(share: Double) {
    var society = country()
    society.parameters[.conferenceShare] = share
    society.parties[0].doctrine = 0.8
    society.parties[1].doctrine = 0.2
    var run = begin(society)
    run.go { !$0.record.conferences.isEmpty }
    let own = run.deputies(of: centre).map { $0 / 4 }
    #expect(run.bodies.bodies.executive[centre] == own)
    run.go(1)
    let row = run.record.conferences[0]
    for party in own.indices {
      let delegates = row.byParty[party] / row.delegates
      let expected = (1 - share) * own[party] + share * delegates
      #expect(abs(run.bodies.bodies.executive[centre, party] - expected) < 1e-12)
    }
    #expect(own != row.byParty.map { $0 / row.delegates })
    // And so does its will to power, and what it is told about leaving power to others.
    let mixed = run.bodies.bodies.executive[centre]
    #expect(abs(run.bodies.bodies.doctrine[centre] - (0.8 * mixed[0] + 0.2 * mixed[1])) < 1e-12)
    let left = run.events(.vote).first { $0.subject < 0 }
    #expect(abs((left?.amount ?? -1) - (row.byParty[1] + row.byParty[2]) / row.delegates) < 1e-12)
  }

  @Test func `once a council has joined the centre addresses its town`() {
    var society = country()
    society.parameters[.ordersPerDay] = 1e9
    society.parameters[.organOrdersPerDay] = 1e9
    var run = begin(society, but: [4])
    run.go(24 * 4)
    // Of five towns one has no council: there is no quorum of known ones, and no conference.
    #expect(run.record.conferences.isEmpty && !run.record.orders.isEmpty)
    #expect(run.record.orders.allSatisfy { $0.addressed == 400 })
    run.raise(4)
    run.go { !$0.record.conferences.isEmpty }
    let met = run.record.conferences[0].tick
    run.go(48)
    for order in run.record.orders where order.body == centre {
      #expect(order.addressed == (order.tick <= met ? 400 : 400 + 1_500))
    }
    #expect(run.record.orders.contains { $0.tick > met })
    #expect(run.record.organs.filter { $0.isFederated }.count == 5)
  }

  @Test func `a second conference waits for twice as many councils as came`() {
    var society = country(towns: 12)
    society.parameters[.summonsAt] = 4
    society.parameters[.electDays] = 0
    var run = begin(society, but: Set(7...14))
    run.go(24 * 8)
    #expect(run.record.conferences.map(\.councils) == [5])
    // Ten are needed, and there are nine besides the centre.
    for body in 7...11 { run.raise(body) }
    run.go(24 * 8)
    #expect(run.record.conferences.count == 1)
    run.raise(12)
    run.go(24 * 8)
    #expect(run.record.conferences.map(\.councils) == [5, 11])
  }

  @Test func `where councils may not confer none is summoned`() {
    var society = country()
    society.mechanisms = society.mechanisms.without(.conference)
    society.parameters[.ordersPerDay] = 1e9
    var run = begin(society)
    run.go(24 * 20)
    #expect(run.bodies.conference.known(run.bodies.bodies, at: run.ticks).count == 5)
    #expect(run.events(.conferenceSummoned).isEmpty && run.record.conferences.isEmpty)
    #expect(run.record.orders.allSatisfy { $0.addressed == 400 })
  }
}
