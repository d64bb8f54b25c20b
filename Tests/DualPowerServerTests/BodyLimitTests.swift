import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import Testing

@testable import DualPowerServer

/// Bytes of a connection, as far as what answers is shown them.
@Suite struct BodyLimitTests {
  private let channel = EmbeddedChannel()

  init() throws {
    let pipeline = channel.pipeline.syncOperations
    try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
    try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
    try pipeline.addHandler(BodyLimit(most: 10))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
  }

  private func send(_ text: String) throws {
    _ = try channel.writeInbound(ByteBuffer(string: text))
  }

  /// Bytes of bodies that were let through.
  private func passed() throws -> Int {
    var count = 0
    while let part = try channel.readInbound(as: HTTPRequestPart.self) {
      if case .body(let piece) = part { count += piece.readableBytes }
    }
    return count
  }

  private static let head =
    "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"

  @Test func `so many bytes of a body pass`() throws {
    try send(Self.head + "5\r\n12345\r\n5\r\n67890\r\n0\r\n\r\n")
    #expect(channel.isActive)
    #expect(try passed() == 10)
  }

  @Test func `one more ends the connection, and does not pass`() throws {
    try send(Self.head + "5\r\n12345\r\n5\r\n67890\r\n")
    // The library says that the stream ended; the connection is closed by then.
    try? send("1\r\nx\r\n")
    #expect(!channel.isActive)
    #expect(try passed() == 10)
  }

  @Test func `an address without end ends the connection`() throws {
    try send("GET /")
    // The library complains of it, and goes on taking bytes.
    for _ in 0..<3 { try? send(String(repeating: "x", count: 1 << 16)) }
    #expect(channel.isActive)
    for _ in 0..<2 { try? send(String(repeating: "x", count: 1 << 16)) }
    #expect(!channel.isActive)
  }
}
