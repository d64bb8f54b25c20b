import Foundation
import Synchronization

private let wasInterrupted = Atomic<Bool>(false)

/// Ctrl-C and a polite request to end, which the work asks after between its steps.
enum Interruption {
  /// Whether one has come.
  static var hasCome: Bool { wasInterrupted.load(ordering: .relaxed) }

  /// From now on an interruption is remembered rather than obeyed at once.
  static func listen() {
    // Made before a signal can come, as a handler must not make it.
    wasInterrupted.store(false, ordering: .relaxed)
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { _ in wasInterrupted.store(true, ordering: .relaxed) }
      sigaddset(&signals, number)
    }
    // A program that starts this one on a thread of its own may have them blocked there.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
