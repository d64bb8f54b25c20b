@testable import DualPowerScenario

/// Plans of ensembles: the plan, then the table of its points.
enum Plans {
  static func plan(_ input: [UInt8]) {
    let files = zip(["fuzz/plan.yaml", "fuzz/points.csv"], parts(input)).map {
      ScenarioFile(name: $0, bytes: $1)
    }
    do throws(Findings) {
      let plan = try EnsemblePlan.read("fuzz/plan.yaml", Reading(again: files, isClosed: true))
      _ = plan.text(points: "points.csv")
      _ = plan.pointsTable
      _ = plan.identity([], version: "")
    } catch {
      Scenarios.tell(error)
    }
  }
}
