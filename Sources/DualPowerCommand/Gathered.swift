import DualPowerExperiment
package import DualPowerScenario

/// Findings of several steps, so that all are told together.
package struct Gathered {
  private var items: [Finding] = []
  private var more = 0

  package init() {}

  /// Whether nothing was found.
  package var isEmpty: Bool { items.isEmpty }
  /// Everything that was found.
  package var all: Findings { Findings(items, more: more) }

  /// Takes a step; nil, after its findings, where it fails.
  @discardableResult
  package mutating func check<Value>(_ step: () throws(Findings) -> Value) -> Value? {
    do throws(Findings) {
      return try step()
    } catch {
      items += error.items
      more += error.more
      return nil
    }
  }

  /// Checks a number of threads as a user writes it.
  package mutating func check(threads text: String) {
    let most = Threads.allowed.upperBound
    check { () throws(Findings) in try LoadOptions.threads(parsing: text, most: most) }
  }
}
