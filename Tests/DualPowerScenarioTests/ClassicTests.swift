import DualPower
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerScenario

/// What is expected of a published result, and what is wrong with how it is written.
@Suite(.tags(.claim)) struct ClassicTests {
  private let bench: Workbench

  init() throws { bench = try Workbench() }

  private func read(_ rows: String...) throws -> Classic {
    let text =
      "title: A result\nsource: Somebody\nrows:\n" + rows.map { "  - \($0)\n" }.joined()
    try bench.write(text, to: "expected.yaml")
    return try Classic.read(bench.folder)
  }

  private func sentences(_ rows: String...) throws -> [String] {
    let text =
      "title: A result\nsource: Somebody\nrows:\n" + rows.map { "  - \($0)\n" }.joined()
    try bench.write(text, to: "expected.yaml")
    do throws(Findings) {
      _ = try Classic.read(bench.folder)
      return []
    } catch {
      return error.sentences
    }
  }

  @Test func `a row is read as it is written`() throws {
    try bench.write("parameters:\n  noise: {value: 0.05}\n", to: "calm.yaml")
    let classic = try read(
      "{id: one, about: One., measure: out.worker, per: 2, until: 1917-02-22, seeds: 4, expected: 1}",
      "{id: two, about: Two., source: Else, measure: authorities, statistic: variance, seeds: 2, with: [calm.yaml], less: {without: [memory]}, is: more, expected: 0, within: 0.1, spread: 3}"
    )
    #expect(classic.title == "A result" && classic.departures.isEmpty)
    let one = try #require(classic.rows.first)
    let two = try #require(classic.rows.last)
    #expect(one.name == "courtyard/one" && one.source == "Somebody" && one.days == 3)
    #expect(one.measure.form == .out && one.unit == 2 && one.seeds == 4 && one.less == nil)
    #expect(one.statistic == .mean && one.relation == .equal && one.spread == nil)
    #expect(two.source == "Else" && two.statistic == .variance && two.relation == .more)
    #expect(two.tolerance == 0.1 && two.spread == 3)
    #expect(two.world.society.parameters[.noise] == 0.05)
    #expect(two.less?.society.mechanisms.has(.memory) == false)
    #expect(one.world.hash != two.world.hash)
  }

  @Test func `everything that is wrong is said at once`() throws {
    let found = try sentences(
      "{id: one, about: One., measure: outt.worker, seeds: 4, expected: 1}",
      "{id: two, about: Two., measure: authorities, seeds: 0, expected: much, is: same}",
      "{id: two, about: Three., measure: authorities, seeds: 1, expected: 1, until: 1918-01-01}",
      "{id: four, about: Four., measure: authorities, seeds: 1, expected: 1, with: [nowhere.yaml]}",
      "{id: five, about: Five., measure: authorities, seeds: 1, expected: 1, colour: red}"
    )
    let expected = [
      "rows.one.measure: no measure \"outt.worker\"", "rows.two.seeds: 0",
      "rows.two.expected: \"much\"", "rows.two.is: \"same\"; allowed: equal, more, less",
      "rows.two.id: \"two\"", "rows.two.until: 1918-01-01; the scenario runs from", "nowhere.yaml",
      "rows.five: no key \"colour\"",
    ]
    for sentence in expected {
      #expect(found.contains { $0.contains(sentence) }, "\(sentence) in \(found)")
    }
  }

  @Test func `groups differ in obstinacy`() throws {
    try bench.replace(
      "contact,source",
      with: "contact,obstinacy,source",
      in: "groups.csv"
    )
    let text = try String(contentsOfFile: bench.folder + "/groups.csv", encoding: .utf8)
    try bench.write(
      text.replacingOccurrences(of: ",invented,assumed", with: ",-0.25,invented,assumed"),
      to: "groups.csv"
    )
    #expect(try bench.load().society.groups.allSatisfy { $0.obstinacy == -0.25 })
    try bench.replace("-0.25", with: "3", in: "groups.csv")
    #expect(bench.sentences().contains { $0.contains("obstinacy: 3; allowed is -2 to 2") })
  }
}
