import DualPower
public import DualPowerScenario

/// Worlds over one another, as a page: a picture for each curve, and tables.
public struct WorldsReport {
  /// A curve in each world.
  public struct Curve {
    /// What it is called.
    public var name: Name
    /// Shape `[world][day]`; means over runs.
    public var values: [[Double]]

    /// A curve in each world.
    public init(name: Name, values: [[Double]]) {
      self.name = name
      self.values = values
    }
  }

  /// A table with its heading.
  public struct Section {
    /// The heading.
    public var title: String
    /// What the table says, in a sentence or two.
    public var about: String
    /// The table.
    public var table: TextTable

    /// A table with its heading.
    public init(title: String, about: String, table: TextTable) {
      self.title = title
      self.about = about
      self.table = table
    }
  }

  private let scenario: Scenario
  private let reference: String
  private let worlds: [String]
  private let curves: [Curve]
  private let sections: [Section]
  private let replicates: Int
  private let credit: String

  /// Worlds of a scenario.
  ///
  /// - Parameters:
  ///   - scenario: The world as it was.
  ///   - reference: What a command calls it.
  ///   - worlds: The names of all worlds, that of the baseline first.
  ///   - curves: What is drawn.
  ///   - sections: What is told in tables.
  ///   - replicates: How many runs of each there are.
  ///   - credit: The command that made them.
  public init(
    _ scenario: Scenario,
    as reference: String,
    worlds: [String],
    curves: [Curve],
    sections: [Section],
    replicates: Int,
    credit: String
  ) {
    self.scenario = scenario
    self.reference = reference
    self.worlds = worlds
    self.curves = curves
    self.sections = sections
    self.replicates = replicates
    self.credit = credit
  }

  /// The page.
  public var html: String {
    let head = """
      <header>
      <h1>\(Page.escaped(scenario.title))</h1>
      <p class="about">The same seeds in \(worlds.count) worlds, \(replicates) runs of each: \
      \(Page.escaped(worlds.joined(separator: ", "))). Every draw belongs to a person and an hour, so that \
      the worlds share all luck but for what is changed.</p>
      </header>
      """
    let tables = sections.map { section in
      "<section class=\"beside\"><h2>\(Page.escaped(section.title))</h2>"
        + "<p>\(Page.escaped(section.about))</p>\n\(Page.table(section.table))</section>"
    }
    return Page(
      title: "\(scenario.title) · \(worlds.dropFirst().joined(separator: ", "))",
      head: head,
      story: tables.joined(separator: "\n"),
      pictures: curves.map(picture),
      credit: credit,
      scenario: reference
    ).html
  }

  private func picture(_ curve: Curve) -> Picture {
    let time = TimeAxis(scenario.calendar)
    let days = curve.values.map(\.count).max() ?? 0
    let rows = zip(worlds, curve.values).flatMap { world, values in
      values.enumerated().map { day, value -> JSON in
        ["t": time.at(day: day), "world": .string(world), "value": .rounded(value)]
      }
    }
    let spec: JSON = [
      "$schema": "https://vega.github.io/schema/vega-lite/v6.json", "width": "container",
      "height": 260, "autosize": ["type": "fit-x", "contains": "padding"],
      "data": ["values": .array(rows)], "transform": [time.transform()],
      "mark": ["type": "line", "strokeWidth": 2.5, "tooltip": true],
      "encoding": [
        "x": time.encoding(),
        "y": ["field": "value", "type": "quantitative", "title": nil],
        "color": [
          "field": "world", "type": "nominal", "title": nil,
          "scale": Palette.scale(worlds, [Palette.grey] + Palette.series.dropFirst()),
          "legend": Charts.legend,
        ],
        "tooltip": [
          TimeAxis.tooltip, ["field": "world", "title": "World"],
          ["field": "value", "title": .string(curve.name.label)],
        ],
      ],
    ]
    let table = TextTable(
      header: ["Date"] + worlds,
      rows: (0..<days).map { day in
        [scenario.calendar.date(day: day)]
          + curve.values.map { values in
            guard values.indices.contains(day) else { return "" }
            return abs(values[day]) < 10
              ? Wording.hundredths(values[day]) : Wording.whole(values[day])
          }
      }
    )
    return Picture(
      id: curve.name.id,
      title: curve.name.label,
      reading: "The mean over \(replicates) runs of each world, by day.",
      spec: spec,
      table: table,
      credit: credit
    )
  }
}
