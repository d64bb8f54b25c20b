import DualPower
import DualPowerScenario
public import Foundation

/// Keeps a run: tables, chronicle, report and pictures, and a manifest over all of them.
public struct Archive {
  private let run: Run
  private let chronicle: Chronicle
  private let recipe: Recipe
  private let manifest: Manifest
  private let more: [Table]

  /// Keeps a run.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - chronicle: The run, told.
  ///   - recipe: What to ask for to have it again.
  ///   - more: Tables beside those that every run has.
  ///   - started: When it was started, by the wall clock; the only such time in the folder.
  public init(
    _ run: Run,
    _ chronicle: Chronicle,
    _ recipe: Recipe,
    more: [Table] = [],
    started: Date
  ) {
    self.more = more
    self.run = run
    self.chronicle = chronicle
    self.recipe = recipe
    manifest = Manifest(run, recipe, started: started.formatted(.iso8601))
  }

  /// Writes everything and gives the folder its name.
  ///
  /// - Parameters:
  ///   - folder: Where to; discarded where writing fails.
  ///   - isCancelled: Asked between the files.
  /// - Throws: ``ArchiveFailure``, and nothing is left of the folder.
  public func write(
    to folder: ArchiveFolder,
    isCancelled: () -> Bool = { false }
  ) throws(ArchiveFailure) {
    do throws(ArchiveFailure) {
      for table in Tables(run, chronicle).all + more {
        guard !isCancelled() else { throw .interrupted }
        let file = ParquetFile(table, metadata: metadata(table))
        try folder.write("\(table.name).parquet", file.bytes)
      }
      try folder.write("chronicle.md", Array(chronicle.markdown(run, recipe).utf8))
      guard !isCancelled() else { throw .interrupted }
      let report = Report(run, chronicle, recipe)
      let frames = report.frames.map { ("frames/", $0) }
      for (place, picture) in report.pictures.map({ ("", $0) }) + frames {
        let spec = picture.standalone.text(isIndented: false)
        try folder.write("pictures/\(place)\(picture.id).vl.json", Array(spec.utf8) + [10])
      }
      try folder.write("report.html", Array(report.html.utf8))
      try folder.writeManifest(manifest.json)
      guard !isCancelled() else { throw .interrupted }
      try folder.commit()
    } catch {
      folder.discard()
      throw error
    }
  }

  /// The manifest, and what each column is.
  private func metadata(_ table: Table) -> [(String, String)] {
    [("manifest", manifest.json.text()), ("columns", table.columnNotes.text())]
  }
}

extension Chronicle {
  /// The chronicle as a page of Markdown.
  func markdown(_ run: Run, _ recipe: Recipe) -> String {
    let people = Wording.count(Double(run.persons), "person", "people")
    return """
      # \(run.scenario.title)

      \(run.scenario.about)

      \(people), \(Wording.count(Double(run.ticks), "hour", "hours")). \(run.outcome.text)

      \(days(heading: "## ", bullet: "- "))
      ---

      `\(recipe.command)` · digest `\(run.digestText)` · DualPower \(Version.current)

      """
  }
}
