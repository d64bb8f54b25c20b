import ArgumentParser

struct EnsembleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ensemble",
    abstract: "Many runs by a plan: designs, worlds and seeds, kept together.",
    discussion: """
      A plan is a file that names a scenario, how often it is run, and what is varied. `run` makes and
      gathers all of it here, and goes on where it was broken off:
        dualpower ensemble run Examples/ensembles/noise.yaml --out runs/noise

      On many machines each makes a share, and one gathers:
        dualpower ensemble work PLAN.yaml --out DIR --shard 3/8
        dualpower ensemble gather DIR

      docs/ensembles.md tells how a plan is written and what the folder holds.
      """,
    subcommands: [
      EnsemblePlanCommand.self, EnsembleWorkCommand.self, EnsembleGatherCommand.self,
      EnsembleRunCommand.self,
    ]
  )
}
