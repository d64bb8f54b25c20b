import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import DualPowerServer

@Suite struct BodyLimitTests {
  private let channel = EmbeddedChannel()

  init() throws {
    try channel.pipeline.syncOperations.addHandler(BodyLimit(most: 10))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
  }

  private func send(_ part: HTTPRequestPart) throws { try channel.writeInbound(part) }

  private func begin() throws {
    let head = HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/")
    try send(.head(head))
  }

  private func body(_ count: Int) throws {
    try send(.body(ByteBuffer(repeating: 0, count: count)))
  }

  @Test func `so many bytes pass with each request`() throws {
    for _ in 0..<3 {
      try begin()
      for _ in 0..<2 { try body(5) }
      try send(.end(nil))
    }
    #expect(channel.isActive)
    var passed = 0
    while try channel.readInbound(as: HTTPRequestPart.self) != nil { passed += 1 }
    #expect(passed == 12)
  }

  @Test func `one more ends the connection, and does not pass`() throws {
    try begin()
    try body(10)
    try body(1)
    #expect(!channel.isActive)
    var passed = 0
    while try channel.readInbound(as: HTTPRequestPart.self) != nil { passed += 1 }
    #expect(passed == 2)
  }
}
