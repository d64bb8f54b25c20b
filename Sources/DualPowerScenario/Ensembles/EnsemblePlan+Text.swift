import DualPower
import Foundation

extension EnsemblePlan {
  /// The plan as a file says it: everything in one order, nothing left to be understood.
  ///
  /// Files are named from the root, so that it reads the same wherever it lies.
  ///
  /// - Parameter points: The name of the table that holds the rows of a design by file.
  /// - Returns: A text that reads as the same plan.
  public func text(points: String) -> String {
    let isOurs = Source.bundledIDs().contains(scenario)
    var lines = [
      "schemaVersion: 1", "scenario: \(quoted(isOurs ? scenario : absolute(scenario)))",
      "scale: '1:\(scale)'",
    ]
    if let until { lines.append("until: \(quoted(until))") }
    lines += ["seed: \(seed)", "replicates: \(replicates)", "arms:"]
    for arm in arms {
      lines.append("  - name: \(arm.name)")
      let files = arm.overlays.map(absolute)
      let lists = [("set", arm.sets), ("without", arm.without), ("with", files)]
      for (key, words) in lists where !words.isEmpty {
        lines.append("    \(key): [\(words.map(quoted).joined(separator: ", "))]")
      }
    }
    lines += choice(points: points)
    if keepsFolders { lines.append("folders: true") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The rows of a design by file, as a table; `nil` for any other design.
  public var pointsTable: String? {
    guard let design, design.method == .file else { return nil }
    let rows = design.rows.map { $0.map { "\($0)" }.joined(separator: ",") }
    return ([design.parameters.map(\.path).joined(separator: ",")] + rows).joined(separator: "\n")
      + "\n"
  }

  /// 16 hexadecimal digits over the plan, what its scenarios are made of, and the version that runs them.
  public func identity(_ scenarios: [Scenario], version: String) -> String {
    var fingerprint = Fingerprint()
    fingerprint.add("\(version) 1:\(scale) \(seed) \(replicates)".utf8)
    for (arm, scenario) in zip(arms, scenarios) {
      let days = scenario.society.days.count
      fingerprint.add("\(arm.name) \(scenario.id) \(scenario.hash) \(days)".utf8)
    }
    for line in choice(points: pointsTable ?? "") { fingerprint.add(line.utf8) }
    return fingerprint.text
  }

  /// What is tried, and how well measures are to be known.
  private func choice(points: String) -> [String] {
    var lines: [String] = []
    if let design {
      lines += ["design:", "  method: \(design.method.rawValue)"]
      if design.method == .file {
        lines.append("  file: \(points)")
      } else {
        lines += ["  points: \(design.points)", "  parameters:"]
        lines += design.parameters.map {
          "    \(quoted($0.path)): {low: \($0.low), high: \($0.high)}"
        }
      }
    }
    if !precisions.isEmpty {
      lines.append("precision:")
      lines += precisions.map { "  \(quoted($0.measure)): \(quoted($0.text))" }
    }
    return lines
  }

  private func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
  }

  private func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
