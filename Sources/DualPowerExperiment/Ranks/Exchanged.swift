/// What one rank of several exchanged with the others.
public struct Exchanged: Sendable, Equatable {
  /// How often items were completed.
  public var completions = 0
  /// Bytes of all of those items, own ones and others'.
  public var completedBytes = 0
  /// How often items were added up.
  public var additions = 0
  /// Bytes of all of those items.
  public var addedBytes = 0
  /// Seconds that all of it took, waiting for others among them.
  public var seconds = 0.0
  /// Seconds of processors in it.
  public var processorSeconds = 0.0

  /// Nothing yet.
  public init() {}
}
