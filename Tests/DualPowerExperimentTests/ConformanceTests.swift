import DualPower
import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPowerExperiment

/// Whether the model comes to the published results that it generalises, and how that is judged.
@Suite struct ConformanceTests {
  @Test(.tags(.limit, .slow)) func `every row of every classic holds`() throws {
    let rows = try Classic.all().flatMap(\.rows)
    #expect(rows.count >= 15)
    let judged = try #require(try Conformance(rows).run(threads: Threads.usual))
    #expect(judged.map(\.expectation.name) == rows.map(\.name))
    for row in judged {
      let expectation = row.expectation
      #expect(
        row.holds,
        "\(expectation.name): \(row.got) ± \(row.standardError), expected \(expectation.expected)"
      )
    }
  }

  @Test(.tags(.law)) func `what comes out is the same on any number of threads`() throws {
    let rows = try Classic.all().filter { ["kuran", "deprivation"].contains($0.id) }
      .flatMap(\.rows)
    let one = try #require(try Conformance(rows).run(threads: 1))
    let three = try #require(try Conformance(rows).run(threads: 3))
    #expect(one.map(\.got) == three.map(\.got))
    #expect(one.map(\.standardError) == three.map(\.standardError))
  }

  @Test(.tags(.law)) func `a row that is cancelled is not judged`() throws {
    let rows = try Classic.all().filter { $0.id == "kuran" }.flatMap(\.rows)
    #expect(try Conformance(rows).run(work: Work(isCancelled: { true })) == nil)
  }

  private func row(
    _ statistic: DualPowerScenario.Expectation.Statistic = .mean,
    _ relation: DualPowerScenario.Expectation.Relation = .equal,
    expected: Double,
    tolerance: Double = 0,
    spread: Double? = nil
  ) throws -> DualPowerScenario.Expectation {
    var row = try #require(try Classic.all().first { $0.id == "kuran" }?.rows.first)
    row.statistic = statistic
    row.relation = relation
    row.expected = expected
    row.tolerance = tolerance
    row.spread = spread
    return row
  }

  @Test(.tags(.claim)) func `a mean holds within its tolerance and three standard errors`() throws {
    let values = [1.0, 3, 2, 2]
    let error = (2.0 / 3).squareRoot() / 2
    let judged = Conformed(expectation: try row(expected: 2 + 3 * error), values: values)
    #expect(judged.got == 2)
    #expect(abs(judged.standardError - error) < 1e-12)
    #expect(judged.holds)
    #expect(!Conformed(expectation: try row(expected: 2.01 + 3 * error), values: values).holds)
    let tolerant = try row(expected: 2.01 + 3 * error, tolerance: 0.02)
    #expect(Conformed(expectation: tolerant, values: values).holds)
  }

  @Test(.tags(.claim)) func `a spread from theory stands in for that of the sample`() throws {
    let sure = [1.0, 1, 1, 1]
    #expect(!Conformed(expectation: try row(expected: 0.9), values: sure).holds)
    let judged = Conformed(expectation: try row(expected: 0.9, spread: 0.3), values: sure)
    #expect(abs(judged.standardError - 0.15) < 1e-12)
    #expect(judged.holds)
  }

  @Test(.tags(.claim))
  func `a variance is that of the sample, its error that of the fourth moment`()
    throws
  {
    let coin = (0..<1_000).map { Double($0 % 2) }
    let judged = Conformed(expectation: try row(.variance, expected: 0.25), values: coin)
    #expect(abs(judged.got - 0.25 * 1_000 / 999) < 1e-12)
    // Of a fair coin the fourth moment is the square of the variance: hardly anything is left.
    #expect(judged.standardError < 0.001)
  }

  @Test(.tags(.claim)) func `more and less hold only beyond doubt`() throws {
    let values = [1.0, 3, 2, 2]
    #expect(Conformed(expectation: try row(.mean, .more, expected: 0.5), values: values).holds)
    #expect(!Conformed(expectation: try row(.mean, .more, expected: 1.9), values: values).holds)
    #expect(Conformed(expectation: try row(.mean, .less, expected: 3.5), values: values).holds)
    #expect(!Conformed(expectation: try row(.mean, .less, expected: 2.1), values: values).holds)
  }
}
