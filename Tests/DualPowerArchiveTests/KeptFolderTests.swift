import Foundation
import Testing

@testable import DualPowerArchive

/// Folders that were kept, and what became of them.
@Suite struct KeptFolderTests {
  private let scratch: Scratch
  private var path: String { scratch.path + "/kept" }

  init() throws {
    scratch = try Scratch()
    let run = try Invented.run()
    try Archive(run, Chronicle(run), Invented.recipe, started: .now)
      .write(to: try ArchiveFolder(at: path))
  }

  private func spoil(_ name: String, _ change: (inout Data) -> Void) throws {
    let file = URL(filePath: "\(path)/\(name)")
    var data = try Data(contentsOf: file)
    change(&data)
    try data.write(to: file)
  }

  private func findings() -> [String] {
    do throws(KeptFinding) {
      return try KeptFolder(at: path).findings().map(\.sentence)
    } catch {
      return [error.sentence]
    }
  }

  private static let mend = "Copy the folder again, or make it anew."

  @Test func `what is as it was written is not complained of`() throws {
    #expect(findings().isEmpty)
    #expect(try KeptFolder(at: path).files.count > 10)
  }

  @Test func `each file that was changed, cut short or lost is named, all together`() throws {
    let pictures = try #require(
      try FileManager.default.contentsOfDirectory(atPath: path + "/pictures")
        .filter { $0.hasSuffix(".json") }.min()
    )
    let size = try Data(contentsOf: URL(filePath: path + "/daily.parquet")).count
    try spoil("daily.parquet") { $0.removeLast() }
    try spoil("chronicle.md") { $0[7] ^= 1 }
    try FileManager.default.removeItem(atPath: "\(path)/pictures/\(pictures)")
    let expected: Set = [
      "\(path)/daily.parquet: \(size - 1) bytes, where \(size) were written. \(Self.mend)",
      "\(path)/chronicle.md: damaged; what it holds is not what was written. \(Self.mend)",
      "\(path)/pictures/\(pictures): not there, and the manifest lists it. \(Self.mend)",
    ]
    #expect(Set(findings()) == expected)
    #expect(throws: KeptFinding(file: path + "/chronicle.md", kind: .damaged)) {
      try KeptFolder(at: path).check("chronicle.md")
    }
    #expect(throws: KeptFinding(file: path + "/notes.txt", kind: .unlisted)) {
      try KeptFolder(at: path).check("notes.txt")
    }
  }

  @Test func `a manifest of which any one bit was changed is known for it`() throws {
    let file = URL(filePath: path + "/manifest.json")
    let whole = try Data(contentsOf: file)
    for place in stride(from: 0, to: whole.count, by: 13) {
      var changed = whole
      changed[place] ^= 1 << UInt8(place % 8)
      try changed.write(to: file)
      #expect(throws: KeptFinding.self) { try KeptFolder(at: path) }
    }
  }

  @Test func `a manifest without its seal is known for it`() throws {
    try spoil("manifest.json") { data in
      let text = String(decoding: data, as: UTF8.self)
      let bare = text[..<(text.range(of: ",\n  \"sha256\"")?.lowerBound ?? text.endIndex)]
      data = Data((bare + "\n}\n").utf8)
    }
    #expect(
      findings() == [
        "\(path)/manifest.json: no checksum of itself; it was changed, or an earlier version wrote it. "
          + Self.mend
      ]
    )
  }

  @Test func `a folder without a manifest is none that was kept`() throws {
    #expect(
      KeptFinding(file: "notes", kind: .nothingKept).sentence
        == "notes: no manifest; a folder is meant that --out wrote, and an ensemble's once it has been gathered."
    )
    #expect(throws: KeptFinding(file: scratch.path, kind: .nothingKept)) {
      try KeptFolder(at: scratch.path)
    }
  }

  @Test(arguments: ["{\"a\":1}", "{\n  \"a\": 1\n}"])
  func `a seal is the last member of an object, and holds it`(text: String) {
    let sealed = Seal.sealed(text)
    #expect(sealed.hasPrefix(text.dropLast(text.contains("\n") ? 2 : 1)))
    #expect(Seal.holds(Array(sealed.utf8)) == true)
    #expect(Seal.holds(Array(text.utf8)) == nil)
    #expect(Seal.holds(Array(sealed.replacing("1", with: "2").utf8)) == false)
  }
}
