import DualPower

extension LoadOptions {
  /// The most persons for whom one agent may stand.
  static let coarsest = 1_000_000
  /// The most agents of a run, which take ten bytes each and more.
  static let mostAgents = 500_000_000

  /// A scale as a user writes it: `1:10` or `10`.
  public static func scale(parsing text: String) throws(Findings) -> Int {
    let digits = text.hasPrefix("1:") ? text.dropFirst(2) : text[...]
    guard let scale = whole(digits, in: 1...coarsest) else {
      throw finding(.badScale, "--scale \(text)")
    }
    return scale
  }

  /// A seed as a user writes it.
  public static func seed(parsing text: String) throws(Findings) -> UInt64 {
    guard let seed = whole(text[...], in: 0...UInt64.max) else {
      throw finding(.badSeed, "--seed \(text)")
    }
    return seed
  }

  /// A number of threads as a user writes it.
  public static func threads(parsing text: String, most: Int) throws(Findings) -> Int {
    guard let threads = whole(text[...], in: 1...most) else {
      throw finding(.badThreads(most: most), "--threads \(text)")
    }
    return threads
  }

  /// The fewest pairs of which there is a spread, and the most seeds of an ensemble.
  public static let replicates = 2...100_000

  /// A number of replicates as a user writes it, from a first seed on.
  public static func replicates(
    parsing text: String,
    from seed: UInt64,
    least: Int = replicates.lowerBound
  ) throws(Findings) -> Int {
    let most = replicates.upperBound
    guard let count = whole(text[...], in: least...most), seed <= .max - UInt64(count) else {
      throw finding(.badReplicates(least: least, most: most), "--replicates \(text)")
    }
    return count
  }

  /// The fewest truths over which there is a mean with an interval, and the most.
  static let truths = 2...10_000

  /// A number of truths as a user writes it.
  public static func truths(parsing text: String) throws(Findings) -> Int {
    guard let count = whole(text[...], in: truths) else {
      let (least, most) = (truths.lowerBound, truths.upperBound)
      throw finding(.badTruths(least: least, most: most), "--check \(text)")
    }
    return count
  }

  /// The fewest branches of a state that can differ, and the most.
  static let branches = 2...100

  /// A number of branches as a user writes it.
  public static func branches(parsing text: String) throws(Findings) -> Int {
    guard let count = whole(text[...], in: branches) else {
      let (least, most) = (branches.lowerBound, branches.upperBound)
      throw finding(.badBranches(least: least, most: most), "--branches \(text)")
    }
    return count
  }

  /// A precision as a user writes it: `5%` is 0.05.
  public static func precision(parsing text: String) throws(Findings) -> Double {
    guard text.hasSuffix("%"), let percent = Double(text.dropLast()), percent > 0, percent <= 100
    else { throw finding(.badPrecision, "--precision \(text)") }
    return percent / 100
  }

  private static func whole<Number: FixedWidthInteger>(
    _ digits: Substring,
    in range: ClosedRange<Number>
  ) -> Number? {
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Number(digits) else {
      return nil
    }
    return range.contains(number) ? number : nil
  }

  private static func finding(_ kind: FindingKind, _ option: String) -> Findings {
    Findings([Finding(place: TextPlace(file: option), path: "", kind: kind)])
  }
}
