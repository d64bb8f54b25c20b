import ArgumentParser

/// Which history of a scenario is run, and with how many agents; shared by the subcommands that run one.
struct Replicate: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("One history for each number. (default: 1)", valueName: "n")
  )
  var seed: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("One agent for so many people. (default: 1:1)", valueName: "1:n")
  )
  var scale: String?

  /// The seed, which is checked as the scenario is loaded.
  var number: UInt64 { seed.flatMap { UInt64($0) } ?? 1 }

  /// The options given, for which a checkpoint leaves no room.
  var given: [String] {
    (seed.map { ["--seed \($0)"] } ?? []) + (scale.map { ["--scale \($0)"] } ?? [])
  }
}
