/// What is wrong with how a run was asked for, whatever its scenario holds.
enum RunFinding: Equatable {
  /// Neither a scenario nor a checkpoint is named.
  case nothingNamed
  /// A scenario is named beside a checkpoint.
  case namedTwice(scenario: String, checkpoint: String)
  /// An option would change what a checkpoint holds.
  case settled(option: String, checkpoint: String)
  /// An option would change what the checkpoint of a fork holds.
  case settledForFork(option: String, checkpoint: String)
  /// A scenario is to be forked at no hour.
  case noHour(scenario: String)
  /// A checkpoint is to be kept, and nothing else.
  case nowhereToKeep(date: String)
  /// The run would take the place of the one that it goes on from.
  case replacesCheckpoint(folder: String, checkpoint: String)
  /// An option asks for all people in one place, and several processes have them.
  case notShared(option: String)
  /// A group has more agents than processes can tell one another of.
  case groupTooLarge(scenario: String)

  /// The finding as a sentence.
  var sentence: String {
    switch self {
    case .nothingNamed:
      "run: no scenario and no --from; one of them is needed. "
        + "Name a scenario (see 'dualpower scenarios') or a checkpoint."
    case .namedTwice(let scenario, let checkpoint):
      "\(scenario): a scenario beside --from \(checkpoint), which holds its own. Leave one of them out."
    case .settled(let option, let checkpoint):
      "\(option): settled by --from \(checkpoint); a run goes on as it began. "
        + "Leave it out, or run the scenario from its first hour."
    case .settledForFork(let option, let checkpoint):
      "\(option): settled by \(checkpoint); a fork has the people of the run before it. Leave it out."
    case .noHour(let scenario):
      "\(scenario): a scenario, and no --at; a fork begins at some hour. "
        + "Give one, as --at 1917-02-27T07:00, or name a checkpoint."
    case .nowhereToKeep(let date):
      "--checkpoint \(date): no --out; a checkpoint is kept in the folder of its run. "
        + "Name one with --out."
    case .replacesCheckpoint(let folder, let checkpoint):
      "--out \(folder): \(checkpoint) lies in this folder, which the run would replace. "
        + "Name another."
    case .notShared(let option):
      "\(option): a checkpoint holds all people, and no process of several does. "
        + "Leave it out, or start the run without mpirun."
    case .groupTooLarge(let scenario):
      "\(scenario): a group of more than 8421504 agents, which several processes cannot tell one another of. "
        + "Give a larger --scale, or start the run without mpirun."
    }
  }
}
