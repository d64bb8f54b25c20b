import DualPower
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerScenario

@Suite(.tags(.claim)) struct BundledTests {
  private func people(_ scenario: Scenario, stratum id: String, place: String? = nil) -> Double {
    let names = scenario.names
    return scenario.society.groups.filter { group in
      names.strata[group.stratum].id == id
        && (place.map { names.places[group.place].id == $0 } ?? true)
    }.reduce(0) { $0 + Double($1.size) * $1.represents }
  }

  @Test func `the bundled scenarios are told in a line`() {
    let all = Scenario.bundled()
    #expect(all.map(\.id) == all.map(\.id).sorted())
    #expect(Set(all.map(\.id)).isSuperset(of: ["courtyard", "petrograd-1917"]))
    #expect(all.allSatisfy { !$0.title.isEmpty && $0.about.hasSuffix(".") })
  }

  @Test func `every bundled scenario is sound`() throws {
    for summary in Scenario.bundled() {
      var options = LoadOptions()
      options.scale = 100
      let scenario = try Scenario.load(summary.id, options)
      #expect(scenario.title == summary.title)
    }
  }

  @Test func `Petrograd has the people that the evidence counts`() throws {
    let scenario = try Scenario.load("petrograd-1917")
    let city = scenario.society.groups.filter { scenario.society.places[$0.place].town == 0 }
    #expect(city.reduce(0) { $0 + $1.size } == 2_400_000)
    let plants = scenario.society.groups.filter {
      scenario.names.kinds[$0.kind].id == "plant"
    }
    #expect(plants.count == 1_011)
    #expect(people(scenario, stratum: "worker") == 392_800)
    #expect(people(scenario, stratum: "soldier") == 180_000)
    #expect(people(scenario, stratum: "police") == 3_500)
    let great = plants.filter { $0.size > 2_000 }
    #expect(great.count == 38)
    #expect(abs(Double(great.reduce(0) { $0 + $1.size }) / 392_800 - 2 / 3) < 0.001)
    #expect(scenario.calendar.date(day: 0) == "1917-02-15")
    #expect(scenario.calendar.date(day: scenario.calendar.dayCount - 1) == "1917-07-05")
  }

  @Test(arguments: [10, 100, 1_000])
  func `Petrograd has as many people at every scale`(scale: Int) throws {
    let whole = try Scenario.load("petrograd-1917")
    var options = LoadOptions()
    options.scale = scale
    let part = try Scenario.load("petrograd-1917", options)
    #expect(abs(part.society.population - whole.society.population) < 1e-3)
    #expect(part.society.agentCount < whole.society.agentCount / scale * 3)
    for stratum in whole.names.strata {
      let difference = people(part, stratum: stratum.id) - people(whole, stratum: stratum.id)
      #expect(abs(difference) < 1e-3)
    }
    #expect(part.hash == whole.hash)
  }

  @Test func `no event of 1917 is in what drives Petrograd`() throws {
    let days = try Scenario.load("petrograd-1917").society.days
    // 23 February, a Thursday, is a day of work like another.
    #expect(days[8] == Day(weekday: 3))
  }

  @Test func `the evidence of Petrograd has a source in every row`() throws {
    let scenario = try Scenario.load("petrograd-1917")
    #expect(scenario.evidence.count > 50)
    #expect(scenario.evidence.allSatisfy { scenario.calendar.day(of: $0.date) != nil })
    #expect(scenario.evidence.contains { $0.series == "event.mutiny" && $0.hour == 7 })
  }

  @Test func `every number of the model is noted once, with what is known of it`() throws {
    let scenario = try Scenario.load("courtyard")
    let strata = scenario.names.strata.count
    let parameters = scenario.parameters.filter { $0.stratum == nil }
    #expect(parameters.map(\.id) == Parameter.allCases.map { String(describing: $0) })
    let traits = scenario.parameters.filter { $0.stratum != nil }
    #expect(traits.count == Trait.allCases.count * strata)
    for note in scenario.parameters {
      #expect(note.low <= note.value && note.value <= note.high, "\(note.id)")
    }
  }

  @Test func `the courtyard is twelve people of whom the first is a fitter`() throws {
    let scenario = try Scenario.load("courtyard")
    #expect(scenario.society.population == 12)
    #expect(scenario.names.groups.first == Name(id: "fitter", label: "Fitter"))
    #expect(scenario.society.groups.first?.firstPerson == 0)
  }

  @Test func `columns of recognition are a line's person, then its institution`() throws {
    let scenario = try Scenario.load("courtyard")
    #expect(scenario.names.columns.count == scenario.society.columnCount)
    for (line, name) in scenario.names.lines.enumerated() {
      #expect(scenario.names.columns[scenario.society.column(ofLine: line)] == name)
    }
    #expect(scenario.names.columns.first?.id == "old_regime_person")
  }
}
