import ArgumentParser
import DualPower
import DualPowerExperiment
import Foundation

/// Times ``DualPower/PeopleStage/decide(concurrently:)``, on one thread after another number of them.
struct Time: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Times the stage; prints a line of JSON for each level and number of threads."
  )

  @OptionGroup var moment: Moment

  @Option(help: "A number of threads; may be given more than once.")
  var threads: [Int] = [1, 2]

  @Option(help: "A level of the processor: best, all, or one by its name.")
  var level = "best"

  @Flag(help: "Does one hour on one thread between two traps, for what counts its instructions.")
  var trapped = false

  @Option(help: "Of that hour, every so many-th chunk only.")
  var every = 1

  func validate() throws {
    guard every > 0 else { throw ValidationError("--every \(every): it is above nought.") }
  }

  mutating func run() throws {
    if trapped { return try hourBetweenTraps() }
    for level in try levels() {
      let stage = PeopleStage(of: try moment.run(level))
      for threads in threads { print(try timing(stage, level, threads)) }
    }
  }

  private func hourBetweenTraps() throws {
    var stage = PeopleStage(of: try moment.run(try levels()[0]))
    stage.decide()
    let every = every
    raise(SIGTRAP)
    stage.decide { chunks, body in
      for chunk in stride(from: 0, to: chunks, by: every) { body(chunk) }
    }
    raise(SIGTRAP)
  }

  private func levels() throws -> [Level] {
    switch level {
    case "best": return [.best]
    case "all": return Level.had
    default:
      let named = Level.had.filter { "\($0)" == level }
      guard !named.isEmpty else {
        throw ValidationError(
          "--level \(level): this machine has \(Level.had.map { "\($0)" }.joined(separator: ", "))."
        )
      }
      return named
    }
  }

  /// A line of JSON.
  ///
  /// The first hour is the one in which the stage takes its own copy of the people.
  private func timing(_ stage: PeopleStage, _ level: Level, _ threads: Int) throws -> String {
    var stage = stage
    let concurrently = try Threads.concurrently(threads: threads)
    stage.decide(concurrently: concurrently)
    let bytes = stage.bytesAtLeast
    let took = ContinuousClock().measure {
      for _ in 1..<moment.hours { stage.decide(concurrently: concurrently) }
    }
    let seconds = took / .seconds(1) / Double(moment.hours - 1)
    let (active, lingering) = stage.out
    return """
      {"peer": "swift", "level": "\(level)", "threads": \(threads), "persons": \(stage.agents), \
      "hours": \(moment.hours), "secondsPerHour": \(seconds), "bytesAtLeast": \(bytes), \
      "personsPerSecond": \(Double(stage.agents) / seconds), \
      "out": \(active + lingering), "checksum": "\(stage.checksum.hexadecimal)"}
      """
  }
}

extension UInt64 {
  /// As sixteen digits.
  var hexadecimal: String { String(format: "%016llx", self) }
}
