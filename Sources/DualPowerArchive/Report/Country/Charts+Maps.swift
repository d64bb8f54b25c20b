import DualPower
import DualPowerScenario

/// Councils and writ on a map, day by day.
extension Charts {
  private var society: Society { run.scenario.society }

  /// Towns by how far they have come, a panel a day.
  func councilsMap(_ spread: Spread) -> Picture {
    let rows = spread.places.map { place -> JSON in
      func day(_ tick: Int?) -> JSON { tick.map { .int($0 / 24) } ?? .null }
      return spot(place.town, people: place.persons)
        .with("yielded", day(place.yielded)).with("committee", day(place.committee))
        .with("council", day(place.council))
    }
    let states = Spread.State.allCases
    func has(_ what: String) -> String {
      "isValid(datum.\(what)) && datum.\(what) <= datum.frame"
    }
    let state =
      "\(has("council")) ? (\(has("committee")) ? '\(Spread.State.both.label)' : "
      + "'\(Spread.State.council.label)') : \(has("committee")) ? "
      + "'\(Spread.State.committee.label)' : \(has("yielded")) ? "
      + "'\(Spread.State.yielded.label)' : '\(Spread.State.old.label)'"
    let labels = spread.frames.map { frame in
      let councils = spread.places.count { $0.council.map { $0 / 24 <= frame } ?? false }
      return
        "\(Dating(run.scenario).short(frame)) · \(Wording.whole(Double(councils))) with a council"
    }
    let counts = spread.frames.map { frame in
      spread.places.reduce(into: [Int](repeating: 0, count: states.count)) {
        $0[$1.state(on: frame).rawValue] += 1
      }
    }
    return picture(
      "councils-map",
      "Councils from town to town",
      councilsReading(spread),
      panels(
        rows,
        spread,
        labels,
        [
          ["calculate": .string(state), "as": "state"]
        ],
        [statePoints],
        width: 300
      ),
      TextTable(
        header: ["At the end of"] + states.map { Wording.sentence($0.label) },
        rows: zip(spread.frames, counts).map { frame, counts in
          [calendar.date(day: frame)] + counts.map { Wording.whole(Double($0)) }
        }
      )
    )
  }

  /// Each panel of the map of councils as a picture of its own, for slides and films.
  func councilFrames(_ spread: Spread) -> [Picture] {
    spread.frames.map { frame in
      let rows = spread.places.map {
        spot($0.town, people: $0.persons).with("state", .string($0.state(on: frame).label))
      }
      let spec = map(layers: [statePoints.with("data", ["values": .array(rows)])], width: 760)
      return picture(
        "councils-\(calendar.date(day: frame))",
        "Councils from town to town, \(Dating(run.scenario).day(frame))",
        councilsReading(spread),
        spec.with("$schema", Self.schema),
        TextTable(header: [], rows: [])
      )
    }
  }

  /// Whom people obey in every place, a panel a day.
  func writMap(_ spread: Spread) -> Picture {
    let writ = LocalWrit(run, on: spread.frames)
    let rows = writ.towns.map { town, persons, levels -> JSON in
      spot(town, people: persons).with("writ", .array(levels.map { .int($0.code) }))
    }
    let frames = spread.frames.indices
    let leading = frames.map { frame in writ.leading(frame) }
    let labels = spread.frames.map(Dating(run.scenario).short)
    let transform: [JSON] = [
      ["calculate": "datum.writ[datum.index]", "as": "level"],
      [
        "calculate": .string(
          "datum.level == \(LocalWrit.Level.old.code) ? 'the old order leads' : datum.level < 0 ? "
            + "'most obey nobody' : datum.level + '% obey a council, of those who obey one of the two'"
        ), "as": "state",
      ],
    ]
    return picture(
      "writ-map",
      "Whose word is law, place by place",
      "Every town, district of villages and army, at noon of the same days, sized by its people: "
        + "from blue, where those who obey a legal body or a council all obey the legal body, to "
        + "vermilion, where all obey a council. Green: the old order has more than either; grey: most "
        + "obey nobody. Look where blue lasts, and whether villages follow their towns.",
      panels(rows, spread, labels, transform, writPoints, width: 300)
        .with("resolve", ["legend": ["color": "independent"]]),
      TextTable(
        header: ["Noon of"] + LocalWrit.Lead.allCases.map { "People where \($0.label)" },
        rows: zip(spread.frames, leading).map { frame, shares in
          [calendar.date(day: frame)] + shares.map(Wording.percent)
        }
      )
    )
  }

  private func councilsReading(_ spread: Spread) -> String {
    let capital = names.towns[society.capital].label
    let kinds = Set(spread.places.map { society.towns[$0.town].kind })
    let what =
      kinds.contains(.settlement)
      ? "town or works settlement"
      : kinds.contains(.countryside) ? "town, or the small towns of a district," : "town"
    let occupied =
      society.towns.contains { $0.kind == .occupied }
      ? " Crosses lie in land under a foreign power." : ""
    let others = kinds.contains(.countryside) ? "Armies" : "Villages and armies"
    return
      "Each point is a \(what), sized by its people, at the end of the day; the open diamond is "
      + "\(capital).\(occupied) \(others) are not shown. Look how far the colours have come before "
      + "the map fills, and where one body stands without the other."
  }

  // MARK: Parts of maps

  private static let schema: JSON = "https://vega.github.io/schema/vega-lite/v6.json"

  private var view: MapView {
    MapView(society.towns.filter { $0.kind != .remote })
  }

  /// A town as a map's data have it.
  private func spot(_ town: Int, people: Double) -> JSON {
    let place = society.towns[town]
    return [
      "town": .string(names.towns[town].label), "lat": .rounded(place.latitude, digits: 4),
      "lon": .rounded(place.longitude, digits: 5), "people": .rounded(people, digits: 3),
    ]
  }

  /// A map on each of some days: one table of towns, in which days are found by transforms.
  private func panels(
    _ rows: [JSON],
    _ spread: Spread,
    _ labels: [String],
    _ transform: [JSON],
    _ points: [JSON],
    width: Double
  ) -> JSON {
    let frames = JSON.array(spread.frames.map { .int($0) }).text()
    let indices = JSON.array(spread.frames.indices.map { .int($0) }).text()
    let texts = JSON.array(labels.map { .string($0) })
    let unfold: [JSON] = [
      ["calculate": .string(frames), "as": "frame"],
      ["calculate": .string(indices), "as": "index"],
      ["flatten": ["frame", "index"]],
      ["calculate": .string("\(texts.text())[datum.index]"), "as": "day"],
    ]
    return [
      "$schema": Self.schema, "data": ["values": .array(rows)],
      "transform": .array(unfold + transform),
      "facet": [
        "field": "day", "type": "nominal", "title": nil, "sort": texts,
        "header": ["labelFontWeight": "bold", "labelLimit": 0],
      ],
      "columns": 3, "spacing": 16, "spec": map(layers: points, width: width),
    ]
  }

  /// Land, then points, then what marks the capital and land that is occupied.
  private func map(layers points: [JSON], width: Double) -> JSON {
    let view = view
    var layers: [JSON] = []
    if let land = Outlines.land(in: view) {
      layers.append([
        "data": ["values": [land]], "mark": ["type": "geoshape", "style": "land", "clip": true],
      ])
    }
    let occupied = society.towns.indices.filter { society.towns[$0].kind == .occupied }
    if !occupied.isEmpty {
      layers.append([
        "data": ["values": .array(occupied.map { spot($0, people: 0) })],
        "mark": [
          "type": "point", "shape": "cross", "angle": 45, "size": 14, "filled": true,
          "color": .string(Palette.grey), "opacity": 0.7,
        ],
        "encoding": [
          "longitude": Self.longitude, "latitude": Self.latitude,
          "tooltip": ["field": "town", "title": "Occupied"],
        ],
      ])
    }
    layers += points
    layers.append([
      "data": ["values": [spot(society.capital, people: 0)]],
      "mark": [
        "type": "point", "shape": "diamond", "size": 260, "filled": false, "style": "capital",
      ],
      "encoding": ["longitude": Self.longitude, "latitude": Self.latitude],
    ])
    return [
      "width": .rounded(width), "height": .rounded(view.height(width)),
      "projection": view.projection(width), "layer": .array(layers),
    ]
  }

  private static let longitude: JSON = ["field": "lon", "type": "quantitative"]
  private static let latitude: JSON = ["field": "lat", "type": "quantitative"]

  /// Points by the root of people, so that small towns are still seen.
  private static func size(_ range: [Double]) -> JSON {
    [
      "field": "people", "type": "quantitative", "legend": nil,
      "scale": [
        "type": "sqrt", "domainMin": 0, "range": .array(range.map { .rounded($0) }),
      ],
    ]
  }

  private static func tooltip(_ what: String) -> JSON {
    [
      ["field": "town", "title": "Place"],
      ["field": "people", "title": "People", "format": ",.0f"],
      ["field": "state", "title": .string(what)],
    ]
  }

  /// Points in the colours of how far a town has come.
  private var statePoints: JSON {
    let states = Spread.State.allCases
    return [
      "mark": ["type": "circle", "opacity": 0.85, "stroke": nil],
      "encoding": [
        "longitude": Self.longitude, "latitude": Self.latitude, "size": Self.size([7, 240]),
        "color": [
          "field": "state", "type": "nominal", "title": nil,
          "scale": Palette.scale(states.map(\.label), states.map(\.colour)),
          "legend": Self.legend.with("symbolOpacity", 1),
        ],
        "tooltip": Self.tooltip("How far"),
      ],
    ]
  }

  /// Points in the colours of whom people obey; those where neither of two leads lie below.
  private var writPoints: [JSON] {
    let place: [JSON.Member] = [
      .init("longitude", Self.longitude), .init("latitude", Self.latitude),
      .init("size", Self.size([5, 160])), .init("tooltip", Self.tooltip("Writ")),
    ]
    func layer(_ test: String, _ opacity: Double, _ colour: JSON) -> JSON {
      [
        "transform": [["filter": .string(test)]],
        "mark": ["type": "circle", "opacity": .double(opacity), "stroke": nil],
        "encoding": .object(place + [.init("color", colour)]),
      ]
    }
    let neither = ["the old order leads", "most obey nobody"]
    return [
      layer(
        "datum.level < 0",
        0.75,
        [
          "field": "state", "type": "nominal", "title": nil,
          "scale": Palette.scale(neither, [Palette.green, Palette.grey]),
          "legend": Self.legend.with("symbolOpacity", 1),
        ]
      ),
      layer(
        "datum.level >= 0",
        0.85,
        [
          "field": "level", "type": "quantitative", "title": "% obey a council, not a legal body",
          "scale": ["domain": [0, 100], "range": .array(Palette.diverging.map { .string($0) })],
          "legend": Self.legend.with("gradientLength", 220).with("tickCount", 5),
        ]
      ),
    ]
  }
}
