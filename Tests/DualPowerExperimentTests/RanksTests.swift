import DualPower
import DualPowerArchive
import DualPowerExperiment
import DualPowerScenario
import DualPowerTestSupport
import Testing

@Suite struct RanksTests {
  /// What a rank ends with: the leader with a run, the others with a code.
  private enum End: Sendable {
    case run(Run?)
    case code(Int32)

    var code: Int32? { if case .code(let code) = self { code } else { nil } }
    var run: Run? { if case .run(let run) = self { run } else { nil } }
  }

  private func made(
    _ scenario: Scenario,
    by count: Int,
    threads: Int = 1,
    isCancelled: @escaping @Sendable (_ rank: Int, _ asked: Int) -> Bool = { _, _ in false }
  ) throws -> [End] {
    let ends = try Roundtable.run(count) { partners -> End in
      let ranks = Ranks(partners)
      var asked = 0
      let isCancelled = {
        asked += 1
        return isCancelled(partners.own, asked)
      }
      guard ranks.leads else { return .code(ranks.follow(isCancelled: isCancelled)) }
      let run = try? Runner.run(
        scenario,
        seed: 5,
        threads: threads,
        among: ranks,
        isCancelled: isCancelled
      )
      ranks.end(7)
      return .run(run)
    }
    return try #require(ends)
  }

  @Test(.tags(.law), arguments: [1, 2, 3])
  func `a run that ranks make is that of one process, and all end as the leader does`(
    count: Int
  ) throws {
    let scenario = try Laboratory.scenario("petrograd-1917", scale: 1_000, until: "1917-03-05")
    let alone = try #require(try Runner.run(scenario, seed: 5))
    let ends = try made(scenario, by: count, threads: 2)
    let run = try #require(ends[0].run)
    #expect(run.digest == alone.digest && run.ticks == alone.ticks)
    #expect(run.outcome == alone.outcome)
    let files = [run, alone].map { run in
      let chronicle = Chronicle(run)
      return Tables(run, chronicle).all.map { ParquetFile($0).bytes }
    }
    #expect(files[0] == files[1])
    #expect(ends.dropFirst().allSatisfy { $0.code == 7 })
    // Each agent is with one of them.
    #expect(run.shares.count == count && alone.shares.isEmpty)
    #expect(run.shares.reduce(0) { $0 + $1.agents } == scenario.society.agentCount)
  }

  @Test(arguments: [0, 1, 2])
  func `whichever rank is interrupted, all leave the run`(rank: Int) throws {
    let scenario = try Laboratory.scenario("courtyard")
    let ends = try made(scenario, by: 3) { $0 == rank && $1 == 5 }
    #expect(ends[0].run == nil)
    #expect(ends.dropFirst().allSatisfy { $0.code == 7 })
  }

  @Test(arguments: [Int32(0), 1, 2, 130])
  func `ranks end with the leader's code before any run too`(code: Int32) throws {
    let codes = try Roundtable.run(3) { partners -> Int32 in
      let ranks = Ranks(partners)
      guard ranks.leads else { return ranks.follow { false } }
      ranks.end(code)
      return code
    }
    #expect(codes == [code, code, code])
  }

  @Test func `what is put together is sent on once, what is added up twice`() {
    var share = Run.Share()
    (share.completedBytes, share.addedBytes) = (1_000, 100)
    #expect(share.bytesSent(of: 1) == 0)
    #expect(share.bytesSent(of: 2) == 600)
    #expect(share.bytesSent(of: 4) == 900)
  }
}
