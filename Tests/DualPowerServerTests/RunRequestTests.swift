import DualPowerScenario
import Foundation
import HTTPTypes
import Testing

@testable import DualPowerServer

@Suite struct RunRequestTests {
  private func read(_ text: String) throws -> RunRequest { try RunRequest(Data(text.utf8)) }

  private func refusal(_ text: String) -> Refusal? {
    do throws(Refusal) {
      _ = try RunRequest(Data(text.utf8))
      return nil
    } catch { return error }
  }

  @Test func `what is left out has its usual value`() throws {
    let request = try read(#"{"scenario": "courtyard"}"#)
    #expect(request == RunRequest(scenario: "courtyard"))
    #expect((request.scale, request.seed) == (1, 1))
    #expect(request.until == nil && request.without.isEmpty)
  }

  @Test func `a seed of 64 bits survives, as it is quoted`() throws {
    let request = try read(
      #"{"scenario": "c", "scale": 10, "seed": "18446744073709551615", "until": "1917-03-01", "without": ["memory"]}"#
    )
    #expect(request.seed == .max)
    #expect(request.options.scale == 10)
    #expect(request.options.until == "1917-03-01")
    #expect(request.options.without == ["memory"])
  }

  @Test func `all findings come at once, each in a sentence`() {
    let refusal = refusal(#"{"scale": true, "seed": 1, "without": "memory", "sede": 2}"#)
    #expect(refusal?.status == .unprocessableContent)
    let findings = refusal?.findings ?? []
    #expect(findings.count == 5, "\(findings)")
    for word in ["sede", "\"scenario\"", "\"scale\"", "\"seed\"", "\"without\""] {
      #expect(findings.count { $0.contains(word) } >= 1, "\(word)")
    }
    #expect(findings.allSatisfy { $0.hasSuffix(".") })
  }

  @Test(arguments: ["", "[]", "null", "{", "1", #"{"scenario": "a"}}"#])
  func `what is no object is told so`(text: String) {
    #expect(refusal(text)?.status == .badRequest)
  }

  @Test(arguments: ["0", "-1", "1000001", "1.5", "1e99", #""10""#])
  func `a scale that is none is refused`(scale: String) {
    let refusal = refusal(#"{"scenario": "c", "scale": \#(scale)}"#)
    #expect(refusal?.findings.count == 1 && refusal?.findings.first?.contains("scale") == true)
  }
}
