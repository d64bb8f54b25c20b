import DualPowerExperiment
import DualPowerScenario
import Foundation

/// Which run is asked for, as a program in another language says it, in JSON.
///
/// Numbers come as a user would write them on the command line, so that they are checked, and told of, alike.
struct Request: Decodable {
  let scenario: String
  let seed: String
  let scale: String
  let until: String?
  let set: [String]
  let without: [String]
  let with: [String]
  let threads: String?

  init(_ text: UnsafePointer<CChar>) throws(Refusal) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(String(cString: text).utf8))
    } catch {
      throw Refusal(
        isBadInput: true,
        ["the request is no such JSON as dualpower.h tells: \(error)"]
      )
    }
  }

  /// The scenario, or all findings together.
  func load() throws(Refusal) -> Scenario {
    var found: [Finding] = []
    var more = 0
    func check<Value>(_ step: () throws(Findings) -> Value) -> Value? {
      do throws(Findings) {
        return try step()
      } catch {
        found += error.items
        more += error.more
        return nil
      }
    }
    var options = LoadOptions()
    options.until = until
    options.sets = self.set
    options.without = without
    options.overlays = with
    options.scale = check { () throws(Findings) in try LoadOptions.scale(parsing: scale) } ?? 1
    _ = check { () throws(Findings) in try LoadOptions.seed(parsing: seed) }
    if let threads {
      let most = Threads.allowed.upperBound
      _ = check { () throws(Findings) in try LoadOptions.threads(parsing: threads, most: most) }
    }
    let loaded = check { () throws(Findings) in try Scenario.load(scenario, options) }
    if let loaded, found.isEmpty {
      _ = check { () throws(Findings) in try loaded.checkAgents(as: scenario) }
    }
    guard let loaded, found.isEmpty else {
      throw Refusal(isBadInput: true, Findings(found, more: more).told)
    }
    return loaded
  }
}
