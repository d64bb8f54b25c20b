import DualPowerExperiment
import DualPowerScenario
import DualPowerTestSupport
import Testing

@testable import DualPower

@Suite struct PartnersTests {
  /// What one of several has, or one alone.
  private struct Share: Sendable {
    /// Of some hours, the last among them.
    var digests: [UInt64] = []
    /// World, groups, places, bodies and record, as bytes.
    var common: [UInt8] = []
    /// The pieces whose people are here, and their rows.
    var groups: [Range<Int>] = []
    var rows: [[SIMD16<UInt32>]] = []
    /// Blocks that it has room for.
    var height = 0
  }

  private func share(
    _ society: Society,
    hours: Int,
    threads: Int = 1,
    every step: Int = 1,
    _ partners: Partners
  ) -> Share {
    let concurrently = (try? Threads.concurrently(threads: threads)) ?? inOrder
    var run = Simulation(society, seed: 3, concurrently: concurrently, partners: partners)
    var share = Share()
    for _ in 0..<hours {
      run.tick(concurrently: concurrently)
      if run.ticks % step == 0 || run.ticks == hours { share.digests.append(run.digest()) }
    }
    var wire = Wire()
    run.world.transfer(&wire)
    run.groups.transfer(&wire, run.world.layout)
    run.places.transfer(&wire)
    run.bodies.transfer(&wire, society, run.world.layout)
    run.record.transfer(&wire, society)
    share.common = wire.bytes
    share.groups = run.people.deal.own
    share.rows = share.groups.map { rows(run, $0) }
    share.height = run.people.height
    return share
  }

  private func rows(_ run: Simulation, _ groups: Range<Int>) -> [SIMD16<UInt32>] {
    groups.flatMap { g in
      (0..<run.people.width).flatMap { column in
        let first = run.people.block(column, group: g, member: 0)
        return run.people.columns[first..<first + (run.people.agentCounts[g] + 63) / 64]
      }
    }
  }

  private func expectSame(
    _ society: Society,
    hours: Int,
    partners: Int,
    threads: Int = 1,
    every step: Int = 1
  ) throws {
    let alone = share(society, hours: hours, every: step, .none)
    let found = try Roundtable.run(partners) {
      share(society, hours: hours, threads: threads, every: step, $0)
    }
    let shares = try #require(found)
    #expect(shares.count == partners)
    for share in shares {
      #expect(share.digests == alone.digests)
      #expect(share.common == alone.common)
    }
    // Together they have everyone once, and no room for more.
    let pieces = shares.flatMap { zip($0.groups, $0.rows) }
      .sorted { ($0.0.lowerBound, $0.0.upperBound) < ($1.0.lowerBound, $1.0.upperBound) }
    #expect(pieces.flatMap { Array($0.0) } == Array(society.groups.indices))
    #expect(pieces.flatMap(\.1) == alone.rows.flatMap(\.self))
    #expect(shares.reduce(0) { $0 + $1.height } == alone.height)
  }

  @Test(.tags(.law), arguments: [1, 2, 3, 5])
  func `twelve people with several are twelve with one`(partners: Int) throws {
    try expectSame(Laboratory.scenario("courtyard").society, hours: 240, partners: partners)
  }

  @Test(.tags(.law), arguments: [1, 2, 3, 5])
  func `a capital with several is the capital with one`(partners: Int) throws {
    let society = try Laboratory.scenario("petrograd-1917", scale: 1_000).society
    try expectSame(society, hours: 24 * 24, partners: partners)
  }

  @Test(.tags(.law), arguments: [2, 5])
  func `a country with several is the country with one`(partners: Int) throws {
    let society = try Laboratory.scenario("russia-1917", scale: 1_000).society
    // To the days in which towns elect and give orders.
    try expectSame(society, hours: 12 * 24, partners: partners, threads: 2, every: 7)
  }

  @Test(.tags(.law))
  func `some may have nobody`() throws {
    let society = try Laboratory.scenario("courtyard").society
    try expectSame(society, hours: 48, partners: society.groups.count + 3)
  }

  /// Which call is not heard: the first of all, which tells what people began with, some of an hour, and polls.
  @Test(
    .tags(.law),
    arguments: [
      (false, 0), (false, 1), (false, 250), (false, 251), (true, 2), (true, 30), (true, 60),
    ]
  )
  func `a call that nobody hears is another history`(isAdd: Bool, number: Int) throws {
    let society = try Laboratory.scenario("petrograd-1917", scale: 1_000).society
    let hours = 400
    let alone = share(society, hours: hours, every: hours, .none)
    let whole = try Roundtable.run(2) { share(society, hours: hours, every: hours, $0) }
    #expect(whole?.map(\.digests) == [alone.digests, alone.digests])
    let spoilt = try Roundtable.run(
      2,
      dropping: { $0 == isAdd && $1 == number },
      { share(society, hours: hours, every: hours, $0) }
    )
    #expect(spoilt?.map(\.digests) != [alone.digests, alone.digests])
  }

  @Test(.tags(.law), arguments: [1, 2, 3, 8, 64])
  func `groups are dealt in order, in turn, in pieces of like size`(count: Int) throws {
    let society = try Laboratory.scenario("russia-1917", scale: 1_000).society
    let blocks = society.groups.map { ($0.agents + 63) / 64 }
    let first = blocks.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    func deal(_ own: Int) -> Deal {
      Deal(first, among: Partners(own: own, of: count, complete: { _, _ in }, add: { _ in }))
    }
    let one = deal(0)
    #expect(one.pieces.flatMap { Array(one.groups(ofPiece: $0)) } == Array(blocks.indices))
    let mean = Double(first[blocks.count]) / Double(one.pieces.count)
    let most = Double(blocks.max() ?? 0)
    for piece in one.pieces {
      let groups = one.groups(ofPiece: piece)
      let size = Double(first[groups.upperBound] - first[groups.lowerBound])
      #expect(abs(size - mean) <= most)
    }
    var rows: [Int] = []
    for partner in 0..<count {
      var own: [Int] = []
      one.walk(of: partner) { g, row in
        own.append(g)
        rows.append(row)
      }
      #expect(own == deal(partner).own.flatMap(Array.init))
    }
    // Each group has one row of those that partners tell, those of one partner after another's.
    #expect(rows == Array(blocks.indices))
  }

  @Test(.tags(.claim), arguments: [0, 1, 2])
  func `a word is whole`(partner: Int) throws {
    for word in [UInt64(0), 1, .max, 1 << 63, 0x8000_0000, 0x1234_5678_9ABC_DEF0] {
      let heard = try Roundtable.run(3) { $0.word($0.own == partner ? word : 99, of: partner) }
      #expect(heard == [word, word, word])
    }
  }
}
