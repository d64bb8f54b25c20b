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

  /// Lets so many bytes through with each request.
  init(most: Int) { self.most = most }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
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
