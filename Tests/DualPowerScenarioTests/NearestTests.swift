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

  @Test(arguments: ["", "ab", "noisemakers", String(repeating: "noise", count: 1_000)])
  func `a word that is none of them finds nothing`(word: String) {
    #expect(nearest(to: word, among: ["noise", "xy"]) == nil)
  }
}
