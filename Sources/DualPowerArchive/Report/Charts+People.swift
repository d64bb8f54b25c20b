import DualPower
import DualPowerScenario

/// Whom people send and whom they recognise.
extension Charts {
  /// Deputies by party, a panel for each body that has any.
  var deputies: [Picture] {
    let parties = names.parties
    let bodies = names.bodies.indices.filter { body in
      days.contains { day in
        parties.indices.contains { day.deputiesByParty[body * parties.count + $0] > 0.5 }
      }
    }
    guard !bodies.isEmpty else { return [] }
    let rows = days.flatMap { day in
      bodies.flatMap { body in
        parties.indices.map { party -> JSON in
          [
            "t": time.at(day: day.day), "body": .string(names.bodies[body].label),
            "party": .string(parties[party].label), "order": .int(party),
            "value": .rounded(day.deputiesByParty[body * parties.count + party], digits: 4),
          ]
        }
      }
    }
    let panel: JSON = [
      "width": 340, "height": 220,
      "mark": ["type": "area", "tooltip": true, "line": false],
      "encoding": [
        "x": time.encoding(),
        "y": ["field": "value", "type": "quantitative", "title": "deputies", "stack": "zero"],
        "order": ["field": "order"],
        "color": [
          "field": "party", "type": "nominal", "title": nil,
          "scale": Palette.scale(parties.map(\.label)), "legend": Self.legend,
        ],
        "tooltip": [
          TimeAxis.tooltip, ["field": "party", "title": "Party"],
          ["field": "value", "title": "Deputies", "format": ",.0f"],
        ],
      ],
    ]
    return [
      picture(
        "deputies",
        "Who sits for whom",
        "Deputies or ministers of each party, stacked; each panel has a scale of its own.",
        small(rows, by: "body", order: bodies.map { names.bodies[$0].label }, panel, columns: 2)
          .with("resolve", ["scale": ["y": "independent"]]),
        TextTable(
          header: ["Date", "Body"] + parties.map(\.label),
          rows: days.flatMap { day in
            bodies.filter { day.deputies[$0] > 0.5 }.map { body in
              [calendar.date(day: day.day), names.bodies[body].label]
                + parties.indices.map {
                  Wording.whole(day.deputiesByParty[body * parties.count + $0])
                }
            }
          }
        )
      )
    ]
  }

  /// Recognition of each line, a panel for each stratum that has people.
  var recognition: Picture {
    let peopled = Set(run.scenario.society.groups.map(\.stratum))
    let strata = names.strata.indices.filter(peopled.contains)
    let count = names.strata.count
    let columns = names.columns
    let rows = days.flatMap { day in
      strata.flatMap { stratum in
        columns.indices.map { column -> JSON in
          [
            "t": time.at(day: day.day), "stratum": .string(names.strata[stratum].label),
            "line": .string(columns[column].label),
            "value": .rounded(day.recognition[column * count + stratum], digits: 3),
          ]
        }
      }
    }
    let panel: JSON = [
      "width": 160, "height": 110,
      "mark": ["type": "line", "strokeWidth": 2, "tooltip": true],
      "encoding": [
        "x": time.encoding(title: false, ticks: 3),
        "y": [
          "field": "value", "type": "quantitative", "title": nil, "scale": ["domain": [0, 1]],
          "axis": ["tickCount": 3],
        ],
        "color": [
          "field": "line", "type": "nominal", "title": nil,
          "scale": Palette.scale(columns.map(\.label), [Palette.orange] + Palette.series),
          "legend": Self.legend,
        ],
        "tooltip": [
          TimeAxis.tooltip, ["field": "stratum", "title": "Stratum"],
          ["field": "line", "title": "Recognised"],
          ["field": "value", "title": "Mean", "format": ".2f"],
        ],
      ],
    ]
    return picture(
      "recognition",
      "Whom each stratum recognises",
      "Mean recognition, from 0, none, to 1, full: a panel a stratum, a line for what is recognised.",
      small(rows, by: "stratum", order: strata.map { names.strata[$0].label }, panel, columns: 4),
      TextTable(
        header: ["Date", "Stratum"] + columns.map(\.label),
        rows: days.filter { $0.day % 7 == 0 }.flatMap { day in
          strata.map { stratum in
            [calendar.date(day: day.day), names.strata[stratum].label]
              + columns.indices.map {
                Wording.hundredths(day.recognition[$0 * count + stratum])
              }
          }
        }
      )
    )
  }
}
