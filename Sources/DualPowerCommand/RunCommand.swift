import ArgumentParser

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run one history and tell it."
  )

  @OptionGroup var start: RunStart
  @OptionGroup var course: RunCourse

  func run() throws { try course.run { () throws(Failure) in try start.load(course) } }
}
