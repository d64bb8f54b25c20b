import Foundation

/// The built command, run as a user runs it.
struct Command {
  /// What it left.
  struct Result {
    var code: Int32
    var out: String
    var error: String
  }

  /// Where the build has put it: beside the program that these tests are part of.
  private static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("dualpower").path

  /// Runs it to its end.
  static func run(_ arguments: String...) throws -> Result { try shell("\"$0\" \"$@\"", arguments) }

  /// Runs a command line in which `$0` is the command, and interrupts it once a file that it writes has grown, or after
  /// two minutes.
  static func interrupt(
    _ line: String,
    onceGrown file: String,
    _ arguments: [String]
  ) throws -> Result {
    try shell(
      """
      \(line) & first=0
      for _ in $(seq 1200); do
        size=$(stat -c %s "\(file)" 2>/dev/null || echo 0)
        [ "$first" -gt 0 ] && [ "$size" -gt "$first" ] && break
        first=$((first > 0 ? first : size)); sleep 0.1
      done
      kill -INT $!; wait $!
      """,
      arguments
    )
  }

  /// Runs a line of shell in which `$0` is the command.
  static func shell(_ line: String, _ arguments: [String] = []) throws -> Result {
    let process = Process()
    let scratch = try Scratch()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", line, path] + arguments
    let streams = try ["out", "error"].map { name in
      let file = URL(filePath: scratch.path + "/" + name)
      try Data().write(to: file)
      return try FileHandle(forWritingTo: file)
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = streams[0]
    process.standardError = streams[1]
    try process.run()
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus,
      out: try String(contentsOfFile: scratch.path + "/out", encoding: .utf8),
      error: try String(contentsOfFile: scratch.path + "/error", encoding: .utf8)
    )
  }
}

/// A folder that goes when the test is over.
final class Scratch {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
