import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerScenario

/// Plans of ensembles as they are read, and what is found wrong with them.
@Suite(.tags(.claim)) struct EnsemblePlanTests {
  private let bench: Workbench
  private var path: String { bench.folder + "/plan.yaml" }

  init() throws { bench = try Workbench() }

  private func read(_ text: String) throws -> EnsemblePlan {
    try bench.write(text, to: "plan.yaml")
    return try EnsemblePlan.read(path)
  }

  /// What is found wrong, files named from the folder of the plan.
  private func sentences(_ text: String, loading: Bool = false) throws -> [String] {
    try bench.write(text, to: "plan.yaml")
    do throws(Findings) {
      let plan = try EnsemblePlan.read(path)
      if loading { _ = try plan.load() }
      return []
    } catch {
      return error.sentences.map { $0.replacing(bench.folder + "/", with: "") }
    }
  }

  private let whole = """
    schemaVersion: 1
    scenario: courtyard
    scale: 1:2
    until: 1917-02-25
    seed: 7
    replicates: 3
    arms:
      - name: as_it_was
      - {name: other, set: [parameters.noise=0.1], without: [memory], with: [more.yaml]}
    design:
      method: latinHypercube
      points: 4
      parameters:
        parameters.panic: {low: 0, high: 1}
    precision: {authorities: 5%}

    """

  @Test func `a plan is read as it is written`() throws {
    let plan = try read(whole)
    #expect(plan.scenario == "courtyard" && plan.scale == 2 && plan.until == "1917-02-25")
    #expect(
      plan.seed == 7 && plan.replicates == 3 && plan.arms.map(\.name) == ["as_it_was", "other"]
    )
    #expect(plan.arms[1].overlays == [bench.folder + "/more.yaml"])
    #expect(plan.design?.method == .latinHypercube && plan.pointCount == 4)
    #expect(plan.precisions.map(\.share) == [0.05])
    #expect(plan.roundCount == 24)
    #expect(plan.run(0) == EnsembleRun(number: 0, arm: 0, point: 0, seed: 7))
    #expect(plan.run(23) == EnsembleRun(number: 23, arm: 1, point: 3, seed: 9))
    #expect(plan.run(24 + 4) == EnsembleRun(number: 28, arm: 0, point: 1, seed: 11))
    // What is put in one order reads as the same plan.
    var again = try read(plan.text(points: "points.csv"))
    again.places = plan.places
    #expect(again == plan)
    let bare = try read("schemaVersion: 1\nscenario: courtyard\nscale: \"1:10\"\n")
    #expect(bare.scale == 10 && bare.seed == 1 && bare.replicates == 1 && bare.roundCount == 1)
    #expect(bare.arms.map(\.name) == [EnsemblePlan.onlyArm])
  }

  @Test func `a design is a table too, its head the parameters`() throws {
    try bench.write("parameters.noise,parameters.panic\n0.1,0.5\n0.2,0\n", to: "rows.csv")
    let plan = try read(
      "schemaVersion: 1\nscenario: courtyard\ndesign: {method: file, file: rows.csv}\n"
    )
    #expect(plan.pointCount == 2 && plan.design?.rows == [[0.1, 0.5], [0.2, 0]])
    #expect(plan.pointsTable == "parameters.noise,parameters.panic\n0.1,0.5\n0.2,0.0\n")
    #expect(try plan.load().count == 1)
  }

  @Test func `everything that is wrong with a plan is said at once, with its line`() throws {
    let found = try sentences(
      """
      schemaVersion: 2
      scenario: courtyard
      scale: 1:0
      seed: -1
      replicates: 0
      seeds: 3
      arms:
        - {name: one}
        - {name: one, wiht: [a.yaml]}
      design:
        method: grit
        points: 0
        parameters:
          parameters.noise: {low: 2, high: 1}
      precision: {authorities: 5}

      """
    )
    let expected = [
      "plan.yaml:1: schemaVersion: 2; this program reads version 1",
      "plan.yaml:3: scale: a scale is 1:10",
      "plan.yaml:4: seed: a seed is a whole number",
      "plan.yaml:5: replicates: 0; allowed is 1 to 100000",
      "plan.yaml:6: no key \"seeds\"",
      "plan.yaml:9: arms[1]: no key \"wiht\"",
      "plan.yaml:9: arms[1].name: \"one\" for the second time",
      "plan.yaml:11: design.method: \"grit\"; allowed: grid, latinHypercube, sobol, file",
      "plan.yaml:12: design.points: 0; allowed is 1 to",
      "plan.yaml:14: design.parameters.parameters.noise.low: from 2 down to 1",
      "plan.yaml:15: precision.authorities: a precision is a share",
    ]
    for sentence in expected {
      #expect(found.contains { $0.hasPrefix(sentence) }, "\(sentence) in \(found)")
    }
    #expect(found.count == expected.count, "\(found)")
  }

  @Test func `what the scenario does not have is said where the plan asks for it`() throws {
    let found = try sentences(
      """
      schemaVersion: 1
      scenario: courtyard
      until: 1918-01-01
      replicates: 2
      arms:
        - {name: one, without: [memories]}
        - name: two
          set:
            - parameters.noize=1
      design:
        method: sobol
        points: 4
        parameters:
          parameters.noise:
            low: -3
            high: 0.1
          parameters.none: {low: 0, high: 1}

      """,
      loading: true
    )
    let expected = [
      "plan.yaml:3: until: 1918-01-01; the scenario runs from",
      "plan.yaml:6: arms[0].without: no mechanism \"memories\" in this scenario",
      "plan.yaml:9: arms[1].set: no key \"noize\"",
      "plan.yaml:15: design.parameters.parameters.noise.low: -3; allowed is",
      "plan.yaml:17: design.parameters.parameters.none.low: no key \"none\"",
      "plan.yaml:17: design.parameters.parameters.none.high: no key \"none\"",
    ]
    #expect(found.count == expected.count, "\(found)")
    for sentence in expected {
      #expect(found.contains { $0.hasPrefix(sentence) }, "\(sentence) in \(found)")
    }
    #expect(
      try sentences("schemaVersion: 1\nscenario: nowhere\n", loading: true).first
        == "plan.yaml:2: scenario: no such folder, and no bundled scenario; allowed: courtyard, "
        + "germany-1918, petrograd-1917, russia-1917. Name one."
    )
    #expect(
      try sentences(
        "schemaVersion: 1\nscenario: courtyard\nreplicates: 2\nprecision: {authority: 5%}\n",
        loading: true
      ).count == 1
    )
  }

  @Test func `more runs than can be counted are refused, and a precision of one seed`() throws {
    #expect(
      try sentences(
        """
        schemaVersion: 1
        scenario: courtyard
        replicates: 100000
        design: {method: grid, points: 1000, parameters: {a: {low: 0, high: 1}, b: {low: 0, high: 1}}}

        """
      ).first?.contains("a plan has at most 10000000") == true
    )
    #expect(
      try sentences("schemaVersion: 1\nscenario: courtyard\nprecision: {authorities: 5%}\n").first?
        .hasPrefix("plan.yaml:1: replicates: replicates are 2 to") == true
    )
    let many = (0..<22).map { "p\($0): {low: 0, high: 1}" }.joined(separator: ", ")
    #expect(
      try sentences(
        "schemaVersion: 1\nscenario: courtyard\ndesign: {method: sobol, points: 2, parameters: {\(many)}}\n"
      ).first?.contains("22 parameters of a Sobol sequence; a plan has at most 21.") == true
    )
  }
}
