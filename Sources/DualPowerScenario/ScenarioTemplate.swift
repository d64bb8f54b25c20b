import Foundation

/// A commented scenario with two authorities, to be made one's own.
public enum ScenarioTemplate {
  /// Writes the scenario into a new folder.
  ///
  /// Its parameters are those of the bundled flagship, whose strata it borrows. Where writing fails,
  /// nothing of it is left.
  ///
  /// - Parameter folder: A folder that is not there yet, or is empty.
  /// - Throws: A finding when the folder has something in it or cannot be written.
  public static func write(to folder: String) throws(Findings) {
    try refuse(folder)
    guard let home = Home.find() else { throw finding(.noHome, folder) }
    let flagship = try Scenario.load("petrograd-1917")
    let files = FileManager.default
    let wasThere = files.fileExists(atPath: folder)
    do {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for file in Self.files.dropLast() {
        let text = try String(
          contentsOfFile: "\(home)/Scenarios/.template/\(file)",
          encoding: .utf8
        )
        try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
      }
      try parameters(of: flagship, strata: strata)
        .write(toFile: folder + "/parameters.yaml", atomically: true, encoding: .utf8)
    } catch {
      let left = wasThere ? Self.files.map { "\(folder)/\($0)" } : [folder]
      for path in left { try? files.removeItem(atPath: path) }
      throw finding(.cannotWrite, folder)
    }
  }

  private static let files = ["scenario.yaml", "groups.csv", "sources.md", "parameters.yaml"]

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
    var text = heading
    var ids: [String] = []
    for note in scenario.parameters where ids.last != note.id { ids.append(note.id) }
    for id in ids {
      let notes = scenario.parameters.filter { note in
        note.id == id && note.stratum.map(strata.contains) ?? true
      }
      guard var first = notes.first else { continue }
      if id == "frontTroops" { fit(&first) }
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

  private static let heading = """
    # Every number of the model. About says what it means; value, or values by stratum, is what a run
    # takes; range is what you think possible, and no run may leave it; confidence is measured, estimated
    # or assumed; source is where it comes from. Until you change them they are those of Petrograd in 1917.


    """

  /// A town of twenty thousand has fewer troops sent against it than a capital.
  private static func fit(_ frontTroops: inout ParameterNote) {
    frontTroops.value = 350
    frontTroops.low = 0
    frontTroops.confidence = .assumed
    frontTroops.source = "Invented: a fifth as many as the town's garrison."
  }

  /// A text as YAML reads it, whatever it holds.
  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }
}
