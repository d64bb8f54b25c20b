/// A JSON value whose objects keep the order in which their keys were written.
///
/// What a person reads, compares and diffs should come in the order of its documentation, and the
/// same in each run; the encoders at hand promise either or neither.
public enum JSON: Sendable, Equatable {
  /// No value; also what a number that is not finite becomes.
  case null
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case int(Int)
  /// A number.
  case double(Double)
  /// Text.
  case string(String)
  /// A list.
  case array([JSON])
  /// Keys and values, in order.
  case object([Member])

  /// A key and its value.
  public struct Member: Sendable, Equatable {
    /// The key.
    public var key: String
    /// The value.
    public var value: JSON

    /// A key and its value.
    public init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  /// An object of pairs made elsewhere, such as one for each stratum.
  public static func keyed(_ pairs: some Sequence<(String, JSON)>) -> JSON {
    .object(pairs.map { Member($0.0, $0.1) })
  }

  /// A seed: a number where a number can hold it, else its digits as text.
  public static func number(_ value: UInt64) -> JSON {
    Int(exactly: value).map { .int($0) } ?? .string("\(value)")
  }

  /// A number rounded to a few significant digits, for pictures: the file holds the full value.
  public static func rounded(_ value: Double, digits: Int = 5) -> JSON {
    guard value.isFinite else { return .null }
    guard value != 0 else { return .int(0) }
    var places = digits - 1
    var magnitude = value.magnitude
    while magnitude >= 10 { (magnitude, places) = (magnitude / 10, places - 1) }
    while magnitude < 1 { (magnitude, places) = (magnitude * 10, places + 1) }
    let unit = (0..<abs(places)).reduce(1.0) { power, _ in power * 10 }
    let result = places >= 0 ? (value * unit).rounded() / unit : (value / unit).rounded() * unit
    return result == result.rounded() && result.magnitude < 1e15
      ? .int(Int(result)) : .double(result)
  }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// `nil`.
  public init(nilLiteral: ()) { self = .null }
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .double(value) }
  /// Text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A list.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// An object, in the order written.
  public init(dictionaryLiteral elements: (String, JSON)...) { self = .keyed(elements) }
}

extension JSON {
  /// The value of a key, where this is an object that has it.
  public subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The same object with a member added, or replaced in its place.
  public func with(_ key: String, _ value: JSON) -> JSON {
    guard case .object(var members) = self else { return self }
    if let index = members.firstIndex(where: { $0.key == key }) {
      members[index].value = value
    } else {
      members.append(Member(key, value))
    }
    return .object(members)
  }
}
