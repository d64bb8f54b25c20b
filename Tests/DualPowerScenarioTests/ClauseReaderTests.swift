import DualPower
import DualPowerTestSupport
import Testing

@testable import DualPowerScenario

/// What a scenario claims of its mechanisms.
@Suite(.tags(.claim)) struct ClauseReaderTests {
  private let bench: Workbench

  init() throws { bench = try Workbench() }

  private func overlay(_ lines: String...) throws -> [String] {
    try bench.sentences(overlay: "clauses:\n" + lines.map { "  - \($0)\n" }.joined())
  }

  @Test func `a claim is read as it is written`() throws {
    try bench.write(
      """
      clauses:
        - {id: one, switch: memory, measure: recognition.council.worker, effect: less, until: 1917-02-22, about: A claim.}

      """,
      to: "overlay.yaml"
    )
    var options = LoadOptions()
    options.overlays = [bench.folder + "/overlay.yaml"]
    let scenario = try bench.load(options)
    let claim = try #require(scenario.clauses.first)
    #expect(scenario.clauses.count == 1)
    #expect(claim.mechanism.mechanism == .memory && claim.mechanism.clause == 7)
    #expect(claim.measure.form == .recognition && claim.measure.id == "recognition.council.worker")
    #expect(scenario.names.columns[claim.measure.arguments[0]].id == "council")
    #expect(scenario.names.strata[claim.measure.arguments[1]].id == "worker")
    #expect(claim.sign == -1 && claim.days == 3 && claim.about == "A claim.")
    options.until = "1917-02-21"
    #expect(try bench.load(options).clauses.map(\.days) == [2])
  }

  @Test func `everything that is wrong with claims is said at once`() throws {
    let found = try overlay(
      "{id: one, switch: memories, measure: days_to.outbreak, effect: less, about: A.}",
      "{id: two, switch: memory, measure: day_to.outbreak, effect: less, about: A.}",
      "{id: three, switch: memory, measure: recognition.council, effect: less, about: A.}",
      "{id: four, switch: memory, measure: writ.sovjet, effect: fewer, about: A.}",
      "{id: five, switch: memory, measure: authorities, effect: less, until: 1918-01-01, about: A.}",
      "{id: six, switch: memory, measure: authorities, effect: less, until: 1917-02-30, about: A.}"
    )
    let expected = [
      "clauses.one.switch: no mechanism \"memories\" in this scenario",
      "clauses.two.measure: no measure \"day_to\"",
      "clauses.three.measure: \"recognition.council\"; the measure is written recognition.COLUMN.STRATUM",
      "clauses.four.measure: no body \"sovjet\"",
      "clauses.four.effect: \"fewer\"; allowed: more, less, none",
      "clauses.five.until: 1918-01-01; the scenario runs from 1917-02-20 to 1917-03-05",
      "clauses.six.until: \"1917-02-30\" is no date",
    ]
    #expect(found.count == expected.count)
    for sentence in expected {
      #expect(found.contains { $0.contains(sentence) }, "\(sentence) in \(found)")
    }
  }

  @Test(arguments: ["courtyard", "germany-1918", "petrograd-1917", "russia-1917"])
  func `every declared mechanism is claimed something of`(id: String) throws {
    let scenario = try Laboratory.scenario(id, scale: 1_000)
    #expect(
      Set(scenario.clauses.map(\.mechanism.id)) == Set(scenario.mechanisms.map(\.id))
    )
    for claim in scenario.clauses {
      #expect(claim.sign != 0)
      #expect((1...scenario.calendar.dayCount).contains(claim.days))
      #expect(scenario.measure(claim.measure.id) == claim.measure)
    }
  }

  @Test(arguments: Measure.Form.allCases)
  func `a measure that is written as its pattern says is read`(form: Measure.Form) throws {
    let scenario = try Laboratory.scenario("courtyard")
    let words = form.things.map { thing in scenario.ids(of: thing).last ?? "" }
    let text = ([form.rawValue] + words).joined(separator: ".")
    #expect(scenario.measure(text)?.form == form)
    #expect(scenario.measure(text + ".more") == nil)
  }
}
