import ArgumentParser

/// How results are given; every subcommand has these.
struct OutputFlags: ParsableArguments {
  @Flag(help: "Give the result as one JSON object.") var json = false
  @Flag(help: "Show no progress.") var quiet = false
}
