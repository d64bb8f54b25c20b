import DualPowerExperiment
import Foundation
import Synchronization

/// How far many runs have come: a bar on a terminal, elsewhere a line now and then.
final class Tally: Sendable {
  private struct State {
    var done = 0
    var total: Int
    var runs = 0
    var last: ContinuousClock.Instant?
  }

  private let state: Mutex<State>
  private let isQuiet: Bool
  private let isWatched = Terminal.isWatched
  private let start = ContinuousClock.now

  /// Work of so many person-hours.
  init(personHours: Int, isQuiet: Bool) {
    state = Mutex(State(total: personHours))
    self.isQuiet = isQuiet
  }

  /// The work, as a runner is to watch and end it.
  var work: Work {
    Work(isCancelled: { Interruption.hasCome }, done: { self.advance($0) })
  }

  /// More has to be done than was known.
  func extend(by personHours: Int) { state.withLock { $0.total += personHours } }

  /// A run is done.
  func finish() { state.withLock { $0.runs += 1 } }

  /// So much more is done.
  func advance(_ personHours: Int) {
    state.withLock { state in
      state.done += personHours
      let now = ContinuousClock.now
      let pause: Duration = isWatched ? .milliseconds(200) : .seconds(10)
      guard !isQuiet, now - (state.last ?? (isWatched ? start - pause : start)) >= pause else {
        return
      }
      state.last = now
      let line = Self.line(state, elapsed: (now - start) / .seconds(1))
      if isWatched {
        Terminal.draw("\r\u{1B}[K" + line.prefix(max(10, Terminal.width - 1)))
      } else {
        Terminal.complain([line])
      }
    }
  }

  /// Takes the bar away.
  func clear() {
    if isWatched && !isQuiet { Terminal.draw("\r\u{1B}[K") }
  }

  private static func line(_ state: State, elapsed: Double) -> String {
    let share = min(1, Double(state.done) / Double(max(1, state.total)))
    let full = Int(share * 24)
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: 24 - full)
    let percent = String("  \(Int(share * 100))%".suffix(4))
    let left = share > 0 ? Int((elapsed * (1 - share) / share).rounded(.up)) : 0
    return "\(bar) \(percent)  \(state.runs) runs done  \(left) s left"
  }
}
