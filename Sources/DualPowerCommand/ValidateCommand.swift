import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerScenario

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check a scenario and report all findings at once."
  )

  @OptionGroup var arguments: ScenarioArguments
  @OptionGroup var output: OutputFlags

  func run() throws {
    do {
      let society = try arguments.load().society
      let people = Int(society.population.rounded())
      try Terminal.say(
        output.json
          ? json(findings: [], count: 0)
          : "\(arguments.scenario): no findings; \(people) people in \(society.groups.count) groups, "
            + "\(society.days.count) days"
            + (society.country.map { "; \($0)." } ?? ".")
      )
    } catch {
      // A program reads the findings where it reads everything else; a person, where progress goes.
      if output.json, case .badInput(let findings) = error {
        try Terminal.say(json(findings: findings.sentences, count: findings.count))
      }
      throw error
    }
  }

  private func json(findings: [String], count: Int) -> String {
    let object: JSON = [
      "scenario": .string(arguments.scenario),
      "count": .int(count),
      "findings": .array(findings.map { .string($0) }),
    ]
    return object.text(isIndented: true)
  }
}
