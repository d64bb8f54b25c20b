import DualPowerCommand
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
    var found = Gathered()
    var options = LoadOptions()
    options.until = until
    options.sets = self.set
    options.without = without
    options.overlays = with
    options.scale =
      found.check { () throws(Findings) in try LoadOptions.scale(parsing: scale) } ?? 1
    found.check { () throws(Findings) in try LoadOptions.seed(parsing: seed) }
    if let threads { found.check(threads: threads) }
    let loaded = found.check { () throws(Findings) in try Scenario.load(scenario, options) }
    if let loaded, found.isEmpty {
      found.check { () throws(Findings) in try loaded.checkSize(as: scenario) }
    }
    guard let loaded, found.isEmpty else { throw Refusal(isBadInput: true, found.all.told) }
    return loaded
  }
}
