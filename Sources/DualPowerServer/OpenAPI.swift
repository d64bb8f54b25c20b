import DualPowerArchive
import HTTPTypes
import Hummingbird

/// The description of what can be asked, made of the operations themselves.
///
/// - Source: OpenAPI Initiative, *OpenAPI Specification* 3.1.0.
enum OpenAPI {
  /// The whole description.
  ///
  /// - Parameters:
  ///   - operations: What can be asked.
  ///   - scenarios: The names of the bundled scenarios.
  /// - Returns: One object.
  static func document(_ operations: [Operation], scenarios: [String]) -> JSON {
    var paths: [String] = []
    for operation in operations where !paths.contains(operation.path) {
      paths.append(operation.path)
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "DualPower", "version": .string(Version.current),
        "summary": "Runs of the lab that are made on this machine, and runs that were kept.",
        "license": ["name": "see the repository"],
      ],
      "paths": .keyed(
        paths.map { path in
          (
            path,
            .keyed(
              operations.filter { $0.path == path }
                .map { ($0.method.rawValue.lowercased(), $0.json) }
            )
          )
        }
      ),
      "components": ["schemas": schemas.with("ScenarioName", names(scenarios))],
    ]
  }

  /// A text.
  static let text: JSON = ["type": "string"]
  /// A whole number that is not negative.
  static let count: JSON = ["type": "integer", "minimum": 0]

  /// An object with these keys, all of which are there.
  static func object(_ keys: [(String, JSON)], optional: [(String, JSON)] = []) -> JSON {
    [
      "type": "object", "required": .array(keys.map { .string($0.0) }),
      "properties": .keyed(keys + optional), "additionalProperties": false,
    ]
  }

  /// A list.
  static func list(_ schema: JSON) -> JSON { ["type": "array", "items": schema] }

  private static func names(_ scenarios: [String]) -> JSON {
    [
      "type": "string", "enum": .array(scenarios.map { .string($0) }),
      "description": "A bundled scenario.",
    ]
  }

  private static let textOrNone: JSON = ["type": ["string", "null"]]

  private static let schemas: JSON = [
    "Findings": object([("findings", ["type": "array", "items": text, "minItems": 1])]),
    "RunRequest": [
      "type": "object", "required": ["scenario"], "additionalProperties": false,
      "properties": [
        "scenario": ["$ref": "#/components/schemas/ScenarioName"],
        "scale": [
          "type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1,
          "description": "One agent for so many people.",
        ],
        "seed": [
          "type": "string", "pattern": "^[0-9]{1,19}$", "default": "1",
          "description": "The seed of every draw; quoted, as it has 64 bits.",
        ],
        "until": [
          "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
          "description": "The last day, in the scenario's own calendar.",
        ],
        "without": [
          "type": "array", "items": text, "description": "Mechanisms that are switched off.",
        ],
      ],
    ],
    "Run": object(
      [
        ("id", text), ("scenario", text),
        ("state", ["type": "string", "enum": ["running", "done", "stopped"]]),
        ("ticks", count), ("done", count), ("agents", count), ("events", text),
      ],
      optional: [("digest", text), ("outcome", text), ("reason", text)]
    ),
    "Event": object([
      ("id", text), ("event", ["type": "string", "enum": ["step", "end"]]), ("data", text),
    ]),
    "Scenario": object([
      ("scenario", text), ("title", text), ("about", text),
      ("scales", list(object([("scale", count), ("agents", count), ("until", text)]))),
    ]),
    "Archive": object([
      ("name", text), ("scenario", text), ("seed", text), ("scale", count), ("persons", count),
      ("ticks", count), ("until", textOrNone), ("without", list(text)), ("digest", text),
      ("outcome", text), ("command", text), ("version", text), ("started", text),
      ("isRepeatable", ["type": "boolean"]), ("files", list(text)),
    ]),
    "Pack": object(
      [
        ("scenario", text), ("title", text), ("scale", count), ("agents", count), ("until", text),
      ],
      optional: [("file", text), ("isNative", ["type": "boolean"])]
    ),
  ]
}
