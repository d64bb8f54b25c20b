import DualPower
import DualPowerScenario

/// A whole country by day: how far news, bodies and obedience have come.
extension Charts {
  /// Every picture of a country, maps first; none for a society without towns on a map.
  var country: [Picture] {
    guard let spread else { return [] }
    return [councilsMap(spread), writMap(spread), curves(spread)] + writOfAll
      + foundingByPeople(spread) + foundingByDistance(spread) + countryside + disturbances
  }

  /// Towns that heard, whose officials yielded, and that have a committee or a council.
  private func curves(_ spread: Spread) -> Picture {
    let stages: [(label: String, colour: String, tick: (Spread.Place) -> Int?)] = [
      ("heard", Palette.sky, \.heard), ("officials yielded", Palette.orange, \.yielded),
      ("committee", Palette.blue, \.committee), ("council", Palette.vermilion, \.council),
    ]
    let counts = stages.map { stage in
      let since = spread.places.compactMap(stage.tick).map { $0 / 24 }.sorted()
      return days.map { day in since.count { $0 <= day.day } }
    }
    let rows = zip(stages, counts).flatMap { stage, counts in
      zip(days, counts).map { day, count -> JSON in
        [
          "t": time.at(day: day.day), "stage": .string(stage.label), "value": .int(count),
        ]
      }
    }
    let encoding: JSON = [
      "x": time.encoding(),
      "y": ["field": "value", "type": "quantitative", "title": "towns"],
      "color": [
        "field": "stage", "type": "nominal", "title": nil,
        "scale": Palette.scale(stages.map(\.label), stages.map(\.colour)), "legend": Self.legend,
      ],
      "tooltip": [
        TimeAxis.tooltip, ["field": "stage", "title": "Towns"],
        ["field": "value", "title": "So many", "format": ",.0f"],
      ],
    ]
    return picture(
      "spread",
      "How it spread",
      "Of \(Wording.count(Double(spread.places.count), "town", "towns")), those that had heard that "
        + "the capital was lost, whose officials had yielded, and that had had a committee or a "
        + "council, when the day was over. Look how far each line is behind the one before.",
      Self.wide([lines(rows, encoding)]),
      TextTable(
        header: ["At the end of"] + stages.map { Wording.sentence($0.label) },
        rows: days.indices.map { index in
          [calendar.date(day: days[index].day)]
            + counts.map { Wording.whole(Double($0[index])) }
        }
      )
    )
  }

  /// The writ of each line over the whole society, and the effective number of authorities.
  private var writOfAll: [Picture] {
    let nobody = "nobody"
    let labels = names.lines.map(\.label) + [nobody]
    let colours = run.scenario.society.lines.map { line in
      switch line.claim {
      case .incumbent: Palette.green
      case .successor: Palette.blue
      case .constituent: Palette.vermilion
      }
    }
    let rows = days.flatMap { day in
      zip(labels, day.writOfAll + [day.noneOfAll]).map { label, share -> JSON in
        ["t": time.at(day: day.day), "line": .string(label), "value": .rounded(share, digits: 4)]
      }
    }
    let numbers: [JSON] = days.map {
      ["t": time.at(day: $0.day), "value": .rounded($0.effectiveAuthoritiesOfAll, digits: 4)]
    }
    let encoding: JSON = [
      "x": time.encoding(),
      "y": [
        "field": "value", "type": "quantitative", "title": "share",
        "axis": ["format": ".0%"], "scale": ["domain": [0, 1]],
      ],
      "color": [
        "field": "line", "type": "nominal", "title": nil,
        "scale": Palette.scale(labels, colours + [Palette.grey]), "legend": Self.legend,
      ],
      "strokeDash": [
        "condition": ["test": "datum.line == '\(nobody)'", "value": [3, 3]], "value": [1, 0],
      ],
      "tooltip": [
        TimeAxis.tooltip, ["field": "line", "title": "Line"],
        ["field": "value", "title": "Share", "format": ".1%"],
      ],
    ]
    return [
      picture(
        "writ-of-all",
        "Whose word is law, in the whole country",
        "Of all people of the country who would obey anyone, were orders to conflict, the share of "
          + "each line of authority, whatever body acts for it where they live; dotted, the share of "
          + "all who would obey nobody. Look how far behind the capital the country is.",
        Self.wide([marks([.regimeFell, .capitalLost, .governmentFormed]), lines(rows, encoding)]),
        TextTable(
          header: ["Date"] + labels + ["Effective number of authorities"],
          rows: days.map { day in
            [calendar.date(day: day.day)]
              + (day.writOfAll + [day.noneOfAll]).map(Wording.percent)
              + [Wording.hundredths(day.effectiveAuthoritiesOfAll)]
          }
        )
      ),
      picture(
        "authorities-of-all",
        "How many rule, in the whole country",
        "The effective number of authorities over all people of the country: near two where two lines "
          + "share them evenly, be it town by town or within each; the map of the writ tells which.",
        Self.wide([authorityLevels, lines(numbers, authorityEncoding, colour: Palette.blue)]),
        TextTable(
          header: ["Date", "Effective number of authorities"],
          rows: days.map {
            [calendar.date(day: $0.day), Wording.hundredths($0.effectiveAuthoritiesOfAll)]
          }
        )
      ),
    ]
  }

  /// Committees of villages and councils of provinces.
  private var countryside: [Picture] {
    let society = run.scenario.society
    let regional = run.record.organs.filter { society.bodies[$0.body].region >= 0 }
    let since = regional.map(\.since).filter { $0 >= 0 }
    guard !since.isEmpty || days.contains(where: { $0.villageCommittees > 0 }) else { return [] }
    let labels = ["units of villages with a committee", "provinces with a council"]
    let councils = days.map { day in
      regional.isEmpty
        ? 0 : Double(since.count { $0 / 24 <= day.day }) / Double(regional.count)
    }
    let committees = days.map(\.villageCommittees)
    let rows = zip(labels, [committees, councils]).flatMap { label, shares in
      zip(days, shares).map { day, share -> JSON in
        ["t": time.at(day: day.day), "what": .string(label), "value": .rounded(share, digits: 4)]
      }
    }
    let encoding: JSON = [
      "x": time.encoding(),
      "y": [
        "field": "value", "type": "quantitative", "title": "share",
        "axis": ["format": ".0%"], "scale": ["domain": [0, 1]],
      ],
      "color": [
        "field": "what", "type": "nominal", "title": nil,
        "scale": Palette.scale(labels, [Palette.green, Palette.vermilion]), "legend": Self.legend,
      ],
      "tooltip": [
        TimeAxis.tooltip, ["field": "what", "title": "Share of"],
        ["field": "value", "title": "Share", "format": ".1%"],
      ],
    ]
    return [
      picture(
        "countryside",
        "The countryside",
        "The share of units of villages that have a committee at noon, and of the "
          + "\(Wording.count(Double(regional.count), "province", "provinces")) that could have a "
          + "council of the countryside, those that do when the day is over."
          + (hasMonths && days.allSatisfy { $0.disturbances <= 0 }
            ? " No disturbance over land came in this run." : ""),
        Self.wide([lines(rows, encoding)]),
        TextTable(
          header: ["Date"] + labels.map(Wording.sentence),
          rows: days.indices.map {
            [
              calendar.date(day: days[$0].day), Wording.percent(committees[$0]),
              Wording.percent(councils[$0]),
            ]
          }
        )
      )
    ]
  }

  /// Whether a run is long enough to show what grows over months.
  private var hasMonths: Bool { days.count >= 60 }

  /// Disturbances over land by month, where a run is long enough to have months.
  private var disturbances: [Picture] {
    guard hasMonths, days.contains(where: { $0.disturbances > 0 }) else { return [] }
    let dating = Dating(run.scenario)
    var months: [(label: String, days: Int, count: Double)] = []
    for day in days {
      let label = dating.month(day.day)
      if months.last?.label != label { months.append((label, 0, 0)) }
      months[months.count - 1].days += 1
      months[months.count - 1].count += day.disturbances
    }
    let labels = months.map { JSON.string($0.label) }
    let rows = months.map { month -> JSON in
      [
        "month": .string(month.label), "value": .rounded(month.count, digits: 4),
        "days": .int(month.days),
      ]
    }
    let bars: JSON = [
      "data": ["values": .array(rows)],
      "mark": ["type": "bar", "color": .string(Palette.green), "tooltip": true],
      "encoding": [
        "x": [
          "field": "month", "type": "nominal", "title": nil, "sort": .array(labels),
          "axis": ["labelAngle": 0, "labelOverlap": false, "labelExpr": "split(datum.label, ' ')"],
        ],
        "y": [
          "field": "value", "type": "quantitative", "title": "disturbances",
          "axis": ["tickMinStep": 1],
        ],
        "tooltip": [
          ["field": "month", "title": "Month"],
          ["field": "value", "title": "Disturbances", "format": ",.0f"],
          ["field": "days", "title": "Days in the run"],
        ],
      ],
    ]
    return [
      picture(
        "disturbances",
        "Disturbances over land",
        "So many in each month; the first and the last may be in the run in part.",
        Self.wide([bars]),
        TextTable(
          header: ["Month", "Days in the run", "Disturbances"],
          rows: months.map { [$0.label, "\($0.days)", Wording.whole($0.count)] }
        )
      )
    ]
  }
}
