import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerScenario

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show what a scenario holds: strata, bodies, mechanisms and every parameter."
  )

  @OptionGroup var arguments: ScenarioArguments
  @OptionGroup var output: OutputFlags

  func run() throws {
    let scenario = try arguments.load()
    try Terminal.say(
      output.json ? scenario.explanation.text(isIndented: true) : Explanation(scenario).text
    )
  }
}

/// What a scenario holds, as text.
private struct Explanation {
  private var lines: [String] = []
  var text: String { lines.joined(separator: "\n") }

  init(_ scenario: Scenario) {
    let society = scenario.society
    let calendar = scenario.calendar
    lines = [
      "\(scenario.title) (\(scenario.id), \(scenario.hash))", scenario.about, "",
      "\(Int(society.population.rounded())) people, \(society.groups.count) groups, "
        + "\(society.days.count) days from \(calendar.date(day: 0)) to "
        + "\(calendar.date(day: max(0, society.days.count - 1))) "
        + (calendar.isJulian ? "Old Style" : "Gregorian"),
    ]
    if let country = society.country { lines.append(country) }
    list("Strata", zip(scenario.names.strata, scenario.people).map { [$0.id, $0.label, "\($1)"] })
    list(
      "Bodies",
      zip(scenario.names.bodies, society.bodies).prefix(society.nationalCount).map {
        [$0.id, $0.label, scenario.names.lines[$1.line].id, scenario.names.towns[$1.seat].label]
      }
    )
    list(
      "Mechanisms (--without switches one off)",
      scenario.mechanisms.map {
        [$0.id, $0.clause.map { "clause \($0)" } ?? "", $0.kind.rawValue, $0.about]
      }
    )
    if !scenario.interventions.isEmpty {
      list(
        "Interventions",
        scenario.interventions.map { [$0.id, calendar.at(tick: $0.tick), $0.about] }
      )
    }
    list(
      "Parameters (--set parameters.name=value replaces one)",
      scenario.parameters.map { note in
        [
          note.path, "\(note.value)", note.unit, "\(note.low)…\(note.high)",
          note.confidence.rawValue,
          note.about, note.source,
        ]
      }
    )
  }

  /// A heading and rows whose columns stand below one another; the last two columns run on.
  private mutating func list(_ heading: String, _ rows: [[String]]) {
    lines += ["", heading]
    let count = rows.first?.count ?? 0
    let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows {
      let cells = zip(row, widths).map { $0.padding(to: $1) }
      lines.append(("  " + cells.joined(separator: "  ")).trimmed)
    }
  }
}

extension ParameterNote {
  /// How `--set` names it.
  fileprivate var path: String { stratum.map { "\(id).\($0)" } ?? id }
}

extension Scenario {
  /// Persons of each stratum.
  fileprivate var people: [Int] {
    society.groups.reduce(into: [Double](repeating: 0, count: society.strata.count)) {
      $0[$1.stratum] += Double($1.size) * $1.represents
    }.map { Int($0.rounded()) }
  }

  /// What it holds, as `explain --json` gives it.
  fileprivate var explanation: JSON {
    func list(_ names: [Name]) -> JSON {
      .array(names.map { ["id": .string($0.id), "label": .string($0.label)] })
    }
    return [
      "scenario": .string(id), "title": .string(title), "about": .string(about),
      "hash": .string(hash), "persons": .int(people.reduce(0, +)),
      "start": .string(calendar.date(day: 0)),
      "end": .string(calendar.date(day: max(0, society.days.count - 1))),
      "isJulian": .bool(calendar.isJulian),
      "strata": .array(
        zip(names.strata, people).map {
          ["id": .string($0.id), "label": .string($0.label), "persons": .int($1)]
        }
      ),
      "bodies": .array(
        zip(names.bodies, society.bodies).map {
          [
            "id": .string($0.id), "label": .string($0.label),
            "line": .string(names.lines[$1.line].id), "seat": .string(names.towns[$1.seat].id),
          ]
        }
      ),
      "lines": .array(
        zip(names.lines, society.lines).map {
          [
            "id": .string($0.id), "label": .string($0.label), "claim": .string("\($1.claim)"),
            "hasPerson": .bool($1.hasPerson),
          ]
        }
      ),
      "parties": list(names.parties), "domains": list(names.domains),
      "towns": .array(
        zip(names.towns, society.towns).map {
          ["id": .string($0.id), "label": .string($0.label), "kind": .string("\($1.kind)")]
        }
      ),
      "regions": list(names.regions), "holders": list(names.holders),
      "links": .int(society.links.count),
      "organs": .int(society.organCount), "places": list(names.places), "units": list(names.units),
      "kinds": list(names.kinds), "powers": list(names.powers),
      "groups": .int(society.groups.count), "days": .int(society.days.count),
      "mechanisms": .array(
        mechanisms.map {
          [
            "id": .string($0.id), "clause": $0.clause.map { .int($0) } ?? .null,
            "kind": .string($0.kind.rawValue), "works": .bool(society.mechanisms.has($0.mechanism)),
            "about": .string($0.about),
          ]
        }
      ),
      "interventions": .array(
        interventions.map {
          [
            "id": .string($0.id), "at": .string(calendar.at(tick: $0.tick)),
            "about": .string($0.about),
          ]
        }
      ),
      "parameters": .array(
        parameters.map {
          [
            "name": .string($0.id), "stratum": $0.stratum.map { .string($0) } ?? .null,
            "value": .double($0.value), "low": .double($0.low), "high": .double($0.high),
            "unit": .string($0.unit), "source": .string($0.source),
            "confidence": .string($0.confidence.rawValue), "about": .string($0.about),
          ]
        }
      ),
    ]
  }
}
