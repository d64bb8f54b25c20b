import NIOCore
import NIOHTTPTypes

/// Ends a connection on which a request does not end.
///
/// The libraries refuse an address, a field or a body that is too long, and then read on and throw away what follows,
/// for as long as it comes.
final class RequestLimit: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  private let bytes: ByteLimit

  /// Lets so many bytes come from the end of one request to that of the next.
  init(most: Int) { bytes = ByteLimit(most: most) }

  func handlerAdded(context: ChannelHandlerContext) {
    // It fails on a connection that is closed alone, on which nothing comes.
    try? context.pipeline.syncOperations.addHandler(bytes, position: .first)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .end = unwrapInboundIn(data) { bytes.count = 0 }
    context.fireChannelRead(data)
  }
}

/// Counts bytes as they come, before anything is made of them.
private final class ByteLimit: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let most: Int
  var count = 0

  init(most: Int) { self.most = most }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    count += unwrapInboundIn(data).readableBytes
    guard count <= most else {
      context.close(promise: nil)
      return
    }
    context.fireChannelRead(data)
  }
}
