public import DualPowerScenario

/// What to ask for to have the same history again.
public struct Recipe: Sendable, Equatable {
  /// The scenario's bundled name or path, as given.
  public var scenario: String
  /// The seed of every draw.
  public var seed: UInt64
  /// One agent for so many people.
  public var scale: Int
  /// The last day, where the scenario's own end was not wanted.
  public var until: String?
  /// Values replaced, each `path=value`.
  public var set: [String]
  /// Mechanisms switched off.
  public var without: [String]
  /// Overlays merged.
  public var with: [String]
  /// Where it was forked, in order.
  public var forks: [Fork]

  /// What to ask for to have the same history again.
  public init(
    scenario: String,
    seed: UInt64,
    scale: Int = 1,
    until: String? = nil,
    set: [String] = [],
    without: [String] = [],
    with overlays: [String] = [],
    forks: [Fork] = []
  ) {
    self.scenario = scenario
    self.seed = seed
    self.scale = scale
    self.until = until
    self.set = set
    self.without = without
    self.with = overlays
    self.forks = forks
  }

  /// The command line, or several of which one goes on where the other kept its state.
  public var command: String {
    var words = [scenario, "--seed", "\(seed)"]
    if scale != 1 { words += ["--scale", "1:\(scale)"] }
    let start = words
    let changes = Self.changes(set: set, without: without, with: with)
    guard let first = forks.first else {
      return Self.line("run", start + last + changes)
    }
    if forks.count == 1 && changes.isEmpty {
      return Self.line("fork", start + ["--at", first.at] + last + first.changes)
    }
    var lines = [Self.line("run", start + changes + Self.keeping(first, 0))]
    for (number, fork) in forks.enumerated() {
      let hour = fork.at.split(separator: ":").first ?? ""
      let file = "before-fork-\(number + 1)/checkpoint-\(hour).dpc"
      let rest =
        number + 1 < forks.count ? Self.keeping(forks[number + 1], number + 1) : last
      lines.append(Self.line("fork", [file] + fork.changes + rest))
    }
    return lines.joined(separator: " && ")
  }

  /// The command line of another subcommand that asks something of this history.
  ///
  /// - Parameters:
  ///   - name: The subcommand.
  ///   - words: What else it is asked.
  ///   - subject: What it is asked about, before the scenario.
  /// - Returns: The line.
  public func command(of name: String, _ words: [String], about subject: String? = nil) -> String {
    let size = scale != 1 ? ["--scale", "1:\(scale)"] : []
    return Self.line(
      name,
      (subject.map { [$0] } ?? []) + [scenario, "--seed", "\(seed)"] + size + last + words
        + Self.changes(set: set, without: without, with: with)
    )
  }

  /// The last day, where it is not the scenario's own.
  private var last: [String] { until.map { ["--until", $0] } ?? [] }

  /// What has the state kept in which a fork begins.
  private static func keeping(_ fork: Fork, _ number: Int) -> [String] {
    let day = fork.at.split(separator: "T").first.map(String.init) ?? fork.at
    return ["--until", day, "--out", "before-fork-\(number + 1)", "--checkpoint", fork.at]
  }

  fileprivate static func changes(set: [String], without: [String], with: [String]) -> [String] {
    with.flatMap { ["--with", $0] } + set.flatMap { ["--set", $0] }
      + without.flatMap { ["--without", $0] }
  }

  /// A command line of ours, each word quoted where it must be.
  public static func line(_ command: String, _ words: [String]) -> String {
    (["dualpower", command] + words).map(quoted).joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: "-_./:=,+@%".utf8.contains(byte)
      }
    }
    guard !isPlain || word.isEmpty else { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
      + "'"
  }
}

extension Fork {
  fileprivate var changes: [String] {
    Recipe.changes(set: sets, without: without, with: overlays)
  }
}
