/// Which DualPower this is.
public enum Version {
  /// By semantic versioning; the changelog marks what changed results.
  public static let current = "0.1.0"
}
