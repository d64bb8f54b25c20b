import DualPower
import DualPowerScenario

/// A run on one screen: what happened, what it came to, and the numbers that tell it from others.
public struct Summary {
  /// The text, without a line end.
  public let text: String

  /// Sums a run up.
  public init(_ run: Run, _ chronicle: Chronicle) {
    let scenario = run.scenario
    var lines = [scenario.title, ""]
    let told = chronicle.days(heading: "", bullet: "  ") { $0.isMajor }
    if !told.isEmpty { lines += [String(told.dropLast()), ""] }
    let minor = chronicle.entries.count { !$0.isMajor }
    if minor > 0 {
      let many = Wording.count(Double(minor), "lesser event", "lesser events")
      lines += [
        "\(many), such as contested orders, \(minor == 1 ? "is" : "are") not shown here.", "",
      ]
    }
    lines.append("Outcome: \(run.outcome.text)")
    if let last = run.record.days.last { lines += Self.numbers(last, scenario) }
    let people = Wording.count(Double(run.persons), "person", "people")
    let scale = scenario.society.scale
    let agents = Wording.count(Double(scenario.society.agentCount), "agent", "agents")
    let sample = scale == 1 ? "each an agent" : "sampled 1:\(scale) as \(agents)"
    let hours = Wording.count(Double(run.ticks), "hour", "hours")
    lines.append(
      "\(people), \(sample), \(hours); seed \(run.seed), digest \(run.digestText)."
    )
    lines.append(
      "\(Wording.hundredths(run.wallSeconds)) s, "
        + "\(Wording.whole(run.personTicksPerSecond / 1e6)) million person-hours a second, "
        + "\(Wording.whole(Double(run.peakMemoryBytes) / 1e6)) MB at most."
    )
    text = lines.joined(separator: "\n")
  }

  private static func numbers(_ day: DayRow, _ scenario: Scenario) -> [String] {
    let shares = zip(scenario.names.bodies, day.writ).filter { $0.1 >= 0.005 }
      .map { "\(Wording.the($0.0.label)) \(Wording.percent($0.1))" }
    return [
      "On the last day, of those who would obey anyone: \(shares.joined(separator: ", ")); "
        + "\(Wording.percent(day.none)) of all would obey nobody.",
      "Effective number of authorities: \(Wording.hundredths(day.effectiveAuthorities)).",
    ]
  }
}
