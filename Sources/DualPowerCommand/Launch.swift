import ArgumentParser
import DualPowerExperiment
import Foundation
import Synchronization

#if MPI
import DualPowerMPI
#endif

/// How this process was started: by itself, or by `mpirun` as one of several that make a run together.
enum Launch {
  /// How many `mpirun` has started; `nil` where it started none.
  static let count = number("OMPI_COMM_WORLD_SIZE")
  private static let rank = number("OMPI_COMM_WORLD_RANK") ?? 0
  private static let speaksForItself = Atomic<Bool>(false)
  private static let joined = Mutex<Ranks?>(nil)

  /// Whether another process says what this one would.
  static var isSilent: Bool { rank > 0 && !speaksForItself.load(ordering: .relaxed) }

  /// Refuses a command that several processes would each do anew.
  ///
  /// A share of an ensemble's work is one process's own, whatever started it.
  static func check(_ command: any ParsableCommand) throws(Failure) {
    guard let count, count > 1 else { return }
    if command is EnsembleWorkCommand {
      speaksForItself.store(true, ordering: .relaxed)
    } else if !(command is RunCommand), let name = type(of: command).configuration.commandName,
      name != "help"
    {
      throw .badRequest([LaunchFinding.notShared(command: name, count: count).sentence])
    }
  }

  /// The processes that make a run together; `nil` where this is alone.
  static func join() throws(Failure) -> Ranks? {
    guard let count else { return nil }
    #if MPI
    let ranks = MPIWorld.join()
    joined.withLock { $0 = ranks }
    return ranks
    #else
    guard count == 1 else {
      throw .badRequest([LaunchFinding.builtWithout(count: count).sentence])
    }
    return nil
    #endif
  }

  /// Takes leave of the others, whom the leader has end with a code.
  static func leave(_ code: Int32) {
    let ranks = joined.withLock { ranks in
      defer { ranks = nil }
      return ranks
    }
    if let ranks, ranks.leads { ranks.end(code) }
  }

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }
}

/// What is wrong with how several processes were started.
enum LaunchFinding: Equatable {
  /// A command that each of them would do anew.
  case notShared(command: String, count: Int)
  /// A run, by a program that cannot share it.
  case builtWithout(count: Int)

  /// The finding as a sentence.
  var sentence: String {
    switch self {
    case .notShared(let command, let count):
      "\(command): started \(count) times by mpirun, and each would do all of it. "
        + "Start it without mpirun; only 'run' is shared."
    case .builtWithout(let count):
      "run: started \(count) times by mpirun, and each would make the whole run. Build the program with "
        + "'swift build -c release --traits MPI', or start it without mpirun."
    }
  }
}
