import ArgumentParser

struct ForkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fork",
    abstract: "Run on from an hour in another world: the same people as they stood, other values.",
    discussion: """
      From a checkpoint, in the hour of which it is:
        dualpower fork kept/checkpoint-1917-02-27T07.dpc --without telegraph

      From a scenario, which is run up to --at, to the same history:
        dualpower fork petrograd-1917 --at 1917-02-27T07:00 --without telegraph

      What --set, --without and --with change holds from that hour on.
      """
  )

  @OptionGroup var start: ForkStart
  @OptionGroup var course: RunCourse

  func run() throws { try course.run { () throws(Failure) in try start.load(course) } }
}
