import DualPowerTestSupport
import Testing

@testable import DualPowerScenario

@Suite(.tags(.claim)) struct NearestTests {
  @Test(arguments: [
    ("noize", "noise"), ("nosie", "noise"), ("Noise", "noise"), ("petrogad", "petrograd"),
    ("stockdays", "stockDays"),
  ])
  func `a slip finds the word that was meant`(slip: String, word: String) {
    #expect(nearest(to: slip, among: ["noise", "petrograd", "stockDays", "x"]) == word)
  }

  @Test func `of words that are as near the first is found`() {
    #expect(nearest(to: "town_12", among: ["town_21", "town_13", "town_11"]) == "town_21")
    #expect(nearest(to: "town_12", among: ["town_123", "town_12", "town_1"]) == "town_12")
  }

  @Test(.tags(.law)) func `the nearest word is that which takes the fewest slips`() {
    let letters = ["", "a", "b"]
    let words = letters.flatMap { a in letters.flatMap { b in letters.map { "x" + a + b + $0 } } }
    for word in words {
      let most = min(3, (max(2, word.count) - 1) / 2)
      for other in words {
        let slips = slips(Array(word), Array(other))
        #expect((nearest(to: word, among: [other]) != nil) == (slips <= most), "\(word) \(other)")
      }
    }
  }

  /// The definition, letter by letter from the end.
  private func slips(_ a: [Character], _ b: [Character]) -> Int {
    guard let x = a.last, let y = b.last else { return max(a.count, b.count) }
    let (shortA, shortB) = (Array(a.dropLast()), Array(b.dropLast()))
    var best = min(slips(shortA, b), slips(a, shortB)) + 1
    best = min(best, slips(shortA, shortB) + (x == y ? 0 : 1))
    if x == shortB.last, y == shortA.last {
      best = min(best, slips(Array(shortA.dropLast()), Array(shortB.dropLast())) + 1)
    }
    return best
  }

  @Test(arguments: ["", "ab", "noisemakers", String(repeating: "noise", count: 1_000)])
  func `a word that is none of them finds nothing`(word: String) {
    #expect(nearest(to: word, among: ["noise", "xy"]) == nil)
  }
}
