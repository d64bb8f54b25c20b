import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario
import Foundation

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Hold a run or an ensemble against what was recorded, by proper scores.",
    discussion: """
      Each row of the scenario's observations is held against what the runs would have had recorded.
        dualpower score runs/ensemble
        dualpower score runs/ensemble --evidence FOLDER

      docs/evidence.md tells what the scores mean, and how records relate to what happened.
      """
  )

  @Argument(help: "The folder of a run, or of an ensemble that has been gathered.")
  var path: String

  @Option(
    help: ArgumentHelp(
      "Score against the tables of this folder instead of the scenario's own observations.",
      valueName: "folder"
    )
  )
  var evidence: String?

  @Option(help: ArgumentHelp("Score this arm of an ensemble.", valueName: "name"))
  var arm: String?

  @Option(
    help: ArgumentHelp("Keep the scores: tables, page and pictures.", valueName: "folder")
  )
  var out: String?

  @Option(
    help: ArgumentHelp("Write the forecasts in the columns of the hubverse.", valueName: "file")
  )
  var hubverse: String?

  @OptionGroup var citing: Citing

  @OptionGroup var output: OutputFlags

  func run() throws {
    let result = try score()
    Terminal.complain(result.notes)
    if let out { try keep(result, in: out) }
    if let hubverse { try ScoreFiles.write(result.hubverse, to: hubverse) }
    try citing.tell(
      output.json ? .object(result.json) : .text(result.text),
      Citation(
        result.runs.scenario,
        command: result.command,
        seeds: result.runs.seeds,
        digest: result.runs.digest
      )
    )
    if let out, !output.json {
      try Terminal.say("\nKept in \(out); to look at it, open \(out)/scores.html.")
    }
  }

  private func score() throws -> ScoreResult {
    do {
      var imported: ImportedEvidence?
      var rows: [EvidenceRow] = []
      let runs = try ScoredRuns(at: path, arm: arm) { scenario in
        imported = try evidence.map { folder throws(Findings) in
          try ImportedEvidence(folder: folder, for: scenario)
        }
        rows = imported?.rows ?? scenario.evidence
        return Set(rows.map(\.series))
      }
      let scoring = Scoring(rows, runs.scenario.recordings, of: runs.scenario, runs.kept)
      return ScoreResult(
        runs: runs,
        scoring: scoring,
        unscored: (imported?.unscored ?? []) + scoring.unscored,
        inputs: imported?.inputs ?? [],
        command: Recipe.line(
          "score",
          [path] + (evidence.map { ["--evidence", $0] } ?? []) + (arm.map { ["--arm", $0] } ?? [])
        )
      )
    } catch let findings as Findings {
      throw Failure.badInput(findings)
    } catch let failure as ScoreFailure {
      throw Failure.badRequest([failure.sentence])
    } catch let finding as KeptFinding {
      throw Failure.badRequest([finding.sentence])
    } catch let finding as ParquetFinding {
      throw Failure.badRequest([finding.sentence])
    } catch let failure as EnsembleFailure {
      throw Failure.badRequest([failure.sentence])
    }
  }

  private func keep(_ result: ScoreResult, in folder: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/pictures",
        withIntermediateDirectories: true
      )
    } catch {
      throw Failure.work("--out \(folder): the folder cannot be made. Name another.")
    }
    try ScoreFiles.write(result.json.text(isIndented: true) + "\n", to: "\(folder)/score.json")
    try ScoreFiles.write(bytes: ParquetFile(result.table).bytes, to: "\(folder)/scores.parquet")
    try ScoreFiles.write(result.observations, to: "\(folder)/observations.csv")
    try ScoreFiles.write(result.hubverse, to: "\(folder)/hubverse.csv")
    let report = result.report
    for picture in report.pictures {
      let spec = picture.standalone.text(isIndented: false) + "\n"
      try ScoreFiles.write(spec, to: "\(folder)/pictures/\(picture.id).vl.json")
    }
    try ScoreFiles.write(report.html, to: "\(folder)/scores.html")
  }
}

/// Writes the files of scores, each whole or not at all.
enum ScoreFiles {
  static func write(_ text: String, to path: String) throws(Failure) {
    try write(bytes: Array(text.utf8), to: path)
  }

  static func write(bytes: [UInt8], to path: String) throws(Failure) {
    do throws(StreamFailure) {
      let file = try OutputFile(at: path)
      try file.write(bytes)
      try file.commit()
    } catch {
      throw .work(error.sentence)
    }
  }
}
