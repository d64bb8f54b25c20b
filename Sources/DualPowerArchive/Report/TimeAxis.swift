import DualPower
import DualPowerScenario

/// Time as pictures show it: along the axis in the scenario's own calendar, on touch in both.
struct TimeAxis {
  private let calendar: ScenarioCalendar
  private let ownEpochDay: Int
  private static let hour = 3_600_000

  init(_ calendar: ScenarioCalendar) {
    self.calendar = calendar
    // The scenario's dates as if they were Gregorian: Vega knows no other calendar.
    ownEpochDay =
      calendar.epochDay(0) - calendar.start.dayNumber(isJulian: calendar.isJulian)
      + calendar.start.dayNumber(isJulian: false)
  }

  /// A tick, as a picture's data have it.
  func at(tick: Int) -> JSON { .int((ownEpochDay * 24 + tick) * Self.hour) }

  /// A day's noon.
  func at(day: Int) -> JSON { at(tick: day * 24 + 12) }

  /// The encoding of the horizontal axis.
  func encoding(title: Bool = true, ticks: Int = 7) -> JSON {
    let year = String(calendar.date(day: 0).prefix(4))
    let style = calendar.isJulian ? "\(year), Old Style" : year
    return [
      "field": "t", "type": "temporal", "scale": ["type": "utc"],
      "title": title ? .string(style) : nil,
      "axis": [
        "format": "%e %b", "grid": false, "labelOverlap": true, "tickCount": .int(ticks),
        "labelFlush": true,
      ],
    ]
  }

  /// Adds `date` to data that have `t`: both calendars where they differ.
  func transform(isHourly: Bool = false) -> JSON {
    let format = isHourly ? "%e %B %Y, %H:00" : "%e %B %Y"
    let shift = (calendar.epochDay(0) - ownEpochDay) * 24 * Self.hour
    let own = "utcFormat(datum.t, '\(format)')"
    let both = shift == 0 ? own : "\(own) + ' (' + utcFormat(datum.t + \(shift), '%e %B') + ')'"
    return ["calculate": .string(both), "as": "date"]
  }

  static let tooltip: JSON = ["field": "date", "title": "Date"]
}
