import DualPowerScenario
import Testing

@testable import DualPowerArchive

@Suite struct WordingTests {
  @Test func `numbers are read at a glance`() {
    #expect(Wording.whole(2_400_000) == "2,400,000")
    #expect(Wording.whole(999.6) == "1,000")
    #expect(Wording.whole(-1_234) == "-1,234")
    #expect(Wording.count(1, "deputy", "deputies") == "1 deputy")
    #expect(Wording.percent(0.425) == "43%")
    #expect(Wording.hundredths(-0.304) == "-0.30")
    #expect(Wording.hundredths(-0.001) == "0.00")
    #expect(Wording.duration(hours: 47) == "47 hours")
    #expect(Wording.duration(hours: 120) == "5 days")
  }

  @Test(arguments: [
    (1, "first"), (6, "sixth"), (11, "11th"), (21, "21st"), (22, "22nd"), (113, "113th"),
  ])
  func `places in a row have words`(number: Int, word: String) {
    #expect(Wording.ordinal(Double(number)) == word)
  }

  @Test func `labels fit into sentences`() {
    #expect(Wording.the("Assembly") == "the Assembly")
    #expect(Wording.the("The Assembly") == "the Assembly")
    #expect(Wording.the("Moscow: Council of workers") == "the Council of workers of Moscow")
    #expect(Wording.the("The port: Committee") == "the Committee of the port")
    #expect(Wording.lowered("Workers") == "workers")
    #expect(Wording.lowered("SR voters") == "SR voters")
    #expect(snakeCase("councilsMerged") == "councils_merged")
  }

  @Test func `a recipe quotes what a shell would take apart`() {
    let recipe = Recipe(
      scenario: "my town",
      seed: 3,
      scale: 10,
      until: "1917-03-01",
      set: ["parameters.noise=0.1"],
      without: ["cession"],
      with: ["it's.yaml"]
    )
    #expect(
      recipe.command
        == #"dualpower run 'my town' --seed 3 --scale 1:10 --until 1917-03-01 --with 'it'\''s.yaml' "#
        + "--set parameters.noise=0.1 --without cession"
    )
  }
}
