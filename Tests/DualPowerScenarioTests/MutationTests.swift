import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerScenario

/// Scenarios spoilt at random.
@Suite(.tags(.law)) struct MutationTests {
  private let files = [
    "courtyard/scenario.yaml", "courtyard/groups.csv", "petrograd-1917/parameters.yaml",
  ]

  @Test(arguments: 1...100)
  func `whatever becomes of its files, a scenario is read or found fault with`(seed: Int) throws {
    let bench = try Workbench()
    var luck = Luck(state: UInt64(seed))
    try spoil(files, of: bench, &luck)
    expectSentences(of: bench)
  }

  @Test(arguments: 1...100)
  func `whatever becomes of its tables, so is a country`(seed: Int) throws {
    let bench = try Workbench()
    try bench.moveToCountry()
    var luck = Luck(state: UInt64(seed))
    try spoil(Country.files.keys.sorted().map { "country/\($0)" }, of: bench, &luck)
    expectSentences(of: bench)
  }

  private func spoil(_ files: [String], of bench: Workbench, _ luck: inout Luck) throws {
    for _ in 0...luck.below(3) {
      let path = "\(bench.root)/\(files[luck.below(files.count)])"
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
      try Data(spoilt(bytes, &luck)).write(to: URL(filePath: path))
    }
  }

  private func expectSentences(of bench: Workbench) {
    for sentence in bench.sentences() {
      let isWhole = sentence.hasSuffix(".") || sentence.hasSuffix("?")
      #expect(!sentence.contains(where: \.isNewline) && isWhole, "\(sentence)")
    }
  }

  /// Bytes changed, cut out or cut off; lines gone, doubled or swapped; a number out of all bounds.
  private func spoilt(_ bytes: [UInt8], _ luck: inout Luck) -> [UInt8] {
    guard !bytes.isEmpty else { return bytes }
    var bytes = bytes
    let at = luck.below(bytes.count)
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    let (one, other) = (luck.below(lines.count), luck.below(lines.count))
    switch luck.below(7) {
    case 0:
      for _ in 0..<1 + luck.below(8) {
        bytes[luck.below(bytes.count)] = UInt8(truncatingIfNeeded: luck.next())
      }
      return bytes
    case 1: return Array(bytes[..<at])
    case 2: return Array(bytes[..<at] + bytes[min(bytes.count, at + luck.below(200))...])
    case 3: lines.remove(at: one)
    case 4: lines.insert(lines[one], at: other)
    case 5: lines.swapAt(one, other)
    default:
      let digits = bytes.indices.filter { (48...57).contains(bytes[$0]) }
      guard !digits.isEmpty else { return bytes }
      let numbers = ["-1", "1e300", "99999999999999999999", "nan", "9223372036854775807", ""]
      let digit = digits[luck.below(digits.count)]
      bytes.replaceSubrange(digit...digit, with: numbers[luck.below(numbers.count)].utf8)
      return bytes
    }
    return Array(lines.joined(separator: [10]))
  }

  /// Numbers that follow from a seed.
  ///
  /// - Source: SplitMix64, Steele, Lea and Flood (2014), doi:10.1145/2714064.2660195.
  private struct Luck {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var x = state
      x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
      x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
      return x ^ (x >> 31)
    }

    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  }
}
