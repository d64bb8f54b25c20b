import HTTPTypes
import Hummingbird

/// Says which methods an address knows where it is asked by another.
struct KnownMethods: RouterMiddleware {
  let operations: [Operation]

  func handle(
    _ request: Request,
    context: Operation.Context,
    next: (Request, Operation.Context) async throws -> Response
  ) async throws -> Response {
    let here = operations.filter { $0.isAt(request.uri.path) }.map(\.method)
    let known = here + (here.contains(.get) ? [.head] : [])
    guard known.isEmpty || known.contains(request.method) else {
      let names = known.map(\.rawValue).joined(separator: ", ")
      throw Refusal(
        .methodNotAllowed,
        "\(request.method.rawValue.prefix(40)) says nothing here; \(names) does.",
        fields: [.allow: names]
      )
    }
    return try await next(request, context)
  }
}

extension Operation {
  /// Whether its path is meant by an address.
  func isAt(_ address: String) -> Bool {
    let (own, asked) = (path.split(separator: "/"), address.split(separator: "/"))
    return own.count == asked.count
      && zip(own, asked).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
  }
}
