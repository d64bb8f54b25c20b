import Foundation
import Testing

@testable import DualPowerArchive

@Suite struct ParquetReaderTests {
  private func table(_ count: Int, isNullable: Bool = false) -> Table {
    let rows = 0..<count
    let absent = { (row: Int) in isNullable && row % 7 == 3 }
    return Table(
      "readings",
      [
        Column(
          "run",
          meaning: "x",
          isNullable: isNullable,
          .int32(rows.map { absent($0) ? nil : Int32($0 / 50) - 3 })
        ),
        Column("large", meaning: "x", .int64(rows.map { Int64($0) << 40 })),
        Column("series", meaning: "x", .string(rows.map { "série \($0 % 300) \($0 / 40)" })),
        Column("place", meaning: "x", .string(rows.map { _ in "" })),
        Column("value", meaning: "x", .double(rows.map { Double($0) / 3 - 1 })),
      ]
    )
  }

  private func reader(_ bytes: [UInt8]) throws -> ParquetReader {
    let scratch = try Scratch()
    let path = "\(scratch.path)/x.parquet"
    try Data(bytes).write(to: URL(filePath: path))
    return try ParquetReader(path)
  }

  @Test(arguments: [(1, 400), (8, 400), (9, 400), (300, 400), (2_500, 700), (5_000, 1_000_000)])
  func `what was written is read`(count: Int, rowsPerGroup: Int) throws {
    let table = table(count)
    let reader = try reader(ParquetFile(table, rowsPerGroup: rowsPerGroup).bytes)
    var (runs, texts, values): ([Int32], [String], [Double]) = ([], [], [])
    for group in 0..<reader.groupCount {
      let rows = try reader.rows(group)
      runs += try #require(rows.int32("run"))
      values += try #require(rows.double("value"))
      let coded = try #require(rows.coded("series"))
      texts += coded.rows.map { coded.texts[Int($0)] }
      #expect(rows.string("place") == Array(repeating: "", count: rows.count))
      #expect(rows.int32("nowhere") == nil)
      #expect(rows.double("run") == nil)
    }
    #expect(runs == (0..<count).map { Int32($0 / 50) - 3 })
    #expect(texts == (0..<count).map { "série \($0 % 300) \($0 / 40)" })
    #expect(values == (0..<count).map { Double($0) / 3 - 1 })
  }

  @Test func `a column with absent values is none of whole ones`() throws {
    let rows = try reader(ParquetFile(table(100, isNullable: true)).bytes).rows(0)
    #expect(rows.int32("run") == nil)
    guard case .int32(let values)? = rows.columns["run"] else {
      Issue.record("no column")
      return
    }
    let expected = (0..<100).map { row -> Int32? in row % 7 == 3 ? nil : Int32(row / 50) - 3 }
    #expect(values == expected)
  }

  @Test func `what is no table of ours is refused and never read beyond its end`() throws {
    let bytes = ParquetFile(table(300)).bytes
    #expect(throws: ParquetFinding.self) { try self.reader(Array("PAR1".utf8)) }
    #expect(throws: ParquetFinding.self) { try self.reader(Array(bytes.dropLast(1))) }
    var broken = 0
    // Every byte of pages and footer turned in its turn: read wrongly or refused, and never a crash.
    for position in stride(from: 4, to: bytes.count - 8, by: 5) {
      var bytes = bytes
      bytes[position] ^= 0xFF
      do {
        let reader = try reader(bytes)
        for group in 0..<reader.groupCount { _ = try reader.rows(group) }
      } catch {
        broken += 1
      }
    }
    #expect(broken > 10)
    do {
      _ = try ParquetReader("/nowhere.parquet")
      Issue.record("nothing was read")
    } catch {
      #expect(
        error.sentence == "/nowhere.parquet: cannot be read; tables that DualPower wrote are read "
          + "here. Write it anew."
      )
    }
  }

  @Test func `a file of which any one bit was changed is read or refused`() throws {
    let columns = [
      Column("run", meaning: "x", isNullable: true, .int32([1, nil, 3])),
      Column("series", meaning: "x", .string(["a", "b", "a"])),
    ]
    let bytes = ParquetFile(Table("x", columns)).bytes
    var refused = 0
    for place in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[place] ^= 1 << bit
        do throws(ParquetFinding) {
          let reader = try ParquetReader("x", Data(changed))
          for group in 0..<reader.groupCount { _ = try reader.rows(group) }
        } catch {
          refused += 1
        }
      }
    }
    #expect(refused > bytes.count)
  }

  @Test(arguments: [-1, Int.min, Int.max, 1 << 24])
  func `a count of rows that no file of ours has is refused before there is room for it`(count: Int)
    throws
  {
    var footer = CompactProtocol()
    footer.structure { footer in
      footer.structures(4, [count]) { group, count in group.int64(3, count) }
    }
    var file = Array("PAR1".utf8) + footer.bytes
    file.append(littleEndian: UInt32(footer.bytes.count))
    let reader = try ParquetReader("x", Data(file + Array("PAR1".utf8)))
    #expect(throws: ParquetFinding(file: "x", problem: "has \(count) rows in a group")) {
      try reader.rows(0)
    }
  }
}
