import DualPowerTestSupport
import Testing

@testable import DualPowerScenario

@Suite(.tags(.claim)) struct YAMLTests {
  /// What is found in a text, with its line.
  private func findings(_ text: String) -> [String] {
    var found: [String] = []
    _ = YAMLText.items(of: text, in: "x") { kind, place in
      found.append(Finding(place: place, path: "", kind: kind).sentence)
    }
    return found
  }

  private let tooDeep = "nested more than 64 levels deep; a scenario needs 5. Flatten it."

  @Test func `nesting up to the limit is read`() {
    #expect(findings(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) == [])
  }

  @Test(arguments: [65, 900, 100_000])
  func `nesting beyond the limit is a finding and no crash`(depth: Int) {
    let brackets = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(findings(brackets) == ["x:1: " + tooDeep])
  }

  @Test func `nesting by indentation is no crash either`() {
    let steps = (0..<3_000).map { String(repeating: " ", count: $0) + "a:" }
    let found = findings(steps.joined(separator: "\n"))
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix(tooDeep) == true)
  }

  @Test func `an alias is refused where its anchor stands`() {
    #expect(
      findings("a: &a [1]\nb: *a\n") == [
        "x:1: an anchor or alias; a scenario has none. Write the value out.",
        "x:1: an anchor or alias; a scenario has none. Write the value out.",
      ]
    )
  }

  @Test(.timeLimit(.minutes(1)))
  func `aliases of aliases cost nothing`() {
    let doubling = (1...60).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }
    let text = (["a0: &a0 [x]"] + doubling + ["? *a60", ": y"]).joined(separator: "\n")
    #expect(
      findings(text) == [
        "x:12: an anchor or alias; a scenario has none. Write the value out."
      ]
    )
  }

  @Test func `what is no YAML is told by its line`() {
    let found = findings("a: 1\nb: [1, 2\n")
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("x:3: not YAML: ") == true)
  }

  @Test func `a key stands once, quoted or not`() {
    #expect(
      findings("a: 1\nb: 2\na: 3\n") == [
        "x:3: \"a\" for the second time; a key stands once. Remove one."
      ]
    )
    #expect(
      findings("t:\n  - b: 1\n    \"c\": 2\n    c: 3\n") == [
        "x:4: \"c\" for the second time; a key stands once. Remove one."
      ]
    )
    #expect(
      findings("t: 0\nu: {a: 1,\n  a: 2}\n") == [
        "x:2: \"a\" for the second time; a key stands once. Remove one."
      ]
    )
    #expect(
      findings("1: a\n\"1\": b\n") == [
        "x:2: \"1\" for the second time; a key stands once. Remove one."
      ]
    )
  }

  @Test func `a letter that no text may hold is told by its line`() {
    #expect(
      findings("a: 1\nb: \u{7}\n") == [
        "x:2: not YAML: control characters are not allowed. Mend the line."
      ]
    )
  }

  @Test func `signs in sentences are no anchors`() {
    let smiths = (1...40).map { "a\($0): Smith & Sons * \($0)" }
    #expect(findings(smiths.joined(separator: "\n")) == [])
  }

  @Test func `a key is a word`() {
    #expect(
      findings("? [a]\n: b\n") == ["x:1: a list of 1 as a key; a word is meant. Write a word."]
    )
  }

  @Test func `a text without a document is told so`() {
    #expect(
      findings("# nothing\n") == [
        "x: empty; keys or rows are meant. Write some, or leave the file out."
      ]
    )
  }

  @Test func `a text has one document`() {
    #expect(
      findings("a: 1\n---\nb: 2\n") == ["x:2: not YAML: but found another document. Mend the line."]
    )
  }
}
