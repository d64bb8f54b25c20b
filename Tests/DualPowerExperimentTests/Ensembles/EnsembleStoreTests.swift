import DualPowerArchive
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerExperiment
@testable import DualPowerScenario

/// What an ensemble's folder holds, whatever happened while it was filled.
@Suite(.tags(.claim)) struct EnsembleStoreTests {
  private let root = FileManager.default.temporaryDirectory.path + "/ensemble-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  private let small = """
    schemaVersion: 1
    scenario: courtyard
    until: 1917-02-24
    replicates: 3
    arms:
      - name: as_it_was
      - name: calm
        set: [parameters.panic=0]
    design:
      method: latinHypercube
      points: 5
      parameters:
        parameters.noise: {low: 0.05, high: 0.2}

    """

  private func worker(_ text: String) throws -> EnsembleWorker {
    let path = root + "/plan.yaml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let plan = try EnsemblePlan.read(path)
    return EnsembleWorker(plan, try plan.load())
  }

  private func make(
    _ worker: EnsembleWorker,
    in folder: String,
    _ shard: Shard? = nil,
    threads: Int = 2
  ) throws {
    let store = try EnsembleStore(in: folder, for: worker)
    let runs = try store.missing().filter { shard?.holds($0) ?? true }
    try store.make(runs, shard: shard, by: worker, threads: threads, work: Work(), done: {})
  }

  private func gather(_ folder: String) throws -> EnsembleManifest? {
    try EnsembleStore(at: folder).gather()
  }

  /// Every file by its name.
  private func files(_ folder: String) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try Data(contentsOf: URL(filePath: "\(folder)/\($0)")))
      }
    )
  }

  private func clear() throws { try FileManager.default.removeItem(atPath: root) }

  @Test func `runs that were cut short anywhere end in the same bytes`() throws {
    let worker = try worker(small)
    let whole = root + "/whole"
    try make(worker, in: whole)
    let journal = try Data(contentsOf: URL(filePath: whole + "/work.journal"))
    let manifest = try #require(try gather(whole))
    #expect(manifest.isWhole && manifest.complete == 30 && manifest.failed == 0)
    let wanted = try files(whole)
    #expect(
      Set(wanted.keys) == ["plan.yaml", "manifest.jsonl", "part-0000.parquet", "summary.parquet"]
    )
    // The first and the last bytes, and others over all of it.
    var offsets = [0, 1, 15, 16, 17, journal.count - 1, journal.count]
    offsets += (1...40).map { journal.count * $0 / 41 }
    for offset in offsets {
      let folder = root + "/cut-\(offset)"
      _ = try EnsembleStore(in: folder, for: worker)
      try journal.prefix(offset).write(to: URL(filePath: folder + "/work.journal"))
      try make(worker, in: folder, threads: 3)
      _ = try gather(folder)
      #expect(try files(folder) == wanted, "cut at \(offset)")
      try FileManager.default.removeItem(atPath: folder)
    }
    // Nor does a byte that has changed.
    for offset in [20, journal.count / 2, journal.count - 3] {
      let folder = root + "/spoilt-\(offset)"
      var spoilt = journal
      spoilt[offset] ^= 0x40
      _ = try EnsembleStore(in: folder, for: worker)
      try spoilt.write(to: URL(filePath: folder + "/work.journal"))
      try make(worker, in: folder)
      _ = try gather(folder)
      #expect(try files(folder) == wanted, "spoilt at \(offset)")
    }
    try clear()
  }

  @Test func `shares in any order, and some made twice, end in the same bytes`() throws {
    let worker = try worker(small)
    let whole = root + "/whole"
    try make(worker, in: whole, threads: 1)
    _ = try gather(whole)
    let shared = root + "/shared"
    // Another share of two is opened before the thirds are there, and made after them.
    let store = try EnsembleStore(in: shared, for: worker)
    let half = try #require(Shard("2/2"))
    let runs = try store.missing().filter { half.holds($0) }
    for text in ["3/3", "1/3"] { try make(worker, in: shared, Shard(text)) }
    let early = try #require(try gather(shared))
    #expect(!early.isWhole && early.complete == 20 && early.runs == 30)
    try store.make(runs, shard: half, by: worker, threads: 2, work: Work(), done: {})
    try make(worker, in: shared, Shard("2/3"))
    #expect(try gather(shared)?.isWhole == true)
    #expect(try files(shared) == files(whole))
    // What is whole stays as it is.
    #expect(try EnsembleStore(in: shared, for: worker).missing() == [])
    // What a process left that was killed as it tidied up goes.
    for name in ["work-1-of-3.journal", "manifest.jsonl.lines"] {
      try Data([1]).write(to: URL(filePath: "\(shared)/\(name)"))
    }
    #expect(try gather(shared)?.isWhole == true)
    #expect(try files(shared) == files(whole))
    try clear()
  }

  @Test func `a share that begins waits for another that writes the plan`() throws {
    let worker = try worker(small)
    let folder = root + "/shared"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    // The other's lock, and its first half of the file.
    let other = open(folder, O_RDONLY | O_CLOEXEC)
    #expect(flock(other, LOCK_EX) == 0)
    let half = Data("schemaVersion".utf8)
    try half.write(to: URL(filePath: folder + "/plan.yaml.tmp"))
    let begun = DispatchGroup()
    DispatchQueue.global().async(group: begun) { _ = try? EnsembleStore(in: folder, for: worker) }
    #expect(begun.wait(timeout: .now() + 1) == .timedOut)
    #expect(FileManager.default.contents(atPath: folder + "/plan.yaml.tmp") == half)
    close(other)
    begun.wait()
    #expect(try files(folder).keys.sorted() == ["plan.yaml"])
    try clear()
  }

  @Test func `a share has one process, and its journal no other's records`() throws {
    let worker = try worker(small)
    let folder = root + "/one"
    let store = try EnsembleStore(in: folder, for: worker)
    let failure = Locked()
    try store.make([0], shard: nil, by: worker, threads: 1, work: Work()) {
      do {
        try store.make([1], shard: nil, by: worker, threads: 1, work: Work(), done: {})
      } catch { failure.sentence = (error as? EnsembleFailure)?.sentence }
    }
    #expect(failure.sentence?.contains("another process is at work on it") == true)
    #expect(try store.missing().count == 29)
    try clear()
  }

  @Test func `a run that cannot be made is told with its command, and the others go on`() throws {
    let worker = try worker(
      """
      schemaVersion: 1
      scenario: courtyard
      until: 1917-02-22
      replicates: 2
      design:
        method: grid
        points: 3
        parameters: {bodies.yard_council.executive: {low: 1, high: 2}}

      """
    )
    let folder = root + "/failing"
    try make(worker, in: folder)
    let manifest = try #require(try gather(folder))
    #expect(manifest.complete == 4 && manifest.failed == 2 && manifest.isWhole)
    let text = try String(contentsOfFile: folder + "/failed.jsonl", encoding: .utf8)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].contains("\"run\":2,\"arm\":\"as_it_was\",\"point\":1,\"seed\":1"))
    #expect(lines[0].contains("\\\"1.5\\\"; a whole number is meant"))
    #expect(
      lines[0].contains(
        "dualpower run courtyard --seed 1 --until 1917-02-22 --set bodies.yard_council.executive=1.5"
      )
    )
    try clear()
  }

  @Test func `seeds are added until a measure is known well enough, and no further`() throws {
    let text = """
      schemaVersion: 1
      scenario: courtyard
      until: 1917-03-01
      replicates: 4
      precision: {mean_recognition.council: SHARE}

      """
    let loose = try worker(text.replacing("SHARE", with: "60%"))
    for (share, worker) in [
      ("60%", loose), ("0.01%", try worker(text.replacing("SHARE", with: "0.01%"))),
    ] {
      let folder = root + "/precise-\(share)"
      while !(try EnsembleStore(in: folder, for: worker).missing().isEmpty) {
        try make(worker, in: folder)
      }
      let manifest = try #require(try gather(folder))
      let known = try #require(manifest.precision.first)
      #expect(manifest.isWhole && known.seeds == manifest.runs && manifest.runs % 4 == 0)
      let half = try #require(known.half)
      #expect(known.isReached == (half <= (share == "60%" ? 0.6 : 0.0001) * abs(known.mean)))
      #expect(share == "60%" ? known.isReached : manifest.runs == 40)
    }
    try clear()
  }

  @Test func `a folder of something else is left alone`() throws {
    let worker = try worker(small)
    let folder = root + "/taken"
    try make(worker, in: folder, Shard("1/9"))
    let other = try self.worker(small.replacing("replicates: 3", with: "replicates: 4"))
    #expect(throws: EnsembleFailure.ofAnotherPlan(folder)) {
      _ = try EnsembleStore(in: folder, for: other)
    }
    #expect(throws: EnsembleFailure.notAFolder(root + "/plan.yaml")) {
      _ = try EnsembleStore(in: root + "/plan.yaml", for: worker)
    }
    #expect(throws: EnsembleFailure.notOurs(root + "/letters")) {
      try FileManager.default.createDirectory(
        atPath: root + "/letters",
        withIntermediateDirectories: true
      )
      try Data().write(to: URL(filePath: root + "/letters/letter.txt"))
      _ = try EnsembleStore(in: root + "/letters", for: worker)
    }
    #expect(throws: EnsembleFailure.nothingThere(root)) { _ = try EnsembleStore(at: root) }
    try clear()
  }

  @Test func `runs of a scenario that has changed are not mixed`() throws {
    let home = try #require(Home.find())
    let scenario = root + "/world/courtyard"
    try FileManager.default.createDirectory(
      atPath: root + "/world/petrograd-1917",
      withIntermediateDirectories: true
    )
    try FileManager.default.copyItem(atPath: home + "/Scenarios/courtyard", toPath: scenario)
    try FileManager.default.copyItem(
      atPath: home + "/Scenarios/petrograd-1917/parameters.yaml",
      toPath: root + "/world/petrograd-1917/parameters.yaml"
    )
    let text = small.replacing("scenario: courtyard", with: "scenario: world/courtyard")
    let folder = root + "/changed"
    let before = try worker(text)
    try make(before, in: folder, Shard("1/9"))
    let file = scenario + "/scenario.yaml"
    let was = try String(contentsOfFile: file, encoding: .utf8)
    try (was + "\n# Another hash.\n").write(toFile: file, atomically: true, encoding: .utf8)
    #expect(throws: EnsembleFailure.ofAnotherWorld(folder)) {
      _ = try EnsembleStore(in: folder, for: try worker(text))
    }
    // A worker that has read it before goes on with what it read.
    #expect(try EnsembleStore(in: folder, for: before).missing().count == 26)
    try clear()
  }

  @Test func `the run that a line tells of is the run that its command makes`() throws {
    let worker = try worker(small)
    let made = try worker.record(of: 17, keepingIn: nil, work: Work())
    let record = try #require(made)
    let run = worker.plan.run(17)
    let settings =
      worker.plan.arms[run.arm].sets + worker.plan.settings(worker.values(at: run.point))
    var options = LoadOptions()
    options.until = "1917-02-24"
    options.sets = settings
    let scenario = try Scenario.load("courtyard", options)
    #expect(record.name == RunKey(scenario).name(seed: run.seed))
    #expect(record.command.hasSuffix(settings.map { "--set \($0)" }.joined(separator: " ")))
    let history = try #require(try Runner.run(scenario, seed: run.seed))
    #expect(record.digest == history.digestText)
    #expect(record.readings == Readings(scenario).rows(of: history.record))
    #expect(EnsembleRecord(record.bytes) == record)
    #expect(EnsembleRecord(Array(record.bytes.dropLast())) == nil)
  }
}

/// A sentence that another closure leaves.
private final class Locked: @unchecked Sendable {
  // Written by the one thread of the test alone.
  var sentence: String?
}
