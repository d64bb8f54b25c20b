/// What a server is asked to do, and what it will not do.
public struct ServerSettings: Sendable {
  /// The address it listens at; only this machine reaches the usual one.
  public var host = "127.0.0.1"
  /// The port.
  public var port = 8917
  /// The folder of the lab, as `make site` builds it.
  public var site: String
  /// The folder that holds kept runs.
  public var archives: String
  /// The most agents of a run.
  public var mostAgents = 20_000_000
  /// The most runs that are made at one time.
  public var mostRuns = 2
  /// Minutes after which a run is stopped.
  public var mostMinutes = 10
  /// Seconds after which a run that nobody follows is stopped.
  public var patience = 5
  /// Threads of a run.
  public var threads: Int

  /// The most bytes of what is asked for.
  static let mostBytes = 16_384
  /// The most bytes of a request with its address and its header fields; past it nothing is waited for.
  static let mostOfRequest = 1 << 18
  /// Seconds after which a connection on which nothing is asked is closed.
  static let idleSeconds = 60
  /// Runs that are over of which the rows are still to be had.
  static let mostKept = 8
  /// The numbers of runs at one time, of minutes and of seconds of patience that can be asked for.
  public static let numbers = 1...1_000
  /// The numbers of agents that can be asked for.
  public static let agents = 1...500_000_000

  /// A server with the usual limits.
  public init(site: String, archives: String, threads: Int) {
    self.site = site
    self.archives = archives
    self.threads = threads
  }

  /// Whether only this machine reaches it.
  var isLocal: Bool { Self.localNames.contains(host) }

  /// What this machine calls itself.
  static let localNames: Set = ["127.0.0.1", "localhost", "::1", "[::1]"]
}
