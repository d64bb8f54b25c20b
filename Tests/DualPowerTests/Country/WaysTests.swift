import DualPowerTestSupport
import Testing

@testable import DualPower

/// The shortest way, and news that goes by it.
@Suite(.tags(.law)) struct WaysTests {
  /// Eight towns, each joined to one before it, and some more ways: by rail or not, of whole hours.
  private func country(_ seed: UInt64) -> Society {
    let luck = Draws(seed: seed)
    var links: [Link] = []
    for town in 1..<8 {
      for other in 0..<town {
        let isFirst = other == Int(luck.unit(.hour, town) * Double(town))
        guard isFirst || luck.unit(.hour, town, 1 + other) < 0.3 else { continue }
        let hours = 1 + Double(Int(luck.unit(.temper, town, other) * 30))
        let isRail = luck.unit(.will, town, other) < 0.5
        links.append(.way(town, other, length: hours * (isRail ? 20 : 4), isRail: isRail))
      }
    }
    var society = Society.country([TownKind](repeating: .town, count: 7), links: links)
    society.parameters[.railSpeed] = 20
    society.parameters[.roadSpeed] = 4
    return society
  }

  /// Hours to every town over the shortest of all ways that pass no town twice.
  private func shortest(_ society: Society) -> [Double] {
    var best = [Double](repeating: .infinity, count: society.towns.count)
    func walk(_ town: Int, _ hours: Double, _ seen: Set<Int>) {
      best[town] = min(best[town], hours)
      for link in society.links where link.from == town || link.to == town {
        let other = link.from == town ? link.to : link.from
        let pace = link.isRail ? society.parameters[.railSpeed] : society.parameters[.roadSpeed]
        if !seen.contains(other) { walk(other, hours + link.length / pace, seen.union([other])) }
      }
    }
    walk(society.capital, 0, [society.capital])
    return best
  }

  @Test(arguments: UInt64(1)...10)
  func `way-hours are those of the shortest of all ways`(seed: UInt64) {
    var society = country(seed)
    for i in society.links.indices { society.links[i].length *= 1 + 0.01 * Double(i) }
    let hours = Ways(society).hours(from: society.capital) {
      society.links[$0].length / (society.links[$0].isRail ? 20 : 4)
    }
    for (found, known) in zip(hours, shortest(society)) { #expect(abs(found - known) < 1e-9) }
  }

  @Test(arguments: UInt64(1)...10)
  func `where no wire opens, towns hear after their way-hours`(seed: UInt64) {
    var society = country(seed)
    society.parameters[.wiresTaken] = 1e9
    func heard(without mechanisms: [Mechanism]) -> [Int] {
      var society = society
      for mechanism in mechanisms { society.mechanisms = society.mechanisms.without(mechanism) }
      var run = Simulation(society, seed: seed)
      run.tell(.capitalLost)
      run.raise(1)
      run.go(24 * 20)
      #expect((run.bodies.tidings.wiresOpen < 0) == mechanisms.contains(.telegraph))
      return run.heard()
    }
    #expect(heard(without: [.telegraph]).map { Double($0) } == shortest(society))
    // Over wires that take no time it is the hour in which they open, the one after the loss.
    #expect(Set(heard(without: [])) == [0, 1])
  }

  @Test func `a town to which nothing leads is infinitely far`() {
    let society = Society.country([.town, .town], links: .line(1))
    #expect(Ways(society).hours(from: 0) { _ in 1 } == [0, 1, .infinity])
  }

  @Test(arguments: 3...9)
  func `on a ring one goes the shorter way round`(towns: Int) {
    let society = Society.country(
      [TownKind](repeating: .town, count: towns - 1),
      links: .ring(towns - 1)
    )
    let hours = Ways(society).hours(from: 0) { society.links[$0].length }
    #expect(hours == (0..<towns).map { Double(min($0, towns - $0)) })
  }
}
