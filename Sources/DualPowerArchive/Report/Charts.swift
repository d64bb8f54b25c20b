import DualPower
import DualPowerScenario

/// The pictures of a report.
struct Charts {
  let run: Run
  let chronicle: Chronicle
  let credit: String
  let time: TimeAxis
  var names: Names { run.scenario.names }
  var calendar: ScenarioCalendar { run.scenario.calendar }
  var days: [DayRow] { run.record.days }

  init(_ run: Run, _ chronicle: Chronicle, credit: String) {
    self.run = run
    self.chronicle = chronicle
    self.credit = credit
    time = TimeAxis(run.scenario.calendar)
  }

  /// Every picture that has something to show.
  var all: [Picture] {
    guard !days.isEmpty else { return [] }
    return active + garrison + [writ, authorities] + stance + deputies + [recognition]
  }

  private func picture(
    _ id: String, _ title: String, _ reading: String, _ spec: JSON, _ table: TextTable
  ) -> Picture {
    Picture(id: id, title: title, reading: reading, spec: spec, table: table, credit: credit)
  }

  // MARK: The street

  /// People out by day, a picture for each stratum that the evidence counts.
  private var active: [Picture] {
    let counted = names.strata.indices.filter { index in
      run.scenario.evidence.contains { $0.series == "active.\(names.strata[index].id)" }
    }
    let broke = run.record.events.first { $0.kind == .outbreak }.map { [$0.subject] }
    return (counted.isEmpty ? broke ?? [] : counted).map { stratum in
      let name = names.strata[stratum]
      let label = Wording.lowered(name.label)
      let dots = evidence("active.\(name.id)", hour: 12)
      let rows: [JSON] = days.map {
        ["t": time.at(day: $0.day), "value": .rounded($0.active[stratum])]
      }
      return picture(
        "active-\(name.id)",
        "Out: \(label), day by day",
        "The line is the run: most people out at one hour of the day."
          + (dots.isEmpty ? "" : " Dots are what sources count, bars their lowest and highest figure."),
        overlay(rows, dots, title: "people out", isHourly: false),
        TextTable(
          header: ["Date", "Out in the run", "Sources"],
          rows: days.map { day in
            [
              calendar.date(day: day.day), Wording.whole(day.active[stratum]),
              sources("active.\(name.id)", on: day.day),
            ]
          }))
    }
  }

  /// Soldiers over by hour, around the mutiny.
  private var garrison: [Picture] {
    let hours = window
    guard !hours.isEmpty, hours.contains(where: { $0.garrisonOver > 0.001 }) else { return [] }
    let men = garrisonMen
    let rows: [JSON] = hours.map {
      ["t": time.at(tick: $0.tick), "value": .rounded($0.garrisonOver * men)]
    }
    let ticks = (hours.first?.tick ?? 0)...(hours.last?.tick ?? 0)
    let dots = evidence("garrison_over", hour: 12, within: ticks)
    return [
      picture(
        "garrison-over",
        "Gone over: soldiers, hour by hour",
        "The line is the run: of \(Wording.whole(men)) men in the garrison, those who have gone over."
          + (dots.isEmpty ? "" : " Dots are what sources count, bars their lowest and highest figure."),
        overlay(rows, dots, title: "soldiers over", isHourly: true),
        TextTable(
          header: ["Hour", "Over in the run"],
          rows: hours.filter { $0.tick % 6 == 0 }.map {
            [
              calendar.at(tick: $0.tick).split(separator: "T").joined(separator: " "),
              Wording.whole($0.garrisonOver * men),
            ]
          }))
    ]
  }

  /// Hours from two days before the mutiny, in the run or in the evidence, to five days after.
  private var window: ArraySlice<HourRow> {
    let hours = run.record.hours
    let inRun = run.record.events.first { $0.kind == .mutiny }?.tick
    let inEvidence = run.scenario.evidence.lazy.filter { $0.series == "garrison_over" }
      .compactMap { calendar.day(of: $0.date) }.map { $0 * 24 }.min()
    guard let first = [inRun, inEvidence].compactMap(\.self).min(),
      let last = [inRun, inEvidence].compactMap(\.self).max()
    else { return [] }
    let start = max(0, first - 48)
    let end = min(hours.count, last + 120)
    return start < end ? hours[start..<end] : []
  }

  /// Men of the capital's garrison.
  private var garrisonMen: Double {
    let society = run.scenario.society
    return society.groups.reduce(0) { sum, group in
      let isCounted =
        society.strata[group.stratum].bearing == .garrison
        && society.places[group.place].town == society.capital
      return sum + (isCounted ? Double(group.size) * group.represents : 0)
    }
  }

  /// A run's line with evidence over it.
  private func overlay(_ rows: [JSON], _ dots: [JSON], title: String, isHourly: Bool) -> JSON {
    let x = time.encoding(isHourly: isHourly)
    let y: JSON = ["field": "value", "type": "quantitative", "title": .string(title)]
    var sources: [String] = []
    for case .string(let source)? in dots.map({ $0["source"] }) where !sources.contains(source) {
      sources.append(source)
    }
    let colour: JSON = [
      "field": "source", "type": "nominal", "title": "Source",
      "scale": Palette.scale(sources, Palette.sources),
      "legend": ["orient": "bottom", "columns": 1, "labelLimit": 300],
    ]
    var layers: [JSON] = [
      [
        "data": ["values": .array(rows)],
        "transform": [time.transform(isHourly: isHourly)],
        "mark": ["type": "line", "strokeWidth": 2.5, "color": .string(Palette.blue), "tooltip": true],
        "encoding": [
          "x": x, "y": y,
          "tooltip": [TimeAxis.tooltip, ["field": "value", "title": "In the run", "format": ",.0f"]],
        ],
      ]
    ]
    guard !dots.isEmpty else { return Self.wide(layers) }
    let tooltip: JSON = [
      TimeAxis.tooltip, ["field": "value", "title": "Counted", "format": ",.0f"],
      ["field": "low", "title": "Lowest", "format": ",.0f"],
      ["field": "high", "title": "Highest", "format": ",.0f"],
      ["field": "source", "title": "Source"], ["field": "confidence", "title": "Grade"],
      ["field": "note", "title": "Note"],
    ]
    layers += [
      [
        "data": ["values": .array(dots)],
        "mark": ["type": "rule", "strokeWidth": 1.5, "opacity": 0.7],
        "encoding": ["x": x, "y": y.with("field", "low"), "y2": ["field": "high"], "color": colour],
      ],
      [
        "data": ["values": .array(dots)],
        "transform": [time.transform(isHourly: isHourly)],
        "mark": ["type": "point", "filled": true, "size": 55, "opacity": 0.95],
        "encoding": ["x": x, "y": y, "color": colour, "tooltip": tooltip],
      ],
    ]
    return Self.wide(layers)
  }

  /// The observations of a series within the run.
  private func evidence(_ series: String, hour: Int, within: ClosedRange<Int>? = nil) -> [JSON] {
    run.scenario.evidence.compactMap { row in
      guard row.series == series, let day = calendar.day(of: row.date), day < days.count,
        let value = row.central ?? row.high ?? row.low
      else { return nil }
      let tick = day * 24 + (row.hour ?? hour)
      guard within?.contains(tick) ?? true else { return nil }
      return [
        "t": time.at(tick: tick), "value": .rounded(value), "low": .rounded(row.low ?? value),
        "high": .rounded(row.high ?? value), "source": .string(row.source),
        "confidence": .string(row.confidence), "note": .string(row.note),
      ]
    }
  }

  private func sources(_ series: String, on day: Int) -> String {
    run.scenario.evidence.filter { $0.series == series && calendar.day(of: $0.date) == day }
      .compactMap { row in
        (row.central ?? row.high ?? row.low).map { "\(Wording.whole($0)) (\(row.source))" }
      }.joined(separator: "; ")
  }

  // MARK: Who rules

  /// The writ of each body, and of none.
  private var writ: Picture {
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
          + [.string(Palette.grey)]),
    ]
    let encoding: JSON = [
      "x": time.encoding(),
      "y": [
        "field": "value", "type": "quantitative", "title": "share of the population",
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
      "The share of the population that would obey each body, were orders to conflict; "
        + "thin uprights are turning points.",
      Self.wide([marks(kinds), lines(rows, encoding)]),
      TextTable(
        header: ["Date"] + labels,
        rows: days.map { day in
          [calendar.date(day: day.day)] + (day.writ + [day.none]).map(Wording.percent)
        }))
  }

  /// The effective number of authorities.
  private var authorities: Picture {
    let rows: [JSON] = days.map {
      ["t": time.at(day: $0.day), "value": .rounded($0.effectiveAuthorities, digits: 4)]
    }
    let encoding: JSON = [
      "x": time.encoding(),
      "y": [
        "field": "value", "type": "quantitative", "title": "effective number of authorities",
        "scale": ["zero": true, "nice": true],
      ],
      "tooltip": [TimeAxis.tooltip, ["field": "value", "title": "Authorities", "format": ".2f"]],
    ]
    let rules: JSON = [
      "data": ["values": [["level": 1], ["level": 2]]],
      "mark": ["type": "rule", "strokeDash": [4, 4], "opacity": 0.6, "color": .string(Palette.grey)],
      "encoding": ["y": ["field": "level", "type": "quantitative"]],
    ]
    return picture(
      "authorities",
      "How many rule",
      "One means that all who obey obey the same body, two that two bodies share them evenly; "
        + "the number is 1/Σw² over the shares w.",
      Self.wide([rules, lines(rows, encoding, colour: Palette.blue)]),
      TextTable(
        header: ["Date", "Effective number of authorities"],
        rows: days.map {
          [calendar.date(day: $0.day), Wording.hundredths($0.effectiveAuthorities)]
        }))
  }

  /// The stance of each body to each other, with crises.
  private var stance: [Picture] {
    let count = names.bodies.count
    let pairs = (0..<count * count).filter { pair in
      pair / count != pair % count && days.contains { abs($0.stance[pair]) > 0.005 }
    }
    guard !pairs.isEmpty else { return [] }
    let labels = pairs.map { "\(names.bodies[$0 / count].label) → \(names.bodies[$0 % count].label)" }
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
          }))
    ]
  }

  /// Deputies by party, a panel for each body that has any.
  private var deputies: [Picture] {
    let parties = names.parties
    let bodies = names.bodies.indices.filter { body in days.contains { $0.deputies[body] > 0.5 } }
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
        "Deputies, or ministers, of each party, stacked; each panel has a scale of its own.",
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
          }))
    ]
  }

  /// Recognition of each line, a panel for each stratum that has people.
  private var recognition: Picture {
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
        "x": time.encoding(title: false),
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
        }))
  }

  // MARK: Parts

  private static let legend: JSON = ["orient": "bottom", "columns": 2, "labelLimit": 260]

  /// Layers as wide as the page.
  private static func wide(_ layers: [JSON]) -> JSON {
    [
      "$schema": "https://vega.github.io/schema/vega-lite/v6.json", "width": "container",
      "height": 260, "autosize": ["type": "fit-x", "contains": "padding"],
      "layer": .array(layers),
    ]
  }

  /// A panel for each value of a field.
  private func small(
    _ rows: [JSON], by field: String, order: [String], _ panel: JSON, columns: Int
  ) -> JSON {
    [
      "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
      "data": ["values": .array(rows)], "transform": [time.transform()],
      "facet": [
        "field": .string(field), "type": "nominal", "title": nil,
        "sort": .array(order.map { .string($0) }), "header": ["labelFontWeight": "bold"],
      ],
      "columns": .int(columns), "spec": panel,
    ]
  }

  /// Lines with points that can be touched.
  private func lines(_ rows: [JSON], _ encoding: JSON, colour: String? = nil) -> JSON {
    var mark: JSON = ["type": "line", "strokeWidth": 2.5, "tooltip": true]
    if let colour { mark = mark.with("color", .string(colour)) }
    return [
      "data": ["values": .array(rows)], "transform": [time.transform()], "mark": mark,
      "encoding": encoding,
    ]
  }

  /// Uprights at events of some kinds.
  private func marks(_ kinds: [EventKind]) -> JSON {
    let rows = chronicle.entries.filter { kinds.contains($0.event.kind) }.map { entry -> JSON in
      ["t": time.at(tick: entry.event.tick), "text": .string(entry.text)]
    }
    return [
      "data": ["values": .array(rows)], "transform": [time.transform(isHourly: true)],
      "mark": ["type": "rule", "color": .string(Palette.grey), "opacity": 0.7, "strokeWidth": 1.5],
      "encoding": [
        "x": time.encoding(), "tooltip": [TimeAxis.tooltip, ["field": "text", "title": "Event"]],
      ],
    ]
  }
}
