public import DualPower

/// A name in Swift as files have it: `privationGrowth` is `privation_growth`.
public func snakeCase(_ name: String) -> String {
  name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
}

extension EventKind {
  /// The kind in snake case, as every file names it.
  public var id: String { snakeCase("\(self)") }
}

extension Outcome {
  /// The outcome in snake case, as every file names it.
  public var id: String { snakeCase("\(self)") }
}
