import DualPowerScenario
import DualPowerTestSupport
import Foundation
import Testing

/// Keeps `docs/lives.md` true; `make lives` prints it anew.
@Suite struct LivesPageTests {
  @Test(.tags(.baseline, .slow))
  func `the stories of the page are what their commands print`() throws {
    let home = try #require(Home.find())
    let page = try String(contentsOfFile: home + "/docs/lives.md", encoding: .utf8)
    let blocks = page.components(separatedBy: "```\n$ ./dualpower ").dropFirst()
    // The empire takes a minute, and is left to `make lives`.
    let quick = blocks.filter { !$0.contains("russia-1917") }
    #expect(quick.count >= 4)
    for block in quick {
      let lines = block.components(separatedBy: "\n")
      let story = lines.dropFirst(2).prefix { $0 != "```" }.joined(separator: "\n")
      let result = try Command.shell("\"$0\" \(lines[0])")
      #expect(result.code == 0, "\(result.error)")
      #expect(result.out == story + "\n", "make lives prints docs/lives.md anew")
    }
  }
}
