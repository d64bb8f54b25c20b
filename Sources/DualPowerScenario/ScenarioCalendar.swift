/// A day of the Julian or the Gregorian calendar.
public struct CalendarDate: Sendable, Equatable {
  /// The year.
  public var year: Int
  /// The month, 1 for January.
  public var month: Int
  /// The day of the month.
  public var day: Int

  /// A date that exists in the calendar; `nil` for one that does not.
  public init?(year: Int, month: Int, day: Int, isJulian: Bool) {
    self.year = year
    self.month = month
    self.day = day
    guard (1...9_999).contains(year), (1...12).contains(month), (1...31).contains(day),
      CalendarDate(dayNumber: dayNumber(isJulian: isJulian), isJulian: isJulian) == self
    else { return nil }
  }

  /// A date written as `1917-02-23`.
  public init?(_ text: String, isJulian: Bool) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day, isJulian: isJulian)
  }

  /// The date of a Julian Day Number.
  ///
  /// - Source: Richards, in *Explanatory Supplement to the Astronomical Almanac*, 3rd ed. (2013), §15.11.
  public init(dayNumber: Int, isJulian: Bool) {
    var f = dayNumber + 1_401
    if !isJulian { f += (4 * dayNumber + 274_277) / 146_097 * 3 / 4 - 38 }
    let e = 4 * f + 3
    let h = 5 * (e % 1_461 / 4) + 2
    day = h % 153 / 5 + 1
    month = (h / 153 + 2) % 12 + 1
    year = e / 1_461 - 4_716 + (14 - month) / 12
  }

  /// The Julian Day Number of this date's noon, which counts days in both calendars.
  public func dayNumber(isJulian: Bool) -> Int {
    let fromMarch = (month + 9) % 12
    let years = year + 4_800 - (month < 3 ? 1 : 0)
    let days = day + (153 * fromMarch + 2) / 5 + 365 * years + years / 4
    return isJulian ? days - 32_083 : days - years / 100 + years / 400 - 32_045
  }

  /// The date as `1917-02-23`.
  public var text: String { "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))" }
}

/// A day or an hour as a user writes it: `1917-02-27`, `1917-02-27T07:00` or `1917-02-27T07`.
struct Moment {
  /// The date, which need not exist.
  let date: String
  /// The hour of the day, where one is named.
  let hour: Int?

  /// A day or an hour; `nil` where what follows the date is no hour.
  init?(_ text: String) {
    guard let mark = text.firstIndex(of: "T") else {
      date = text
      hour = nil
      return
    }
    date = String(text[..<mark])
    let digits = text[text.index(after: mark)...].utf8
    guard digits.count == 2 || digits.count == 5 && text.hasSuffix(":00"),
      digits.prefix(2).allSatisfy({ (48...57).contains($0) }),
      let hour = Int(text[text.index(after: mark)...].prefix(2)), hour < 24
    else { return nil }
    self.hour = hour
  }
}

/// The days of a scenario in its own calendar, and in the Gregorian beside it.
public struct ScenarioCalendar: Sendable, Equatable {
  /// Whether the scenario counts by the Julian calendar.
  public var isJulian: Bool
  /// The first day, in the scenario's own calendar.
  public var start: CalendarDate
  /// How many days there are.
  public var dayCount: Int

  /// The days of a scenario.
  public init(isJulian: Bool, start: CalendarDate, dayCount: Int) {
    self.isJulian = isJulian
    self.start = start
    self.dayCount = dayCount
  }

  /// The hour that a tick covers, as `1917-02-27T07:00`, in the scenario's own calendar.
  public func at(tick: Int) -> String { "\(date(day: tick / 24))T\(padded(tick % 24, to: 2)):00" }

  /// The same hour by the Gregorian calendar.
  public func atGregorian(tick: Int) -> String {
    "\(dateGregorian(day: tick / 24))T\(padded(tick % 24, to: 2)):00"
  }

  /// The moment at which so many hours are over, as ``ticksDone(at:)`` reads it.
  public func moment(ticks: Int) -> String {
    ticks % 24 == 0 ? date(day: ticks / 24 - 1) : at(tick: ticks)
  }

  /// The date of a day, 0 for the first, in the scenario's own calendar.
  public func date(day: Int) -> String {
    CalendarDate(dayNumber: firstDayNumber + day, isJulian: isJulian).text
  }

  /// The same date by the Gregorian calendar.
  public func dateGregorian(day: Int) -> String {
    CalendarDate(dayNumber: firstDayNumber + day, isJulian: false).text
  }

  /// The month of a day, 1 for January, in the scenario's own calendar.
  public func month(day: Int) -> Int {
    CalendarDate(dayNumber: firstDayNumber + day, isJulian: isJulian).month
  }

  /// The day of a date in the scenario's own calendar; `nil` if the scenario has no such day.
  public func day(of date: String) -> Int? {
    guard let date = CalendarDate(date, isJulian: isJulian) else { return nil }
    let day = date.dayNumber(isJulian: isJulian) - firstDayNumber
    return (0..<dayCount).contains(day) ? day : nil
  }

  /// The hours that are over at a moment: at the beginning of an hour as `1917-02-27T07:00`, or at the
  /// end of a day as `1917-02-27`; `nil` if the scenario has no such day.
  public func ticksDone(at text: String) -> Int? {
    guard let moment = Moment(text), let day = day(of: moment.date) else { return nil }
    return day * 24 + (moment.hour ?? 24)
  }

  /// The tick of an hour as `1917-02-27T07:00`, or of the first hour of a date; `nil` if the scenario has no
  /// such day.
  public func tick(at text: String) -> Int? {
    guard let moment = Moment(text), let day = day(of: moment.date) else { return nil }
    return day * 24 + (moment.hour ?? 0)
  }

  /// The day of the week, 0 for Monday.
  public func weekday(day: Int) -> Int { (firstDayNumber + day) % 7 }

  private var firstDayNumber: Int { start.dayNumber(isJulian: isJulian) }
}

private func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
