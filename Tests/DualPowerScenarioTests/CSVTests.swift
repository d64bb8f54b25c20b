import DualPowerTestSupport
import Testing

@testable import DualPowerScenario

@Suite(.tags(.claim)) struct CSVTests {
  private func table(_ text: String) -> (rows: [[String]], findings: [String]) {
    var found: [String] = []
    let table = CSVTable(text, in: "t.csv", needed: ["a"], allowed: ["a", "b"]) { kind, place in
      found.append(Finding(place: place, path: "", kind: kind).sentence)
    }
    return (table.rows.map { [$0["a"], $0["b"]] }, found)
  }

  @Test(arguments: ["a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4", "a, b\n1 ,2\n\n3,\"4\"\n"])
  func `a table is read whatever ends its lines`(text: String) {
    let read = table(text)
    #expect(read.rows == [["1", "2"], ["3", "4"]])
    #expect(read.findings == [])
  }

  @Test func `a quoted field holds commas, quotes and lines`() {
    let read = table("a,b\n\"x, \"\"y\"\"\nz\",2\n")
    #expect(read.rows == [["x, \"y\"\nz", "2"]])
  }

  @Test func `rows keep the lines on which they begin`() {
    let read = table("a,b\n\"1\n1\",2\n3\n")
    #expect(
      read.findings == [
        "t.csv:4: 1 fields; the head of the table has 2. Add or remove commas, or quote a field."
      ]
    )
  }

  @Test func `a quote that is never closed is told where it was opened`() {
    #expect(
      table("a,b\n1,2\n3,\"4\n5,6\n").findings == [
        "t.csv:3: a quote is opened and never closed. Close it."
      ]
    )
  }

  @Test(arguments: ["a,b\nx\"y,2\n", "a,b\n\"x\"y,2\n"])
  func `a quote stands round a whole field`(text: String) {
    #expect(
      table(text).findings == [
        "t.csv:2: a quote inside a field; it stands round the whole field, and twice where it is "
          + "meant. Mend it."
      ]
    )
  }

  @Test func `columns are those of the table, each once`() {
    #expect(
      table("b,b,c\n1,2,3\n").findings == [
        "t.csv:1: column \"b\" for the second time; a column stands once. Remove one.",
        "t.csv:1: no column \"c\"; allowed: a, b. Remove it.",
        "t.csv:1: no column \"a\", which is needed. Add it.",
      ]
    )
  }

  @Test func `an empty table is told so`() {
    #expect(
      table("").findings == [
        "t.csv: empty; keys or rows are meant. Write some, or leave the file out."
      ]
    )
  }
}
