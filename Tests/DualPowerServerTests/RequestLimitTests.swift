import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import Testing

@testable import DualPowerServer

/// Bytes of a connection, through the library's own decoder.
@Suite struct RequestLimitTests {
  private let channel = EmbeddedChannel()
  private static let most = 300

  init() throws {
    let pipeline = channel.pipeline.syncOperations
    try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
    try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
    try pipeline.addHandler(RequestLimit(most: Self.most))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
  }

  private func send(_ text: String) throws {
    _ = try channel.writeInbound(ByteBuffer(string: text))
  }

  /// The same of what is too long, of which the library complains.
  private func sendInVain(_ text: String) { try? send(text) }

  private static let head =
    "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
  private static let chunk = "a\r\n0123456789\r\n"

  /// How many requests have come to their end, and bytes of their bodies.
  private func passed() throws -> (requests: Int, bytes: Int) {
    var (requests, bytes) = (0, 0)
    while let part = try channel.readInbound(as: HTTPRequestPart.self) {
      switch part {
      case .head: break
      case .body(let piece): bytes += piece.readableBytes
      case .end: requests += 1
      }
    }
    return (requests, bytes)
  }

  @Test func `requests that end may follow one another without end`() throws {
    try send(Self.head + Self.chunk + "0\r\n\r\n")
    #expect(channel.isActive)
    #expect(try passed() == (1, 10))
  }

  @Test func `a body without end ends the connection`() throws {
    try send(Self.head)
    var sent = Self.head.utf8.count
    while sent + Self.chunk.utf8.count <= Self.most {
      try send(Self.chunk)
      sent += Self.chunk.utf8.count
    }
    #expect(channel.isActive)
    let before = try passed().bytes
    #expect(before > 100)
    sendInVain(Self.chunk)
    #expect(!channel.isActive)
    #expect(try passed().bytes == 0)
  }

  @Test func `an address or header fields without end end it`() throws {
    for start in ["GET /", "GET / HTTP/1.1\r\nX: "] {
      let tests = try RequestLimitTests()
      try tests.send(start)
      tests.sendInVain(String(repeating: "x", count: Self.most - start.utf8.count))
      #expect(tests.channel.isActive)
      tests.sendInVain("x")
      #expect(!tests.channel.isActive)
    }
  }
}
