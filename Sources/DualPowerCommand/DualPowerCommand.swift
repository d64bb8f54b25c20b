import ArgumentParser
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario
import Foundation

/// The command `dualpower`; each subcommand has a file of its own.
struct DualPowerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dualpower",
    abstract: "A laboratory of contested authority: societies in which nobody rules alone.",
    discussion: """
      Results go to standard output; progress and findings to standard error.
      Exit codes: 0 done, 1 failed while working, 2 bad input, 130 interrupted.
      """,
    version: Version.current,
    subcommands: [
      ScenariosCommand.self, ExplainCommand.self, ValidateCommand.self, RunCommand.self,
      ForkCommand.self, CompareCommand.self, ClausesCommand.self, OutcomesCommand.self,
      EnsembleCommand.self, VerifyCommand.self, ScoreCommand.self, PredictCommand.self,
      ScaleCheckCommand.self,
      PersonCommand.self,
      WhyCommand.self, ValidateModelCommand.self, ServeCommand.self, NewCommand.self,
      PackCommand.self,
    ]
  )
}

/// The command as a program.
public enum Program {
  /// Does what arguments ask for, the first after the program's own name, and ends the process where it cannot.
  ///
  /// It stays on the caller's actor: what ends a program comes on the main thread, which should be the one at work.
  public static func run(
    _ arguments: [String],
    isolation: isolated (any Actor)? = #isolation
  ) async {
    // A reader that has seen enough closes its end, and files may have a greatest size: a write
    // then fails with a reason, which is told, rather than killing the command half-way.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try DualPowerCommand.parseAsRoot(arguments)
      try Launch.check(command)
      if var serving = command as? any AsyncParsableCommand {
        try await serving.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      Terminal.complain(failure.sentences)
      end(failure.exitCode)
    } catch let findings as Findings {
      let failure = Failure.badInput(findings)
      Terminal.complain(failure.sentences)
      end(failure.exitCode)
    } catch let failure as EnsembleFailure {
      Terminal.complain([failure.sentence])
      end(failure.isBadRequest ? Failure.badInputCode : 1)
    } catch let failure as ScoreFailure {
      Terminal.complain([failure.sentence])
      end(Failure.badInputCode)
    } catch let failure as LedgerFailure {
      let failure = Failure(failure)
      Terminal.complain(failure.sentences)
      end(failure.exitCode)
    } catch {
      let isHelp = DualPowerCommand.exitCode(for: error) == .success
      let message = DualPowerCommand.fullMessage(for: error)
      if isHelp {
        try? Terminal.say(message)
      } else {
        Terminal.complain([message])
      }
      end(isHelp ? 0 : Failure.badInputCode)
    }
    Launch.leave(0)
  }

  /// Ends the process, and with it those that make a run with it.
  static func end(_ code: Int32) -> Never {
    Launch.leave(code)
    exit(code)
  }
}
