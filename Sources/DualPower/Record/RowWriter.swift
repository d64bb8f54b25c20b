// Reads: record. Writes: numbers. Draws: none.

/// Rows of a record as numbers, for a page to draw.
///
/// Seven tables, one after the other: events, hours, days, places, orders, towns, organs. Each is its
/// count of rows, then their width, then the rows. The columns are in the order written here, and
/// `Web/engine/rows.js` names them in the same order.
public struct RowWriter {
  /// What has been written.
  public private(set) var numbers: [Double] = []

  /// A writer that has written nothing.
  public init() {}

  /// Writes what is new from a tick on; events, towns and organs as a whole, since they can change later.
  ///
  /// - Complexity: O(numbers written).
  public mutating func write(_ record: Record, from tick: Int) {
    table(record.events) {
      [$0.tick, Int($0.kind.rawValue), $0.town, $0.body, $0.subject].map(Double.init) + [$0.amount]
    }
    table(record.hours.filter { $0.tick >= tick }) {
      [Double($0.tick), $0.crowd, $0.garrisonOver, $0.force, $0.ration] + $0.casualties + $0.active
    }
    table(record.days.filter { $0.day * 24 >= tick }, day)
    table(record.places.filter { $0.day * 24 >= tick }) {
      [Double($0.day), Double($0.place), $0.active, $0.crowd, $0.none] + $0.writ
    }
    table(record.orders.filter { $0.tick >= tick }) {
      [$0.tick, $0.body, $0.domain, $0.contestedBy].map(Double.init) + [$0.compliance]
    }
    table(record.towns) {
      [$0.town, $0.heardAt, $0.openedAt].map(Double.init)
        + [$0.persons, $0.committees, $0.disturbances]
    }
    table(record.organs.filter { $0.since >= 0 }) {
      [$0.body, $0.since, $0.mergedInto].map(Double.init) + [$0.byParty.reduce(0, +)]
    }
  }

  private func day(_ row: DayRow) -> [Double] {
    var numbers: [Double] = [
      Double(row.day), row.none, row.effectiveAuthorities, Double(row.councils), row.noneOfAll,
      row.effectiveAuthoritiesOfAll, Double(row.openTowns), row.villageCommittees, row.disturbances,
      row.stockDays, row.ration,
    ]
    numbers += row.eliteConfidence
    numbers += row.active
    numbers += row.writ
    numbers += row.stance
    numbers += row.deputies
    numbers += row.deputiesByParty
    numbers += row.writOfAll
    numbers += row.grievance
    numbers += row.privation
    numbers += row.recognition
    return numbers
  }

  private mutating func table<Row>(_ rows: [Row], _ columns: (Row) -> [Double]) {
    numbers.append(Double(rows.count))
    guard let first = rows.first else { return numbers.append(0) }
    numbers.append(Double(columns(first).count))
    for row in rows { numbers += columns(row) }
  }
}
