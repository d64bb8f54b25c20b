extension String {
  /// The text with spaces after it, up to a width.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  /// The text without the spaces after it.
  var trimmed: String {
    var copy = self
    while copy.last == " " { copy.removeLast() }
    return copy
  }
}
