import Foundation

/// An observation that is not scored, and why.
public struct UnscoredRow: Sendable, Equatable {
  /// The observation, as far as it could be read.
  public var row: EvidenceRow
  /// Why.
  public var reason: String

  /// An observation that is not scored.
  public init(row: EvidenceRow, reason: String) {
    self.row = row
    self.reason = reason
  }
}

/// Observations that were read from a folder, in the form of this project or as they were gathered.
///
/// Each table is known by its columns, whatever it is called. A row that the scenario has no series or place
/// for is kept with the reason; no row is dropped.
public struct ImportedEvidence: Sendable {
  /// What can be held against runs.
  public internal(set) var rows: [EvidenceRow] = []
  /// What cannot.
  public internal(set) var unscored: [UnscoredRow] = []
  /// The tables that hold no observations, by name.
  public internal(set) var inputs: [String] = []

  /// Reads a folder.
  ///
  /// - Parameters:
  ///   - folder: Its path; every `.csv` file in it is read, in order of names.
  ///   - scenario: Whose series, places and processes are meant.
  /// - Throws: Every finding about files that cannot be read or are no tables.
  public init(folder: String, for scenario: Scenario) throws(Findings) {
    let reading = Reading()
    let importer = EvidenceImporter(scenario)
    for name in try Self.tables(in: folder) {
      let path = "\(folder)/\(name)"
      guard let text = reading.text(path, at: path) else { continue }
      let columns = CSVTable.columns(of: text)
      let table = CSVTable(text, in: path, needed: [], allowed: columns) { kind, place in
        reading.note(kind, at: place)
      }
      guard let shape = EvidenceImporter.Shape(columns) else {
        inputs.append(name)
        continue
      }
      let lines = table.rows.map { TableLine(row: $0, reading: reading) }
      for result in lines.flatMap({ importer.read($0, shape) }) { take(result) }
    }
    try reading.settle()
    dropRepeated(isJulian: scenario.calendar.isJulian)
  }

  private static func tables(in folder: String) throws(Findings) -> [String] {
    let place = TextPlace(file: folder)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw Findings([Finding(place: place, path: "", kind: .missingFile)])
    }
    guard isFolder.boolValue else {
      throw Findings([Finding(place: place, path: "", kind: .fileForFolder)])
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let tables = names.filter { $0.hasSuffix(".csv") }.sorted()
    guard !tables.isEmpty else {
      throw Findings([Finding(place: place, path: "", kind: .emptyList(of: "tables (.csv)"))])
    }
    return tables
  }

  private mutating func take(_ read: EvidenceImporter.Result) {
    switch read {
    case .row(let row): rows.append(row)
    case .refused(let row, let reason): unscored.append(UnscoredRow(row: row, reason: reason))
    }
  }

  /// What two tables tell of the same thing on the same day counts once; so do later dates of a first.
  private mutating func dropRepeated(isJulian: Bool) {
    let firsts: Set<String> = ["news", "withdrew", "council", "council_of", "committee", "event"]
    func isFirst(_ row: EvidenceRow) -> Bool {
      firsts.contains { row.series == $0 || row.series.hasPrefix($0 + ".") }
        && row.confidence != "C"
    }
    let key = { (row: EvidenceRow) in "\(row.series)|\(row.place)" }
    var earliest: [String: Int] = [:]
    for row in rows where isFirst(row) {
      let day = row.middle(isJulian: isJulian)
      earliest[key(row)] = min(earliest[key(row)] ?? day, day)
    }
    var seen: Set<String> = []
    var kept: [EvidenceRow] = []
    for row in rows {
      let isOnce = isFirst(row) || row.series.hasPrefix("conference.")
      if isFirst(row), row.middle(isJulian: isJulian) > earliest[key(row)] ?? 0 {
        unscored.append(UnscoredRow(row: row, reason: "an earlier date of the same is told"))
      } else if isOnce, !seen.insert(key(row)).inserted {
        unscored.append(UnscoredRow(row: row, reason: "the same is told in another row"))
      } else {
        kept.append(row)
      }
    }
    rows = kept
  }
}

extension CSVTable {
  /// The names in the head of a table.
  static func columns(of text: String) -> [String] {
    text.prefix { !$0.isNewline }.split(separator: ",", omittingEmptySubsequences: false).map {
      String($0.filter { $0 != "\"" }).trimmed
    }
  }
}
