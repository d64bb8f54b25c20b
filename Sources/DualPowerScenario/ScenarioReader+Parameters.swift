import DualPower

extension ScenarioReader {
  /// Fills in every parameter and trait of the model, and gives back what is known about them.
  func parameters(strata: Index, into society: inout Society) -> [ParameterNote] {
    society.traits = Traits(strata: strata.ids.count)
    let parameters = Parameter.allCases.map { (String(describing: $0), $0) }
    let traits = Trait.allCases.map { (String(describing: $0), $0) }
    if root.item["parameters"] == nil && reading.isShortOfParameters { return [] }
    guard let item = root.needed("parameters"),
      let table = Table(
        item,
        path: "parameters",
        keys: parameters.map(\.0) + traits.map(\.0),
        reading: reading
      )
    else { return [] }
    var notes: [ParameterNote] = []
    for (name, parameter) in parameters {
      guard let entry = entry(name, in: table) else { continue }
      let facts = Facts(entry, limits: parameter.limits)
      if entry.item["values"] != nil {
        entry.note(.valuesOfParameter(name), "values")
        continue
      }
      let value = entry.number("value", in: facts.range)
      society.parameters[parameter] = value
      notes.append(facts.note(name, value))
    }
    for (name, trait) in traits {
      guard let entry = entry(name, in: table) else { continue }
      let facts = Facts(entry, limits: trait.limits)
      if entry.item["value"] != nil {
        entry.note(.valueOfTrait(name), "value")
        continue
      }
      let values = values(entry, strata, in: facts.range)
      for (position, value) in values.enumerated() {
        society.traits[trait, position] = value
        notes.append(facts.note(name, value, stratum: strata.ids[position]))
      }
    }
    return notes
  }

  private func entry(_ name: String, in table: Table) -> Table? {
    guard let item = table.needed(name) else { return nil }
    return Table(item, path: table.path(name), keys: Keys.parameter, reading: reading)
  }

  /// A trait's value in each stratum: its own, or else the default.
  private func values(_ entry: Table, _ strata: Index, in range: ClosedRange<Double>) -> [Double] {
    let none = [Double](repeating: range.lowerBound, count: strata.ids.count)
    guard let item = entry.needed("values"),
      let entries = Table.entries(item, path: entry.path("values"), reading: reading)
    else { return none }
    for key in entries where key.key != "default" && strata[key.key] == nil {
      reading.note(
        .dangling(kind: strata.kind, id: key.key, declared: strata.ids),
        at: key.place,
        path: entry.path("values")
      )
    }
    let otherwise = item["default"].map { entry.number($0, "values.default", in: range) }
    return strata.ids.map { id in
      if let own = item[id] { return entry.number(own, "values.\(id)", in: range) }
      if otherwise == nil {
        reading.note(.missingKey(id), at: item.place, path: entry.path("values"))
      }
      return otherwise ?? range.lowerBound
    }
  }
}

/// What a scenario says about a parameter or trait beside its value.
private struct Facts {
  let range: ClosedRange<Double>
  private let unit: String
  private let source: String
  private let confidence: Confidence
  private let about: String

  init(_ entry: Table, limits: ClosedRange<Double>) {
    range = Self.range(entry, limits)
    unit = entry.text("unit")
    source = entry.text("source")
    let confidences = Confidence.allCases.map { ($0.rawValue, $0) }
    confidence = entry.choice("confidence", confidences, otherwise: .assumed)
    about = entry.text("about")
  }

  func note(_ name: String, _ value: Double, stratum: String? = nil) -> ParameterNote {
    ParameterNote(
      id: name,
      stratum: stratum,
      value: value,
      low: range.lowerBound,
      high: range.upperBound,
      unit: unit,
      source: source,
      confidence: confidence,
      about: about
    )
  }

  /// The range; all that the model can reckon with, after a finding, where there is none.
  private static func range(_ entry: Table, _ limits: ClosedRange<Double>) -> ClosedRange<Double> {
    guard let item = entry.needed("range") else { return limits }
    guard case .list(let ends) = item.content, ends.count == 2 else {
      entry.note(.wrongType(found: item.found, wanted: "a list of two numbers"), "range")
      return limits
    }
    let found = entry.reading.count
    let low = entry.number(ends[0], "range", in: limits)
    let high = entry.number(ends[1], "range", in: limits)
    guard entry.reading.count == found else { return limits }
    guard low <= high else {
      entry.note(.rangeBackwards(low: low, high: high), "range")
      return limits
    }
    return low...high
  }
}
