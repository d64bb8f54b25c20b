import DualPower
import DualPowerArchive
public import DualPowerScenario

/// What is kept of one run of one world: all that worlds are compared by.
public struct Observation: Codable, Sendable, Equatable {
  /// What it takes to have the same run: see ``RunKey``.
  public var key: String
  /// The world, as the user calls it.
  public var world: String
  /// The seed.
  public var seed: UInt64
  /// The digest of the run.
  public var digest: String
  /// Values of measures, by their ids.
  public var values: [String: Double]
  /// Shape `[curve][day]`; see ``Curves``.
  public var curves: [[Double]] = []
  /// Shape `[place][quantity]`; on the last day: persons out, and the writ of each line.
  public var places: [[Double]] = []
  /// Eight hexadecimal digits an hour over all that is recorded of it.
  public var hours = ""
}

/// What tells a run from every other: the scenario with all that changes it, scale, days, seed and the
/// version of the model.
public struct RunKey: Sendable {
  private let text: String

  /// The runs of a scenario with all that changes it.
  public init(_ scenario: Scenario) {
    text =
      "\(scenario.id) \(scenario.hash) 1:\(scenario.society.scale) "
      + "\(scenario.society.days.count) days, version \(Version.current)"
  }

  /// The key of one of them.
  public func of(seed: UInt64) -> String { "\(text), seed \(seed)" }

  /// The key of one of them in 16 hexadecimal digits.
  public func name(seed: UInt64) -> String {
    var wire = Wire.hashing
    var bytes = Array(of(seed: seed).utf8)
    wire.value(&bytes)
    return Hexadecimal.text(wire.digest, digits: 16)
  }
}

extension Observation {
  /// Everything that is kept of a run that has come to its end.
  init(_ run: Simulation, _ scenario: Scenario, world: String, measures: [Measure]) {
    let days = run.ticks / 24
    key = RunKey(scenario).of(seed: run.seed)
    self.world = world
    seed = run.seed
    digest = Hexadecimal.text(run.digest(), digits: 16)
    values = Dictionary(
      uniqueKeysWithValues: measures.map { ($0.id, $0.value(of: run, days: days)) }
    )
    curves = Curves(scenario).values(of: run)
    places = run.record.places.filter { $0.day == days - 1 }.map { row in
      ([row.active] + row.writ).map { ($0 * 1e5).rounded() / 1e5 }
    }
    hours = HourMarks(run.record).text
  }

  /// The first hour in which something recorded differs from another run of as many hours; `nil` where
  /// nothing does.
  public func parted(from other: Observation) -> Int? {
    let (mine, others) = (Array(hours.utf8), Array(other.hours.utf8))
    let at = zip(mine, others).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    return at.map { $0 / HourMarks.digits }
  }
}

/// The curves that a comparison draws, by day.
public struct Curves: Sendable {
  /// What they are called.
  public let names: [Name]
  private let columns: [Int]
  private let civil: [Int]
  private let persons: [Double]

  /// The curves of a scenario.
  public init(_ scenario: Scenario) {
    let society = scenario.society
    // Of each line that may succeed, the institution's column comes last.
    let lines = society.lines.indices.filter { society.lines[$0].claim != .incumbent }
    columns = lines.compactMap { line in
      scenario.names.columns.firstIndex { $0.id == scenario.names.lines[line].id }
    }
    civil = society.strata.indices.filter { society.strata[$0].bearing == .civil }
    persons = society.capitalPersons
    names =
      [
        Name(id: "out", label: "Unarmed people out"), Name(id: "street", label: "In the street"),
      ]
      + columns.map { column in
        let name = scenario.names.columns[column]
        return Name(id: name.id, label: "Recognition: \(name.label)")
      }
  }

  func values(of run: Simulation) -> [[Double]] {
    let days = run.record.days
    var street = [Double](repeating: 0, count: days.count)
    for hour in run.record.hours where hour.tick / 24 < days.count {
      street[hour.tick / 24] = max(street[hour.tick / 24], hour.crowd)
    }
    return [days.map { day in civil.reduce(0) { $0 + day.active[$1] } }, street]
      + columns.map { column in
        days.map { $0.meanRecognition(column: column, of: persons) }
      }
  }
}

/// A mark an hour, over all that is recorded of it, by which worlds are seen to part.
struct HourMarks {
  static let digits = 8
  private(set) var text = ""

  init(_ record: Record) {
    var marks = record.hours.map { Mark($0) }
    for event in record.events where marks.indices.contains(event.tick) {
      marks[event.tick].add(event)
    }
    for day in record.days where marks.indices.contains(day.day * 24 + 23) {
      marks[day.day * 24 + 23].add(day)
    }
    text = marks.map { Hexadecimal.text($0.value, digits: Self.digits) }.joined()
  }

  /// FNV-1a over the bits of numbers, folded to 32 bits.
  private struct Mark {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    init(_ hour: HourRow) {
      add(hour.active)
      add([hour.crowd, hour.garrisonOver, hour.force, hour.ration])
      add(hour.stance)
      add(hour.casualties)
    }

    var value: UInt64 { (state ^ state >> 32) & 0xFFFF_FFFF }

    mutating func add(_ event: Event) {
      add([Double(event.kind.rawValue), Double(event.town), Double(event.body)])
      add([Double(event.subject), event.amount])
    }

    mutating func add(_ day: DayRow) {
      add(day.writ)
      add(day.recognition)
      add(day.positions)
      add(day.deputiesByParty)
      add([day.effectiveAuthoritiesOfAll, day.noneOfAll, day.villageCommittees])
      add([Double(day.councils), Double(day.openTowns), day.disturbances])
    }

    private mutating func add(_ values: [Double]) {
      for value in values { state = (state ^ value.bitPattern) &* 0x0000_0100_0000_01B3 }
    }
  }
}

/// Numbers in hexadecimal digits.
enum Hexadecimal {
  static func text(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
