import DualPower
import DualPowerScenario

/// The pictures of a report.
struct Charts {
  let run: Run
  let chronicle: Chronicle
  let credit: String
  let time: TimeAxis
  /// What became of each town; `nil` where there are none on a map.
  let spread: Spread?
  var names: Names { run.scenario.namesOfAll }
  var calendar: ScenarioCalendar { run.scenario.calendar }
  var days: [DayRow] { run.record.days }

  init(_ run: Run, _ chronicle: Chronicle, credit: String) {
    self.run = run
    self.chronicle = chronicle
    self.credit = credit
    time = TimeAxis(run.scenario.calendar)
    spread = Spread(run)
  }

  /// Every picture that has something to show.
  var all: [Picture] {
    guard !days.isEmpty else { return [] }
    return country + active + garrison + [writ, authorities] + stance + deputies + [recognition]
  }

  /// Days of a map, each a picture of its own beside those of the page.
  var frames: [Picture] { spread.map(councilFrames) ?? [] }

  /// What stands before a reading that holds for the capital alone, where there is more.
  var inTheCapital: String {
    spread == nil ? "" : "\(names.towns[run.scenario.society.capital].label) alone. "
  }

  func picture(
    _ id: String,
    _ title: String,
    _ reading: String,
    _ spec: JSON,
    _ table: TextTable
  ) -> Picture {
    Picture(id: id, title: title, reading: reading, spec: spec, table: table, credit: credit)
  }

  static let legend: JSON = ["orient": "bottom"]

  /// Layers as wide as the page.
  static func wide(_ layers: [JSON]) -> JSON {
    [
      "$schema": "https://vega.github.io/schema/vega-lite/v6.json", "width": "container",
      "height": 260, "autosize": ["type": "fit-x", "contains": "padding"],
      "layer": .array(layers),
    ]
  }

  /// A panel for each value of a field.
  func small(
    _ rows: [JSON],
    by field: String,
    order: [String],
    _ panel: JSON,
    columns: Int
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
  func lines(_ rows: [JSON], _ encoding: JSON, colour: String? = nil) -> JSON {
    var mark: JSON = ["type": "line", "strokeWidth": 2.5, "tooltip": true]
    if let colour { mark = mark.with("color", .string(colour)) }
    return [
      "data": ["values": .array(rows)], "transform": [time.transform()], "mark": mark,
      "encoding": encoding,
    ]
  }

  /// Uprights at events of some kinds.
  func marks(_ kinds: [EventKind]) -> JSON {
    let told = chronicle.entries.filter { kinds.contains($0.event.kind) && $0.isOfAll }
    let rows = told.map { entry -> JSON in
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
