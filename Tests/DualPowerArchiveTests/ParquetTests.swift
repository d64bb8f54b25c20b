import DualPowerScenario
import Foundation
import Testing

@testable import DualPowerArchive

@Suite struct ParquetTests {
  @Test func `runs repeat what repeats and pack the rest`() {
    #expect([UInt8].runs([UInt32](repeating: 3, count: 10), width: 2) == [20, 3])
    #expect([UInt8].runs([0, 1, 2, 3, 4, 5, 6, 7], width: 3) == [3, 0x88, 0xC6, 0xFA])
    #expect([UInt8].runs([1, 0, 1], width: 1) == [3, 0b101])
    #expect([UInt8].runs([], width: 1).isEmpty)
  }

  @Test func `truths are packed eight to a byte`() {
    #expect(
      [UInt8].bits([true, false, true, true, false, false, false, false, true]) == [0b1101, 1]
    )
  }

  @Test func `bounds are of the values that are there`() {
    let chunk = Chunk(.double([nil, 2, .nan, -1]), isNullable: true)
    #expect(chunk.absent == 1)
    #expect(
      chunk.bounds?.least == Array(withUnsafeBytes(of: (-1.0).bitPattern.littleEndian, Array.init))
    )
    #expect(Chunk(.string([nil]), isNullable: true).bounds == nil)
    #expect(Chunk(.string(["é", "z"]), isNullable: false).bounds?.greatest == Array("é".utf8))
  }

  @Test(.enabled(if: Reader.isThere))
  func `other readers read what was written`() throws {
    let scratch = try Scratch()
    var arguments = ["--table"]
    for (count, rowsPerGroup) in [
      (0, 400), (1, 400), (7, 400), (8, 400), (9, 400), (300, 400), (800, 400), (2_500, 1_000_000),
    ] {
      let table = Self.table(count)
      let path = "\(scratch.path)/\(count)"
      let file = ParquetFile(table, metadata: [("manifest", "{}")], rowsPerGroup: rowsPerGroup)
      try Data(file.bytes).write(to: URL(filePath: path + ".parquet"))
      let expected = JSON.keyed(table.columns.map { ($0.name, $0.values.json) })
      try Data(expected.text().utf8).write(to: URL(filePath: path + ".json"))
      arguments += [path + ".parquet", path + ".json"]
    }
    try Reader.check(arguments)
  }

  /// One column of each type, absent values, long runs, and more than 256 distinct texts.
  static func table(_ count: Int) -> Table {
    let rows = 0..<count
    return Table(
      "all",
      [
        Column("int32", unit: "people", meaning: "x", .int32(rows.map { Int32($0) - 3 })),
        Column("int64", meaning: "x", .int64(rows.map { Int64($0) << 40 })),
        Column("double", meaning: "x", .double(rows.map { Double($0) / 3 - 1 })),
        Column("truth", meaning: "x", .bool(rows.map { $0 % 3 == 0 })),
        Column("date", meaning: "x", .date(rows.map { Int32($0) - 19_290 })),
        Column("hour", meaning: "x", .timestamp(rows.map { Int64($0 - 462_960) * 3_600_000 })),
        Column("text", meaning: "x", .string(rows.map { "№ \($0 % 700) “ö”" })),
        Column(
          "run",
          meaning: "x",
          .string(rows.map { $0 < 40 ? "a" : $0 % 50 < 30 ? "b" : "c\($0)" })
        ),
        Column(
          "maybe_double",
          meaning: "x",
          isNullable: true,
          .double(rows.map { $0 % 4 == 1 ? nil : Double($0) })
        ),
        Column(
          "maybe_text",
          meaning: "x",
          isNullable: true,
          .string(rows.map { $0 % 5 < 3 ? nil : "t\($0 % 11)" })
        ),
        Column(
          "maybe_truth",
          meaning: "x",
          isNullable: true,
          .bool(rows.map { $0 % 2 == 0 ? nil : true })
        ),
        Column("never", meaning: "x", isNullable: true, .string(rows.map { _ in nil })),
      ]
    )
  }
}

/// Python with pyarrow and DuckDB, where set-up has put it.
enum Reader {
  private static let home = Home.find()
  private static var python: String? { home.map { $0 + "/.venv/bin/python" } }

  static var isThere: Bool {
    python.map { FileManager.default.isExecutableFile(atPath: $0) } ?? false
  }

  /// Runs the script that checks archives.
  static func check(_ arguments: [String]) throws {
    guard let home, let python else { return }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: python)
    process.arguments = [home + "/Scripts/check_archive.py"] + arguments
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(bytes: output, encoding: .utf8) ?? "")")
  }
}

extension Column.Values {
  fileprivate var json: JSON {
    switch self {
    case .int32(let values), .date(let values):
      .array(values.map { $0.map { .int(Int($0)) } ?? .null })
    case .int64(let values), .timestamp(let values):
      .array(values.map { $0.map { .int(Int($0)) } ?? .null })
    case .double(let values): .array(values.map { $0.map { .double($0) } ?? .null })
    case .bool(let values): .array(values.map { $0.map { .bool($0) } ?? .null })
    case .string(let values): .array(values.map { $0.map { .string($0) } ?? .null })
    }
  }
}
