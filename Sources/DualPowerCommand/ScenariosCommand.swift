import ArgumentParser
import DualPowerArchive
import DualPowerScenario

struct ScenariosCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenarios",
    abstract: "List the bundled scenarios."
  )

  @OptionGroup var output: OutputFlags

  func run() throws {
    let all = Scenario.bundled()
    if output.json {
      let rows = all.map { scenario -> JSON in
        [
          "id": .string(scenario.id), "title": .string(scenario.title),
          "about": .string(scenario.about),
        ]
      }
      try Terminal.say(JSON.object([.init("scenarios", .array(rows))]).text(isIndented: true))
      return
    }
    let width = all.map(\.id.count).max() ?? 0
    for scenario in all {
      let id = scenario.id.padding(to: width)
      try Terminal.say("\(id)  \(scenario.title). \(scenario.about)")
    }
  }
}
