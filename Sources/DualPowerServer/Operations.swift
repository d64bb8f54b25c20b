import DualPowerArchive
import DualPowerScenario
import Foundation
import HTTPTypes
import Hummingbird

/// Everything that can be asked of the server, the files of the site apart.
struct Operations: Sendable {
  let settings: ServerSettings
  let loader: Loader
  let board: RunBoard

  init(_ settings: ServerSettings) {
    self.settings = settings
    loader = Loader(settings)
    board = RunBoard(settings)
  }

  /// All of them, their description among them.
  var all: [Operation] {
    let all = [
      index, scenarios, notes, begin, status, stop, events, frame, archives, archiveFile,
    ]
    return all + [description(of: all)]
  }

  private var catalogue: Catalogue { Catalogue(loader: loader, settings: settings) }
  private var shelf: ArchiveShelf { ArchiveShelf(folder: settings.archives) }

  private static func ref(_ name: String) -> JSON {
    ["$ref": .string("#/components/schemas/\(name)")]
  }

  private static let run = Operation.Parameter(
    name: "run",
    about: "The run, as it was named when it was asked for.",
    schema: ["type": "string", "pattern": "^[0-9a-f]{16}$"]
  )
  private static let noRun = Operation.Answer.refusal(.notFound, "No such run is kept.")
  private static let busy = Operation.Answer.refusal(.serviceUnavailable, "Too many ask at once.")

  private func description(of others: [Operation]) -> Operation {
    var own = Operation(
      method: .get,
      path: "/openapi.json",
      name: "describe",
      summary: "This description.",
      answers: [.init(status: .ok, about: "The description.", schema: ["type": "object"])]
    ) { _, _ in Response([:]) }
    let document = OpenAPI.document(others + [own], scenarios: loader.bundled.map(\.id))
    own.handle = { _, _ in Response(document) }
    return own
  }

  private var index: Operation {
    Operation(
      method: .get,
      path: "/packs/index.json",
      name: "listPacks",
      summary: "What the page can run: in the browser, and what is larger here.",
      answers: [
        .init(status: .ok, about: "Entries.", schema: OpenAPI.list(Self.ref("Pack"))),
        .refusal(.notFound, "The site has not been built."),
      ]
    ) { [catalogue] _, _ in Response(try await catalogue.index()) }
  }

  private var scenarios: Operation {
    Operation(
      method: .get,
      path: "/api/scenarios",
      name: "listScenarios",
      summary: "The bundled scenarios, and the scales at which they run here.",
      answers: [
        .init(status: .ok, about: "Scenarios.", schema: OpenAPI.list(Self.ref("Scenario")))
      ]
    ) { [catalogue] _, _ in Response(await catalogue.scenarios()) }
  }

  private var notes: Operation {
    Operation(
      method: .get,
      path: "/api/scenarios/{scenario}/notes/{scale}",
      name: "readNotes",
      summary: "Names, calendar, switches and observations of a scenario at a scale.",
      parameters: [
        .init(name: "scenario", about: "The scenario.", schema: Self.ref("ScenarioName")),
        .init(
          name: "scale",
          about: "One agent for so many people.",
          schema: ["type": "integer", "minimum": 1, "maximum": 1_000_000]
        ),
      ],
      answers: [
        .init(status: .ok, about: "Notes.", schema: ["type": "object"]),
        .refusal(.unprocessableContent, "There is no such scenario, or none at this scale."),
        Self.busy,
      ]
    ) { [loader] _, context in
      let parameters = context.parameters
      let request = RunRequest(
        scenario: try parameters.require("scenario").removingPercentEncoding ?? "",
        scale: try Self.scale(parameters.require("scale"))
      )
      let text = try await loader.notes(request)
      return Response(
        status: .ok,
        headers: [.contentType: "application/json", .cacheControl: "no-cache"],
        body: .init(byteBuffer: ByteBuffer(string: text))
      )
    }
  }

  private static func scale(_ text: String) throws(Refusal) -> Int {
    do throws(Findings) { return try LoadOptions.scale(parsing: text) } catch {
      throw Refusal(.unprocessableContent, error.told)
    }
  }

  private var begin: Operation {
    Operation(
      method: .post,
      path: "/api/runs",
      name: "beginRun",
      summary: "Begins a run. It is stopped when nobody follows its events any more.",
      body: Self.ref("RunRequest"),
      answers: [
        .init(status: .created, about: "The run has begun.", schema: Self.ref("Run")),
        .refusal(.badRequest, "What was sent is no JSON."),
        .refusal(.contentTooLarge, "What was sent is too long."),
        .refusal(.unsupportedMediaType, "What was sent is not called JSON."),
        .refusal(.unprocessableContent, "Something in it cannot be."),
        .refusal(.tooManyRequests, "As many runs as may be are under way."),
        Self.busy,
      ]
    ) { [loader, board] request, _ in
      guard request.headers[.contentType]?.split(separator: ";").first == "application/json" else {
        throw Refusal(
          .unsupportedMediaType,
          "Send JSON, with the header content-type: application/json."
        )
      }
      let body = try await Self.body(of: request)
      let asked = try RunRequest(body)
      try board.takePlace()
      do {
        let run = NativeRun(try await loader.scenario(asked), seed: asked.seed)
        board.start(run)
        var answer = Response(run.json, status: .created)
        answer.headers[.location] = "/api/runs/\(run.id)"
        return answer
      } catch {
        board.leavePlace()
        throw error
      }
    }
  }

  private static func body(of request: Request) async throws(Refusal) -> Data {
    do {
      let buffer = try await request.body.collect(upTo: ServerSettings.mostBytes)
      return Data(buffer.readableBytesView)
    } catch {
      throw Refusal(.contentTooLarge, "What is sent has at most \(ServerSettings.mostBytes) bytes.")
    }
  }

  private var status: Operation {
    Operation(
      method: .get,
      path: "/api/runs/{run}",
      name: "readRun",
      summary: "How a run stands.",
      parameters: [Self.run],
      answers: [.init(status: .ok, about: "The run.", schema: Self.ref("Run")), Self.noRun]
    ) { [board] _, context in Response(try board.run(context.parameters.require("run")).json) }
  }

  private var stop: Operation {
    Operation(
      method: .delete,
      path: "/api/runs/{run}",
      name: "stopRun",
      summary: "Stops a run and forgets it.",
      parameters: [Self.run],
      answers: [.init(status: .noContent, about: "It stops within a tick."), Self.noRun]
    ) { [board] _, context in
      board.stop(try board.run(context.parameters.require("run")))
      return Response(status: .noContent)
    }
  }

  private var events: Operation {
    Operation(
      method: .get,
      path: "/api/runs/{run}/events",
      name: "followRun",
      summary: "A run as Server-Sent Events: step with each day that is over, end at the end.",
      parameters: [Self.run],
      answers: [
        .init(
          status: .ok,
          about: "Events. Their ids count steps; with Last-Event-ID the stream goes on after one.",
          type: "text/event-stream",
          schema: ["$ref": "#/components/schemas/Event"]
        ), Self.noRun,
      ]
    ) { [board] request, context in
      let last = HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }
      return EventStream(
        run: try board.run(context.parameters.require("run")),
        from: max(0, last.flatMap { Int($0) } ?? 0),
        board: board
      ).answer
    }
  }

  private var frame: Operation {
    Operation(
      method: .get,
      path: "/api/runs/{run}/frames/{frame}",
      name: "readFrame",
      summary: "What is new of a step: seven tables of 64-bit numbers, the lowest byte first.",
      parameters: [
        Self.run,
        .init(name: "frame", about: "The step, 0 for the first.", schema: OpenAPI.count),
      ],
      answers: [
        .init(
          status: .ok,
          about: "Rows.",
          type: "application/octet-stream",
          schema: ["type": "string", "format": "binary"]
        ), Self.noRun,
      ]
    ) { [board] _, context in
      let run = try board.run(context.parameters.require("run"))
      guard let number = context.parameters.get("frame", as: Int.self),
        let bytes = run.frame(number)
      else { throw Refusal(.notFound, "No such step of this run yet. Its events tell of each.") }
      return Response(
        status: .ok,
        headers: [.contentType: "application/octet-stream", .cacheControl: "no-store"],
        body: .init(byteBuffer: ByteBuffer(bytes: bytes))
      )
    }
  }

  private var archives: Operation {
    Operation(
      method: .get,
      path: "/api/archives",
      name: "listArchives",
      summary:
        "Runs that were kept with `--out` in this server's folder of archives, the newest first.",
      answers: [.init(status: .ok, about: "Runs.", schema: OpenAPI.list(Self.ref("Archive")))]
    ) { [shelf] _, _ in Response(shelf.list) }
  }

  private var archiveFile: Operation {
    Operation(
      method: .get,
      path: "/api/archives/{archive}/{file}",
      name: "readArchive",
      summary: "A file of a kept run, such as report.html.",
      parameters: [
        .init(name: "archive", about: "The run's folder.", schema: OpenAPI.text),
        .init(name: "file", about: "A file that its manifest lists.", schema: OpenAPI.text),
      ],
      answers: [
        .init(
          status: .ok,
          about: "The file.",
          type: "application/octet-stream",
          schema: ["type": "string", "format": "binary"]
        ), .refusal(.notFound, "No such run or file."),
      ]
    ) { [shelf] _, context in
      try await shelf.file(
        context.parameters.require("file").removingPercentEncoding ?? "",
        of: context.parameters.require("archive").removingPercentEncoding ?? "",
        context: context
      )
    }
  }
}
