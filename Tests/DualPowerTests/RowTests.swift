import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

/// Rows as numbers, and what is told of them.
@Suite struct RowTests {
  /// The rows of a table among numbers, each a list.
  private func rows(_ name: String, _ numbers: [Double], _ layout: RowLayout) throws -> [[Double]] {
    var at = 0
    for table in layout.tables {
      let count = Int(numbers[at])
      let width = Int(numbers[at + 1])
      at += 2
      if count > 0 { #expect(width == table.width, "\(table.name)") }
      if "\(table.name)" == name {
        return (0..<count).map { Array(numbers[at + $0 * width..<at + ($0 + 1) * width]) }
      }
      at += count * table.width
    }
    Issue.record("no rows \(name)")
    return []
  }

  /// The numbers of a field of a row.
  private func field(_ name: String, of table: String, _ row: [Double], _ layout: RowLayout)
    -> [Double]
  {
    var at = 0
    for column in layout.tables.first(where: { "\($0.name)" == table })?.columns ?? [] {
      if "\(column.name)" == name { return Array(row[at..<at + column.width]) }
      at += column.width
    }
    Issue.record("\(table) have no \(name)")
    return []
  }

  @Test(arguments: [("courtyard", 1, 96), ("russia-1917", 1_000, 26)])
  func `every number stands where the layout has it`(name: String, scale: Int, hours: Int) throws {
    let society = try Laboratory.scenario(name, scale: scale).society
    let record = try Laboratory.run(society, hours: hours).record
    let layout = RowLayout(society)
    var writer = RowWriter()
    writer.write(record, from: 0)
    let all = layout.tables.map { table in
      (try? rows("\(table.name)", writer.numbers, layout).count) ?? -1
    }
    #expect(
      all == [
        record.events.count, record.hours.count, record.days.count, record.places.count,
        record.orders.count, record.deputies.count, record.towns.count, record.organs.count,
        record.conferences.count,
      ]
    )
    #expect(
      writer.numbers.count == zip(all, layout.tables).reduce(0) { $0 + 2 + $1.0 * $1.1.width }
    )
    for (row, day) in zip(try rows("days", writer.numbers, layout), record.days) {
      #expect(field("day", of: "days", row, layout) == [Double(day.day)])
      #expect(field("writByStratum", of: "days", row, layout) == day.writByStratum)
      #expect(field("recognition", of: "days", row, layout) == day.recognition)
      #expect(field("ration", of: "days", row, layout) == [day.ration])
    }
    for (row, organ) in zip(try rows("organs", writer.numbers, layout), record.organs) {
      #expect(field("byParty", of: "organs", row, layout) == organ.byParty)
      #expect(field("isCommissar", of: "organs", row, layout) == [organ.isCommissar ? 1 : 0])
    }
  }

  @Test func `what is written from a tick on is what is new, and events and towns as a whole`()
    throws
  {
    let society = try Laboratory.scenario("courtyard").society
    let record = try Laboratory.run(society, hours: 72).record
    let layout = RowLayout(society)
    var writer = RowWriter()
    writer.write(record, from: 48)
    #expect(try rows("events", writer.numbers, layout).count == record.events.count)
    #expect(try rows("hours", writer.numbers, layout).map { $0[0] } == (48..<72).map(Double.init))
    #expect(try rows("days", writer.numbers, layout).map { $0[0] } == [2])
  }
}
