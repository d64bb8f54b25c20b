import DualPower
import DualPowerArchive
import DualPowerScenario

/// What a journal keeps of one run.
struct EnsembleRecord: Equatable {
  /// Its number in the plan.
  var number = 0
  /// 16 hexadecimal digits over all that makes the run what it is.
  var name = ""
  /// What to ask for to have it again.
  var command = ""
  /// Why there is no such run, a sentence each; empty where there is one.
  var failures: [String] = []
  /// The digest of the run.
  var digest = ""
  /// What it came to.
  var outcome = ""
  /// Values of the arm's measures, in the order of ``EnsembleNames``.
  var values: [Double] = []
  /// The readings, packed.
  var packed: [UInt8] = []

  var isComplete: Bool { failures.isEmpty }
}

extension EnsembleRecord {
  /// The record as bytes.
  var bytes: [UInt8] {
    var wire = Wire()
    var copy = self
    copy.transfer(&wire)
    return wire.bytes
  }

  /// The record that bytes hold; `nil` where they hold none.
  init?(_ bytes: [UInt8]) {
    self.init()
    var wire = Wire(reading: bytes)
    transfer(&wire)
    guard wire.isAtEnd, !wire.isBroken else { return nil }
  }

  private mutating func transfer(_ wire: inout Wire) {
    wire.value(&number)
    wire.text(&name)
    wire.text(&command)
    wire.list(&failures, "") { $0.text(&$1) }
    wire.text(&digest)
    wire.text(&outcome)
    wire.value(&values)
    wire.value(&packed)
  }

  /// Readings packed: column by column, compressed.
  static func packed(_ readings: [Reading]) -> [UInt8] {
    var wire = Wire()
    var columns = [readings.map(\.series), readings.map(\.place), readings.map(\.hour)]
    for column in columns.indices { wire.value(&columns[column]) }
    var values = readings.map(\.value)
    wire.value(&values)
    return wire.bytes.compressed
  }

  /// The readings that were packed; `nil` where they cannot be had any more.
  var readings: [Reading]? {
    guard let bytes = packed.decompressed(most: 1 << 30) else { return nil }
    var wire = Wire(reading: bytes)
    var columns: [[Int]] = [[], [], []]
    for column in columns.indices { wire.value(&columns[column]) }
    var values: [Double] = []
    wire.value(&values)
    guard wire.isAtEnd, !wire.isBroken, columns.allSatisfy({ $0.count == values.count }) else {
      return nil
    }
    return values.indices.map {
      Reading(
        series: columns[0][$0],
        place: columns[1][$0],
        hour: columns[2][$0],
        value: values[$0]
      )
    }
  }
}

/// What the measures, series and places of an arm are called.
struct EnsembleNames: Equatable {
  var measures: [String] = []
  var series: [String] = []
  var places: [String] = []

  init(_ scenario: Scenario, _ readings: Readings) {
    measures = scenario.measures.map(\.id)
    series = readings.series.map(\.id)
    places = readings.places.map(\.id)
  }

  fileprivate init() {}
}

/// With what a journal begins: whose runs it holds, and what their numbers are of.
struct EnsembleHeading: Equatable {
  /// See ``EnsemblePlan/identity(_:version:)``.
  var identity = ""
  /// The first arm's scenario, by its id.
  var scenario = ""
  /// How many days each run has.
  var days = 0
  /// The version of DualPower.
  var version = ""
  /// Of each arm.
  var names: [EnsembleNames] = []

  var bytes: [UInt8] {
    var wire = Wire()
    var copy = self
    copy.transfer(&wire)
    return wire.bytes
  }

  init(identity: String, scenario: String, days: Int, names: [EnsembleNames]) {
    self.identity = identity
    self.scenario = scenario
    self.days = days
    version = Version.current
    self.names = names
  }

  init?(_ bytes: [UInt8]) {
    var wire = Wire(reading: bytes)
    transfer(&wire)
    guard wire.isAtEnd, !wire.isBroken else { return nil }
  }

  private mutating func transfer(_ wire: inout Wire) {
    wire.text(&identity)
    wire.text(&scenario)
    wire.value(&days)
    wire.text(&version)
    wire.list(&names, EnsembleNames()) { wire, names in
      wire.list(&names.measures, "") { $0.text(&$1) }
      wire.list(&names.series, "") { $0.text(&$1) }
      wire.list(&names.places, "") { $0.text(&$1) }
    }
  }
}

extension Wire {
  fileprivate mutating func text(_ text: inout String) {
    var bytes = Array(text.utf8)
    value(&bytes)
    text = String(decoding: bytes, as: UTF8.self)
  }
}
