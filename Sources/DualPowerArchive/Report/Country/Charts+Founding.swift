import DualPower
import DualPowerScenario

/// When towns founded their councils, against what might have made them early.
extension Charts {
  /// The day of the first council against people.
  func foundingByPeople(_ spread: Spread) -> [Picture] {
    let sizes: [Double] = [0, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000]
    return founding(
      spread,
      "founding-people",
      "Who founded a council first: size",
      "The hour of a town's first council against its people, on a scale of powers of ten. Look "
        + "whether large towns come first, and whether those that remember an earlier council do "
        + "at the same size.",
      Axis(title: "people", format: "~s", isLog: true, classes: sizes, unit: "people") {
        $0.persons
      }
    )
  }

  /// The day of the first council against the distance from the capital.
  func foundingByDistance(_ spread: Spread) -> [Picture] {
    let distances: [Double] = [0, 250, 500, 1_000, 2_000, 4_000]
    let capital = names.towns[run.scenario.society.capital].label
    return founding(
      spread,
      "founding-distance",
      "Who founded a council first: distance",
      "The hour of a town's first council against its distance from \(capital) over the globe, which "
        + "is less than over the ways. If news were all, the points would rise to the right.",
      Axis(title: "km from \(capital)", format: ",d", isLog: false, classes: distances, unit: "km")
      {
        $0.kilometres
      }
    )
  }

  /// What councils are drawn and counted against.
  private struct Axis {
    var title: String
    var format: String
    var isLog: Bool
    /// Where classes begin.
    var classes: [Double]
    var unit: String
    var value: (Spread.Place) -> Double
  }

  private func founding(
    _ spread: Spread,
    _ id: String,
    _ title: String,
    _ reading: String,
    _ axis: Axis
  ) -> [Picture] {
    let all = spread.places.filter { !$0.isCapital }
    let founded = all.compactMap { place in place.council.map { (place: place, tick: $0) } }
    guard !founded.isEmpty else { return [] }
    let rows = founded.map { place, tick -> JSON in
      [
        "t": time.at(tick: tick), "town": .string(names.towns[place.town].label),
        "value": .rounded(axis.value(place), digits: 4),
        "memory": .string(Self.memory(place.hasMemory)),
      ]
    }
    let labels = [false, true].map(Self.memory)
    let encoding: JSON = [
      "x": [
        "field": "value", "type": "quantitative", "title": .string(axis.title),
        "scale": axis.isLog ? ["type": "log", "nice": false] : ["zero": true],
        "axis": ["format": .string(axis.format), "tickCount": 6, "grid": false],
      ],
      "y": time.encoding(ticks: 6).with("scale", ["type": "utc", "nice": true]),
      "color": [
        "field": "memory", "type": "nominal", "title": nil,
        "scale": Palette.scale(labels, [Palette.sky, Palette.vermilion]),
        "legend": Self.legend.with("symbolOpacity", 1),
      ],
      "tooltip": [
        ["field": "town", "title": "Town"],
        TimeAxis.tooltip,
        ["field": "value", "title": .string(Wording.sentence(axis.title)), "format": ",.0f"],
        ["field": "memory", "title": "Memory"],
      ],
    ]
    // One layer for each, so that the fewer are not hidden beneath the many.
    let layers = labels.map { label -> JSON in
      [
        "transform": [["filter": .string("datum.memory == '\(label)'")]],
        "mark": ["type": "circle", "size": 22, "opacity": 0.65], "encoding": encoding,
      ]
    }
    return [
      picture(
        id,
        title,
        reading + left(all.count - founded.count),
        Self.wide(layers).with("height", 300).with("data", ["values": .array(rows)])
          .with("transform", [time.transform(isHourly: true)]),
        medians(all, axis)
      )
    ]
  }

  private static func memory(_ hasMemory: Bool) -> String {
    hasMemory ? "remembers an earlier council" : "does not remember one"
  }

  private func left(_ count: Int) -> String {
    count > 0
      ? " \(Wording.sentence(Wording.count(Double(count), "place", "places"))) without a council "
        + "when the run ends \(count == 1 ? "is" : "are") not drawn." : ""
  }

  /// By class: how many, how many with a council, and the middle day of those.
  private func medians(_ places: [Spread.Place], _ axis: Axis) -> TextTable {
    TextTable(
      header: [
        Wording.sentence(axis.unit), "Towns", "With a council", "Middle day of these",
        "… that remember", "… that do not",
      ],
      rows: axis.classes.indices.compactMap { index in
        let low = axis.classes[index]
        let high = index + 1 < axis.classes.count ? axis.classes[index + 1] : .infinity
        let own = places.filter { axis.value($0) >= low && axis.value($0) < high }
        guard !own.isEmpty else { return nil }
        let range =
          high.isFinite
          ? "\(Wording.whole(low)) to \(Wording.whole(high))" : "\(Wording.whole(low)) and more"
        return [
          range, Wording.whole(Double(own.count)),
          Wording.whole(Double(own.count { $0.council != nil })), median(own),
          median(own.filter(\.hasMemory)), median(own.filter { !$0.hasMemory }),
        ]
      }
    )
  }

  /// The middle day of first councils, with how many there are.
  private func median(_ places: [Spread.Place]) -> String {
    let ticks = places.compactMap(\.council).sorted()
    guard !ticks.isEmpty else { return "–" }
    let middle = ticks[(ticks.count - 1) / 2]
    return "\(calendar.date(day: middle / 24)) (of \(ticks.count))"
  }
}
