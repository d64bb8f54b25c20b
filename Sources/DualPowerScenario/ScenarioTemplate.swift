import Foundation

/// A commented scenario with two authorities, to be made one's own.
public enum ScenarioTemplate {
  /// Writes the scenario into a new folder.
  ///
  /// Its parameters are those of the bundled flagship, whose strata it borrows.
  ///
  /// - Parameter folder: A folder that is not there yet, or is empty.
  /// - Throws: A finding when the folder has something in it or cannot be written.
  public static func write(to folder: String) throws(Findings) {
    try refuse(folder)
    guard let home = Home.find() else { throw finding(.noHome, folder) }
    let flagship = try Scenario.load("petrograd-1917")
    do {
      try FileManager.default.createDirectory(
        atPath: folder,
        withIntermediateDirectories: true
      )
      for file in ["scenario.yaml", "groups.csv", "sources.md"] {
        let text = try String(
          contentsOfFile: "\(home)/Scenarios/.template/\(file)",
          encoding: .utf8
        )
        try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
      }
      try parameters(of: flagship, strata: strata)
        .write(toFile: folder + "/parameters.yaml", atomically: true, encoding: .utf8)
    } catch {
      throw finding(.cannotWrite, folder)
    }
  }

  /// The strata of the template, all of which the flagship has.
  private static let strata: Set<String> = [
    "worker", "soldier", "police", "household", "official", "officer", "propertied",
  ]

  private static func refuse(_ folder: String) throws(Findings) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw finding(.notAFolder, folder) }
    let inside = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard inside.isEmpty else { throw finding(.folderNotEmpty, folder) }
  }

  private static func finding(_ kind: FindingKind, _ folder: String) -> Findings {
    Findings([Finding(place: TextPlace(file: folder), path: "", kind: kind)])
  }

  /// The parameters of a scenario as a file, with the traits of some strata only.
  private static func parameters(of scenario: Scenario, strata: Set<String>) -> String {
    var text = "# Every number of the model. A trait has a value a stratum.\n\n"
    var ids: [String] = []
    for note in scenario.parameters where ids.last != note.id { ids.append(note.id) }
    for id in ids {
      let notes = scenario.parameters.filter { note in
        note.id == id && note.stratum.map(strata.contains) ?? true
      }
      guard let first = notes.first else { continue }
      let values = notes.compactMap { note in note.stratum.map { "\($0): \(note.value)" } }
      let value =
        values.isEmpty ? "value: \(first.value)" : "values: {\(values.joined(separator: ", "))}"
      text += """
        \(id):
          about: \(quoted(first.about))
          \(value)
          range: [\(first.low), \(first.high)]
          unit: \(quoted(first.unit))
          confidence: \(first.confidence.rawValue)
          source: \(quoted(first.source))

        """
    }
    return text
  }

  /// A text as YAML reads it, whatever it holds.
  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }
}
