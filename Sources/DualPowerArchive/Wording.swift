/// Numbers as a person reads them.
enum Wording {
  /// A whole number with its thousands apart: 2,400,000.
  static func whole(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
    let number = Int(value.rounded())
    var digits = Array("\(number.magnitude)")
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: position)
      position -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }

  /// A number of things: "1 deputy", "62 deputies".
  static func count(_ value: Double, _ one: String, _ many: String) -> String {
    "\(whole(value)) \(value.rounded() == 1 ? one : many)"
  }

  /// A share in full per cent.
  static func percent(_ share: Double) -> String { "\(whole(share * 100))%" }

  /// A number with two decimals: 0.31.
  static func hundredths(_ value: Double) -> String {
    let hundredths = Int((value.magnitude * 100).rounded())
    let sign = value < 0 && hundredths > 0 ? "-" : ""
    let rest = hundredths % 100
    return "\(sign)\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// A stretch of time: in hours up to two days, then in days.
  static func duration(hours: Double) -> String {
    hours.rounded() < 48
      ? count(hours, "hour", "hours") : count(hours / 24, "day", "days")
  }

  /// "first", "second" … and "9th" after that.
  static func ordinal(_ value: Double) -> String {
    let words = ["first", "second", "third", "fourth", "fifth", "sixth"]
    let number = Int(value.rounded())
    guard !words.indices.contains(number - 1) else { return words[number - 1] }
    switch (number % 10, number % 100) {
    case (1, let tail) where tail != 11: return "\(number)st"
    case (2, let tail) where tail != 12: return "\(number)nd"
    case (3, let tail) where tail != 13: return "\(number)rd"
    default: return "\(number)th"
    }
  }

  /// A label as it stands within a sentence: "the Putilov works"; of an organ's, "Moscow: Workers' council"
  /// in a table, "the Workers' council of Moscow".
  static func the(_ label: String) -> String {
    if let colon = label.firstRange(of: ": ") {
      return "the \(label[colon.upperBound...]) of \(spot(String(label[..<colon.lowerBound])))"
    }
    return label.lowercased().hasPrefix("the ") ? "the " + label.dropFirst(4) : "the " + label
  }

  /// A place as it stands within a sentence: "Liteiny", "the courtyard".
  static func spot(_ label: String) -> String {
    label.hasPrefix("The ") ? "the " + label.dropFirst(4) : label
  }

  /// A common noun with its article: "a factory", "an office".
  static func a(_ noun: String) -> String {
    "aeiou".contains(noun.prefix(1).lowercased()) ? "an \(noun)" : "a \(noun)"
  }

  /// A sentence, which begins with a capital.
  static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// A common noun within a sentence: "Workers" is "workers"; "SR voters" and the like stay.
  static func lowered(_ label: String) -> String {
    let second = label.dropFirst().first
    guard let second, second.isLowercase else { return label }
    return label.prefix(1).lowercased() + label.dropFirst()
  }
}
