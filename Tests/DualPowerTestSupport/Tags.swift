public import Testing

/// Why a test exists.
extension Tag {
  /// One example.
  @Tag public static var claim: Self
  /// What holds for many seeds.
  @Tag public static var law: Self
  /// A known answer in a limit.
  @Tag public static var limit: Self
  /// The exact record of a small run.
  @Tag public static var baseline: Self
  /// It takes more than a few seconds.
  @Tag public static var slow: Self
}
