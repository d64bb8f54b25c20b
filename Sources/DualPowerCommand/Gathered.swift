import DualPowerExperiment
import DualPowerScenario

/// Findings of several steps, so that all are told together.
struct Gathered {
  private var items: [Finding] = []
  private var more = 0

  /// Whether nothing was found.
  var isEmpty: Bool { items.isEmpty }
  /// Everything that was found.
  var all: Findings { Findings(items, more: more) }

  /// Takes a step; nil, after its findings, where it fails.
  @discardableResult
  mutating func check<Value>(_ step: () throws(Findings) -> Value) -> Value? {
    do throws(Findings) {
      return try step()
    } catch {
      items += error.items
      more += error.more
      return nil
    }
  }

  /// Checks a number of threads as a user writes it.
  mutating func check(threads text: String) {
    let most = Threads.allowed.upperBound
    check { () throws(Findings) in try LoadOptions.threads(parsing: text, most: most) }
  }
}
