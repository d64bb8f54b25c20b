import DualPowerTestSupport
import Testing

@testable import DualPower

@Suite struct LayoutTests {
  @Test func `a policy agrees with each stratum by what it cares for`() {
    var society = Society.small(groups: [10])
    society.domainCount = 2
    society.strata[0].wants = [1, 0]
    society.strata[0].saliences = [3, 1]
    var other = society.strata[0]
    other.saliences = [0, 2]
    var careless = other
    careless.saliences = [0, 0]
    society.strata += [other, careless]
    society.traits = Traits(strata: 3)
    society.bodies[0].norms = [0, 0, 0]
    let (layout, policy) = (Layout(society), Matrix([[0, 1], [1, 0.75]], width: 2))
    let agreement = society.strata.indices.map { layout.agreement(of: $0, with: 1, in: policy) }
    // The second body's: wholly in the first domain, and in the second half the way to not at all: 3 · 1 − 1 · 0.5 of 4, and −0.5.
    #expect(agreement == [0.625, -0.5, 0])
  }

  @Test(arguments: [(0, 1), (1, 64), (63, 64), (64, 64), (1_000, 7)])
  func `every item is of one chunk`(_ count: Int, _ chunks: Int) {
    let all = (0..<chunks).flatMap { items(ofChunk: $0, of: chunks, count) }
    #expect(all == Array(0..<count))
  }
}
