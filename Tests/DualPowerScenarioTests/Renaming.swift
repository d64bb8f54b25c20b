import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerScenario

/// A bundled scenario written out again with every id and every label changed.
///
/// New ids are numbered from the last, so that their order by letters is another one.
struct Renaming {
  /// Sections whose things have ids.
  private static let sections = [
    "domains", "parties", "strata", "towns", "places", "units", "kinds", "lines", "bodies",
    "organs", "powers",
  ]
  /// Tables by id within things, and whose ids they are.
  private static let keyed = [
    "positions": "domains", "wants": "domains", "saliences": "domains", "carries": "domains",
    "sympathies": "parties", "norms": "strata",
  ]
  /// Ids within things, and whose they are.
  private static let references = [
    "rhythm": "rhythms", "town": "towns", "seat": "towns", "line": "lines",
  ]
  /// Columns of the tables of groups that hold ids, and whose they are.
  private static let columns = [
    "kind": "kinds", "stratum": "strata", "place": "places", "unit": "units",
  ]
  /// The same of the tables of towns and of ways.
  private static let atlasColumns = [
    "id": "towns", "centre": "towns", "region": "regions", "holder": "holders",
  ]
  private static let linkColumns = ["a": "towns", "b": "towns"]

  private let source: String
  private var new: [String: [String: String]] = [:]

  /// Writes the scenario of a folder into another.
  static func write(_ id: String, into folder: String) throws {
    let home = try #require(Home.find())
    var renaming = Renaming(source: "\(home)/Scenarios/\(id)")
    try renaming.write(into: folder)
  }

  private init(source: String) { self.source = source }

  private mutating func write(into folder: String) throws {
    guard case .table(var entries) = try items().content else { throw Missing() }
    entries.removeAll { ["observations", "recording", "extends", "clauses"].contains($0.key) }
    for entry in entries where entry.key == "rhythms" || Self.sections.contains(entry.key) {
      let ids = entry.key == "rhythms" ? Self.keys(entry.item) : Self.ids(entry.item)
      new[entry.key] = Dictionary(
        uniqueKeysWithValues: ids.enumerated().map { ($1, "\(entry.key)_z\(ids.count - $0)") }
      )
    }
    let atlas = entries.first { $0.key == "atlas" }.map { Self.list($0.item).compactMap(\.text) }
    try nameTowns(of: atlas ?? [])
    let files = FileManager.default
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var tables: [String] = []
    for index in entries.indices {
      let item = entries[index].item
      switch entries[index].key {
      case "id", "title", "about": entries[index].item.content = .text("elsewhere")
      case "groups":
        tables = Self.list(item).compactMap(\.text)
        entries[index].item.content = .list(
          tables.indices.map { Item(place: item.place, content: .text("groups\($0).csv")) }
        )
      case "forcing": entries[index].item.content = .text("forcing.csv")
      case "atlas", "links":
        let (key, place) = (entries[index].key, item.place)
        let columns = key == "atlas" ? Keys.atlasColumns : Keys.linkColumns
        let renamed = key == "atlas" ? Self.atlasColumns : Self.linkColumns
        let names = Self.list(item).compactMap(\.text)
        for (number, name) in names.enumerated() {
          let text = try self.table(name, columns, renamed)
          let path = "\(folder)/\(key)\(number).csv"
          try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        entries[index].item.content = .list(
          names.indices.map { Item(place: place, content: .text("\(key)\($0).csv")) }
        )
      case "parameters": entries[index].item = parameters(item)
      case "rhythms": entries[index].item = rekeyed(item, "rhythms")
      default: entries[index].item = thing(item, in: entries[index].key)
      }
    }
    let root = Item(place: TextPlace(file: ""), content: .table(entries))
    try Self.yaml(root).write(
      toFile: folder + "/scenario.yaml",
      atomically: true,
      encoding: .utf8
    )
    for (index, table) in tables.enumerated() {
      let text = try groups(table, number: index)
      try text.write(toFile: "\(folder)/groups\(index).csv", atomically: true, encoding: .utf8)
    }
    if files.fileExists(atPath: source + "/forcing.csv") {
      try files.copyItem(atPath: source + "/forcing.csv", toPath: folder + "/forcing.csv")
    }
  }

  /// A thing, or a list of them, or a part of one.
  private func thing(_ item: Item, in section: String) -> Item {
    switch item.content {
    case .list(let items):
      return Item(place: item.place, content: .list(items.map { thing($0, in: section) }))
    case .table(var entries):
      for index in entries.indices {
        let (key, value) = (entries[index].key, entries[index].item)
        if let of = Self.keyed[key] {
          entries[index].item = rekeyed(value, of)
        } else if let text = value.text {
          let name =
            key == "id" ? new[section]?[text] : Self.references[key].flatMap { new[$0]?[text] }
          let label = key == "label" || key == "about" ? "Another \(section) \(text.count)" : nil
          entries[index].item.content = .text(name ?? label ?? text)
        }
      }
      return Item(place: item.place, content: .table(entries))
    case .nothing, .text:
      return item
    }
  }

  /// A table whose keys are ids.
  private func rekeyed(_ item: Item, _ section: String) -> Item {
    guard case .table(var entries) = item.content else { return item }
    for index in entries.indices {
      entries[index].key = new[section]?[entries[index].key] ?? entries[index].key
    }
    return Item(place: item.place, content: .table(entries))
  }

  /// The table of parameters, of which traits name strata.
  private func parameters(_ item: Item) -> Item {
    guard case .table(var entries) = item.content else { return item }
    for index in entries.indices {
      guard case .table(var inner) = entries[index].item.content else { continue }
      for i in inner.indices where inner[i].key == "values" {
        inner[i].item = rekeyed(inner[i].item, "strata")
      }
      entries[index].item.content = .table(inner)
    }
    return Item(place: item.place, content: .table(entries))
  }

  /// A table of groups.
  ///
  /// A label is what lets a group stand for itself, so none comes or goes.
  private func groups(_ name: String, number: Int) throws -> String {
    let text = try String(contentsOfFile: "\(source)/\(name)", encoding: .utf8)
    let table = CSVTable(text, in: name, needed: [], allowed: Keys.groupColumns) { _, _ in }
    let rows = table.rows.enumerated().map { index, row in
      Keys.groupColumns.map { column in
        let field = row[column]
        switch column {
        case "id": return "g\(number)-z\(table.rows.count - index)"
        case "label": return field.isEmpty ? "" : "Another group \(index)"
        case "source", "confidence": return ""
        default: return Self.columns[column].flatMap { new[$0]?[field] } ?? field
        }
      }.joined(separator: ",")
    }
    return ([Keys.groupColumns.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
  }

  /// A table of towns or of ways.
  private func table(_ name: String, _ columns: [String], _ renamed: [String: String]) throws
    -> String
  {
    let rows = try rows(of: name, columns).enumerated().map { index, row in
      columns.map { column in
        let field = row[column]
        if column == "label" { return "Another town \(index)" }
        if column == "source" || column == "confidence" { return "" }
        return renamed[column].flatMap { new[$0]?[field] } ?? field
      }.joined(separator: ",")
    }
    return ([columns.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
  }

  /// Names the towns of the atlas, which are places too where they are declared nowhere else, its
  /// regions and who holds occupied land.
  private mutating func nameTowns(of atlas: [String]) throws {
    let rows = try atlas.flatMap { try self.rows(of: $0, Keys.atlasColumns) }
    for (index, row) in rows.enumerated() {
      let id = row["id"]
      if new["towns"]?[id] == nil {
        new["towns", default: [:]][id] = "atlas_z\(rows.count - index)"
        if new["places"]?[id] == nil { new["places", default: [:]][id] = new["towns"]?[id] }
      }
      for (column, things) in [("region", "regions"), ("holder", "holders")] {
        let text = row[column]
        if !text.isEmpty && new[things]?[text] == nil {
          new[things, default: [:]][text] = "\(column.capitalized) z\(rows.count - index)"
        }
      }
    }
  }

  private func rows(of name: String, _ columns: [String]) throws -> [CSVTable.Row] {
    let text = try String(contentsOfFile: "\(source)/\(name)", encoding: .utf8)
    return CSVTable(text, in: name, needed: [], allowed: columns) { _, _ in }.rows
  }

  /// The scenario with all that it extends.
  private func items() throws -> Item {
    let text = ScenarioText(reading: Reading())
    return try #require(text.items("scenario.yaml", at: source + "/scenario.yaml"))
  }

  private static func list(_ item: Item) -> [Item] {
    if case .list(let items) = item.content { return items }
    return []
  }

  private static func ids(_ item: Item) -> [String] { list(item).compactMap(\.id) }

  private static func keys(_ item: Item) -> [String] {
    if case .table(let entries) = item.content { return entries.map(\.key) }
    return []
  }

  private static func yaml(_ item: Item) -> String {
    switch item.content {
    case .nothing: return "null"
    case .text(let text): return quoted(text)
    case .list(let items): return "[" + items.map(yaml).joined(separator: ",\n") + "]"
    case .table(let entries):
      let parts = entries.map { "\(quoted($0.key)): \(yaml($0.item))" }
      return "{" + parts.joined(separator: ",\n") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }

  private struct Missing: Error {}
}
