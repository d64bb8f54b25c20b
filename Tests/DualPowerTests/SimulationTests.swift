import DualPowerScenario
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPower

@Suite struct SimulationTests {
  private func capital(days: Int) throws -> Society {
    var society = try Laboratory.scenario("petrograd-1917", scale: 200).society
    society.days = Array(society.days.prefix(days))
    return society
  }

  @Test(.tags(.law))
  func `the same seed is the same history on one, two and three threads`() throws {
    let society = try capital(days: 20)
    let digests = try [1, 2, 3].map {
      try Laboratory.run(society, seed: 4, hours: 480, threads: $0).digest()
    }
    #expect(Set(digests).count == 1)
  }

  @Test(.tags(.law))
  func `another seed is another history`() throws {
    let society = try capital(days: 3)
    let digests = try (UInt64(1)...5).map {
      try Laboratory.run(society, seed: $0, hours: 72).digest()
    }
    #expect(Set(digests).count == 5)
  }

  @Test(.tags(.law), arguments: [UInt64(1), 2])
  func `what is counted adds up in every hour`(seed: UInt64) throws {
    let society = try capital(days: 45)
    let run = try Laboratory.run(society, seed: seed, hours: 45 * 24)
    let persons = run.world.layout.capitalPersons
    var last = [0.0, 0, 0]
    for row in run.record.hours {
      for s in row.active.indices {
        #expect(row.active[s] >= 0 && row.active[s] <= persons[s] + 1e-6)
      }
      #expect((0...1).contains(row.garrisonOver) && (0...1).contains(row.ration))
      #expect(row.stance.allSatisfy { (-1...1).contains($0) })
      for i in 0..<3 { #expect(row.casualties[i] >= last[i]) }
      last = row.casualties
    }
    for row in run.record.days {
      #expect(abs(row.writ.reduce(0, +) - 1) < 1e-9)
      #expect(row.effectiveAuthorities >= 1 - 1e-9)
      #expect(row.effectiveAuthorities <= Double(society.bodies.count) + 1e-9)
      #expect((-1e-9...1 + 1e-9).contains(row.none))
      #expect(row.recognition.allSatisfy { (0...1).contains($0) })
      #expect(row.demand.allSatisfy { (0...1).contains($0) })
    }
    for order in run.record.orders { #expect(order.obeyed <= order.addressed + 1e-6) }
    #expect(run.record.events.map(\.tick) == run.record.events.map(\.tick).sorted())
    let seats = run.record.deputies.reduce(0) { $0 + $1.seats }
    #expect(abs(seats - (run.record.days.last?.deputies[2] ?? 0)) < seats / 10 + 1)
  }

  @Test(.tags(.law))
  func `sums kept by the people stage are those of its rows`() throws {
    let society = try capital(days: 30)
    let run = try Laboratory.run(society, seed: 2, hours: 600)
    let columns = society.columnCount
    for (g, group) in society.groups.enumerated() {
      for column in 0..<columns {
        let sum = (0..<group.agents).reduce(0) {
          $0 + Int(run.people.byte(People.firstRecognition + column, group: g, member: $1))
        }
        #expect(sum == run.people.recognition[column * society.groups.count + g])
      }
    }
  }

  @Test(.tags(.claim))
  func `a body that nobody recognises is obeyed by nobody`() throws {
    var society = try capital(days: 40)
    for s in society.strata.indices {
      society.traits[.councilFirst, s] = 0
      society.traits[.councilBase, s] = -5
    }
    for line in society.lines.indices { society.lines[line].conviction = 0 }
    society.parameters[.grantSpread] = 0
    society.parameters[.grantMemory] = 0
    let run = try Laboratory.run(society, seed: 1, hours: 960)
    #expect(run.first(.councilConstituted) != nil)
    #expect(run.record.days.allSatisfy { $0.writ[2] == 0 })
    #expect(run.record.orders.allSatisfy { $0.body != 2 || $0.obeyed == 0 })
  }

  @Test(.tags(.claim))
  func `the order of the stages is that of the model's description`() throws {
    let home = try #require(Home.find())
    let model = try String(contentsOfFile: home + "/docs/model.md", encoding: .utf8)
    let tick = try String(
      contentsOfFile: home + "/Sources/DualPower/Tick.swift",
      encoding: .utf8
    )
    let stages = ["dawn", "decide", "gather", "host", "rule", "note"]
    let element = try #require(model.components(separatedBy: "## 3. ").last)
    let told = stages.compactMap { element.range(of: "`\($0)`")?.lowerBound }
    let done = stages.compactMap { tick.range(of: ".\($0)(")?.lowerBound }
    #expect(told.count == stages.count && told == told.sorted())
    #expect(done.count == stages.count && done == done.sorted())
  }
}
