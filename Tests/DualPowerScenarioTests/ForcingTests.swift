import DualPower
import DualPowerTestSupport
import Testing

@testable import DualPowerScenario

@Suite(.tags(.claim)) struct ForcingTests {
  let bench: Workbench

  init() throws {
    bench = try Workbench()
    try bench.replace("groups: [", with: "forcing: forcing.csv\ngroups: [")
  }

  @Test func `days that the table leaves out are usual, with rest on Sundays`() throws {
    try bench.write(
      "date,rest,deliveries,mildness,source\n1917-02-23,yes,0.5,,a\n1917-02-26,no,,0.25,b\n",
      to: "forcing.csv"
    )
    let days = try bench.load().society.days
    // 20 February 1917 was a Monday, by the Julian calendar.
    #expect(days.prefix(7).map(\.weekday) == Array(0...6))
    #expect(days[3] == Day(weekday: 3, isRest: true, deliveries: 0.5, mildness: 1))
    #expect(days[6] == Day(weekday: 6, isRest: false, deliveries: 1, mildness: 0.25))
    #expect(days.indices.filter { days[$0].isRest } == [3, 13])
  }

  @Test func `dates stand in the scenario's days, once`() throws {
    try bench.write(
      "date,rest\n1917-02-23,yes\n1917-02-23,no\n1917-04-01,yes\nsoon,maybe\n1917-02-24,maybe\n",
      to: "forcing.csv"
    )
    #expect(
      bench.sentences() == [
        "courtyard/forcing.csv:3: date: 1917-02-23 for the second time, first in "
          + "courtyard/forcing.csv:2; a day has one row. Remove one.",
        "courtyard/forcing.csv:4: 1917-04-01; the scenario runs from 1917-02-20 to 1917-03-05. "
          + "Choose a day within.",
        "courtyard/forcing.csv:5: rest: \"maybe\"; allowed: yes, no. Choose one.",
        "courtyard/forcing.csv:5: \"soon\" is no date of the Julian calendar; "
          + "dates are written 1917-02-23. Mend it.",
        "courtyard/forcing.csv:6: rest: \"maybe\"; allowed: yes, no. Choose one.",
      ]
    )
  }
}
