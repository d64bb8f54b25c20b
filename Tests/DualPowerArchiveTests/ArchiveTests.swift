import Foundation
import Testing

@testable import DualPowerArchive

@Suite struct ArchiveTests {
  private let scratch: Scratch
  private let folder: String

  init() throws {
    scratch = try Scratch()
    folder = scratch.path + "/kept"
    let run = try Invented.run()
    try Archive(run, Chronicle(run), Invented.recipe, started: Date(timeIntervalSince1970: 0))
      .write(to: try ArchiveFolder(at: folder))
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  @Test(.enabled(if: Reader.isThere))
  func `pandas and DuckDB read every table of a kept run`() throws { try Reader.check([folder]) }

  @Test func `every column of every table has a unit and a meaning`() throws {
    let run = try Invented.run()
    for table in Tables(run, Chronicle(run)).all {
      for column in table.columns {
        #expect(
          !column.statedUnit.isEmpty && !column.meaning.isEmpty,
          "\(table.name) \(column.name)"
        )
      }
      let bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(table.name).parquet"))
      #expect(bytes.range(of: Data("\"unit\":\"\"".utf8)) == nil)
    }
  }

  @Test func `the manifest says what was run and how to have it again`() throws {
    let manifest = try text("manifest.json")
    for line in [
      "\"schemaVersion\": 1", "\"hash\": \"0123456789abcdef\"", "\"digest\": \"00000000000000ab\"",
      "\"command\": \"dualpower run harbour --seed 7\"", "\"started\": \"1970-01-01T00:00:00Z\"",
      "\"outcome\": \"dual_power\"", "\"persons\": 1020", "\"name\": \"daily.parquet\"",
    ] { #expect(manifest.contains(line)) }
  }

  @Test func `but for the manifest and what holds it, the same run is kept as the same bytes`()
    throws
  {
    let other = scratch.path + "/again"
    let run = try Invented.run()
    try Archive(run, Chronicle(run), Invented.recipe, started: .now).write(
      to: try ArchiveFolder(at: other)
    )
    for name in ["chronicle.md", "report.html", "pictures/writ.vl.json"] {
      #expect(try text(name) == String(contentsOfFile: "\(other)/\(name)", encoding: .utf8))
    }
  }

  @Test func `the report asks for nothing from elsewhere`() throws {
    let page = try text("report.html")
    // Vega's own links and the name of its schema are text, never fetched; the policy sees to that.
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("<script src") && !page.contains("<link rel=\"stylesheet\""))
    #expect(page.contains("<title>Harbour &amp; Hill · seed 7 · DualPower</title>"))
    #expect(page.contains("Two authorities in a town &lt;of ropes&gt;."))
  }

  @Test func `every picture carries its command and digest`() throws {
    let run = try Invented.run()
    let pictures = Report(run, Chronicle(run), Invented.recipe).pictures
    #expect(
      pictures.map(\.id) == [
        "active-worker", "garrison-over", "writ", "authorities", "stance", "deputies",
        "recognition",
      ]
    )
    for picture in pictures {
      #expect(picture.credit == "dualpower run harbour --seed 7 · digest 00000000000000ab")
      #expect(picture.standalone.text().contains(picture.credit))
      #expect(!picture.table.rows.isEmpty)
      #expect(picture.table.rows.allSatisfy { $0.count == picture.table.header.count })
    }
  }

  @Test func `the summary ends with what tells a run from others`() throws {
    let run = try Invented.run()
    #expect(
      Summary(run, Chronicle(run)).text.hasSuffix(
        """
        5 lesser events, such as contested orders, are not shown here.

        Outcome: Two or more bodies are obeyed side by side: dual power.
        On the last day, of those who would obey anyone: the King 8%, the Cabinet 46%, the Assembly \
        of the Yards 46%; 10% of all would obey nobody.
        Effective number of authorities: 1.92.
        1,020 people, each an agent, 288 hours; seed 7, digest 00000000000000ab.
        1.25 s, 0 million person-hours a second, 50 MB at most.
        """
      )
    )
  }
}
