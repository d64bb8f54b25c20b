import DualPower
import DualPowerScenario

/// A life, or two of one person, as it is shown and kept.
public struct LifeFile: Sendable {
  private let life: Life
  private let pair: LifePair?
  private let command: String

  /// One life; `command` is what to ask for to have it again.
  public init(_ life: Life, _ command: String) {
    self.life = life
    self.command = command
    pair = nil
  }

  /// Two lives of one person.
  public init(_ pair: LifePair, _ command: String) {
    life = pair.one
    self.command = command
    self.pair = pair
  }

  /// As a terminal of some columns shows it.
  public func text(width: Int) -> String {
    if let pair { return LifePairStory(pair).text(width: width) }
    let width = max(60, min(width, 100))
    return LifeStory(life).text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : String($0).wrapped(to: width).joined(separator: "\n") }
      .joined(separator: "\n")
  }

  /// As one object.
  public var json: JSON {
    let about: JSON = [
      "scenario": .string(life.scenario.id), "seed": .number(life.run.seed),
      "scale": .int(life.society.scale), "command": .string(command),
      "person": life.portraitJSON,
    ]
    guard let pair else { return about.with("life", life.json) }
    return about.with("baseline", pair.one.json).with("arm", pair.other.json)
      .with("parted", pair.partedJSON)
  }

  /// Writes the story and every hour of it, and gives the folder its name.
  ///
  /// - Throws: ``ArchiveFailure``, and nothing is left of the folder.
  public func write(to folder: ArchiveFolder) throws(ArchiveFailure) {
    let story = pair.map { LifePairStory($0).markdown } ?? LifeStory(life).text
    let page =
      "# \(life.scenario.title)\n\n\(story)\n\n---\n\n`\(command)` · DualPower \(Version.current)\n"
    let hours = JSON.array((pair.map { [$0.one, $0.other] } ?? [life]).map(\.hoursJSON))
    do throws(ArchiveFailure) {
      try folder.write("life.md", Array(page.utf8))
      try folder.write("life.json", Array(json.text(isIndented: true).utf8) + [10])
      try folder.write("hours.json", Array(hours.text().utf8) + [10])
      let manifest: JSON = [
        "schemaVersion": 1, "kind": "life", "version": .string(Version.current),
        "command": .string(command), "digest": .string(life.run.digestText),
      ]
      try folder.writeManifest(manifest)
      try folder.commit()
    } catch {
      folder.discard()
      throw error
    }
  }
}
