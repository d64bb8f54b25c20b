import DualPowerScenario

extension Run {
  /// What changed in the course of the run: only as far as the run came to it.
  var interventions: [InterventionNote] { scenario.interventions.filter { $0.tick < ticks } }

  /// An object with what changed, where anything did.
  func withInterventions(_ json: JSON) -> JSON {
    interventions.isEmpty
      ? json : json.with("interventions", .array(interventions.map { $0.json(scenario.calendar) }))
  }
}

extension InterventionNote {
  /// What it says in a chronicle.
  var text: String {
    if !about.isEmpty { return "from here the world is another: \(Wording.lowered(about))" }
    var changes = without.map { "without \($0)" }
    changes += values.map { value in
      "\(value.path) \(value.after)" + (value.before.isEmpty ? "" : ", not \(value.before)")
    }
    guard !changes.isEmpty else { return "forked here, with nothing changed" }
    let most = 6
    let rest = changes.count > most ? ["and \(changes.count - most) more"] : []
    return "from here the world is another: "
      + (changes.prefix(most) + rest).joined(separator: "; ")
  }

  fileprivate func json(_ calendar: ScenarioCalendar) -> JSON {
    [
      "id": .string(id), "at": .string(calendar.at(tick: tick)),
      "atGregorian": .string(calendar.atGregorian(tick: tick)), "about": .string(about),
      "without": .array(without.map { .string($0) }),
      "values": .array(
        values.map {
          [
            "path": .string($0.path), "before": .string($0.before), "after": .string($0.after),
          ]
        }
      ),
    ]
  }
}
