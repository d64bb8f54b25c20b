import Dispatch
import DualPower
import DualPowerArchive
import DualPowerScenario
import HTTPTypes
import Synchronization

/// Reads scenarios one after the other, away from the threads that answer.
///
/// A country takes a second to read. Only bundled scenarios are read: a request never names a file.
final class Loader: Sendable {
  /// The most requests that wait their turn.
  private static let mostWaiting = 16
  /// The most notes that are kept.
  private static let mostNotes = 12

  private let queue = DispatchQueue(label: "dualpower.loader")
  private let settings: ServerSettings
  private let waiting = Mutex(0)
  private let notes = Mutex<[(request: RunRequest, text: String)]>([])
  private let sizesRead = Mutex<Task<[String: Size], Never>?>(nil)
  /// The bundled scenarios.
  let bundled: [ScenarioSummary]

  /// A loader of the bundled scenarios.
  init(_ settings: ServerSettings) {
    self.settings = settings
    bundled = Scenario.bundled()
  }

  /// Reads a scenario.
  ///
  /// - Throws: A refusal that says all that is wrong with what was asked for.
  func scenario(_ request: RunRequest) async throws(Refusal) -> Scenario {
    let result: Result<Scenario, Refusal> = try await inTurn { [self] in
      do throws(Refusal) { return .success(try load(request)) } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// How many people a bundled scenario has, and its last day.
  struct Size: Sendable {
    let persons: Double
    let last: String
  }

  /// The sizes of all bundled scenarios by their ids, read once, however many ask.
  func sizes() async -> [String: Size] {
    let task = sizesRead.withLock { known in
      let task = known ?? Task { await readSizes() }
      known = task
      return task
    }
    return await task.value
  }

  private func readSizes() async -> [String: Size] {
    await onQueue { [self] in
      var sizes: [String: Size] = [:]
      for summary in bundled {
        // The coarsest scale is the soonest read.
        let request = RunRequest(scenario: summary.id, scale: Catalogue.coarsest)
        guard let scenario = try? Scenario.load(summary.id, request.options) else { continue }
        sizes[summary.id] = Size(
          persons: scenario.society.population,
          last: scenario.calendar.date(day: scenario.society.days.count - 1)
        )
      }
      return sizes
    }
  }

  /// What a page must know of a scenario, as text.
  func notes(_ request: RunRequest) async throws(Refusal) -> String {
    if let known = notes.withLock({ $0.first { $0.request == request } }) { return known.text }
    let scenario = try await scenario(request)
    let text = PageNotes(scenario, as: request.scenario).json.text()
    notes.withLock {
      $0.append((request, text))
      if $0.count > Self.mostNotes { $0.removeFirst() }
    }
    return text
  }

  private func inTurn<Value: Sendable>(
    _ work: @escaping @Sendable () -> Value
  ) async throws(Refusal) -> Value {
    let isFull = waiting.withLock { count in
      guard count < Self.mostWaiting else { return true }
      count += 1
      return false
    }
    guard !isFull else {
      throw Refusal(
        .serviceUnavailable,
        "Too many ask at one time. Ask again in some seconds.",
        fields: [.retryAfter: "5"]
      )
    }
    defer { waiting.withLock { $0 -= 1 } }
    return await onQueue(work)
  }

  private func onQueue<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: work()) }
    }
  }

  private func load(_ request: RunRequest) throws(Refusal) -> Scenario {
    guard bundled.contains(where: { $0.id == request.scenario }) else {
      let known = bundled.map(\.id).joined(separator: ", ")
      throw Refusal(
        .unprocessableContent,
        "\"scenario\": \"\(request.scenario.prefix(40))\" is not bundled. Those that are: \(known)."
      )
    }
    let scenario: Scenario
    do throws(Findings) {
      scenario = try Scenario.load(request.scenario, request.options)
    } catch {
      throw Refusal(.unprocessableContent, error.told)
    }
    let agents = scenario.society.agentCount
    guard agents <= settings.mostAgents else {
      throw Refusal(
        .unprocessableContent,
        "\(request.scenario) at 1:\(request.scale) has \(agents) agents, and this server runs at most "
          + "\(settings.mostAgents). Ask for a coarser scale, or use the command."
      )
    }
    return scenario
  }
}
