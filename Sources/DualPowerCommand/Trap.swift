import DualPowerExperiment
import Foundation

/// A run of an ensemble that ends the program: the program notes which, and begins anew without it.
enum Trap {
  private nonisolated(unsafe) static let program = strdup(Bundle.main.executablePath ?? "")

  /// From now on such an end is a run's failure.
  static func listen() {
    // Made before a signal can come, as a handler must not make it.
    guard let program, program.pointee != 0 else { return }
    for number in [SIGILL, SIGTRAP, SIGFPE, SIGBUS, SIGSEGV, SIGABRT] {
      signal(number) { number in
        if let program = Trap.program, RunsAtWork.noteEnd(by: number) {
          Trap.beginAnew(program, number)
        }
        // No run's: the program ends as it would have.
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// Becomes the same program with the same arguments; what threads were at is made again.
  private static func beginAnew(_ program: UnsafePointer<CChar>, _ number: Int32) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    execv(program, CommandLine.unsafeArgv)
  }
}
