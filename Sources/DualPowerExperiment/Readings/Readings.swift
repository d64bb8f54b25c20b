public import DualPower
public import DualPowerScenario

/// One value that was read of a run.
public struct Reading: Sendable, Equatable {
  /// Position in ``Readings/series``.
  public var series: Int
  /// Position in ``Readings/places``; -1 for the whole society.
  public var place: Int
  /// The tick at whose end it is read; 0 in a series of dates and in one of scalars.
  public var hour: Int
  /// The value, in the unit of its series.
  public var value: Double

  /// One value that was read of a run.
  public init(series: Int, place: Int, hour: Int, value: Double) {
    self.series = series
    self.place = place
    self.hour = hour
    self.value = value
  }
}

/// What can be read of a run, in the terms in which evidence is told.
///
/// A level holds until its next reading: one that is counted by the hour is kept where it changes and at the
/// end of each day, one of days at the end of each. What has not come about has no reading.
public struct Readings: Sendable {
  /// The series, in the order of the rows.
  public let series: [SeriesNote]
  /// The towns.
  public let places: [Name]
  let scenario: Scenario
  let garrisonMen: Double
  /// Shape `[body]`; which of ``DualPowerScenario/Scenario/organKinds`` an organ is of.
  let kinds: [Int]

  /// What can be read of the runs of a scenario.
  public init(_ scenario: Scenario) {
    self.scenario = scenario
    series = scenario.series
    places = scenario.names.towns
    let society = scenario.society
    let all = scenario.organKinds.map(\.id)
    kinds = society.bodies.indices.map { body in
      body < society.nationalCount
        ? -1 : all.firstIndex(of: scenario.organKind(of: body).id) ?? -1
    }
    garrisonMen = zip(society.strata, society.capitalPersons)
      .reduce(0) { $0 + ($1.0.bearing == .garrison ? $1.1 : 0) }
  }

  /// Everything that is read of a run, in order of series, place and hour.
  ///
  /// - Complexity: O(series × days + organs).
  public func rows(of run: Simulation) -> [Reading] { rows(of: run.record) }

  /// The same of what a run has left behind, or of such series alone.
  public func rows(
    of record: Record,
    where isWanted: (SeriesNote) -> Bool = { _ in true }
  ) -> [Reading] {
    let reader = RecordReader(self, record)
    return series.indices.filter { isWanted(series[$0]) }.flatMap { i in
      reader.points(series[i]).map {
        Reading(series: i, place: $0.place, hour: $0.hour, value: $0.value)
      }
    }
  }
}
