import Dispatch
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

@testable import DualPowerServer

/// What comes over a connection, as bytes: through the library's decoder to everything that the server answers.
///
/// No run is begun by it, as none may be at work at one time.
enum Requests {
  static func request(_ input: [UInt8]) {
    for (head, body) in decoded(input).prefix(4) { answer(head, body) }
  }

  private static func decoded(_ input: [UInt8]) -> [(HTTPRequest, ByteBuffer)] {
    let channel = EmbeddedChannel()
    defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
    var found: [(HTTPRequest, ByteBuffer)] = []
    do {
      try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
      try channel.pipeline.syncOperations.addHandler(HTTP1ToHTTPServerCodec(secure: false))
      try channel.writeInbound(ByteBuffer(bytes: input))
      while let part = try channel.readInbound(as: HTTPRequestPart.self) {
        switch part {
        case .head(let head): found.append((head, ByteBuffer()))
        case .body(let piece):
          if !found.isEmpty { found[found.count - 1].1.writeImmutableBuffer(piece) }
        case .end: break
        }
      }
    } catch {
      return found
    }
    return found
  }

  private static func answer(_ head: HTTPRequest, _ body: ByteBuffer) {
    let done = DispatchSemaphore(value: 0)
    Task {
      let request = Request(head: head, body: RequestBody(buffer: body))
      let context = BasicRequestContext(
        source: ApplicationRequestContextSource(channel: channel, logger: logger)
      )
      if let answer = try? await responder.respond(to: request, context: context) {
        try? await answer.body.write(Nowhere())
      }
      done.signal()
    }
    done.wait()
  }

  /// Takes an answer, and keeps nothing of it.
  private struct Nowhere: ResponseBodyWriter {
    mutating func write(_: ByteBuffer) async throws {}
    consuming func finish(_: HTTPFields?) async throws {}
  }

  private static let channel = EmbeddedChannel()
  private static let logger = {
    var logger = Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() }
    logger.logLevel = .critical
    return logger
  }()

  private static let responder = {
    let folder = Scratch.folder + "/site"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? Array("<!doctype html>".utf8).write(to: folder + "/index.html")
    var settings = ServerSettings(site: folder, archives: folder, threads: 1)
    settings.mostRuns = 0
    return LabServer(settings).router.buildResponder()
  }()
}
