import DualPowerArchive
import DualPowerScenario
import Foundation

extension EnsembleStore {
  /// Writes all runs that are done into tables, in the order of the plan.
  ///
  /// One run is held at a time, and the rows of a group. While runs are missing the journals stay, and a
  /// later call writes the tables anew; the bytes depend on which runs are done alone.
  ///
  /// - Parameters:
  ///   - progress: Told how many runs are written.
  ///   - isCancelled: Asked between runs.
  /// - Returns: What the manifest says; `nil` where it was cancelled.
  /// - Throws: ``EnsembleFailure``; every run is then where it was.
  public func gather(
    progress: (Int) -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) throws(EnsembleFailure) -> EnsembleManifest? {
    // Another that gathers here is waited for; it writes the same.
    try alone { () throws(EnsembleFailure) in
      if let manifest = manifest(), manifest.isWhole {
        tidy()
        return manifest
      }
      let state = try EnsembleState(of: self)
      guard let heading = state.heading else { throw .nothingThere(folder) }
      do throws(StreamFailure) {
        let manifest = try write(state, heading, progress, isCancelled)
        if manifest?.isWhole == true { tidy() }
        return manifest
      } catch {
        throw .stream(error)
      }
    }
  }

  private func write(
    _ state: EnsembleState,
    _ heading: EnsembleHeading,
    _ progress: (Int) -> Void,
    _ isCancelled: () -> Bool
  ) throws(StreamFailure) -> EnsembleManifest? {
    var failed = 0
    var complete = 0
    var part: RowsFile?
    var summary = try SummaryFile(at: "\(folder)/\(Self.summaryName)", plan, heading)
    let lines = try OutputFile(at: "\(folder)/\(Self.linesName)")
    var failures: [UInt8] = []
    var files = planFiles
    for number in 0..<state.wanted {
      guard !isCancelled() else { return nil }
      if number % Self.runsPerPart == 0 {
        if let whole = try part?.finish() { files.append(whole) }
        part = nil
      }
      guard let record = state.record(number) else { continue }
      let run = plan.run(number)
      guard record.isComplete else {
        failed += 1
        failures += Array(line(record, run).text().utf8) + [10]
        continue
      }
      complete += 1
      let name = Self.partName(of: number)
      if part == nil { part = try RowsFile(at: "\(folder)/\(name)", heading) }
      guard let readings = record.readings else {
        throw StreamFailure(file: "\(folder)/\(name)", reason: "run \(number) cannot be read again")
      }
      try part?.add(number, readings, heading.names[run.arm])
      try summary.add(record, run)
      try lines.write((line(record, run).with("part", .string(name)).text() + "\n").utf8)
      progress(number + 1)
    }
    if let whole = try part?.finish() { files.append(whole) }
    files.append(try summary.finish())
    if failures.isEmpty {
      unlink("\(folder)/\(Self.failedName)")
    } else {
      let file = try OutputFile(at: "\(folder)/\(Self.failedName)")
      try file.write(failures)
      files.append(try file.commit())
    }
    var manifest = EnsembleManifest(heading, state, complete: complete, failed: failed)
    manifest.files = files
    manifest.lines = try lines.commit()
    manifest.lines?.name = Self.manifestName
    try commit(manifest)
    return manifest
  }

  /// The plan and its rows, which were written when the work began.
  private var planFiles: [KeptFile] {
    [Self.planName, Self.pointsName].compactMap { KeptFile($0, in: folder) }
  }

  /// Last of all the manifest gets its name: from then on the tables are whole.
  private func commit(_ manifest: EnsembleManifest) throws(StreamFailure) {
    let lines = "\(folder)/\(Self.linesName)"
    let file = try OutputFile(at: "\(folder)/\(Self.manifestName)")
    try file.write(manifest.line)
    try file.append(contentsOf: lines)
    try file.commit()
    unlink(lines)
  }

  /// The manifest but for its heading, which comes first and is known last.
  static let linesName = manifestName + ".lines"

  static func partName(of run: Int) -> String {
    let number = String(run / runsPerPart)
    return "part-\(String(repeating: "0", count: max(0, 4 - number.count)))\(number).parquet"
  }

  private func line(_ record: EnsembleRecord, _ run: EnsembleRun) -> JSON {
    let what: [(String, JSON)] =
      record.isComplete
      ? [
        ("name", .string(record.name)), ("digest", .string(record.digest)),
        ("outcome", .string(record.outcome)),
      ] : [("failures", .array(record.failures.map { .string($0) }))]
    return .keyed(
      [
        ("run", .int(run.number)), ("arm", .string(plan.arms[run.arm].name)),
        ("point", .int(run.point)), ("seed", .number(run.seed)),
      ] + what + [("command", .string(record.command))]
    )
  }

  /// What is not needed any more: journals whose writers are gone, and the lines of the manifest.
  private func tidy() {
    unlink("\(folder)/\(Self.linesName)")
    for path in journals {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
    // Folders of runs that were killed on the way.
    let folders = "\(folder)/\(Self.foldersName)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folders)) ?? []
    for name in names where name.contains(".") {
      try? FileManager.default.removeItem(atPath: "\(folders)/\(name)")
    }
  }
}
