import DualPowerArchive
import DualPowerScenario

/// A part of an ensemble: the readings of many runs, a row each.
struct RowsFile {
  /// From so many rows on a group of rows is written.
  private static let rowsPerGroup = 250_000

  private let output: OutputFile
  private var file: ParquetFile
  private var runs: [Int32?] = []
  private var series: [String?] = []
  private var places: [String?] = []
  private var hours: [Int32?] = []
  private var values: [Double?] = []

  init(at path: String, _ heading: EnsembleHeading) throws(StreamFailure) {
    output = try OutputFile(at: path)
    let table = Self.table([], [], [], [], [])
    file = ParquetFile(
      beginning: table,
      metadata: [("ensemble", heading.note), ("columns", table.columnNotes.text())]
    )
  }

  /// Adds the readings of a run.
  mutating func add(
    _ run: Int,
    _ readings: [Reading],
    _ names: EnsembleNames
  ) throws(StreamFailure) {
    for reading in readings {
      runs.append(Int32(run))
      series.append(names.series[reading.series])
      places.append(reading.place < 0 ? "" : names.places[reading.place])
      hours.append(Int32(reading.hour))
      values.append(reading.value)
    }
    if runs.count >= Self.rowsPerGroup { try flush() }
  }

  /// Writes what is left, and gives the file its name; it is listed so.
  mutating func finish() throws(StreamFailure) -> KeptFile {
    try flush()
    file.finish()
    try output.write(file.take())
    return try output.commit()
  }

  private mutating func flush() throws(StreamFailure) {
    file.add(Self.table(runs, series, places, hours, values))
    try output.write(file.take())
    runs.removeAll(keepingCapacity: true)
    series.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    hours.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }

  /// Readings, a row each, in columns.
  static func table(
    _ runs: [Int32?],
    _ series: [String?],
    _ places: [String?],
    _ hours: [Int32?],
    _ values: [Double?],
    name: String = "part"
  ) -> Table {
    Table(
      name,
      [
        Column("run", meaning: "number of the run in the plan", .int32(runs)),
        Column("series", meaning: "what is read", .string(series)),
        Column("place", meaning: "where; empty for the whole society", .string(places)),
        Column(
          "hour",
          unit: "h",
          meaning: "hours done when it is read; 0 in a series of dates",
          .int32(hours)
        ),
        Column("value", meaning: "the value, in the unit of its series", .double(values)),
      ]
    )
  }
}

/// The summary of an ensemble: a row a run.
struct SummaryFile {
  /// From so many rows on a group of rows is written.
  private static let rowsPerGroup = 2_048

  private let output: OutputFile
  private var file: ParquetFile
  private let plan: EnsemblePlan
  private let design: Design
  private let names: [EnsembleNames]
  /// The measures of all arms, each once.
  private let measures: [String]
  /// Shape `[arm][measure]`; where an arm keeps a measure, -1 where it has none.
  private let columns: [[Int]]
  private var rows: [(record: EnsembleRecord, run: EnsembleRun)] = []

  init(at path: String, _ plan: EnsemblePlan, _ heading: EnsembleHeading) throws(StreamFailure) {
    output = try OutputFile(at: path)
    self.plan = plan
    names = heading.names
    design = Design(plan)
    var measures: [String] = []
    var seen: Set<String> = []
    for name in heading.names.flatMap(\.measures) where seen.insert(name).inserted {
      measures.append(name)
    }
    self.measures = measures
    columns = heading.names.map { names in
      measures.map { names.measures.firstIndex(of: $0) ?? -1 }
    }
    let shape = Self.table([], plan, design, measures, columns)
    file = ParquetFile(
      beginning: shape,
      metadata: [("ensemble", heading.note), ("columns", shape.columnNotes.text())]
    )
  }

  /// Adds a run.
  mutating func add(_ record: EnsembleRecord, _ run: EnsembleRun) throws(StreamFailure) {
    var bare = record
    bare.packed = []
    rows.append((bare, run))
    if rows.count >= Self.rowsPerGroup { try flush() }
  }

  /// Writes what is left, and gives the file its name; it is listed so.
  mutating func finish() throws(StreamFailure) -> KeptFile {
    try flush()
    file.finish()
    try output.write(file.take())
    return try output.commit()
  }

  private mutating func flush() throws(StreamFailure) {
    file.add(Self.table(rows, plan, design, measures, columns))
    try output.write(file.take())
    rows.removeAll(keepingCapacity: true)
  }

  private static func table(
    _ rows: [(record: EnsembleRecord, run: EnsembleRun)],
    _ plan: EnsemblePlan,
    _ design: Design,
    _ measures: [String],
    _ columns: [[Int]]
  ) -> Table {
    let points = rows.map { design.values(at: $0.run.point) }
    let parameters = (plan.design?.parameters ?? []).enumerated().map { index, parameter in
      Column(
        parameter.path,
        meaning: "the value that the run was made with",
        .double(points.map { $0[index] })
      )
    }
    let results = measures.enumerated().map { position, measure in
      Column(
        measure,
        unit: Measure.Form(of: measure)?.unit ?? "",
        meaning: "the measure of this name",
        isNullable: columns.contains { $0[position] < 0 },
        .double(
          rows.map { row in
            let column = columns[row.run.arm][position]
            return column < 0 ? nil : row.record.values[column]
          }
        )
      )
    }
    return Table(
      "summary",
      [
        Column(
          "run",
          meaning: "number of the run in the plan",
          .int32(rows.map { Int32($0.run.number) })
        ),
        Column(
          "name",
          meaning: "hash of all that makes the run what it is",
          .string(rows.map(\.record.name))
        ),
        Column("arm", meaning: "the world", .string(rows.map { plan.arms[$0.run.arm].name })),
        Column(
          "point",
          meaning: "number of the point of the design",
          .int32(rows.map { Int32($0.run.point) })
        ),
        Column("seed", meaning: "the seed", .int64(rows.map { Int64(bitPattern: $0.run.seed) })),
        Column("digest", meaning: "hash of the whole run", .string(rows.map(\.record.digest))),
        Column("outcome", meaning: "what it came to", .string(rows.map(\.record.outcome))),
      ] + parameters + results
    )
  }
}

extension EnsembleHeading {
  /// What each table says of the ensemble it is of.
  fileprivate var note: String {
    let json: JSON = [
      "identity": .string(identity), "version": .string(version), "scenario": .string(scenario),
      "days": .int(days),
    ]
    return json.text()
  }
}
