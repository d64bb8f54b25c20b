import ArgumentParser
import DualPowerExperiment

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run one history and tell it."
  )

  @OptionGroup var start: RunStart
  @OptionGroup var course: RunCourse

  func run() throws {
    let ranks = try Launch.join()
    if let ranks, !ranks.leads {
      Interruption.listen()
      Program.end(ranks.follow { Interruption.hasCome })
    }
    try course.run(among: ranks) { () throws(Failure) in try start.load(course, among: ranks) }
  }
}
