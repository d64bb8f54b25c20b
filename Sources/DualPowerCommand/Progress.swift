import DualPower
import DualPowerArchive
import DualPowerScenario
import Foundation

/// How far a run has come, on a terminal as a bar, elsewhere as a line now and then.
struct Progress {
  private let scenario: Scenario
  private let dating: Dating
  private let isQuiet: Bool
  private let isWatched: Bool
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  /// Ticks that were done before this began.
  private var before: Int?

  init(_ scenario: Scenario, isQuiet: Bool) {
    self.scenario = scenario
    self.isQuiet = isQuiet
    dating = Dating(scenario)
    isWatched = Terminal.isWatched
  }

  private var total: Int { scenario.society.days.count * 24 }

  /// Shows that so many ticks are done, unless something was shown a moment ago.
  mutating func show(_ ticks: Int) {
    guard !isQuiet else { return }
    before = before ?? ticks
    let now = ContinuousClock.now
    let pause: Duration = isWatched ? .milliseconds(100) : .seconds(10)
    if let last, now - last < pause, ticks < total { return }
    // Elsewhere than on a terminal a short run says nothing at all.
    if !isWatched && (last == nil || ticks == total) {
      last = last ?? now
      return
    }
    last = now
    let line = self.line(ticks, elapsed: (now - start) / .seconds(1))
    if isWatched {
      Terminal.draw("\r\u{1B}[K" + line.prefix(max(10, Terminal.width - 1)))
    } else {
      Terminal.complain([line])
    }
  }

  /// Takes the bar away.
  func clear() {
    if isWatched && !isQuiet { Terminal.draw("\r\u{1B}[K") }
  }

  private func line(_ ticks: Int, elapsed: Double) -> String {
    let share = Double(ticks) / Double(max(total, 1))
    let width = 24
    let full = Int(share * Double(width))
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
    let day = dating.day(max(0, min(ticks, total - 1)) / 24)
    let percent = String("  \(Int(share * 100))%".suffix(4))
    let done = ticks - (before ?? 0)
    guard done > 0, elapsed > 0 else { return "\(bar) \(percent)  \(day)" }
    let rate = Double(scenario.society.agentCount) * Double(done) / elapsed
    let left = Int((elapsed / Double(done) * Double(total - ticks)).rounded(.up))
    return "\(bar) \(percent)  \(day)  \(Self.short(rate)) person-hours/s  \(left) s left"
  }

  private static func short(_ rate: Double) -> String {
    switch rate {
    case 1e9...: "\((rate / 1e8).rounded() / 10) billion"
    case 1e6...: "\(Int((rate / 1e6).rounded())) million"
    case 1e3...: "\(Int((rate / 1e3).rounded())) thousand"
    default: "\(Int(rate.rounded()))"
    }
  }
}
