/// A minister: a person of the run.
public struct Minister: Sendable, Equatable {
  /// Her number in the whole society.
  public var person: UInt32 = 0
  /// Her group.
  public var group = 0
  /// Her party.
  public var party = 0

  mutating func transfer(_ wire: inout Wire) {
    wire.value(&person)
    wire.value(&group)
    wire.value(&party)
  }
}
