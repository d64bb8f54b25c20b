import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

/// Whose orders are contested, and who gives way over them.
@Suite struct OrdersTests {
  /// Two powers, at noon some days after the fall.
  private let run: Simulation

  init() throws {
    var society = try Laboratory.scenario("petrograd-1917", scale: 1_000).society
    // No council speaks for another's policy, which friends do more than foes.
    society.parameters[.orderDiscipline] = 0
    var run = try Laboratory.run(society, hours: 24 * 30 + 12)
    // What the next hour begins with.
    run.world.dawn(
      at: run.ticks,
      after: run.people,
      run.groups,
      run.places,
      run.bodies,
      run.draws,
      concurrently: inOrder
    )
    self.run = run
  }

  /// The same hour over and over, each time with other luck: what an order did to the bodies, where it was the only one.
  private func hours(_ count: Int, _ bodies: Bodies) -> [(order: OrderRow, after: Bodies)] {
    (0..<count).compactMap { hour in
      var bodies = bodies
      bodies.orders = []
      bodies.giveOrders(
        run.people,
        in: run.world,
        Draws(seed: 9, tick: UInt64(hour)),
        concurrently: inOrder
      )
      return bodies.orders.count == 1 ? (bodies.orders[0], bodies) : nil
    }
  }

  /// Share of orders that are contested, where what bodies want is as far apart as told.
  private func contested(stance: Double, gap: Double = 0.5) -> Double {
    var bodies = run.bodies
    for body in bodies.bodies.indices {
      let position = gap * Double(run.society.bodies[body].line)
      bodies.bodies.positions[body] = bodies.bodies.positions[body].map { _ in position }
      for line in 0..<bodies.bodies.stance.width { bodies.bodies.stance[body, line] = stance }
    }
    let orders = hours(2_000, bodies)
    return Double(orders.count { $0.order.contestedBy >= 0 }) / Double(orders.count)
  }

  @Test(.tags(.law)) func `friends contest an order less than foes, by what stance is worth`() {
    let weight = run.society.parameters[.contestStance]
    let neutral = contested(stance: 0)
    #expect(neutral > 0.05)
    #expect(abs(contested(stance: 1) / neutral - (1 - weight)) < 0.1)
    #expect(contested(stance: -1) > neutral)
    #expect(contested(stance: -1, gap: 0.1) == 0)
  }

  @Test(.tags(.law)) func `whom fewer than half obey gives way in policy, and nobody else`() {
    var yielded = [false: 0, true: 0]
    for (order, after) in hours(10_000, run.bodies) {
      let moved = after.bodies.indices.filter {
        after.bodies.positions[$0] != run.bodies.bodies.positions[$0]
      }
      guard !moved.isEmpty else { continue }
      let isObeyed = order.compliance >= 0.5
      #expect(order.contestedBy >= 0)
      #expect(moved == [isObeyed ? order.contestedBy : order.body])
      yielded[isObeyed, default: 0] += 1
    }
    #expect(yielded.values.allSatisfy { $0 > 10 }, "\(yielded)")
  }
}
