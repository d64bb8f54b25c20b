import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario
import Foundation
import Synchronization

/// A run that the server makes, on a thread of its own; readers follow it day by day.
final class NativeRun: Sendable {
  /// How a run stands.
  enum Phase: Sendable, Equatable {
    case running
    case done(digest: String, outcome: Outcome)
    /// Why it was stopped, in a sentence.
    case stopped(String)

    /// Its name in answers.
    var id: String {
      switch self {
      case .running: "running"
      case .done: "done"
      case .stopped: "stopped"
      }
    }
  }

  /// What is new of a run.
  struct News: Sendable {
    /// Ticks done after each frame that is new.
    var ticks: [Int]
    var phase: Phase
  }

  private struct State {
    /// Rows of each step as 64-bit numbers, the lowest byte first.
    var frames: [[UInt8]] = []
    var ticks: [Int] = []
    var phase = Phase.running
    var readers = 0
    var lastSeen = ContinuousClock.now
    /// Why it is to stop.
    var reason: String?
  }

  /// How far a run stands back behind what else the machine does.
  private static let niceness: Int32 = 10

  /// A name that nobody can guess.
  let id = NativeRun.name(UInt64.random(in: .min ... .max))
  /// The scenario.
  let scenario: Scenario
  /// The ticks that it is to have.
  let ticks: Int
  private let seed: UInt64
  private let state = Mutex(State())

  /// A run that has not begun.
  init(_ scenario: Scenario, seed: UInt64) {
    self.scenario = scenario
    self.seed = seed
    ticks = scenario.society.days.count * 24
  }

  /// A number as 16 hexadecimal digits.
  private static func name(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Begins on a thread of its own.
  ///
  /// - Parameters:
  ///   - settings: For how long, on how many threads.
  ///   - done: Called at the end, on that thread.
  func start(_ settings: ServerSettings, done: @escaping @Sendable () -> Void) {
    let thread = Thread { [self] in
      // The threads of a run take after this one: those that answer readers come first.
      #if os(Linux)
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
      #endif
      run(settings)
      done()
    }
    thread.stackSize = 8 << 20
    thread.qualityOfService = .utility
    thread.start()
  }

  private func run(_ settings: ServerSettings) {
    let deadline = ContinuousClock.now + .seconds(60 * settings.mostMinutes)
    var told = 0
    let result = try? Runner.run(
      scenario,
      seed: seed,
      threads: min(settings.threads, Threads.usual(agents: scenario.society.agentCount)),
      watch: { simulation in
        guard simulation.ticks > told, simulation.ticks % 24 == 0 || simulation.ticks == ticks
        else { return }
        var writer = RowWriter()
        writer.write(simulation.record, from: told)
        told = simulation.ticks
        add(writer.numbers, ticks: told)
      },
      isCancelled: { shouldStop(deadline, settings) }
    )
    state.withLock { state in
      if let run = result ?? nil {
        state.phase = .done(digest: run.digestText, outcome: run.outcome)
      } else {
        state.phase = .stopped(state.reason ?? "The run could not be made.")
      }
    }
  }

  private func add(_ numbers: [Double], ticks: Int) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * numbers.count)
    for number in numbers {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 }
    }
    state.withLock {
      $0.frames.append(bytes)
      $0.ticks.append(ticks)
    }
  }

  private func shouldStop(_ deadline: ContinuousClock.Instant, _ settings: ServerSettings) -> Bool {
    let now = ContinuousClock.now
    return state.withLock { state in
      if state.reason == nil, state.readers == 0,
        now - state.lastSeen > .seconds(settings.patience)
      {
        state.reason = "Nobody followed the run any more, and it was stopped."
      }
      if state.reason == nil, now > deadline {
        state.reason =
          "The run was stopped after \(settings.mostMinutes) min, the most that this server gives one. "
          + "Ask for fewer days or a coarser scale, or use the command."
      }
      return state.reason != nil
    }
  }

  /// Ends the run, if it has not ended.
  func stop(_ reason: String) {
    state.withLock { $0.reason = $0.reason ?? reason }
  }

  /// Somebody begins to follow, or ceases to.
  func follow(_ isFollowing: Bool) {
    state.withLock {
      $0.readers += isFollowing ? 1 : -1
      $0.lastSeen = .now
    }
  }

  /// How it stands, and the frames after so many.
  func news(after count: Int) -> News {
    state.withLock { News(ticks: Array($0.ticks.dropFirst(count)), phase: $0.phase) }
  }

  /// A frame, if there is one of this number.
  func frame(_ number: Int) -> [UInt8]? {
    state.withLock { $0.frames.indices.contains(number) ? $0.frames[number] : nil }
  }

  /// Ticks that are done, as far as they are told.
  var done: Int { state.withLock { $0.ticks.last ?? 0 } }

  /// How it stands.
  var json: JSON {
    let (phase, done) = state.withLock { ($0.phase, $0.ticks.last ?? 0) }
    let json: JSON = [
      "id": .string(id), "scenario": .string(scenario.id), "state": .string(phase.id),
      "ticks": .int(ticks), "done": .int(done),
      "agents": .int(scenario.society.agentCount),
      "events": .string("/api/runs/\(id)/events"),
    ]
    return phase.members.reduce(json) { $0.with($1.0, $1.1) }
  }
}

extension NativeRun.Phase {
  /// What there is to tell of it.
  var members: [(String, JSON)] {
    switch self {
    case .running: []
    case .done(let digest, let outcome):
      [("digest", .string(digest)), ("outcome", .string(outcome.id))]
    case .stopped(let reason): [("reason", .string(reason))]
    }
  }
}
