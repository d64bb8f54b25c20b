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

  /// What to ask for to have the same history again.
  public init(
    scenario: String,
    seed: UInt64,
    scale: Int = 1,
    until: String? = nil,
    set: [String] = [],
    without: [String] = [],
    with overlays: [String] = []
  ) {
    self.scenario = scenario
    self.seed = seed
    self.scale = scale
    self.until = until
    self.set = set
    self.without = without
    self.with = overlays
  }

  /// The command line.
  public var command: String {
    var words = ["dualpower", "run", scenario, "--seed", "\(seed)"]
    if scale != 1 { words += ["--scale", "1:\(scale)"] }
    if let until { words += ["--until", until] }
    for value in with { words += ["--with", value] }
    for value in set { words += ["--set", value] }
    for value in without { words += ["--without", value] }
    return words.map(Self.quoted).joined(separator: " ")
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
