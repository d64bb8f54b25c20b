import DualPowerScenario
import Foundation
import Testing

/// The courtyard in a folder of its own, to be spoilt.
final class Workbench {
  /// The folder that holds the scenario's folder.
  let root: String
  /// The scenario's folder.
  var folder: String { "\(root)/\(name)" }
  private var name = "courtyard"

  init() throws {
    let home = try #require(Home.find(), "the tests run in the checkout, or with DUALPOWER_HOME")
    root = FileManager.default.temporaryDirectory.path + "/dualpower-" + UUID().uuidString
    let files = FileManager.default
    try files.createDirectory(atPath: root + "/petrograd-1917", withIntermediateDirectories: true)
    try files.copyItem(atPath: home + "/Scenarios/courtyard", toPath: folder)
    try files.copyItem(
      atPath: home + "/Scenarios/petrograd-1917/parameters.yaml",
      toPath: root + "/petrograd-1917/parameters.yaml"
    )
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Writes a file beside the scenario's.
  func write(_ text: String, to file: String) throws {
    try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
  }

  /// The folder of the scenario: from now on a country with the courtyard for its capital.
  func moveToCountry() throws {
    name = "country"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (file, text) in Country.files { try write(text, to: file) }
  }

  /// Replaces the first place where a text stands in a file.
  func replace(_ old: String, with new: String, in file: String = "scenario.yaml") throws {
    var text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    let range = try #require(text.range(of: old), "the courtyard says \(old)")
    text.replaceSubrange(range, with: new)
    try write(text, to: file)
  }

  /// The line, 1 for the first, on which a text stands in a file.
  func line(of text: String, in file: String = "scenario.yaml") throws -> Int {
    let lines = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    return try #require(lines.firstIndex { $0.contains(text) }) + 1
  }

  /// The scenario as it stands.
  func load(_ options: LoadOptions = LoadOptions()) throws(Findings) -> Scenario {
    try Scenario.load(folder, options)
  }

  /// What is found wrong with it, files named from the folder that holds the scenario's.
  func sentences(_ options: LoadOptions = LoadOptions()) -> [String] {
    do {
      _ = try load(options)
      return []
    } catch {
      return error.sentences.map { $0.replacing(root + "/", with: "") }
    }
  }

  /// The same for an overlay of a text.
  func sentences(overlay text: String) throws -> [String] {
    try write(text, to: "overlay.yaml")
    var options = LoadOptions()
    options.overlays = [folder + "/overlay.yaml"]
    return sentences(options)
  }

  /// The same for settings.
  func sentences(sets: [String]) -> [String] {
    var options = LoadOptions()
    options.sets = sets
    return sentences(options)
  }
}
