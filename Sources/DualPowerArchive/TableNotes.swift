import DualPower
public import DualPowerScenario

/// What a reader of the model's rows must know to make the tables of a run of them: names, units, meanings,
/// and for each column where its values stand.
///
/// The plans are those by which the files of a kept run are filled (`TablePlans.swift`).
public struct TableNotes {
  private let scenario: Scenario
  private let reference: String

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
  /// - Complexity: O(groups + towns + bodies + hours).
  public var json: JSON {
    var texts = TextLists()
    let tables = TablePlans(scenario).all.map { $0.json(&texts) }
    return [
      "scenario": .string(reference), "version": .string(Version.current),
      "tables": .array(tables), "texts": texts.json, "parameters": parameters,
    ]
  }

  /// The values that a run can be given: each with its place, its range, and its stratum if it has one.
  private var parameters: JSON {
    .array(
      scenario.parameters.map { note in
        let stratum = note.stratum.flatMap { id in
          scenario.names.strata.firstIndex { $0.id == id }
        }
        return [
          "id": .string(note.id), "place": .int(place(of: note.id)),
          "stratum": note.stratum.map { .string($0) } ?? .null,
          "stratumPlace": stratum.map { .int($0) } ?? .null,
          "value": .double(note.value), "low": .double(note.low), "high": .double(note.high),
        ]
      }
    )
  }

  /// The raw value of a parameter or trait.
  private func place(of id: String) -> Int {
    let parameter = Parameter.allCases.firstIndex { String(describing: $0) == id }
    return parameter ?? Trait.allCases.firstIndex { String(describing: $0) == id } ?? -1
  }
}

/// Lists of texts, each kept once.
private struct TextLists {
  private var places: [[String?]: Int] = [:]
  private var lists: [[String?]] = []

  /// The place of a list.
  mutating func place(_ list: [String?]) -> JSON {
    if let known = places[list] { return .int(known) }
    places[list] = lists.count
    lists.append(list)
    return .int(lists.count - 1)
  }

  var json: JSON {
    .array(lists.map { .array($0.map { $0.map { .string($0) } ?? .null }) })
  }
}

extension TablePlan {
  fileprivate func json(_ texts: inout TextLists) -> JSON {
    var columns: [JSON] = []
    for column in self.columns {
      let about: JSON = [
        "name": .string(column.name), "unit": .string(column.unit),
        "meaning": .string(column.meaning),
      ]
      columns.append(column.source.members(&texts).reduce(about) { $0.with($1.key, $1.value) })
    }
    return [
      "name": .string(name), "rows": .int(rows), "isOfCountry": .bool(isOfCountry),
      "columns": .array(columns),
    ]
  }
}

extension ColumnPlan.Source {
  /// How the source is told: `from` names its case.
  fileprivate func members(_ texts: inout TextLists) -> [JSON.Member] {
    func told(_ from: String, _ more: KeyValuePairs<String, JSON>) -> [JSON.Member] {
      [JSON.Member("from", .string(from))] + more.map { JSON.Member($0.key, $0.value) }
    }
    switch self {
    case .double(let at): return told("double", ["at": .places(at)])
    case .doubleOrNone(let at): return told("doubleOrNone", ["at": .places(at)])
    case .int32(let at): return told("int32", ["at": .places(at)])
    case .share(let at, let whole):
      return told("share", ["at": .places(at), "of": .places(whole)])
    case .figure(let at, let figures):
      return told("figure", ["at": .places(at), "figures": .array(figures.map { .double($0) })])
    case .date(let at, let first): return told("date", ["at": .places(at), "first": .int(first)])
    case .timestamp(let at, let first):
      return told("timestamp", ["at": .places(at), "first": .int(first)])
    case .text(let at, let list):
      return told("text", ["at": .places(at), "texts": texts.place(list)])
    case .chosen(let at, let by, let lists):
      return told(
        "chosen",
        [
          "at": .places(at), "by": .places(by),
          "lists": .array(lists.map { texts.place($0) }),
        ]
      )
    case .each(let list): return told("each", ["texts": texts.place(list)])
    case .numbered(let at, let list):
      return told("numbered", ["at": .places(at), "texts": texts.place(list)])
    case .sentence: return told("sentence", [:])
    }
  }
}

extension JSON {
  fileprivate static func places(_ places: [Int]) -> JSON { .array(places.map { .int($0) }) }
}
