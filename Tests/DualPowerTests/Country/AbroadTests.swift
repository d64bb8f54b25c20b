import DualPowerTestSupport
import Testing

@testable import DualPower

/// Powers abroad that care for policy.
@Suite(.tags(.limit)) struct AbroadTests {
  /// A capital where everyone obeys the successor, and one power.
  private func country(wants: [Double], saliences: [Double], policy: [Double]) -> Society {
    var society = Society.country([], links: [])
    society.settle(0, .official, groups: 2)
    society.traits[.legality, Folk.official.rawValue] = 1
    society.traits[.legalFirst, Folk.official.rawValue] = 1
    society.bodies[1].positions = policy
    society.powers = [ForeignPower(eagerness: 2, wants: wants, saliences: saliences)]
    society.parameters[.recogniseHazard] = 0.1
    return society
  }

  /// Hours of day until the power recognises, over many seeds.
  private func hours(_ society: Society) -> Measured {
    Measured(
      (UInt64(1)...400).compactMap { seed -> Double? in
        var run = Simulation(society, seed: seed)
        run.bodies.bodies.stands[0] = false
        run.bodies.bodies.holdsApparatus[0] = false
        run.raise(1)
        run.bodies.bodies.holdsApparatus[1] = true
        run.bodies.fellAt = 0
        run.go { $0.first(.recognisedAbroad) != nil }
        return run.first(.recognisedAbroad).map { tick in
          Double((0...tick).count { isByDay($0) })
        }
      }
    )
  }

  struct Case: Sendable {
    var wants: [Double] = []
    var saliences: [Double] = []
    var policy: [Double]
    var welcome: Double
  }

  private static let cases = [
    Case(policy: [0.9, 0.1], welcome: 1),
    Case(wants: [0, 0], saliences: [0, 0], policy: [0.9, 0.1], welcome: 1),
    Case(wants: [0, 0], saliences: [1, 0], policy: [0.25, 1], welcome: 0.75),
    Case(wants: [1, 0], saliences: [0.5, 0.25], policy: [0.25, 0.5], welcome: 0.5),
    Case(wants: [0, 1], saliences: [0.5, 0.5], policy: [0.8, 0.2], welcome: 0.2),
  ]

  @Test(arguments: cases)
  func `the hazard is what is left of one when policies lie apart`(one: Case) {
    let society = country(wants: one.wants, saliences: one.saliences, policy: one.policy)
    let wait = Wait(from: 1) { _ in 0.1 * 2 * one.welcome }
    let measured = hours(society)
    #expect(measured.count == 400)
    #expect(measured.errors(fromMean: wait.mean, variance: wait.variance) < 3, "\(measured)")
  }

  @Test func `a power that sees nothing of what it wants never recognises`() {
    let society = country(wants: [0, 1], saliences: [1, 0.5], policy: [1, 0.5])
    var run = Simulation(society, seed: 1)
    run.bodies.bodies.stands[0] = false
    run.raise(1)
    run.bodies.bodies.holdsApparatus[1] = true
    run.bodies.fellAt = 0
    run.go(24 * 60)
    #expect(run.first(.recognisedAbroad) == nil)
  }
}
