import DualPowerArchive
import Foundation
import HTTPTypes
import Hummingbird

/// Kept runs, each a folder on one shelf, to be read and never written.
struct ArchiveShelf: Sendable {
  /// The most runs that are listed.
  private static let most = 200

  let folder: String

  /// What a manifest says of a run.
  private struct Manifest: Decodable {
    struct Asked: Decodable {
      var scenario: String
      var until: String?
    }
    struct Overrides: Decodable {
      var set: [String]
      var without: [String]
      var with: [String]
    }
    struct File: Decodable { var name: String }

    var schemaVersion: Int
    var version: String
    var seed: Seed
    var scale: Int
    var persons: Int
    var ticks: Int
    var digest: String
    var outcome: String
    var command: String
    var asked: Asked
    var overrides: Overrides
    var started: String
    var files: [File]
  }

  /// A seed as a manifest has it: digits in quotes where a number could not hold it.
  private struct Seed: Decodable {
    let text: String
    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      text = try (try? value.decode(UInt64.self)).map { "\($0)" } ?? value.decode(String.self)
    }
  }

  /// Every whole run on the shelf, the newest first.
  var list: JSON {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let runs = names.filter(Self.isName).compactMap { name in manifest(name).map { (name, $0) } }
      .sorted { ($0.1.started, $0.0) > ($1.1.started, $1.0) }
    return .array(runs.prefix(Self.most).map { describe($0, $1) })
  }

  private func describe(_ name: String, _ run: Manifest) -> JSON {
    let isRepeatable =
      run.overrides.set.isEmpty && run.overrides.with.isEmpty
      && !run.command.contains("dualpower fork")
    return [
      "name": .string(name), "scenario": .string(run.asked.scenario),
      "seed": .string(run.seed.text),
      "scale": .int(run.scale), "persons": .int(run.persons), "ticks": .int(run.ticks),
      "until": run.asked.until.map { .string($0) } ?? .null,
      "without": .array(run.overrides.without.map { .string($0) }),
      "digest": .string(run.digest), "outcome": .string(run.outcome),
      "command": .string(run.command), "version": .string(run.version),
      "started": .string(run.started), "isRepeatable": .bool(isRepeatable),
      "files": .array(
        run.files.map(\.name).filter { !$0.contains("/") }.map { .string($0) }
      ),
    ]
  }

  /// A file of a run, as an answer.
  ///
  /// - Throws: A refusal where the run's manifest does not list it.
  func file(_ file: String, of name: String, context: some RequestContext) async throws -> Response
  {
    guard Self.isName(name), let run = manifest(name) else {
      throw Refusal(.notFound, "No kept run of this name. /api/archives lists them.")
    }
    guard file == "manifest.json" || run.files.contains(where: { $0.name == file }),
      Self.isName(file), let path = path("\(name)/\(file)")
    else { throw Refusal(.notFound, "No such file of this run. Its manifest.json lists them.") }
    var headers: HTTPFields = [.contentType: Self.type(of: file), .cacheControl: "no-cache"]
    if file.hasSuffix(".html") {
      // A page that came in a folder may hold anything: it is shown in a world of its own.
      headers[.contentSecurityPolicy] =
        "sandbox allow-scripts allow-downloads; default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; "
        + "style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
    }
    let body = try await FileIO().loadFile(path: path, context: context)
    return Response(status: .ok, headers: headers, body: body)
  }

  private func manifest(_ name: String) -> Manifest? {
    guard let path = path("\(name)/manifest.json"),
      let data = FileManager.default.contents(atPath: path)
    else { return nil }
    return try? JSONDecoder().decode(Manifest.self, from: data)
  }

  /// Where something on the shelf lies; nothing where a link leads off it.
  private func path(_ name: String) -> String? {
    guard let shelf = Self.resolved(folder), let path = Self.resolved("\(folder)/\(name)"),
      path.hasPrefix(shelf + "/")
    else { return nil }
    return path
  }

  private static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  /// Whether a text can be the name of one file or folder that is not hidden.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 255 && !text.hasPrefix(".")
      && !text.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") || $0 < 32 }
  }

  private static func type(of file: String) -> String {
    switch file.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "json": "application/json"
    case "md": "text/markdown; charset=utf-8"
    case "parquet": "application/vnd.apache.parquet"
    default: "application/octet-stream"
    }
  }
}
