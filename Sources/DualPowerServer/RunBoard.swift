import HTTPTypes
import Synchronization

/// The runs that the server makes and has made.
final class RunBoard: Sendable {
  private struct State {
    /// Runs that are under way or are about to begin.
    var places = 0
    /// In the order in which they began.
    var runs: [NativeRun] = []
    var isClosed = false
  }

  private let settings: ServerSettings
  private let state = Mutex(State())

  /// A board with no runs.
  init(_ settings: ServerSettings) { self.settings = settings }

  /// Takes the place of a run that is about to begin.
  ///
  /// - Throws: A refusal where all places are taken.
  func takePlace() throws(Refusal) {
    let isTaken = state.withLock { state in
      guard !state.isClosed, state.places < settings.mostRuns else { return false }
      state.places += 1
      return true
    }
    guard !isTaken else { return }
    throw Refusal(
      .tooManyRequests,
      "Runs are under way, and this server makes \(settings.mostRuns) at one time. Ask again when one is over.",
      fields: [.retryAfter: "5"]
    )
  }

  /// Gives the place back.
  func leavePlace() { state.withLock { $0.places -= 1 } }

  /// Begins a run, for which a place has been taken.
  func start(_ run: NativeRun) {
    state.withLock { state in
      state.runs.append(run)
      let over = state.runs.filter { $0.news(after: .max).phase != .running }
      for old in over.dropLast(ServerSettings.mostKept) { state.runs.removeAll { $0 === old } }
    }
    run.start(settings) { [self] in leavePlace() }
  }

  /// A run by its name.
  func run(_ id: String) throws(Refusal) -> NativeRun {
    if let run = state.withLock({ $0.runs.first { $0.id == id } }) { return run }
    throw Refusal(
      .notFound,
      "No run of this name. The last \(ServerSettings.mostKept) that are over are kept; ask for another at /api/runs."
    )
  }

  /// Stops a run, and forgets it.
  func stop(_ run: NativeRun) {
    run.stop("The run was stopped by its reader.")
    state.withLock { state in state.runs.removeAll { $0 === run } }
  }

  /// Stops all runs, and begins no other.
  func close() {
    state.withLock { state in
      state.isClosed = true
      for run in state.runs { run.stop("The server was stopped.") }
    }
  }
}
