import DualPowerArchive
import Testing

@Suite struct JSONTests {
  @Test func `keys come in the order in which they were written`() {
    let json: JSON = ["z": 1, "a": [true, nil, 2.5], "m": ["k": "v"]]
    #expect(json.text() == #"{"z":1,"a":[true,null,2.5],"m":{"k":"v"}}"#)
  }

  @Test func `indented text has a member a line and plain lists on one`() {
    let json: JSON = ["a": [1, 2], "b": [], "c": ["d": "e"]]
    #expect(
      json.text(isIndented: true)
        == "{\n  \"a\": [1,2],\n  \"b\": [],\n  \"c\": {\n    \"d\": \"e\"\n  }\n}"
    )
  }

  @Test func `text is escaped, and cannot end the script that holds it`() {
    #expect(
      JSON.string("a\"\\\n\u{1}</script>é").text() == "\"a\\\"\\\\\\n\\u0001\\u003c/script>é\""
    )
  }

  @Test func `numbers that are not finite become null`() {
    #expect(JSON.double(.nan).text() == "null")
    #expect(JSON.rounded(.infinity).text() == "null")
  }

  @Test(arguments: [
    (123_456.0, "123460"), (0.000_123_456, "0.00012346"), (-2.5, "-2.5"), (1e-9, "1e-09"),
    (0, "0"), (99_999.9, "100000"), (2_400_000, "2400000"),
  ])
  func `rounding keeps five digits`(value: Double, text: String) {
    #expect(JSON.rounded(value).text() == text)
  }

  @Test func `a seed too great for a number is text`() {
    #expect(JSON.number(.max).text() == "\"18446744073709551615\"")
    #expect(JSON.number(7).text() == "7")
  }

  @Test func `a member is replaced in its place`() {
    let json: JSON = ["a": 1, "b": 2]
    #expect(json.with("a", 3).with("c", 4).text() == #"{"a":3,"b":2,"c":4}"#)
    #expect(json["b"] == 2)
  }
}
