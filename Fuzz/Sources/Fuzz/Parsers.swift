/// Something that reads bytes which anybody may have written.
///
/// Whatever they are, it answers: with what it read, or with what is wrong. A trap, a second that passes, or
/// memory that does not end is a fault.
struct Parser: Sendable {
  let name: String
  let read: @Sendable ([UInt8]) -> Void
}

enum Parsers {
  static let all = [
    Parser(name: "scenario", read: Scenarios.whole),
    Parser(name: "overlay", read: Scenarios.overlay),
    Parser(name: "tables", read: Scenarios.tables),
    Parser(name: "plan", read: Plans.plan),
    Parser(name: "archive", read: Archives.file),
    Parser(name: "checkpoint", read: Checkpoints.file),
    Parser(name: "http", read: Requests.request),
  ]
}

/// Parts of an input, parted by a byte that no text in UTF-8 holds.
func parts(_ input: [UInt8]) -> [[UInt8]] {
  input.split(separator: 0xFF, omittingEmptySubsequences: false).map(Array.init)
}

extension [UInt8] {
  /// The bytes as text, with marks in place of what is none.
  var text: String { String(decoding: self, as: UTF8.self) }
}
