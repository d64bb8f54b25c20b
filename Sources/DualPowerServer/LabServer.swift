import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The lab on this machine: the site's files, runs that are made here, and runs that were kept.
public struct LabServer: Sendable {
  private let settings: ServerSettings

  /// A server that has not begun.
  public init(_ settings: ServerSettings) { self.settings = settings }

  /// Serves until the process is asked to end, politely.
  ///
  /// - Parameter ready: Called once it listens, with its port.
  /// - Throws: Where it cannot listen.
  public func run(ready: @escaping @Sendable (_ port: Int) -> Void) async throws {
    let application = Application(
      router: router,
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [RequestLimit(most: ServerSettings.mostOfRequest)],
          idleTimeout: .seconds(Int64(ServerSettings.idleSeconds))
        )
      ),
      configuration: .init(address: .hostname(settings.host, port: settings.port)),
      onServerRunning: { ready($0.localAddress?.port ?? settings.port) },
      logger: Self.logger
    )
    try await application.runService()
  }

  /// Says what went wrong, and nothing else, on standard error.
  private static let logger = {
    var logger = Logger(label: "dualpower") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    return logger
  }()

  /// What answers.
  var router: Router<Operation.Context> {
    let router = Router(options: [.autoGenerateHeadEndpoints])
    let all = Operations(settings).all
    router.add(middleware: Guard(settings: settings))
    router.add(middleware: KnownMethods(operations: all))
    router.add(
      middleware: FileMiddleware(
        settings.site,
        cacheControl: .init([(MediaType(type: .any), [.noCache])]),
        searchForIndexHtml: true,
        logger: Self.logger
      )
    )
    for operation in all {
      router.on(RouterPath(operation.path), method: operation.method) {
        try await operation.handle($0, $1)
      }
    }
    return router
  }
}
