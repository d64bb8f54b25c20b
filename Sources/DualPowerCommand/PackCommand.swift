import ArgumentParser
import DualPower
import DualPowerArchive
import DualPowerScenario
import Foundation

struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Write what the WebAssembly build is run with: a society as bytes, or its notes.",
    shouldDisplay: false
  )

  @OptionGroup var arguments: ScenarioArguments
  @Option(help: "One agent for so many people: 1:10 or 10.") var scale = "1:1"
  @Option(help: "The last day.") var until: String?
  @Flag(help: "Write the names, calendar, switches and observations that a page needs, as JSON.")
  var notes = false
  @Option(
    help: ArgumentHelp(
      "Write the society, its notes and how tables are made of its rows into a folder that is there, a file each.",
      valueName: "folder"
    )
  )
  var out: String?

  func run() throws {
    let scenario = try arguments.load(scale: scale, until: until)
    let notes = PageNotes(scenario, as: arguments.scenario)
    if let out {
      let name = "\(out)/\(scenario.id)-\(scenario.society.scale)"
      let tables = TableNotes(scenario, as: arguments.scenario)
      try write(scenario.society.packed(), to: "\(name).bin")
      try write(Array(notes.json.text().utf8), to: "\(name).notes.json")
      try write(Array(tables.json.text().utf8), to: "\(name).tables.json")
    } else if self.notes {
      try Terminal.say(notes.json.text())
    } else {
      try Terminal.write(scenario.society.packed())
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
      throw .work("\(path): cannot be written. Choose a folder where you may write.")
    }
  }
}
