import ArgumentParser

/// How far runs go, and on how many threads; shared by all subcommands that run something.
struct Horizon: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The last day, in the scenario's calendar.", valueName: "date")
  )
  var until: String?

  @OptionGroup var choice: ThreadChoice

  /// The number of threads as the user writes it.
  var threadsText: String? { choice.text }
  /// What that says for many runs at one time; it is checked as the scenario is loaded.
  var threads: Int { choice.count }
}
