import ArgumentParser
import DualPowerExperiment

/// How far runs go, and on how many threads; shared by all subcommands that run something.
struct Horizon: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The last day, in the scenario's calendar.", valueName: "date")
  )
  var until: String?

  @Option(
    name: .customLong("threads"),
    parsing: .unconditional,
    help: ArgumentHelp(
      "Threads; what comes out is the same for any number. (default: one per processor)",
      valueName: "n"
    )
  )
  var threadsText: String?

  /// What the text says, which is checked as the scenario is loaded.
  var threads: Int { threadsText.flatMap { Int($0) } ?? Threads.usual }
}
