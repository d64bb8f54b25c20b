import Yams

/// YAML as items, refused where reading it could cost more than its size.
enum YAMLText {
  /// The most bytes of a text: its tree takes a hundred times as many.
  static let largest = 4 << 20
  /// The most levels of nesting.
  static let deepest = 64
  /// The most marks of anchors and aliases in a text that is shown to the parser.
  ///
  /// It compares keys with all that they stand for, which doubles with every alias of an alias; so few
  /// of them cost nothing.
  private static let mostMarks = 32

  /// The one document of a text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - file: What to call it in findings.
  ///   - note: Told of each finding.
  /// - Returns: Its items, or `nil` after a finding without which nothing can be read.
  static func items(
    of text: String,
    in file: String,
    note: @escaping (FindingKind, TextPlace) -> Void
  ) -> Item? {
    if let line = lineOfTooManyMarks(in: text) {
      note(.anchor, TextPlace(file: file, line: line))
      return nil
    }
    do {
      let parser = try Parser(yaml: text)
      guard let root = try parser.singleRoot() else {
        note(.emptyDocument, TextPlace(file: file))
        return nil
      }
      // Nodes know of their anchors only as long as the parser lives.
      return withExtendedLifetime(parser) {
        Conversion(file: file, note: note).item(root, depth: 1)
      }
    } catch {
      let (kind, line) = fault(error as? YamlError, in: text)
      note(kind, TextPlace(file: file, line: line))
      return nil
    }
  }

  /// What the parser complains of, and its line.
  private static func fault(_ error: YamlError?, in text: String) -> (FindingKind, Int?) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      // The parser itself stops at a thousand levels, before its stack can end.
      let isDepth = problem.lowercased().contains("maximum")
      return (isDepth ? .tooDeep : .notYAML(problem: problem), mark.line)
    case .reader(let problem, let offset, _, _):
      let line = offset.map { text.prefix($0).count { $0.isNewline } + 1 }
      return (.notYAML(problem: problem), line)
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      return (.duplicateKey(key), lineOfSecond(key, in: text, from: context.mark))
    default:
      return (.notYAML(problem: "the parser gave up"), nil)
    }
  }

  /// The line on which a key stands for the second time in the table that begins at a mark; the mark's
  /// own line where the table is written in braces.
  private static func lineOfSecond(_ key: String, in text: String, from mark: Mark) -> Int {
    let indent = String(repeating: " ", count: mark.column - 1)
    let heads = [key, "'\(key)'", "\"\(key)\""].map { "\(indent)\($0):" }
    var isFirst = true
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated().dropFirst(mark.line - 1) {
      // The first key of a table in a list stands behind the list's dash.
      let bare = number == mark.line - 1 ? indent + line.dropFirst(mark.column - 1) : String(line)
      guard heads.contains(where: bare.hasPrefix) else { continue }
      if !isFirst { return number + 1 }
      isFirst = false
    }
    return mark.line
  }

  /// The line on which the marks of anchors and aliases become too many, if they do.
  private static func lineOfTooManyMarks(in text: String) -> Int? {
    var line = 1
    var marks = 0
    var before = UInt8(ascii: "\n")
    var mayBeMark = false
    for byte in text.utf8 {
      // A mark has a name; alone it is a word in a sentence.
      if mayBeMark, !" \t\r\n".utf8.contains(byte) {
        marks += 1
        if marks > mostMarks { return line }
      }
      let isSign = byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*")
      mayBeMark = isSign && " \t\n[{,:-".utf8.contains(before)
      if byte == UInt8(ascii: "\n") { line += 1 }
      before = byte
    }
    return nil
  }

  /// The walk from the parser's nodes to items.
  private struct Conversion {
    let file: String
    let note: (FindingKind, TextPlace) -> Void

    func item(_ node: Node, depth: Int) -> Item? {
      let place = TextPlace(file: file, line: node.mark?.line)
      guard depth <= deepest else {
        note(.tooDeep, place)
        return nil
      }
      // Refused before going in, so that no alias is ever followed.
      guard anchor(of: node) == nil else {
        note(.anchor, place)
        return nil
      }
      switch node {
      case .scalar(let scalar):
        let isNothing = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
        return Item(place: place, content: isNothing ? .nothing : .text(scalar.string))
      case .sequence(let sequence):
        return Item(
          place: place,
          content: .list(sequence.compactMap { item($0, depth: depth + 1) })
        )
      case .mapping(let mapping):
        return Item(place: place, content: .table(entries(mapping, depth: depth)))
      case .alias:
        note(.anchor, place)
        return nil
      }
    }

    private func entries(_ mapping: Node.Mapping, depth: Int) -> [Item.Entry] {
      var entries: [Item.Entry] = []
      var seen: Set<String> = []
      for (key, value) in mapping {
        guard let key = item(key, depth: depth + 1) else { continue }
        guard case .text(let name) = key.content else {
          note(.wrongType(found: "\(key.found) as a key", wanted: "a word"), key.place)
          continue
        }
        guard seen.insert(name).inserted else {
          note(.duplicateKey(name), key.place)
          continue
        }
        guard let item = item(value, depth: depth + 1) else { continue }
        entries.append(Item.Entry(key: name, place: key.place, item: item))
      }
      return entries
    }

    private func anchor(of node: Node) -> Anchor? {
      switch node {
      case .scalar(let scalar): scalar.anchor
      case .sequence(let sequence): sequence.anchor
      case .mapping(let mapping): mapping.anchor
      case .alias(let alias): alias.anchor
      }
    }
  }
}
