import DualPowerScenario
import Foundation
import Testing

/// The command that holds the model against published results.
@Suite struct ValidateModelCommandTests {
  @Test func `rows that hold are told, and the command ends well`() throws {
    let result = try Command.run("validate-model", "--only", "kuran", "--quiet", "--json")
    #expect(result.code == 0 && result.error.isEmpty)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any]
    )
    #expect(object["passed"] as? Int == 4 && object["failed"] as? Int == 0)
    let row = try #require((object["rows"] as? [[String: Any]])?.first)
    for key in ["name", "expected", "got", "standardError", "tolerance", "pass"] {
      #expect(row[key] != nil, "\(key)")
    }
    let one = try Command.run("validate-model", "--only", "kuran/b_changed", "--quiet")
    #expect(one.code == 0 && one.out.contains("1 of 1 rows hold"))
  }

  @Test func `a row that does not hold is named, and the command fails`() throws {
    let home = try #require(Home.find())
    let scratch = try Scratch()
    let files = FileManager.default
    for folder in ["Scenarios", "Validation"] {
      try files.createDirectory(
        atPath: "\(scratch.path)/\(folder)",
        withIntermediateDirectories: true
      )
    }
    for folder in ["plain", "kuran"] {
      try files.copyItem(
        atPath: "\(home)/Validation/\(folder)",
        toPath: "\(scratch.path)/Validation/\(folder)"
      )
    }
    let path = scratch.path + "/Validation/kuran/expected.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "expected: 0.9", with: "expected: 0.8")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let result = try Command.shell(
      "DUALPOWER_HOME=\"$1\" \"$0\" validate-model --quiet",
      [scratch.path]
    )
    #expect(result.code == 1)
    #expect(result.out.contains("DOES NOT HOLD") && result.out.contains("3 of 4 rows hold"))
    #expect(result.error.contains("1 of 4 rows do not hold: kuran/a_changed."))
  }

  @Test func `what is not there is said with what is`() throws {
    let result = try Command.run("validate-model", "--only", "kurran", "--threads", "2")
    #expect(result.code == 2)
    #expect(result.error.contains("--only kurran: no such folder or row; there are "))
    let threads = try Command.run("validate-model", "--threads", "0")
    #expect(threads.code == 2 && threads.error.contains("--threads 0"))
  }
}
