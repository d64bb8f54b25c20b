import DualPowerTestSupport
import Foundation
import Testing

@testable import DualPowerScenario

@Suite(.tags(.claim)) struct FileTests {
  let bench: Workbench

  init() throws { bench = try Workbench() }

  @Test func `the courtyard is sound, here as in its place`() {
    #expect(bench.sentences() == [])
  }

  @Test func `a missing table is named where it is asked for`() throws {
    try bench.replace("groups: [groups.csv]", with: "groups: [grups.csv]")
    let line = try bench.line(of: "grups.csv")
    #expect(
      bench.sentences() == [
        "courtyard/scenario.yaml:\(line): groups[0] \"courtyard/grups.csv\": no such file. "
          + "Check the name."
      ]
    )
  }

  @Test func `a folder is no table`() throws {
    try FileManager.default.createDirectory(
      atPath: bench.folder + "/tables",
      withIntermediateDirectories: false
    )
    try bench.replace("groups: [groups.csv]", with: "groups: [tables]")
    let line = try bench.line(of: "groups: [")
    #expect(
      bench.sentences() == [
        "courtyard/scenario.yaml:\(line): groups[0] \"courtyard/tables\": a folder; "
          + "a file is meant. Name a file in it."
      ]
    )
  }

  @Test func `bytes that are not UTF-8 are named with their line`() throws {
    let bytes = Data("id,label\nfitter,F".utf8) + Data([0xE9]) + Data("tter\n".utf8)
    try bytes.write(to: URL(filePath: bench.folder + "/groups.csv"))
    #expect(
      bench.sentences() == [
        "courtyard/groups.csv:2: byte 18 is not UTF-8. Save the file as UTF-8."
      ]
    )
  }

  @Test func `a huge file is refused before it is read`() throws {
    let path = bench.folder + "/groups.csv"
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    // Sparse: it has the size and takes no room.
    try file.truncate(atOffset: UInt64(TextFile.largest) + 1)
    try file.close()
    #expect(
      bench.sentences() == [
        "courtyard/groups.csv: 67108865 bytes; such a file has at most 67108864. Split it."
      ]
    )
  }

  @Test func `a scenario's own file has a lower limit, as its tree takes more room`() throws {
    let comment = "# " + String(repeating: "x", count: YAMLText.largest)
    try bench.write(comment, to: "scenario.yaml")
    #expect(
      bench.sentences() == [
        "courtyard/scenario.yaml: 4194306 bytes; such a file has at most 4194304. Split it."
      ]
    )
  }

  @Test func `a scenario is no table of its own groups`() throws {
    try bench.replace("groups: [groups.csv]", with: "groups: [scenario.yaml]")
    let line = try bench.line(of: "groups: [")
    #expect(
      bench.sentences() == [
        "courtyard/scenario.yaml:\(line): groups[0]: \"scenario.yaml\"; a table of comma-separated "
          + "values is meant. Write a table of comma-separated values."
      ]
    )
  }

  @Test func `a table of groups stands once`() throws {
    try bench.replace("groups: [groups.csv]", with: "groups: [groups.csv, groups.csv]")
    let line = try bench.line(of: "groups: [")
    #expect(
      bench.sentences() == [
        "courtyard/scenario.yaml:\(line): groups[1]: \"groups.csv\" for the second time; "
          + "a table stands once. Remove one."
      ]
    )
  }

  @Test(arguments: [
    (
      "scenario.yaml",
      ": the scenario's own file; a file of parameters is meant. "
        + "Write a file of parameters."
    ),
    ("nowhere.yaml", " \"courtyard/nowhere.yaml\": no such file. Check the name."),
  ])
  func `a file of parameters that cannot be is one finding`(file: String, found: String) throws {
    try bench.replace("parameters: ../petrograd-1917/parameters.yaml", with: "parameters: \(file)")
    let line = try bench.line(of: "parameters: \(file)")
    #expect(bench.sentences() == ["courtyard/scenario.yaml:\(line): parameters\(found)"])
  }

  @Test func `an empty file of parameters is one finding`() throws {
    try bench.write("", to: "parameters.yaml")
    try bench.replace("../petrograd-1917/parameters.yaml", with: "parameters.yaml")
    #expect(
      bench.sentences() == [
        "courtyard/parameters.yaml: empty; keys or rows are meant. Write some, or leave the file out."
      ]
    )
  }

  @Test(arguments: [
    ("forcing", "nowhere.csv", "forcing"), ("observations", "[nowhere.csv]", "observations[0]"),
  ])
  func `a table that is not there is named with its key`(key: String, value: String, path: String)
    throws
  {
    try bench.replace("groups: [", with: "\(key): \(value)\ngroups: [")
    let line = try bench.line(of: "nowhere.csv")
    #expect(
      bench.sentences() == [
        "courtyard/scenario.yaml:\(line): \(path) \"courtyard/nowhere.csv\": no such file. "
          + "Check the name."
      ]
    )
  }

  @Test func `a device is not read`() {
    var options = LoadOptions()
    options.overlays = ["/dev/zero"]
    #expect(bench.sentences(options) == ["/dev/zero: cannot be read. Check its permissions."])
  }

  @Test(arguments: ["/etc/hostname", "../../secret.csv", "x/../../../secret.csv"])
  func `a table cannot lie outside the folders beside the scenario`(reference: String) throws {
    try bench.replace("groups: [groups.csv]", with: "groups: [\"\(reference)\"]")
    let line = try bench.line(of: "groups: [")
    #expect(
      bench.sentences() == [
        "courtyard/scenario.yaml:\(line): groups[0]: \"\(reference)\" leads outside; a scenario "
          + "names files of its own folder or of one beside it. Copy the file in."
      ]
    )
  }

  @Test func `a scenario may lie behind a link`() throws {
    let link = bench.root + "-link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: bench.root)
    defer { try? FileManager.default.removeItem(atPath: link) }
    #expect(try Scenario.load(link + "/courtyard").hash == bench.load().hash)
  }

  @Test func `a byte order mark is no part of a table`() throws {
    let table = try String(contentsOfFile: bench.folder + "/groups.csv", encoding: .utf8)
    try bench.write("\u{FEFF}" + table, to: "groups.csv")
    #expect(bench.sentences() == [])
  }

  @Test func `a scenario that is not there is told with those that are`() {
    #expect(throws: Findings.self) { try Scenario.load("courtyar") }
    do {
      _ = try Scenario.load("courtyar")
    } catch {
      #expect(error.sentences.first?.hasSuffix("Did you mean \"courtyard\"?") == true)
    }
  }

  @Test func `a scenario's file does as well as its folder`() throws {
    let byFile = try Scenario.load(bench.folder + "/scenario.yaml")
    let byFolder = try Scenario.load(bench.folder + "/")
    #expect(byFile.hash == byFolder.hash)
  }
}
