import DualPower
public import DualPowerScenario

/// An observation that runs can be held against.
public struct Occasion: Sendable {
  /// The observation.
  public let row: EvidenceRow
  /// Its series.
  public let note: SeriesNote
  /// What was recorded, in the unit of the series; of a date, days from the first hour.
  public let value: Double
  /// The tick at whose end a level is read.
  public let hour: Int
  /// How far the row's lowest and highest figure lie from that value.
  let below: Double
  let above: Double
  /// Half the days within which a date is known to lie.
  let span: Double
  /// Days that the runs have: what comes later counts as this, in a forecast as in what happened.
  let end: Double

  /// Why an observation is not scored.
  public enum Refusal: Error, Sendable, Equatable {
    /// It is somebody's estimate.
    case gradeC
    /// The runs do not reach it.
    case afterTheEnd
    /// It lies before their first hour.
    case beforeTheStart
    /// A bound is no value.
    case boundAlone
    /// Half of the runs or more have nothing to say of it.
    case silent(share: Double)
    /// It is of what no run can show.
    case notShown(String)

    /// The reason in words.
    public var words: String {
      switch self {
      case .gradeC: "grade C, which is an estimate and not an observation"
      case .afterTheEnd: "it lies after the last day of the runs"
      case .beforeTheStart: "it lies before the first hour of the runs"
      case .boundAlone: "it gives one bound and no value"
      case .silent(let share):
        "\(Int((100 * share).rounded())) % of the runs have no such thing at that hour"
      case .notShown(let reason): reason
      }
    }
  }

  /// An observation, as runs of so many days can be held against it.
  init(
    _ row: EvidenceRow,
    _ note: SeriesNote,
    _ calendar: ScenarioCalendar,
    days: Int
  ) throws(Refusal) {
    self.row = row
    self.note = note
    guard row.confidence != "C" else { throw .gradeC }
    let first = try Self.day(of: row.date, calendar, days: days)
    let last = row.dateEnd.isEmpty ? first : try Self.day(of: row.dateEnd, calendar, days: days)
    end = Double(days)
    hour = note.form.isHourly && row.hour != nil ? last * 24 + (row.hour ?? 0) : last * 24 + 23
    if note.kind == .date {
      span = Double(last - first) / 2
      value = Double(first + last) / 2 + Double(row.hour ?? 0) / 24
      (below, above) = (0, 0)
      return
    }
    span = 0
    let middle = row.low.flatMap { low in row.high.map { (low + $0) / 2 } }
    guard let value = row.central ?? middle else { throw .boundAlone }
    self.value = value
    below = min(0, (row.low ?? value) - value)
    above = max(0, (row.high ?? value) - value)
  }

  private static func day(
    of date: String,
    _ calendar: ScenarioCalendar,
    days: Int
  ) throws(Refusal) -> Int {
    // By the number of the day: a calendar alone knows the days of its own run.
    guard let date = CalendarDate(date, isJulian: calendar.isJulian) else { throw .beforeTheStart }
    let number = { (date: CalendarDate) in date.dayNumber(isJulian: calendar.isJulian) }
    let day = number(date) - number(calendar.start)
    guard day >= 0 else { throw .beforeTheStart }
    guard day < days else { throw .afterTheEnd }
    return day
  }
}
