import DualPowerExperiment
import Foundation
import Synchronization
import Testing

@Suite struct ThreadsTests {
  @Test(arguments: [1, 2, 3, 8])
  func `each chunk is done once, on any number of threads`(threads: Int) throws {
    let concurrently = try Threads.concurrently(threads: threads)
    for chunks in [0, 1, 2, 100] {
      let done = Mutex([Int](repeating: 0, count: chunks))
      concurrently(chunks) { chunk in done.withLock { $0[chunk] += 1 } }
      #expect(done.withLock(\.self) == [Int](repeating: 1, count: chunks))
    }
  }

  @Test(arguments: [(0, 1), (25_000, 1), (199_999, 1), (2_400_000, min(24, Threads.usual))])
  func `few agents have one thread, many as many as there are`(agents: Int, threads: Int) {
    #expect(Threads.usual(agents: agents) == threads)
  }

  @Test func `so many threads as asked for take part`() throws {
    let concurrently = try Threads.concurrently(threads: 3)
    let seen = Mutex<Set<Int>>([])
    let arrived = NSCondition()
    let count = Atomic<Int>(0)
    concurrently(3) { _ in
      arrived.lock()
      count.wrappingAdd(1, ordering: .relaxed)
      arrived.broadcast()
      // Each holds its chunk until the others have theirs.
      while count.load(ordering: .relaxed) < 3 { arrived.wait() }
      arrived.unlock()
      seen.withLock { _ = $0.insert(ObjectIdentifier(Thread.current).hashValue) }
    }
    #expect(seen.withLock { $0.count } == 3)
  }

  @Test(arguments: [0, -1, 257])
  func `a number of threads that cannot be had is named`(threads: Int) {
    #expect(throws: ThreadFinding.notAllowed(threads)) {
      _ = try Threads.concurrently(threads: threads)
    }
    #expect(
      ThreadFinding.notAllowed(threads).description
        == "--threads \(threads): a run has 1 to 256 threads. Leave it out for one per processor."
    )
  }
}
