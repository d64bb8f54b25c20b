extension LoadOptions {
  /// The most persons for whom one agent may stand.
  static let coarsest = 1_000_000

  /// A scale as a user writes it: `1:10` or `10`.
  public static func scale(parsing text: String) throws(Findings) -> Int {
    let digits = text.hasPrefix("1:") ? text.dropFirst(2) : text[...]
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let scale = Int(digits),
      (1...coarsest).contains(scale)
    else {
      let place = TextPlace(file: "--scale \(text)")
      throw Findings([Finding(place: place, path: "", kind: .badScale)])
    }
    return scale
  }
}
