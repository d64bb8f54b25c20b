import DualPower
import DualPowerScenario

/// Who rules, how many do, and how they stand to one another.
extension Charts {
  /// The writ of each body, and of none.
  var writ: Picture {
    let labels = names.bodies.map(\.label) + ["nobody"]
    let rows = days.flatMap { day in
      zip(labels, day.writ + [day.none]).map { label, share -> JSON in
        ["t": time.at(day: day.day), "body": .string(label), "value": .rounded(share, digits: 4)]
      }
    }
    let scale: JSON = [
      "domain": .array(labels.map { .string($0) }),
      "range": .array(
        names.bodies.indices.map { .string(Palette.series[$0 % Palette.series.count]) }
          + [.string(Palette.grey)]
      ),
    ]
    let encoding: JSON = [
      "x": time.encoding(),
      "y": [
        "field": "value", "type": "quantitative", "title": "share",
        "axis": ["format": ".0%"], "scale": ["domain": [0, 1]],
      ],
      "color": [
        "field": "body", "type": "nominal", "title": nil, "scale": scale,
        "legend": Self.legend,
      ],
      "strokeDash": [
        "condition": ["test": "datum.body == 'nobody'", "value": [3, 3]], "value": [1, 0],
      ],
      "tooltip": [
        TimeAxis.tooltip, ["field": "body", "title": "Body"],
        ["field": "value", "title": "Share", "format": ".1%"],
      ],
    ]
    let kinds: [EventKind] = [.regimeFell, .governmentFormed, .councilConstituted, .overthrow]
    return picture(
      "writ",
      "Whose word is law",
      "\(inTheCapital)Of those who would obey anyone, were orders to conflict, the share of each body; dotted, the "
        + "share of all who would obey nobody. Thin uprights are turning points.",
      Self.wide([marks(kinds), lines(rows, encoding)]),
      TextTable(
        header: ["Date"] + labels,
        rows: days.map { day in
          [calendar.date(day: day.day)] + (day.writ + [day.none]).map(Wording.percent)
        }
      )
    )
  }

  /// The effective number of authorities.
  var authorities: Picture {
    let rows: [JSON] = days.map {
      ["t": time.at(day: $0.day), "value": .rounded($0.effectiveAuthorities, digits: 4)]
    }
    return picture(
      "authorities",
      "How many rule",
      "\(inTheCapital)One means that all who obey obey the same body, two that two bodies share them evenly; "
        + "the number is 1/Σw² over the shares w.",
      Self.wide([authorityLevels, lines(rows, authorityEncoding, colour: Palette.blue)]),
      TextTable(
        header: ["Date", "Effective number of authorities"],
        rows: days.map {
          [calendar.date(day: $0.day), Wording.hundredths($0.effectiveAuthorities)]
        }
      )
    )
  }

  /// The effective number of authorities over time.
  var authorityEncoding: JSON {
    [
      "x": time.encoding(),
      "y": [
        "field": "value", "type": "quantitative", "title": "effective number of authorities",
        "scale": ["zero": true, "nice": true],
      ],
      "tooltip": [TimeAxis.tooltip, ["field": "value", "title": "Authorities", "format": ".2f"]],
    ]
  }

  /// One and two authorities.
  var authorityLevels: JSON {
    [
      "data": ["values": [["level": 1], ["level": 2]]],
      "mark": [
        "type": "rule", "strokeDash": [4, 4], "opacity": 0.6, "color": .string(Palette.grey),
      ],
      "encoding": ["y": ["field": "level", "type": "quantitative"]],
    ]
  }

  /// The stance of each body to each other, with crises.
  var stance: [Picture] {
    let count = names.bodies.count
    let pairs = (0..<count * count).filter { pair in
      pair / count != pair % count && days.contains { abs($0.stance[pair]) > 0.005 }
    }
    guard !pairs.isEmpty else { return [] }
    let labels = pairs.map {
      "\(names.bodies[$0 / count].label) → \(names.bodies[$0 % count].label)"
    }
    let rows = days.flatMap { day in
      zip(pairs, labels).map { pair, label -> JSON in
        [
          "t": time.at(day: day.day), "pair": .string(label),
          "value": .rounded(day.stance[pair], digits: 4),
        ]
      }
    }
    let encoding: JSON = [
      "x": time.encoding(),
      "y": [
        "field": "value", "type": "quantitative", "title": "hostile … friendly",
        "scale": ["domain": [-1, 1]],
      ],
      "color": [
        "field": "pair", "type": "nominal", "title": nil,
        "scale": Palette.scale(labels, Array(Palette.series.dropFirst())),
        "legend": Self.legend,
      ],
      "tooltip": [
        TimeAxis.tooltip, ["field": "pair", "title": "Stance"],
        ["field": "value", "title": "Value", "format": ".2f"],
      ],
    ]
    return [
      picture(
        "stance",
        "How they stand to one another",
        "The stance of one body to another, from −1, hostile, to 1, friendly; thin uprights are crises.",
        Self.wide([marks([.crisis]), lines(rows, encoding)]),
        TextTable(
          header: ["Date"] + labels,
          rows: days.map { day in
            [calendar.date(day: day.day)] + pairs.map { Wording.hundredths(day.stance[$0]) }
          }
        )
      )
    ]
  }
}
