import DualPowerTestSupport
import Testing

@testable import DualPower

@Suite struct DrawsTests {
  @Test(.tags(.law))
  func `no two of seed, stream and tick share a key`() {
    var keys: Set<UInt64> = []
    var count = 0
    for seed in UInt64(0)..<40 {
      let draws = Draws(seed: seed)
      for stream in Draws.Stream.allCases {
        for tick in UInt64(0)..<60 {
          keys.insert(draws.key(stream, tick: tick))
          count += 1
        }
      }
    }
    #expect(keys.count == count)
  }

  @Test(.tags(.law))
  func `sixteen persons at once get the bits that each gets alone`() {
    let key = Draws(seed: 9).key(.hour, tick: 3)
    let persons = Lanes.everyFourth &+ Lanes(repeating: 4_000_000)
    let together = Draws.bits(persons, key)
    for lane in 0..<16 { #expect(together[lane] == Draws.bits(persons[lane], key)) }
  }

  @Test(.tags(.law))
  func `group counts vary as independent draws would`() {
    let draws = Draws(seed: 1917)
    let p = 3_000.0 / 65_536
    var sum = 0.0
    var squares = 0.0
    var count = 0.0
    for tick in UInt64(0)..<200 {
      let key = draws.key(.hour, tick: tick)
      for group in UInt32(0)..<200 {
        var hits = 0.0
        for member in UInt32(0)..<500 where Draws.bits(group * 500 + member, key) >> 16 < 3_000 {
          hits += 1
        }
        sum += hits
        squares += hits * hits
        count += 1
      }
    }
    let mean = sum / count
    let variance = squares / count - mean * mean
    // The ratio of a sample variance of 40,000 binomial counts has a standard error of 0.007.
    #expect(abs(variance / (500 * p * (1 - p)) - 1) < 0.03)
    #expect(abs(mean / (500 * p) - 1) < 0.005)
  }

  @Test(.tags(.law), arguments: [(0, 1), (0, 24), (0, 168), (1, 0), (64, 0), (1, 1)])
  func `draws of neighbours in person or tick are uncorrelated`(lag: (Int, Int)) {
    let draws = Draws(seed: 5)
    var xy = 0.0
    var n = 0.0
    for tick in 0..<40 {
      let here = draws.key(.hour, tick: UInt64(tick))
      let there = draws.key(.hour, tick: UInt64(tick + lag.1))
      for person in UInt32(0)..<20_000 {
        let x = Double(Draws.bits(person, here)) * 0x1p-32 - 0.5
        let y = Double(Draws.bits(person + UInt32(lag.0), there)) * 0x1p-32 - 0.5
        xy += x * y
        n += 1
      }
    }
    // Under independence the mean product has standard deviation 1/12/√n.
    #expect(abs(xy / n) * 12 * n.squareRoot() < 5)
  }

  @Test(.tags(.law))
  func `the bits that serve noise, step and recognition are uncorrelated`() {
    let key = Draws(seed: 8).key(.hour, tick: 12)
    var sums = [0.0, 0, 0]
    let n = 400_000
    for person in UInt32(0)..<UInt32(n) {
      let bits = Draws.bits(person, key)
      let a = Double(bits & 0xFF) / 256 - 0.5
      let b = Double((bits >> 8) & 0xFFF) / 4_096 - 0.5
      let c = Double(bits >> 20) / 4_096 - 0.5
      sums[0] += a * b
      sums[1] += b * c
      sums[2] += a * c
    }
    for sum in sums { #expect(abs(sum) * 12 / Double(n).squareRoot() < 5) }
  }

  @Test(.tags(.limit))
  func `an event of hazard h happens with probability one minus exp of minus h`() {
    var draws = Draws(seed: 3)
    var hits = 0
    for tick in UInt64(0)..<100_000 {
      draws.tick = tick
      if draws.happens(.election, 17, hazard: 0.05) { hits += 1 }
    }
    #expect(abs(Double(hits) / 100_000 - 0.048_77) < 0.003)
  }
}
