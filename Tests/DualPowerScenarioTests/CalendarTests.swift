import DualPowerTestSupport
import Testing

@testable import DualPowerScenario

@Suite struct CalendarTests {
  private let calendar: ScenarioCalendar

  init() throws {
    let start = try #require(CalendarDate("1917-02-15", isJulian: true))
    calendar = ScenarioCalendar(isJulian: true, start: start, dayCount: 141)
  }

  @Test(.tags(.limit))
  func `the Julian calendar is thirteen days behind in 1917`() {
    #expect(calendar.date(day: 0) == "1917-02-15")
    #expect(calendar.dateGregorian(day: 0) == "1917-02-28")
    #expect(calendar.date(day: 8) == "1917-02-23")
    #expect(calendar.dateGregorian(day: 8) == "1917-03-08")
    #expect(calendar.date(day: 140) == "1917-07-05")
  }

  @Test(.tags(.limit))
  func `a tick is an hour of a day`() {
    #expect(calendar.at(tick: 0) == "1917-02-15T00:00")
    #expect(calendar.at(tick: 12 * 24 + 7) == "1917-02-27T07:00")
    #expect(calendar.atGregorian(tick: 12 * 24 + 7) == "1917-03-12T07:00")
  }

  @Test(.tags(.limit))
  func `women's day of 1917 was a Thursday`() {
    #expect(calendar.weekday(day: 8) == 3)
  }

  @Test(.tags(.limit))
  func `leap days differ between the calendars`() {
    #expect(CalendarDate("1900-02-29", isJulian: true) != nil)
    #expect(CalendarDate("1900-02-29", isJulian: false) == nil)
    #expect(CalendarDate("2000-02-29", isJulian: false) != nil)
  }

  @Test(.tags(.limit))
  func `the day after 4 October 1582 was 15 October`() throws {
    let last = try #require(CalendarDate("1582-10-04", isJulian: true))
    let next = CalendarDate(dayNumber: last.dayNumber(isJulian: true) + 1, isJulian: false)
    #expect(next.text == "1582-10-15")
  }

  @Test(.tags(.law), arguments: [true, false])
  func `every day has one date, and the date that day`(isJulian: Bool) {
    for number in stride(from: 1_750_000, to: 3_000_000, by: 97) {
      let date = CalendarDate(dayNumber: number, isJulian: isJulian)
      #expect(date.dayNumber(isJulian: isJulian) == number)
      #expect(CalendarDate(date.text, isJulian: isJulian) == date)
    }
  }

  @Test(
    .tags(.claim),
    arguments: ["", "1917", "1917-2-15", "1917-13-01", "1917-02-30", "+917-02-15", "1917-02-15T00"]
  )
  func `what is no date is none`(text: String) {
    #expect(CalendarDate(text, isJulian: true) == nil)
    #expect(calendar.day(of: text) == nil)
  }

  @Test(.tags(.claim))
  func `a day is found by its date within the scenario`() {
    #expect(calendar.day(of: "1917-02-23") == 8)
    #expect(calendar.day(of: "1917-02-14") == nil)
    #expect(calendar.day(of: "1917-07-06") == nil)
  }
}
