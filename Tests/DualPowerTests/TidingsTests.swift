import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

/// News of the capital in other towns.
@Suite(.tags(.law)) struct TidingsTests {
  private static let told: [EventKind] = [.capitalLost, .regimeFell, .councilConstituted]

  private func run(without: [String] = []) throws -> Simulation {
    let scenario = try Laboratory.scenario("petrograd-1917", scale: 1_000, without: without)
    return try Laboratory.run(scenario.society, seed: 1, hours: 24 * 45)
  }

  @Test(arguments: [[], ["telegraph"]])
  func `news reaches each other town once, by wire or by road`(without: [String]) throws {
    let run = try run(without: without)
    let society = run.society
    let afar = Set(run.world.layout.townOf).subtracting([society.capital]).sorted()
    #expect(!afar.isEmpty)
    for kind in Self.told {
      guard let happened = run.record.events.first(where: { $0.kind == kind }) else { continue }
      let news = run.record.events.filter {
        $0.kind == .news && $0.subject == Int(kind.rawValue) && $0.body == happened.body
      }
      for event in news {
        let town = society.towns[event.town]
        let hours = without.isEmpty ? town.telegraphHours : town.roadHours
        #expect(event.amount == Double(hours) && event.tick == happened.tick + hours)
      }
      let arrived = afar.filter {
        happened.tick
          + (without.isEmpty ? society.towns[$0].telegraphHours : society.towns[$0].roadHours)
          < run.ticks
      }
      #expect(news.map(\.town).sorted() == arrived)
    }
    #expect(run.first(.capitalLost) != nil && run.first(.news) != nil)
  }

  @Test func `with the wire cut every town hears later`() throws {
    func hours(_ run: Simulation) -> [Int: Double] {
      Dictionary(
        run.record.events.filter {
          $0.kind == .news && $0.subject == Int(EventKind.capitalLost.rawValue)
        }.map { ($0.town, $0.amount) },
        uniquingKeysWith: min
      )
    }
    let (wire, road) = (hours(try run()), hours(try run(without: ["telegraph"])))
    #expect(!wire.isEmpty && Set(wire.keys) == Set(road.keys))
    for (town, hours) in wire { #expect(hours < road[town, default: 0]) }
  }

  @Test func `ministers are counted by their parties as deputies are`() throws {
    let run = try run()
    let parties = run.society.parties.count
    let day = try #require(run.record.days.last)
    for body in run.society.bodies.indices {
      let row = day.deputiesByParty[body * parties..<(body + 1) * parties]
      #expect(abs(row.reduce(0, +) - day.deputies[body]) < 1e-6)
    }
    let successor = run.world.layout.successor
    #expect(day.deputies[successor] > 0)
    for party in 0..<parties {
      let ministers = run.record.ministers[successor].count { $0.party == party }
      #expect(day.deputiesByParty[successor * parties + party] == Double(ministers))
    }
  }
}
