import NIOCore
import NIOHTTPTypes

/// Ends a connection on which more is sent than any request may have.
///
/// A body that is too long is refused once its beginning is there. What follows would be read and thrown away for
/// as long as it comes; so it is only waited for a little, in which the refusal can be read.
final class BodyLimit: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  private let most: Int
  private var count = 0
  private let heads = HeadLimit()

  /// Lets so many bytes of a body through with each request.
  init(most: Int) { self.most = most }

  func handlerAdded(context: ChannelHandlerContext) {
    // Where there is nothing before it, there is nothing to be read either.
    try? context.pipeline.syncOperations.addHandler(heads, position: .first)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    heads.settle()
    switch unwrapInboundIn(data) {
    case .head: count = 0
    case .body(let piece): count += piece.readableBytes
    case .end: break
    }
    guard count <= most else {
      context.close(promise: nil)
      return
    }
    context.fireChannelRead(data)
  }
}

/// Ends a connection on which bytes come that make no part of a request: the library keeps an address until it ends.
private final class HeadLimit: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private static let most = 1 << 18
  private var count = 0

  /// A part was made of what came.
  func settle() { count = 0 }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    count += unwrapInboundIn(data).readableBytes
    guard count <= Self.most else {
      context.close(promise: nil)
      return
    }
    context.fireChannelRead(data)
  }
}
