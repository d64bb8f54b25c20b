import DualPower
import DualPowerScenario

/// The street: people out and soldiers over, beside what sources count.
extension Charts {
  /// People out by day, a picture for each stratum that the evidence counts.
  var active: [Picture] {
    let counted = names.strata.indices.filter {
      !evidence("active.\(names.strata[$0].id)").isEmpty
    }
    let broke = run.record.events.first { $0.kind == .outbreak }.map { [$0.subject] }
    return (counted.isEmpty ? broke ?? [] : counted).map { stratum in
      let name = names.strata[stratum]
      let label = Wording.lowered(name.label)
      let dots = evidence("active.\(name.id)")
      let rows: [JSON] = days.map {
        ["t": time.at(day: $0.day), "value": .rounded($0.active[stratum])]
      }
      return picture(
        "active-\(name.id)",
        "Out: \(label), day by day",
        "The line is the run: most people out at one hour of the day."
          + Self.reading(dots),
        overlay(rows, dots, title: "people out", isHourly: false),
        TextTable(
          header: ["Date", "Out in the run", "Sources"],
          rows: days.map { day in
            [
              calendar.date(day: day.day), Wording.whole(day.active[stratum]),
              sources("active.\(name.id)", on: day.day),
            ]
          }
        )
      )
    }
  }

  /// Soldiers over by hour, around the mutiny.
  var garrison: [Picture] {
    let hours = window
    guard !hours.isEmpty, hours.contains(where: { $0.garrisonOver > 0.001 }) else { return [] }
    let men = run.scenario.society.garrisonMen
    let rows: [JSON] = hours.map {
      ["t": time.at(tick: $0.tick), "value": .rounded($0.garrisonOver * men)]
    }
    let ticks = (hours.first?.tick ?? 0)...(hours.last?.tick ?? 0)
    let dots = evidence("garrison_over", within: ticks)
    return [
      picture(
        "garrison-over",
        "Gone over: soldiers, hour by hour",
        "The line is the run: of \(Wording.whole(men)) men in the garrison, those who have gone over."
          + Self.reading(dots),
        overlay(rows, dots, title: "soldiers over", isHourly: true),
        TextTable(
          header: ["Hour", "Over in the run"],
          rows: hours.filter { $0.tick % 6 == 0 }.map {
            [
              calendar.at(tick: $0.tick).split(separator: "T").joined(separator: " "),
              Wording.whole($0.garrisonOver * men),
            ]
          }
        )
      )
    ]
  }

  private static func reading(_ dots: [JSON]) -> String {
    dots.isEmpty ? "" : " Dots are what sources count, bars their lowest and highest figure."
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

  /// A run's line with evidence over it.
  private func overlay(_ rows: [JSON], _ dots: [JSON], title: String, isHourly: Bool) -> JSON {
    let x = time.encoding()
    let y: JSON = ["field": "value", "type": "quantitative", "title": .string(title)]
    let sources = dots.reduce(into: [String]()) { found, dot in
      guard case .string(let family)? = dot["family"], !found.contains(family) else { return }
      found.append(family)
    }
    let colour: JSON = [
      "field": "family", "type": "nominal", "title": "Source",
      "scale": Palette.scale(sources, Palette.sources),
      "legend": Self.legend,
    ]
    var layers: [JSON] = [
      [
        "data": ["values": .array(rows)],
        "transform": [time.transform(isHourly: isHourly)],
        "mark": [
          "type": "line", "strokeWidth": 2.5, "color": .string(Palette.blue), "tooltip": true,
        ],
        "encoding": [
          "x": x, "y": y,
          "tooltip": [
            TimeAxis.tooltip, ["field": "value", "title": "In the run", "format": ",.0f"],
          ],
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
        "encoding": [
          "x": x, "y": y.with("field", "low"), "y2": ["field": "high"], "color": colour,
        ],
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

  /// The observations of a series within the run; a day's count stands at its noon.
  private func evidence(_ series: String, within: ClosedRange<Int>? = nil) -> [JSON] {
    let noon = 12
    let rows = run.scenario.evidence.filter { $0.series == series }
    let families = rows.map(family).reduce(into: [String]()) { known, family in
      if known.count < Palette.sources.count - 1 && !known.contains(family) { known.append(family) }
    }
    return rows.compactMap { row in
      guard let day = calendar.day(of: row.date), day < days.count,
        let value = row.central ?? row.high ?? row.low
      else { return nil }
      let tick = day * 24 + (row.hour ?? noon)
      guard within?.contains(tick) ?? true else { return nil }
      return [
        "t": time.at(tick: tick), "value": .rounded(value), "low": .rounded(row.low ?? value),
        "high": .rounded(row.high ?? value), "source": .string(row.source),
        "family": .string(families.contains(family(row)) ? family(row) : "others"),
        "confidence": .string(row.confidence), "note": .string(row.note),
      ]
    }
  }

  /// Who counted, without the edition: what stands before the first colon, semicolon or bracket.
  private func family(_ row: EvidenceRow) -> String {
    let head = row.source.prefix { !":;(".contains($0) }
    return Wording.sentence(head.split(separator: " ").joined(separator: " "))
  }

  private func sources(_ series: String, on day: Int) -> String {
    run.scenario.evidence.filter { $0.series == series && calendar.day(of: $0.date) == day }
      .compactMap { row in
        (row.central ?? row.high ?? row.low).map { "\(Wording.whole($0)) (\(row.source))" }
      }.joined(separator: "; ")
  }
}
