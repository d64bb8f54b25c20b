import Foundation

/// The two streams of the command: results out, everything else beside them.
enum Terminal {
  /// Writes a result and a line end to standard output.
  ///
  /// - Throws: ``Failure/work(_:)`` where it cannot be written; a reader that left is no failure.
  static func say(_ text: String) throws(Failure) { try write(Array(text.utf8) + [10]) }

  /// Writes bytes to standard output.
  static func write(_ bytes: [UInt8]) throws(Failure) {
    guard !Launch.isSilent, let code = put(bytes, to: STDOUT_FILENO) else { return }
    guard code != EPIPE else { Program.end(0) }
    throw .work("standard output: \(reason(code)). Give the result somewhere else to go.")
  }

  /// Writes sentences, a line each, to standard error.
  static func complain(_ sentences: [String]) {
    guard !Launch.isSilent else { return }
    _ = put(Array(sentences.map { $0 + "\n" }.joined().utf8), to: STDERR_FILENO)
  }

  /// Writes to standard error as it stands, with no line end.
  static func draw(_ text: String) {
    guard !Launch.isSilent else { return }
    _ = put(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Whether somebody watches standard error.
  static var isWatched: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// The columns of the terminal behind standard error.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private static func reason(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }

  /// The error of the first write that failed, or nil.
  private static func put(_ bytes: [UInt8], to file: Int32) -> Int32? {
    bytes.withUnsafeBytes { buffer in
      var start = 0
      while start < buffer.count {
        let written = Foundation.write(
          file,
          buffer.baseAddress?.advanced(by: start),
          buffer.count - start
        )
        if written < 0 && errno == EINTR { continue }
        guard written >= 0 else { return errno }
        start += written
      }
      return nil
    }
  }
}
