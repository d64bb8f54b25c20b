import DualPower
import DualPowerScenario

extension Run.Resumption {
  fileprivate var json: JSON {
    ["checkpoint": .string(file), "date": .string(date), "ticks": .int(ticks)]
  }
}

/// What a run's folder says about itself.
struct Manifest {
  /// Everything but the files; each table carries this too.
  let json: JSON

  static let schemaVersion = 1

  init(_ run: Run, _ recipe: Recipe, started: String) {
    func list(_ values: [String]) -> JSON { .array(values.map { .string($0) }) }
    let json: JSON = [
      "schemaVersion": .int(Self.schemaVersion),
      "version": .string(Version.current),
      "scenario": ["id": .string(run.scenario.id), "hash": .string(run.scenario.hash)],
      "seed": .number(run.seed),
      "scale": .int(run.scenario.society.scale),
      "persons": .int(run.persons),
      "agents": .int(run.scenario.society.agentCount),
      "ticks": .int(run.ticks),
      "digest": .string(run.digestText),
      "outcome": .string(run.outcome.id),
      "command": .string(recipe.command),
      "asked": [
        "scenario": .string(recipe.scenario),
        "until": recipe.until.map { .string($0) } ?? .null,
      ],
      "overrides": [
        "set": list(recipe.set), "without": list(recipe.without), "with": list(recipe.with),
      ],
      "started": .string(started),
      "wallSeconds": .rounded(run.wallSeconds),
      "peakMemoryBytes": .int(run.peakMemoryBytes),
    ]
    let resumed = run.resumption.map { json.with("continuedFrom", $0.json) } ?? json
    self.json = run.withInterventions(resumed)
  }
}
