/// Stub
public enum ScenarioTemplate {
  /// Stub
  public static func write(to folder: String) throws(Findings) {}
}
