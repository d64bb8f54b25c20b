public import DualPowerScenario

/// Scores as a page: for each series what runs did, and over it what was recorded.
public struct ScoreReport {
  /// What was recorded, beside what the runs would have had recorded.
  public struct Dot {
    /// The tick of a level; of a date the days since the first hour, in hours.
    public var hour: Double
    /// The town of a date; empty for others.
    public var place: String
    /// What was recorded.
    public var value: Double
    /// The lowest and the highest figure.
    public var range: (low: Double, high: Double)
    /// The bounds of nine tenths and of half of what the runs would have had recorded, and their middle.
    public var quantiles: [Double]
    /// Who recorded it.
    public var source: String
    /// Whether it was set aside.
    public var isSetAside: Bool

    /// What was recorded.
    public init(
      hour: Double,
      place: String,
      value: Double,
      range: (low: Double, high: Double),
      quantiles: [Double],
      source: String,
      isSetAside: Bool
    ) {
      self.hour = hour
      self.place = place
      self.value = value
      self.range = range
      self.quantiles = quantiles
      self.source = source
      self.isSetAside = isSetAside
    }
  }

  /// A series.
  public struct Panel {
    /// Its name in files.
    public var id: String
    /// Its title.
    public var title: String
    /// The unit of its values.
    public var unit: String
    /// Whether its values are dates.
    public var isDate: Bool
    /// Shape `[day][quantile]`; 5, 25, 50, 75 and 95 % of what happened in the runs; empty for dates.
    public var fan: [[Double]?]
    /// What was recorded.
    public var dots: [Dot]
    /// Its scores in a sentence.
    public var scores: String

    /// A series.
    public init(
      id: String,
      title: String,
      unit: String,
      isDate: Bool,
      fan: [[Double]?],
      dots: [Dot],
      scores: String
    ) {
      self.id = id
      self.title = title
      self.unit = unit
      self.isDate = isDate
      self.fan = fan
      self.dots = dots
      self.scores = scores
    }
  }

  private let scenario: Scenario
  private let reference: String
  private let runs: Int
  private let panels: [Panel]
  private let sections: [WorldsReport.Section]
  private let credit: String

  /// Scores of runs of a scenario.
  public init(
    _ scenario: Scenario,
    as reference: String,
    runs: Int,
    panels: [Panel],
    sections: [WorldsReport.Section],
    credit: String
  ) {
    self.scenario = scenario
    self.reference = reference
    self.runs = runs
    self.panels = panels
    self.sections = sections
    self.credit = credit
  }

  /// The pictures, one a series.
  public var pictures: [Picture] {
    panels.map { panel in
      Picture(
        id: panel.id,
        title: panel.title,
        reading: reading(panel),
        spec: panel.isDate ? dates(panel) : levels(panel),
        table: table(panel),
        credit: credit
      )
    }
  }

  /// The page.
  public var html: String {
    let head = """
      <header>
      <h1>\(Page.escaped(scenario.title)): against what was recorded</h1>
      <p class="about">\(Wording.count(Double(runs), "run", "runs")), each a history of its own, and what \
      sources say. What was recorded is not what happened: each row is held against what the runs would have \
      had recorded.</p>
      </header>
      """
    let tables = sections.map { section in
      "<section class=\"beside\"><h2>\(Page.escaped(section.title))</h2>"
        + "<p>\(Page.escaped(section.about))</p>\n\(Page.table(section.table))</section>"
    }
    return Page(
      title: "\(scenario.title) · scores",
      head: head,
      story: tables.joined(separator: "\n"),
      pictures: pictures,
      credit: credit,
      scenario: reference
    ).html
  }

  private func reading(_ panel: Panel) -> String {
    let drawn =
      panel.isDate
      ? "A line a town: the thin bar holds nine tenths of what the runs would have had recorded, the thick "
        + "one half; the dot is what was."
      : "The bands hold half and nine tenths of the runs, the line is their middle. Dots are what was "
        + "recorded, with the sources' range; grey bars are nine tenths of what the runs would have had "
        + "recorded there."
    return "\(drawn) \(panel.scores)"
  }

  private static let keys = ["q05", "q25", "q50", "q75", "q95"]
  private static let aside = "set aside"
  private static let used = "not set aside"

  private func row(_ dot: Dot) -> JSON {
    let marks = Self.keys.enumerated().map { ($1, JSON.rounded(dot.quantiles[$0])) }
    return JSON.keyed(
      [
        ("value", .rounded(dot.value)), ("low", .rounded(dot.range.low)),
        ("high", .rounded(dot.range.high)), ("source", .string(dot.source)),
        ("group", .string(dot.isSetAside ? Self.aside : Self.used)), ("place", .string(dot.place)),
      ] + marks
    )
  }

  private var colour: JSON {
    [
      "field": "group", "type": "nominal", "title": nil,
      "scale": Palette.scale([Self.used, Self.aside], [Palette.vermilion, Palette.green]),
      "legend": Charts.legend,
    ]
  }

  private func levels(_ panel: Panel) -> JSON {
    let time = TimeAxis(scenario.calendar)
    let x = time.encoding()
    func y(_ field: String) -> JSON {
      ["field": .string(field), "type": "quantitative", "title": .string(panel.unit)]
    }
    let fan: [JSON] = panel.fan.enumerated().compactMap { day, quantiles in
      quantiles.map { quantiles in
        JSON.keyed(
          [("t", time.at(day: day))]
            + Self.keys.enumerated().map { ($1, JSON.rounded(quantiles[$0])) }
        )
      }
    }
    let dots = panel.dots.map { row($0).with("t", time.at(tick: Int($0.hour))) }
    func band(_ low: String, _ high: String, _ opacity: Double) -> JSON {
      [
        "data": ["values": .array(fan)],
        "mark": ["type": "area", "opacity": .double(opacity), "color": .string(Palette.blue)],
        "encoding": ["x": x, "y": y(low), "y2": ["field": .string(high)]],
      ]
    }
    let tooltip: JSON = [
      TimeAxis.tooltip, ["field": "value", "title": "Recorded"],
      ["field": "q50", "title": "Runs, middle"], ["field": "source", "title": "Source"],
      ["field": "group", "title": "Group"],
    ]
    return Charts.wide([
      band("q05", "q95", 0.15), band("q25", "q75", 0.3),
      [
        "data": ["values": .array(fan)],
        "mark": ["type": "line", "color": .string(Palette.blue), "strokeWidth": 2],
        "encoding": ["x": x, "y": y("q50")],
      ],
      [
        "data": ["values": .array(dots)],
        "mark": [
          "type": "rule", "strokeWidth": 4, "opacity": 0.35, "color": .string(Palette.grey),
        ],
        "encoding": ["x": x, "y": y("q05"), "y2": ["field": "q95"]],
      ],
      [
        "data": ["values": .array(dots)], "mark": ["type": "rule", "strokeWidth": 1.5],
        "encoding": ["x": x, "y": y("low"), "y2": ["field": "high"], "color": colour],
      ],
      [
        "data": ["values": .array(dots)], "transform": [time.transform(isHourly: true)],
        "mark": ["type": "point", "filled": true, "size": 50],
        "encoding": ["x": x, "y": y("value"), "color": colour, "tooltip": tooltip],
      ],
    ])
  }

  private func dates(_ panel: Panel) -> JSON {
    let time = TimeAxis(scenario.calendar)
    func at(_ days: Double) -> JSON { time.at(tick: Int(days * 24)) }
    let rows: [JSON] = panel.dots.map { dot in
      let marks = Self.keys.enumerated().map { ($1, at(dot.quantiles[$0])) }
      return JSON.keyed(
        [
          ("place", .string(dot.place.isEmpty ? panel.title : dot.place)), ("t", at(dot.value)),
          ("group", .string(dot.isSetAside ? Self.aside : Self.used)),
          ("source", .string(dot.source)),
        ] + marks
      )
    }
    let y: JSON = [
      "field": "place", "type": "nominal", "title": nil, "sort": ["field": "t", "op": "min"],
      "axis": ["labelLimit": 240],
    ]
    func bar(_ low: String, _ high: String, _ width: Int) -> JSON {
      [
        "mark": [
          "type": "rule", "strokeWidth": .int(width), "color": .string(Palette.blue),
          "opacity": 0.5,
        ],
        "encoding": [
          "x": time.encoding().with("field", .string(low)), "x2": ["field": .string(high)], "y": y,
        ],
      ]
    }
    let height = max(60, 16 * Set(panel.dots.map(\.place)).count)
    return Charts.wide([
      bar("q05", "q95", 2), bar("q25", "q75", 6),
      [
        "transform": [time.transform()],
        "mark": ["type": "point", "filled": true, "size": 50],
        "encoding": [
          "x": time.encoding(), "y": y, "color": colour,
          "tooltip": [
            TimeAxis.tooltip, ["field": "place", "title": "Place"],
            ["field": "source", "title": "Source"], ["field": "group", "title": "Group"],
          ],
        ],
      ],
    ]).with("data", ["values": .array(rows)]).with("height", .int(height))
  }

  private func table(_ panel: Panel) -> TextTable {
    let calendar = scenario.calendar
    func told(_ value: Double) -> String {
      if panel.isDate { return calendar.date(day: Int(value)) }
      return abs(value) < 10 ? Wording.hundredths(value) : Wording.whole(value)
    }
    return TextTable(
      header: [
        panel.isDate ? "Place" : "Date", "Recorded", "Runs, middle", "Nine tenths", "Group",
        "Source",
      ],
      rows: panel.dots.map { dot in
        [
          panel.isDate ? dot.place : calendar.date(day: Int(dot.hour) / 24), told(dot.value),
          told(dot.quantiles[2]), "\(told(dot.quantiles[0])) to \(told(dot.quantiles[4]))",
          dot.isSetAside ? Self.aside : "", dot.source,
        ]
      }
    )
  }
}
