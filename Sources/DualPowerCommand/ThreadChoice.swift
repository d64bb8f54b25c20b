import ArgumentParser
import DualPowerExperiment

/// On how many threads runs are made; shared by all subcommands that make some.
struct ThreadChoice: ParsableArguments {
  @Option(
    name: .customLong("threads"),
    parsing: .unconditional,
    help: ArgumentHelp(
      "Threads; what comes out is the same for any number. (default: one per processor; fewer for few agents)",
      valueName: "n"
    )
  )
  var text: String?

  /// What the text says, which is checked as the scenario is loaded; for one run of so many agents.
  func count(agents: Int) -> Int {
    text.flatMap { Int($0) } ?? Threads.usual(agents: agents)
  }

  /// The same for many runs at one time.
  var count: Int { text.flatMap { Int($0) } ?? Threads.usual }
}
