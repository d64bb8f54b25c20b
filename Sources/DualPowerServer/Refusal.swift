import DualPowerArchive
import Foundation
import HTTPTypes
import Hummingbird

/// Why something that was asked for is not to be had.
struct Refusal: HTTPResponseError, Equatable {
  let status: HTTPResponse.Status
  /// A sentence each: what was found, what is allowed, the way out.
  let findings: [String]
  /// Header fields beside it.
  var fields: HTTPFields = [:]

  init(_ status: HTTPResponse.Status, _ findings: String..., fields: HTTPFields = [:]) {
    self.init(status, findings, fields: fields)
  }

  init(_ status: HTTPResponse.Status, _ findings: [String], fields: HTTPFields = [:]) {
    self.status = status
    self.findings = findings
    self.fields = fields
  }

  /// The refusal that is meant by an error of the libraries.
  init(_ error: any Error, to request: Request) {
    if let refusal = error as? Refusal {
      self = refusal
    } else if let error = error as? any HTTPResponseError, error.status.kind == .clientError {
      self =
        error.status == .notFound
        ? .nothing(at: request.uri.path)
        : Refusal(
          error.status,
          "\(error.status.reasonPhrase). /openapi.json tells what can be asked."
        )
    } else {
      self = Refusal(.internalServerError, "The server failed. Its log, standard error, says why.")
    }
  }

  /// There is nothing at an address.
  static func nothing(at path: String) -> Refusal {
    let shown = path.prefix(80)
    return Refusal(.notFound, "\(shown): nothing is here. /openapi.json tells what can be asked.")
  }

  func response(from _: Request, context _: some RequestContext) -> Response { answer }

  /// The refusal as an answer.
  var answer: Response {
    var answer = Response(
      ["findings": .array(findings.map { .string($0) })] as JSON,
      status: status
    )
    for field in fields { answer.headers[field.name] = field.value }
    return answer
  }
}

extension Response {
  /// An object as an answer.
  init(_ json: JSON, status: HTTPResponse.Status = .ok) {
    self.init(
      status: status,
      headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(string: json.text()))
    )
  }
}
