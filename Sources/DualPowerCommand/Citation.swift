import ArgumentParser
import DualPowerArchive
import DualPowerScenario

/// Whether a result says how it is cited; shared by the subcommands whose results are.
struct Citing: ParsableArguments {
  @Flag(help: "Say how to cite this result.") var cite = false

  /// A result, as it was asked for.
  enum Result {
    case object(JSON)
    case text(String)
  }

  /// Gives a result, with how to cite it where that was asked for.
  func tell(_ result: Result, _ citation: @autoclosure () throws -> Citation) throws {
    switch result {
    case .object(let json):
      try Terminal.say((cite ? json.with("cite", try citation().json) : json).text())
    case .text(let text):
      try Terminal.say(text + (cite ? "\n\n" + (try citation().text) : ""))
    }
  }
}

/// How a result is cited: the program, the scenario, what was asked for, and what came of it.
struct Citation {
  private let scenario: Scenario
  private let command: String
  private let first: UInt64
  private let count: Int
  private let digest: String?

  /// The citation of a result.
  ///
  /// - Parameters:
  ///   - scenario: What was run.
  ///   - command: What to ask for to have the same.
  ///   - seeds: The first seed, and how many there are from it on.
  ///   - digest: That of the run, where there is one.
  init(
    _ scenario: Scenario,
    command: String,
    seeds: (first: UInt64, count: Int),
    digest: String?
  ) {
    self.scenario = scenario
    self.command = command
    first = seeds.first
    count = seeds.count
    self.digest = digest
  }

  /// For a reader.
  var text: String {
    let seeds =
      count > 1 ? "seeds \(first) to \(first + UInt64(count - 1))" : "seed \(first)"
    return "Cite as: \(Version.authors). \(Version.title), version \(Version.current). "
      + "Scenario \(scenario.id), hash \(scenario.hash); \(seeds)"
      + (digest.map { "; digest \($0)" } ?? "") + ". `\(command)`"
  }

  /// As JSON.
  var json: JSON {
    [
      "text": .string(text), "authors": .string(Version.authors), "title": .string(Version.title),
      "version": .string(Version.current), "scenario": .string(scenario.id),
      "hash": .string(scenario.hash), "command": .string(command), "seed": .number(first),
      "replicates": .int(count), "digest": digest.map { .string($0) } ?? .null,
    ]
  }
}
