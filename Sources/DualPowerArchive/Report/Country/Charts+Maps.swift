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
        statePoints,
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
      let spec = map(statePoints.with("data", ["values": .array(rows)]), width: 760)
      return picture(
        "councils-\(calendar.date(day: frame))",
        "Councils from town to town, \(Dating(run.scenario).day(frame))",
        councilsReading(spread),
        spec.with("$schema", Self.schema).with("params", Self.colours),
        TextTable(header: [], rows: [])
      )
    }
  }

  /// Whom people obey in every place, a panel a day.
  func writMap(_ spread: Spread) -> Picture {
    let writ = LocalWrit(run, on: spread.frames)
    let rows = writ.towns.map { town, persons, levels -> JSON in
      spot(town, people: persons).with("writ", .array(levels.map { .int($0.place) }))
    }
    let frames = spread.frames.indices
    let leading = frames.map { frame in writ.leading(frame) }
    let labels = spread.frames.map(Dating(run.scenario).short)
    let occupied =
      society.towns.contains { $0.kind == .occupied }
      ? " outside land under a foreign power, where crosses lie" : ""
    let classes = LocalWrit.Level.classes
    let transform: [JSON] = [
      [
        "calculate": .string(
          "\(JSON.array(classes.map { .string($0.label) }).text())[datum.writ[datum.index]]"
        ), "as": "state",
      ]
    ]
    return picture(
      "writ-map",
      "Whose word is law, place by place",
      "Every town, district of villages and army\(occupied), at noon of the same days, sized by its "
        + "people. "
        + "The shares are of those who obey a legal body or a council. Green: the old order has more "
        + "than either.  Look where blue lasts, and whether villages follow their towns.",
      panels(
        rows,
        spread,
        labels,
        transform,
        points(classes, sizes: [3, 90], what: "Writ"),
        width: 300
      ),
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
      : kinds.contains(.countryside) ? "town or the small towns of a district" : "town"
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

  private func occupiedSpot(_ town: Int) -> JSON {
    let place = society.towns[town]
    return [
      "town": .string(names.towns[town].label),
      "holder": names.holders.at(place.holder).map { .string($0.label) } ?? .null,
      "lat": .rounded(place.latitude, digits: 4), "lon": .rounded(place.longitude, digits: 5),
    ]
  }

  /// A map on each of some days: one table of towns, in which days are found by transforms.
  private func panels(
    _ rows: [JSON],
    _ spread: Spread,
    _ labels: [String],
    _ transform: [JSON],
    _ points: JSON,
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
      "$schema": Self.schema, "params": Self.colours, "data": ["values": .array(rows)],
      "transform": .array(unfold + transform),
      "facet": [
        "field": "day", "type": "nominal", "title": nil, "sort": texts,
        "header": ["labelFontWeight": "bold", "labelLimit": 0],
      ],
      "columns": 3, "spacing": 16, "spec": map(points, width: width),
    ]
  }

  /// Land, then points, then what marks the capital and land that is occupied.
  private func map(_ points: JSON, width: Double) -> JSON {
    let view = view
    var layers: [JSON] = []
    if let land = Outlines.land(in: view) {
      layers.append([
        "data": ["values": [land]],
        "mark": [
          "type": "geoshape", "fill": ["expr": "land"], "stroke": ["expr": "land"],
          "strokeWidth": 0.7, "clip": true,
        ],
      ])
    }
    let occupied = society.towns.indices.filter { society.towns[$0].kind == .occupied }
    if !occupied.isEmpty {
      layers.append([
        "data": ["values": .array(occupied.map(occupiedSpot))],
        "mark": [
          "type": "point", "shape": "cross", "angle": 45, "size": 8, "filled": true,
          "color": .string(Palette.grey), "opacity": 0.7,
        ],
        "encoding": [
          "longitude": Self.longitude, "latitude": Self.latitude,
          "tooltip": [
            ["field": "town", "title": "Occupied"], ["field": "holder", "title": "Under"],
          ],
        ],
      ])
    }
    layers.append(points)
    layers.append([
      "data": ["values": [spot(society.capital, people: 0)]],
      "mark": [
        "type": "point", "shape": "diamond", "size": 260, "filled": false,
        "stroke": ["expr": "ink"], "strokeWidth": 1.3,
      ],
      "encoding": ["longitude": Self.longitude, "latitude": Self.latitude],
    ])
    return [
      "width": .rounded(width), "height": .rounded(view.height(width)),
      "projection": view.projection(width), "layer": .array(layers),
    ]
  }

  /// Colours of the page that a map needs; the page has its own for light and dark.
  private static let colours: JSON = [
    ["name": "land", "value": "#e9e8e3"], ["name": "ink", "value": "#1b1d20"],
  ]

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

  /// Points in the colours of what is true of them.
  private func points(
    _ states: [(label: String, colour: String)],
    sizes: [Double],
    what: String
  ) -> JSON {
    [
      "mark": ["type": "circle", "opacity": 0.85],
      "encoding": [
        "longitude": Self.longitude, "latitude": Self.latitude, "size": Self.size(sizes),
        "color": [
          "field": "state", "type": "nominal", "title": nil,
          "scale": Palette.scale(states.map(\.label), states.map(\.colour)),
          "legend": Self.legend.with("symbolOpacity", 1),
        ],
        "tooltip": Self.tooltip(what),
      ],
    ]
  }

  /// Points in the colours of how far a town has come.
  private var statePoints: JSON {
    points(
      Spread.State.allCases.map { ($0.label, $0.colour) },
      sizes: [4, 110],
      what: "How far"
    )
  }
}
