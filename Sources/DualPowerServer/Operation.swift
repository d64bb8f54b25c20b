import DualPowerArchive
import HTTPTypes
import Hummingbird

/// One thing that can be asked of the server: what it is called, what it takes, what comes of it.
///
/// The description at `/openapi.json` and the router are both made of these, so that they cannot part.
struct Operation: Sendable {
  typealias Context = BasicRequestContext

  /// What a parameter of a path or a query is.
  struct Parameter: Sendable {
    var name: String
    var place = "path"
    var about: String
    var schema: JSON
  }

  /// What comes of it.
  struct Answer: Sendable {
    var status: HTTPResponse.Status
    var about: String
    var type = "application/json"
    var schema: JSON?

    /// A refusal.
    static func refusal(_ status: HTTPResponse.Status, _ about: String) -> Answer {
      Answer(status: status, about: about, schema: ["$ref": "#/components/schemas/Findings"])
    }
  }

  var method: HTTPRequest.Method
  var path: String
  var name: String
  var summary: String
  var parameters: [Parameter] = []
  /// The schema of what is sent.
  var body: JSON?
  var answers: [Answer]
  var handle: @Sendable (Request, Context) async throws -> Response

  /// The operation as OpenAPI describes it.
  var json: JSON {
    var json: JSON = ["operationId": .string(name), "summary": .string(summary)]
    if !parameters.isEmpty {
      json = json.with(
        "parameters",
        .array(
          parameters.map {
            [
              "name": .string($0.name), "in": .string($0.place), "required": true,
              "description": .string($0.about), "schema": $0.schema,
            ]
          }
        )
      )
    }
    if let body {
      json = json.with(
        "requestBody",
        ["required": true, "content": ["application/json": ["schema": body]]]
      )
    }
    return json.with(
      "responses",
      .keyed(answers.map { ("\($0.status.code)", $0.json) })
    )
  }
}

extension Operation.Answer {
  fileprivate var json: JSON {
    let json: JSON = ["description": .string(about)]
    return schema.map { json.with("content", .keyed([(type, ["schema": $0] as JSON)])) } ?? json
  }
}
