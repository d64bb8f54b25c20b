import Foundation
import Synchronization
import Testing

@testable import DualPowerArchive

@Suite struct ArchiveFolderTests {
  private let scratch: Scratch
  private var target: String { scratch.path + "/kept" }

  init() throws { scratch = try Scratch() }

  private func write(_ text: String, _ name: String = "manifest.json") throws {
    let folder = try ArchiveFolder(at: target)
    try folder.write(name, Array(text.utf8))
    try folder.commit()
  }

  private static let ours = #"{"schemaVersion": 1, "digest": "00"}"#

  @Test func `nothing has the folder's name before all is written`() throws {
    let folder = try ArchiveFolder(at: target)
    try folder.write("a", [1])
    #expect(!FileManager.default.fileExists(atPath: target))
    try folder.commit()
    #expect(scratch.names == ["kept"])
    #expect(FileManager.default.contents(atPath: target + "/a") == Data([1]))
  }

  @Test func `discarding leaves nothing behind, not even the parents that were made`() throws {
    let folder = try ArchiveFolder(at: scratch.path + "/runs/deep/kept")
    try folder.write("a", [1])
    folder.discard()
    #expect(scratch.names.isEmpty)
  }

  @Test func `runs that begin at once make the parents that they share once`() {
    let place = scratch.path
    // In most rounds two are at the same parent at the same moment.
    for round in 0..<50 {
      let kept = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: 4) { run in
        guard let folder = try? ArchiveFolder(at: "\(place)/\(round)/runs/\(run)"),
          (try? folder.commit()) != nil
        else { return }
        kept.add(1, ordering: .relaxed)
      }
      #expect(kept.load(ordering: .relaxed) == 4)
    }
  }

  @Test func `a complete run gives way to another`() throws {
    try write(Self.ours)
    try write(Self.ours, "new.json")
    #expect(try FileManager.default.contentsOfDirectory(atPath: target) == ["new.json"])
    #expect(scratch.names == ["kept"])
  }

  @Test func `a folder with other things in it is left alone`() throws {
    try write("{}")
    #expect(throws: ArchiveFailure.notOurs(target)) { try ArchiveFolder(at: target) }
    #expect(
      ArchiveFailure.notOurs("notes").sentence
        == "--out notes: there are other things in this folder; a run is kept in a folder of its own. "
        + "Name a new one, or one that holds a run."
    )
  }

  @Test func `a file is not taken for a folder`() throws {
    try Data().write(to: URL(filePath: target))
    #expect(throws: ArchiveFailure.notAFolder(target)) { try ArchiveFolder(at: target) }
    #expect(
      ArchiveFailure.notAFolder("notes").sentence
        == "--out notes: there is a file of this name; a run is kept in a folder. Name another."
    )
  }

  @Test func `a folder that cannot be made is named with the reason`() {
    #expect(
      throws: ArchiveFailure.cannotMake(folder: "/proc/here", reason: "no such file or directory")
    ) {
      try ArchiveFolder(at: "/proc/here/kept")
    }
    #expect(
      ArchiveFailure.cannotMake(folder: "/proc/here", reason: "no such file or directory").sentence
        == "--out /proc/here: no such file or directory; nothing was written. "
        + "Name a folder that can be made."
    )
  }

  @Test func `a full disk is named with the file`() {
    #expect(
      ArchiveFailure.cannotWrite(file: "kept/a", reason: "no space left on device").sentence
        == "kept/a: no space left on device; nothing was kept. Make room there or name another folder."
    )
    #expect(
      ArchiveFailure.interrupted.sentence
        == "interrupted while the run was being kept; nothing was written"
    )
  }

  @Test func `an interruption between two files leaves nothing`() throws {
    let run = try Invented.run()
    let archive = Archive(run, Chronicle(run), Invented.recipe, started: .now)
    var asked = 0
    #expect(throws: ArchiveFailure.interrupted) {
      try archive.write(to: try ArchiveFolder(at: target)) {
        asked += 1
        return asked == 4
      }
    }
    #expect(scratch.names.isEmpty)
  }

  @Test func `what a process left that was killed goes with the next for the same folder`() throws {
    let files = FileManager.default
    for name in ["kept.tmp-1", "kept.tmp-2-2", "kepter.tmp-3", "other.tmp-4"] {
      try files.createDirectory(
        atPath: scratch.path + "/" + name,
        withIntermediateDirectories: true
      )
      try Data([1]).write(to: URL(filePath: scratch.path + "/\(name)/daily.parquet"))
    }
    try write(Self.ours)
    #expect(scratch.names == ["kept", "kepter.tmp-3", "other.tmp-4"])
  }

  @Test func `but for its checkpoints, which are told of`() throws {
    let left = scratch.path + "/kept.tmp-1"
    try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
    let names = ["checkpoint-1917-02-24.dpc", "checkpoint-1917-02-23.dpc"]
    for name in names { try Data([1]).write(to: URL(filePath: "\(left)/\(name)")) }
    let folder = try ArchiveFolder(at: target)
    #expect(folder.leftBehind == names.sorted().map { "\(left)/\($0)" })
    folder.discard()
    #expect(scratch.names == ["kept.tmp-1"])
  }

  @Test func `what was put there while the run was made is left alone`() throws {
    let folder = try ArchiveFolder(at: target)
    try folder.write("manifest.json", Array(Self.ours.utf8))
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    try Data([1]).write(to: URL(filePath: target + "/notes"))
    #expect(throws: ArchiveFailure.notOurs(target)) { try folder.commit() }
    folder.discard()
    #expect(scratch.names == ["kept"])
    #expect(FileManager.default.fileExists(atPath: target + "/notes"))
  }

  @Test func `what another is at work in is left alone`() throws {
    let first = try ArchiveFolder(at: target)
    try first.write("manifest.json", Array(Self.ours.utf8))
    let second = try ArchiveFolder(at: target)
    #expect(second.leftBehind.isEmpty)
    try second.write("manifest.json", Array(Self.ours.utf8))
    try second.write("second", [1])
    try first.commit()
    #expect(scratch.names.count == 2)
    try second.commit()
    #expect(scratch.names == ["kept"])
    #expect(FileManager.default.fileExists(atPath: target + "/second"))
  }
}
