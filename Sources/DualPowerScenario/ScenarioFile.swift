/// A file that a scenario was read from.
public struct ScenarioFile: Sendable, Equatable {
  /// As the user would name it.
  public var name: String
  /// What it held.
  public var bytes: [UInt8]

  /// A file that a scenario was read from.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
