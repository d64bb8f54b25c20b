/// Which DualPower this is.
public enum Version {
  /// By semantic versioning; the changelog marks what changed results.
  public static let current = "0.1.0"
  /// Who made it, as `CITATION.cff` has it.
  public static let authors = "The DualPower developers"
  /// What it is called, as `CITATION.cff` has it.
  public static let title = "DualPower: an agent-based laboratory of contested authority"
}
