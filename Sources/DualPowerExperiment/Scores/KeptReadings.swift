public import DualPowerArchive
import DualPowerScenario

extension Readings {
  /// Readings of runs as a table, tidy: a row a reading.
  ///
  /// - Parameter runs: The number and the readings of each run.
  /// - Returns: The table.
  public func table(_ runs: [(run: Int, rows: [Reading])]) -> Table {
    let all = runs.flatMap { run in run.rows.map { (run: Int32(run.run), reading: $0) } }
    return RowsFile.table(
      all.map(\.run),
      all.map { series[$0.reading.series].id },
      all.map { $0.reading.place < 0 ? "" : places[$0.reading.place].id },
      all.map { Int32($0.reading.hour) },
      all.map(\.reading.value),
      name: "readings"
    )
  }
}

/// The readings of many runs, of such series as are asked about.
public struct KeptReadings: Sendable {
  /// What is read, and where.
  struct Key: Hashable {
    var series: String
    var place: String
  }

  /// A value at an hour.
  struct Point: Equatable {
    var hour: Int
    var value: Double
  }

  /// The runs, by their numbers in order.
  public let runs: [Int]
  /// How many days each has.
  public let days: Int
  private var kept: [Key: [[Point]]] = [:]
  private let positions: [Int: Int]

  /// No readings yet, of runs of so many days.
  public init(runs: [Int], days: Int) {
    self.runs = runs.sorted()
    self.days = days
    positions = Dictionary(uniqueKeysWithValues: self.runs.enumerated().map { ($1, $0) })
  }

  /// Adds the readings of a run.
  public mutating func add(_ rows: [Reading], of run: Int, _ readings: Readings) {
    guard let position = positions[run] else { return }
    for row in rows {
      let place = row.place < 0 ? "" : readings.places[row.place].id
      add(
        Point(hour: row.hour, value: row.value),
        to: Key(series: readings.series[row.series].id, place: place),
        position
      )
    }
  }

  /// Adds what a file has of the series that are asked about.
  ///
  /// - Throws: ``DualPowerArchive/ParquetFinding`` where it is no table of readings.
  public mutating func add(_ file: ParquetReader, of wanted: Set<String>) throws(ParquetFinding) {
    for group in 0..<file.groupCount {
      let rows = try file.rows(group)
      guard let run = rows.int32("run"), let series = rows.coded("series"),
        let place = rows.coded("place"), let hour = rows.int32("hour"),
        let value = rows.double("value")
      else { throw file.refusal("has no columns run, series, place, hour and value") }
      let isWanted = series.texts.map(wanted.contains)
      for i in 0..<rows.count where isWanted[Int(series.rows[i])] {
        guard let position = positions[Int(run[i])] else { continue }
        add(
          Point(hour: Int(hour[i]), value: value[i]),
          to: Key(
            series: series.texts[Int(series.rows[i])],
            place: place.texts[Int(place.rows[i])]
          ),
          position
        )
      }
    }
  }

  private mutating func add(_ point: Point, to key: Key, _ position: Int) {
    kept[key, default: Array(repeating: [], count: runs.count)][position].append(point)
  }

  /// The readings of a series at a place, run by run; each in order of hours.
  func points(_ series: String, at place: String) -> [[Point]] {
    kept[Key(series: series, place: place)] ?? Array(repeating: [], count: runs.count)
  }

  /// What a run's reading says at an hour: the last until then; `nil` before the first.
  static func level(_ points: [Point], at hour: Int) -> Double? {
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].hour <= hour { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? points[low - 1].value : nil
  }

  /// Shape `[day][level]`; quantiles over runs of what happened by the end of each day; `nil` for a day of
  /// which half of the runs or more say nothing.
  public func fan(_ series: String, levels: [Double]) -> [[Double]?] {
    let runs = points(series, at: "")
    return (0..<days).map { day in
      let values = runs.compactMap { Self.level($0, at: day * 24 + 23) }.sorted()
      guard 2 * values.count > runs.count else { return nil }
      return levels.map { ProperScore.quantile($0, of: values) }
    }
  }
}
