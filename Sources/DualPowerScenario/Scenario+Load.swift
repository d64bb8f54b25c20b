import Foundation

extension Scenario {
  /// Reads a scenario and checks it.
  ///
  /// - Parameters:
  ///   - reference: The name of a bundled scenario, or the path of a scenario's folder or of its file.
  ///   - options: What changes it.
  /// - Returns: The scenario, ready to run.
  /// - Throws: Every finding at once, in order of file and line.
  public static func load(_ reference: String, _ options: LoadOptions = LoadOptions())
    throws(Findings) -> Scenario
  {
    let source = try Source(reference)
    return try read(source.name, at: source.path, id: source.id, options, Reading())
  }

  /// Reads a scenario again from the files that it was read from before, wherever they are now.
  ///
  /// - Parameters:
  ///   - files: The ``files`` of the scenario as it was read before.
  ///   - id: Its ``id``.
  ///   - options: What changes it: as before, but for the days and what a fork adds.
  ///   - isForked: Whether the last of the forks is a new one, whose files are on disk.
  /// - Returns: The scenario, ready to run.
  /// - Throws: Every finding at once, in order of file and line.
  public static func load(
    again files: [ScenarioFile],
    id: String,
    _ options: LoadOptions,
    isForked: Bool = false
  ) throws(Findings) -> Scenario {
    let reading = Reading(again: files, isClosed: !isForked)
    return try read(files.first?.name ?? id, at: "", id: id, options, reading)
  }

  private static func read(
    _ name: String,
    at path: String,
    id: String,
    _ options: LoadOptions,
    _ reading: Reading
  ) throws(Findings) -> Scenario {
    let text = ScenarioText(reading: reading)
    var items = text.items(name, at: path)
    for overlay in options.overlays {
      let over = text.items(overlay, at: overlay)
      if let over { items = items?.overlaid(by: over) }
    }
    for set in options.sets {
      reading.count("--set \(set)")
      guard let setting = Setting(set, reading: reading) else { continue }
      items = items.map { setting.applied(to: $0, reading: reading) }
    }
    for mechanism in options.without { reading.count("--without \(mechanism)") }
    guard let items, let reader = ScenarioReader(items, options: options, reading: reading) else {
      throw reading.all
    }
    return try reader.scenario(id: id)
  }

  /// The bundled scenarios, in order of their names.
  public static func bundled() -> [ScenarioSummary] {
    Source.bundledIDs().compactMap { id in
      guard let source = try? Source(id),
        let items = ScenarioText(reading: Reading()).items(source.name, at: source.path)
      else { return nil }
      return ScenarioSummary(
        id: id,
        title: items["title"]?.text ?? id,
        about: items["about"]?.text ?? ""
      )
    }
  }
}

/// The file with which a scenario begins.
struct Source {
  /// What the scenario is called where it does not say.
  let id: String
  /// The file as the user would name it.
  let name: String
  /// Where it lies.
  let path: String

  /// The file of a bundled scenario or at a path.
  init(_ reference: String) throws(Findings) {
    if let home = Home.find(), Self.bundledIDs().contains(reference) {
      id = reference
      name = "\(reference)/scenario.yaml"
      path = "\(home)/Scenarios/\(name)"
      return
    }
    var isFolder: ObjCBool = false
    guard !reference.isEmpty,
      FileManager.default.fileExists(atPath: reference, isDirectory: &isFolder)
    else {
      let kind =
        Home.find() == nil
        ? FindingKind.noHome : .unknownScenario(reference, bundled: Self.bundledIDs())
      throw Findings([Finding(place: TextPlace(file: reference), path: "", kind: kind)])
    }
    let bare =
      reference.count > 1 && reference.hasSuffix("/") ? String(reference.dropLast()) : reference
    name = isFolder.boolValue ? "\(bare)/scenario.yaml" : bare
    path = name
    id = URL(filePath: name).standardizedFileURL.deletingLastPathComponent().lastPathComponent
  }

  /// The names of the bundled scenarios.
  static func bundledIDs() -> [String] {
    guard let home = Home.find() else { return [] }
    let files = FileManager.default
    let folders = (try? files.contentsOfDirectory(atPath: home + "/Scenarios")) ?? []
    return folders.filter {
      !$0.hasPrefix(".") && files.fileExists(atPath: "\(home)/Scenarios/\($0)/scenario.yaml")
    }.sorted()
  }
}
