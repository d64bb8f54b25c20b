import DualPower
public import DualPowerScenario

/// Dates as a chronicle writes them, by the calendar of a scenario.
public struct Dating: Sendable {
  private let calendar: ScenarioCalendar
  private let weekdays: [Int]

  /// The dates of a scenario.
  public init(_ scenario: Scenario) {
    calendar = scenario.calendar
    weekdays = scenario.society.days.map(\.weekday)
  }

  /// A day in both styles where they differ: "Monday 27 February (12 March) 1917".
  public func day(_ day: Int) -> String {
    let own = Parts(calendar.date(day: day))
    let gregorian = Parts(calendar.dateGregorian(day: day))
    let weekday = weekdays.indices.contains(day) ? Self.weekdays[weekdays[day]] + " " : ""
    guard own != gregorian else { return "\(weekday)\(own.dayAndMonth) \(own.year)" }
    guard own.year == gregorian.year else {
      return "\(weekday)\(own.dayAndMonth) \(own.year) (\(gregorian.dayAndMonth) \(gregorian.year))"
    }
    return "\(weekday)\(own.dayAndMonth) (\(gregorian.dayAndMonth)) \(own.year)"
  }

  /// A day without its weekday and year: "27 February (12 March)".
  func short(_ day: Int) -> String {
    let own = Parts(calendar.date(day: day))
    let gregorian = Parts(calendar.dateGregorian(day: day))
    return own.dayAndMonth + (own == gregorian ? "" : " (\(gregorian.dayAndMonth))")
  }

  /// The month of a day: "February 1917".
  func month(_ day: Int) -> String {
    let own = Parts(calendar.date(day: day))
    return "\(Self.months[own.month - 1]) \(own.year)"
  }

  /// The hour of a tick: "07:00".
  public func hour(tick: Int) -> String { String(calendar.at(tick: tick).suffix(5)) }

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private struct Parts: Equatable {
    var year: Int
    var month: Int
    var day: Int

    init(_ date: String) {
      let parts = date.split(separator: "-").compactMap { Int($0) }
      (year, month, day) = parts.count == 3 ? (parts[0], parts[1], parts[2]) : (0, 1, 1)
    }

    var dayAndMonth: String { "\(day) \(Dating.months[month - 1])" }
  }
}
