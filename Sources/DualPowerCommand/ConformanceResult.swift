import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario

/// Rows of conformance as a table and as JSON.
struct ConformanceResult {
  /// The classics of which some row was asked for.
  let classics: [Classic]
  let rows: [Conformed]

  var json: JSON {
    [
      "rows": .array(rows.map(json)), "passed": .int(rows.count { $0.holds }),
      "failed": .int(rows.count { !$0.holds }),
      "classics": .array(
        classics.map { classic in
          [
            "id": .string(classic.id), "title": .string(classic.title),
            "source": .string(classic.source),
            "departures": .array(classic.departures.map { .string($0) }),
          ]
        }
      ),
    ]
  }

  private func json(_ row: Conformed) -> JSON {
    let expectation = row.expectation
    return [
      "name": .string(expectation.name), "expected": number(expectation.expected),
      "got": number(row.got), "standardError": number(row.standardError),
      "tolerance": number(expectation.tolerance), "pass": .bool(row.holds),
      "is": .string(expectation.relation.rawValue),
      "statistic": .string(expectation.statistic.rawValue),
      "measure": .string(expectation.measure.id), "seeds": .int(expectation.seeds),
      "persons": .int(Int(expectation.world.society.population)),
      "hours": .int(24 * expectation.days), "about": .string(expectation.about),
      "source": .string(expectation.source),
    ]
  }

  private func number(_ value: Double) -> JSON { .rounded(value, digits: 6) }

  /// For a reader.
  var text: String {
    var grid = [["row", "expected", "got", "± se", "tolerance", "seeds", ""]]
    grid += rows.map { row in
      let expectation = row.expectation
      let sign = expectation.relation == .more ? "> " : expectation.relation == .less ? "< " : ""
      return [
        expectation.name, sign + number(expectation.expected).text(), number(row.got).text(),
        JSON.rounded(row.standardError, digits: 2).text(), number(expectation.tolerance).text(),
        "\(expectation.seeds)", row.holds ? "holds" : "DOES NOT HOLD",
      ]
    }
    let lines =
      Figures.aligned(grid, toTheLeft: [0, 6]) + [
        "",
        "\(rows.count { $0.holds }) of \(rows.count) rows hold. A row holds within its tolerance and three standard errors.",
      ]
    return lines.joined(separator: "\n")
  }
}
