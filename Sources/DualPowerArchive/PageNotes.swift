import DualPower
public import DualPowerScenario

/// What a page must know of a scenario beside its society: names, calendar, switches, observations.
///
/// The model as WebAssembly gives numbers and indices; this says what they are called. Lists are in the
/// order of the society's indices.
public struct PageNotes {
  private let scenario: Scenario
  private let reference: String
  private var society: Society { scenario.society }
  private var names: Names { scenario.names }

  /// The notes of a scenario.
  ///
  /// - Parameters:
  ///   - scenario: As it was packed.
  ///   - reference: What a command calls it.
  public init(_ scenario: Scenario, as reference: String) {
    self.scenario = scenario
    self.reference = reference
  }

  /// The notes as an object.
  ///
  /// - Complexity: O(groups + towns + bodies).
  public var json: JSON {
    [
      "scenario": .string(reference), "title": .string(scenario.title),
      "about": .string(scenario.about), "hash": .string(scenario.hash),
      "version": .string(Version.current), "scale": .int(society.scale),
      "persons": .int(Int(society.population.rounded())), "agents": .int(society.agentCount),
      "isJulian": .bool(scenario.calendar.isJulian),
      "start": .string(scenario.calendar.date(day: 0)), "days": .int(society.days.count),
      "capital": .int(society.capital), "nationals": .int(society.nationalCount),
      "garrisonMen": .rounded(society.garrisonMen), "strata": strata, "lines": lines,
      "columns": list(names.columns), "bodies": bodies, "parties": parties,
      "domains": list(names.domains), "powers": list(names.powers),
      "holders": list(names.holders), "towns": towns, "places": places, "units": units,
      "phrases": .array(phrases.texts.map { .string($0) }),
      "groups": .array(phrases.indices.map { .int($0) }),
      "mechanisms": mechanisms, "clauses": clauses,
      "observations": .array(scenario.evidence.map(observation)),
      "eventKinds": .array(EventKind.allCases.map { .string($0.id) }),
      "outcomes": .array(
        Outcome.allCases.map { ["id": .string($0.id), "text": .string($0.text)] }
      ),
      "rows": rows,
    ]
  }

  private func list(_ names: [Name]) -> JSON {
    .array(names.map { ["id": .string($0.id), "label": .string($0.label)] })
  }

  private var strata: JSON {
    var persons = [Double](repeating: 0, count: society.strata.count)
    for group in society.groups where society.places[group.place].town == society.capital {
      persons[group.stratum] += Double(group.size) * group.represents
    }
    return .array(
      zip(names.strata, persons).map {
        ["id": .string($0.id), "label": .string($0.label), "persons": .rounded($1)]
      }
    )
  }

  private var lines: JSON {
    .array(
      zip(names.lines, society.lines).map {
        ["id": .string($0.id), "label": .string($0.label), "claim": .string("\($1.claim)")]
      }
    )
  }

  private var bodies: JSON {
    .array(
      zip(names.bodies, society.bodies).map {
        [
          "id": .string($0.id), "label": .string($0.label), "line": .int($1.line),
          "seat": .int($1.seat), "region": .int($1.region),
        ]
      }
    )
  }

  private var parties: JSON {
    .array(
      zip(names.parties, society.parties).map {
        ["id": .string($0.id), "label": .string($0.label), "isNone": .bool($1.isNone)]
      }
    )
  }

  private var towns: JSON {
    .array(
      zip(names.towns, society.towns).map {
        [
          "id": .string($0.id), "label": .string($0.label), "kind": .string("\($1.kind)"),
          "latitude": .rounded($1.latitude), "longitude": .rounded($1.longitude),
          "holder": .int($1.holder),
        ]
      }
    )
  }

  private var places: JSON {
    var persons = [Double](repeating: 0, count: society.places.count)
    for group in society.groups { persons[group.place] += Double(group.size) * group.represents }
    return .array(
      zip(names.places, society.places).enumerated().map { index, place in
        [
          "id": .string(place.0.id), "label": .string(place.0.label), "town": .int(place.1.town),
          "persons": .rounded(persons[index]),
        ]
      }
    )
  }

  /// The units that a mutiny can begin in, by their labels.
  private var units: JSON { .array(names.units.map { .string($0.label) }) }

  /// How each group is called within a sentence; most share their phrase with others.
  private var phrases: (texts: [String], indices: [Int]) {
    var texts: [String] = []
    var known: [String: Int] = [:]
    let indices = society.groups.indices.map { index -> Int in
      let text = names.phrase(ofGroup: index, in: society) ?? ""
      if let place = known[text] { return place }
      known[text] = texts.count
      texts.append(text)
      return texts.count - 1
    }
    return (texts, indices)
  }

  /// What each number of a row is; a list says how many it has.
  private var rows: JSON {
    .keyed(
      RowLayout(society).tables.map { table in
        (
          "\(table.name)",
          .array(
            table.columns.map { column in
              column.isList
                ? ["name": .string("\(column.name)"), "count": .int(column.width)]
                : ["name": .string("\(column.name)")]
            }
          )
        )
      }
    )
  }

  private var mechanisms: JSON {
    .array(
      scenario.mechanisms.map {
        [
          "id": .string($0.id), "bit": .int(Int($0.mechanism.rawValue)),
          "clause": $0.clause.map { .int($0) } ?? .null, "kind": .string($0.kind.rawValue),
          "works": .bool(society.mechanisms.has($0.mechanism)), "about": .string($0.about),
        ]
      }
    )
  }

  private var clauses: JSON {
    .array(
      scenario.clauses.map {
        [
          "mechanism": .string($0.mechanism.id), "about": .string($0.about), "sign": .int($0.sign),
        ]
      }
    )
  }

  private func observation(_ row: EvidenceRow) -> JSON {
    func figure(_ value: Double?) -> JSON { value.map { .rounded($0, digits: 8) } ?? .null }
    return [
      "series": .string(row.series), "place": .string(row.place), "date": .string(row.date),
      "dateEnd": .string(row.dateEnd), "hour": row.hour.map { .int($0) } ?? .null,
      "low": figure(row.low), "central": figure(row.central), "high": figure(row.high),
      "unit": .string(row.unit), "grade": .string(row.confidence), "source": .string(row.source),
      "url": .string(row.url), "note": .string(row.note),
    ]
  }
}

extension Society {
  /// Men of the capital's garrison.
  var garrisonMen: Double {
    groups.reduce(0) { sum, group in
      let isCounted =
        strata[group.stratum].bearing == .garrison && places[group.place].town == capital
      return sum + (isCounted ? Double(group.size) * group.represents : 0)
    }
  }
}
