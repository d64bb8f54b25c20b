import DualPower
import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerScenario

/// What a history does not depend on, in runs.
@Suite(.tags(.law)) final class InvarianceTests {
  private let folder =
    FileManager.default.temporaryDirectory.path + "/dualpower-" + UUID().uuidString

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// A bundled scenario, at which scale, how many of its days are run, and how much comes of them.
  struct Case: CustomTestStringConvertible, Sendable {
    var id: String
    var scale: Int
    var days: Int
    var fewestEvents: Int

    var testDescription: String { id }
  }

  private static let cases = [
    Case(id: "courtyard", scale: 1, days: 14, fewestEvents: 0),
    Case(id: "petrograd-1917", scale: 1_000, days: 45, fewestEvents: 20),
    Case(id: "russia-1917", scale: 1_000, days: 14, fewestEvents: 20),
  ]

  private func load(_ reference: String, _ one: Case) throws -> Scenario {
    var options = LoadOptions()
    options.scale = one.scale
    return try Scenario.load(reference, options)
  }

  private func expectSameHistory(_ a: Scenario, _ b: Scenario, _ one: Case) throws {
    let runs = try [a, b].map { try Laboratory.run($0.society, seed: 3, hours: one.days * 24) }
    #expect(runs[0].record.events.count >= one.fewestEvents)
    #expect(runs[0].record.events == runs[1].record.events)
    #expect(runs[0].outcome == runs[1].outcome)
    #expect(runs[0].digest() == runs[1].digest())
  }

  @Test(arguments: cases)
  func `with all names and ids changed no number changes`(one: Case) throws {
    try Renaming.write(one.id, into: folder)
    let (before, after) = (try load(one.id, one), try load(folder, one))
    for (old, new) in [
      (before.names.strata, after.names.strata), (before.names.groups, after.names.groups),
      (before.names.kinds, after.names.kinds), (before.names.places, after.names.places),
      (before.names.towns, after.names.towns), (before.names.units, after.names.units),
      (before.names.lines, after.names.lines), (before.names.bodies, after.names.bodies),
      (before.names.parties, after.names.parties), (before.names.domains, after.names.domains),
      (before.names.powers, after.names.powers), (before.names.regions, after.names.regions),
      (before.names.holders, after.names.holders),
    ] {
      #expect(old.count == new.count)
      #expect(Set(old.map(\.id)).isDisjoint(with: new.map(\.id)))
      let labels = Set(old.map(\.label)).subtracting(old.map(\.id))
      #expect(labels.isDisjoint(with: new.map(\.label)))
    }
    #expect(after.title != before.title && after.id != before.id && after.hash != before.hash)
    #expect(after.society.packed() == before.society.packed())
    try expectSameHistory(before, after, one)
  }

  @Test(arguments: cases)
  func `with every date moved by 28 days the history is the same, 28 days later`(one: Case) throws {
    try copy(one.id, movedBy: 28)
    let (before, after) = (try load(one.id, one), try load(folder + "/\(one.id)", one))
    let isJulian = before.calendar.isJulian
    #expect(
      after.calendar.start.dayNumber(isJulian: isJulian)
        == before.calendar.start.dayNumber(isJulian: isJulian) + 28
    )
    #expect(after.calendar.dayCount == before.calendar.dayCount)
    #expect(after.society.days == before.society.days)
    for day in 0..<before.calendar.dayCount {
      #expect(after.calendar.weekday(day: day) == before.calendar.weekday(day: day))
      #expect(after.calendar.date(day: day) == before.calendar.date(day: day + 28))
    }
    try expectSameHistory(before, after, one)
  }

  /// Copies a scenario with its dates moved: those of the calendar and of the forcing.
  private func copy(_ id: String, movedBy days: Int) throws {
    let home = try #require(Home.find())
    let files = FileManager.default
    try files.createDirectory(
      atPath: folder + "/petrograd-1917",
      withIntermediateDirectories: true
    )
    for from in Set([id, "petrograd-1917"]) {
      try? files.removeItem(atPath: "\(folder)/\(from)")
      try files.copyItem(atPath: "\(home)/Scenarios/\(from)", toPath: "\(folder)/\(from)")
    }
    for (file, isDated) in [
      (
        "scenario.yaml",
        { (line: Substring) in
          line.hasPrefix("calendar:") || line.contains("until: ")
        }
      ),
      ("forcing.csv", { (_: Substring) in true }),
    ] {
      for from in Set([id, "petrograd-1917"]) {
        let path = "\(folder)/\(from)/\(file)"
        guard files.fileExists(atPath: path) else { continue }
        let lines = try String(contentsOfFile: path, encoding: .utf8)
          .split(separator: "\n", omittingEmptySubsequences: false)
          .map { isDated($0) ? moved($0, by: days) : String($0) }
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
      }
    }
  }

  private func moved(_ line: Substring, by days: Int) -> String {
    String(line).replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}/) { match -> String in
      let text = String(match.output)
      guard let date = CalendarDate(text, isJulian: true) else { return text }
      return CalendarDate(dayNumber: date.dayNumber(isJulian: true) + days, isJulian: true).text
    }
  }
}
