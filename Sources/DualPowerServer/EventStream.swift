import DualPowerArchive
import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// A run as Server-Sent Events: `step` with each day, `end` at the end.
///
/// - Source: WHATWG, *HTML Living Standard*, 9.2 Server-sent events.
struct EventStream: Sendable {
  private static let step = Duration.milliseconds(50)
  /// A line that says nothing, by which it is found out that a reader has left.
  private static let pulse = 40

  let run: NativeRun
  /// Frames that the reader has had.
  let from: Int
  let board: RunBoard

  /// The stream as an answer.
  var answer: Response {
    Response(
      status: .ok,
      headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
      body: .init { writer in
        run.follow(true)
        defer { run.follow(false) }
        try await write(&writer)
        try await writer.finish(nil)
      }
    )
  }

  private func write(_ writer: inout any ResponseBodyWriter) async throws {
    var told = from
    var silence = 0
    while true {
      if Task.isShuttingDownGracefully { board.close() }
      let news = run.news(after: told)
      for ticks in news.ticks {
        let data: JSON = [
          "ticks": .int(ticks), "frame": .string("/api/runs/\(run.id)/frames/\(told)"),
        ]
        told += 1
        try await writer.write(event("step", id: told, data))
        silence = 0
      }
      guard news.phase == .running else {
        let data = news.phase.members.reduce(["state": .string(news.phase.id)] as JSON) {
          $0.with($1.0, $1.1)
        }
        return try await writer.write(event("end", id: told, data))
      }
      silence += 1
      if silence % Self.pulse == 0 { try await writer.write(ByteBuffer(string: ":\n\n")) }
      try await Task.sleep(for: Self.step)
    }
  }

  private func event(_ name: String, id: Int, _ data: JSON) -> ByteBuffer {
    ByteBuffer(string: "id: \(id)\nevent: \(name)\ndata: \(data.text())\n\n")
  }
}
