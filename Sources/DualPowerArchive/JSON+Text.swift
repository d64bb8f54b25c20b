extension JSON {
  /// The value as text.
  ///
  /// - Parameter isIndented: One member a line, two spaces a level; else all on one line.
  /// - Returns: The text, without a line end.
  public func text(isIndented: Bool = false) -> String {
    var out = ""
    write(to: &out, level: isIndented ? 0 : nil)
    return out
  }

  private func write(to out: inout String, level: Int?) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .int(let value): out += "\(value)"
    case .double(let value): out += value.isFinite ? "\(value)" : "null"
    case .string(let value): Self.quote(value, to: &out)
    case .array(let values):
      // A list of plain values, such as a row of numbers, reads best on one line.
      let inner = values.contains(where: \.isNested) ? level : nil
      Self.list("[", "]", values, to: &out, level: inner) { value, out, level in
        value.write(to: &out, level: level)
      }
    case .object(let members):
      Self.list("{", "}", members, to: &out, level: level) { member, out, level in
        Self.quote(member.key, to: &out)
        out += level == nil ? ":" : ": "
        member.value.write(to: &out, level: level)
      }
    }
  }

  private var isNested: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }

  private static func list<Element>(
    _ open: String,
    _ close: String,
    _ elements: [Element],
    to out: inout String,
    level: Int?,
    _ write: (Element, inout String, Int?) -> Void
  ) {
    out += open
    let inner = elements.isEmpty ? nil : level.map { $0 + 1 }
    for (index, element) in elements.enumerated() {
      if index > 0 { out += "," }
      if let inner { out += "\n" + String(repeating: "  ", count: inner) }
      write(element, &out, inner)
    }
    if inner != nil, let level { out += "\n" + String(repeating: "  ", count: level) }
    out += close
  }

  private static func quote(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      // Kept out of a page's script, which "</script>" would end, as the separators end a line.
      case "<", "\u{2028}", "\u{2029}", "\0"..<" ":
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
}
