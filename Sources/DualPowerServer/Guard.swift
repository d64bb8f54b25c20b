import HTTPTypes
import Hummingbird
import Logging

/// What stands before everything: who may ask, and the header fields that each answer carries.
///
/// A page of another host that is open in the reader's browser can send requests here too. It cannot send JSON
/// without asking first, which nothing here allows; and a name that was turned to this machine by
/// its owner is not one of ours.
struct Guard<Context: RequestContext>: RouterMiddleware {
  let settings: ServerSettings

  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var answer: Response
    do {
      try check(request)
      answer = try await next(request, context)
    } catch {
      let refusal = Refusal(error, to: request)
      if refusal.status == .internalServerError { context.logger.error("\(error)") }
      answer = refusal.answer
    }
    for (name, value) in Self.fields where answer.headers[name] == nil {
      answer.headers[name] = value
    }
    return answer
  }

  private func check(_ request: Request) throws(Refusal) {
    let authority = request.head.authority ?? ""
    // A name and perhaps a port; in an address of six groups colons stand in brackets.
    let colon = authority.hasSuffix("]") ? nil : authority.lastIndex(of: ":")
    let host = colon.map { String(authority[..<$0]) } ?? authority
    guard !settings.isLocal || ServerSettings.localNames.contains(host) else {
      throw Refusal(
        .misdirectedRequest,
        "\(host.prefix(80)): this server answers to \(settings.host) alone. Begin it with --host to have it answer to others."
      )
    }
    if request.method != .get, request.method != .head, let origin = request.headers[.origin],
      origin != "http://\(authority)"
    {
      throw Refusal(.forbidden, "Pages of other hosts may not ask for this. Open the lab itself.")
    }
  }

  private static var fields: [(HTTPField.Name, String)] {
    [
      (
        .contentSecurityPolicy,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; "
          + "connect-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
      ),
      (.xContentTypeOptions, "nosniff"),
    ]
      + [
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Embedder-Policy", "require-corp"),
        ("Cross-Origin-Resource-Policy", "same-origin"), ("Referrer-Policy", "no-referrer"),
      ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
  }
}
