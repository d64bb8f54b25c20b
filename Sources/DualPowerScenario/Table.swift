import DualPower

/// A table of a scenario as it is read, key by key.
///
/// Each reader gives back a value whatever it finds, so that one pass finds everything; the reading
/// ends before a value made up so is used.
struct Table {
  let reading: Reading
  let item: Item
  /// The way to it, as `towns.petrograd`.
  let path: String

  /// A table whose keys are among those allowed; `nil`, after a finding, where it is none.
  init?(_ item: Item, path: String, keys: [String], reading: Reading) {
    guard let entries = Self.entries(item, path: path, reading: reading) else { return nil }
    for entry in entries where !keys.contains(entry.key) {
      reading.note(.unknownKey(entry.key, allowed: keys), at: entry.place, path: path)
    }
    self.init(reading: reading, item: item, path: path)
  }

  private init(reading: Reading, item: Item, path: String) {
    self.reading = reading
    self.item = item
    self.path = path
  }

  /// The entries of a table, or a finding where it is none.
  static func entries(_ item: Item, path: String, reading: Reading) -> [Item.Entry]? {
    guard case .table(let entries) = item.content else {
      reading.note(.wrongType(found: item.found, wanted: "a table"), at: item.place, path: path)
      return nil
    }
    return entries
  }

  /// Notes a finding about a key.
  func note(_ kind: FindingKind, _ key: String) {
    reading.note(kind, at: item.place(of: key), path: path(key))
  }

  /// The way to a key.
  func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// The value of a key that must be there.
  func needed(_ key: String) -> Item? {
    let found = item[key]
    if found == nil { reading.note(.missingKey(key), at: item.place, path: path) }
    return found
  }

  /// A word or sentence.
  func text(_ key: String) -> String { needed(key).flatMap { text($0, key) } ?? "" }

  /// A word or sentence that may be left out.
  func optionalText(_ key: String) -> String? { item[key].flatMap { text($0, key) } }

  private func text(_ item: Item, _ key: String) -> String? {
    guard let text = item.text?.trimmed, !text.isEmpty else {
      note(.wrongType(found: item.found, wanted: "text"), key)
      return nil
    }
    return text
  }

  /// A number in a range.
  func number(_ key: String, in range: ClosedRange<Double>) -> Double {
    needed(key).map { number($0, key, in: range) } ?? range.lowerBound
  }

  /// A number in a range that may be left out.
  func number(_ key: String, in range: ClosedRange<Double>, otherwise: Double) -> Double {
    item[key].map { number($0, key, in: range) } ?? otherwise
  }

  /// A whole number in a range.
  func integer(_ key: String, in range: ClosedRange<Int>) -> Int {
    guard let item = needed(key) else { return range.lowerBound }
    switch WholeNumber(item.text ?? "", in: range) {
    case .within(let value): return value
    case .outside(let finding): note(finding, key)
    case .none: note(.wrongType(found: item.found, wanted: "a whole number"), key)
    }
    return range.lowerBound
  }

  /// Yes or no; no where it is left out.
  func flag(_ key: String) -> Bool {
    guard let item = item[key] else { return false }
    guard let text = item.text, let value = Bool(text) else {
      note(.wrongType(found: item.found, wanted: "true or false"), key)
      return false
    }
    return value
  }

  /// One of a few words.
  func choice<Choice>(_ key: String, _ all: [(String, Choice)], otherwise: Choice) -> Choice {
    let word = text(key)
    if let found = all.first(where: { $0.0 == word }) { return found.1 }
    if !word.isEmpty { note(.unknownChoice(word, allowed: all.map(\.0)), key) }
    return otherwise
  }

  /// Some of a few words, in a list that has one at least.
  func choices<Choice>(_ key: String, of things: String, _ all: [(String, Choice)]) -> [Choice] {
    list(key, of: things).compactMap { item in
      if let found = all.first(where: { $0.0 == item.text }) { return found.1 }
      let kind =
        item.text.map { FindingKind.unknownChoice($0, allowed: all.map(\.0)) }
        ?? .wrongType(found: item.found, wanted: "a word")
      reading.note(kind, at: item.place, path: path(key))
      return nil
    }
  }

  /// The index of a thing declared elsewhere; 0, after a finding, where there is none.
  func reference(_ key: String, to index: Index) -> Int { position(key, in: index) ?? 0 }

  /// The index of a thing declared elsewhere; `nil`, after a finding, where there is none.
  func position(_ key: String, in index: Index) -> Int? {
    let id = text(key)
    let found = index[id]
    if found == nil, !id.isEmpty {
      note(.dangling(kind: index.kind, id: id, declared: index.ids), key)
    }
    return found
  }

  /// A number for each of the things declared elsewhere.
  ///
  /// - Parameters:
  ///   - key: The key of a table by id.
  ///   - index: The things.
  ///   - range: Where each number must lie.
  ///   - otherwise: What a thing has that is left out; `nil` where none may be.
  /// - Returns: The numbers, in the order of the things.
  func numbers(
    _ key: String,
    for index: Index,
    in range: ClosedRange<Double>,
    otherwise: Double? = nil
  ) -> [Double] {
    var values = [Double](repeating: otherwise ?? range.lowerBound, count: index.ids.count)
    guard let table = item[key] else {
      if otherwise == nil { reading.note(.missingKey(key), at: item.place, path: path) }
      return values
    }
    guard let entries = Self.entries(table, path: path(key), reading: reading) else {
      return values
    }
    for entry in entries {
      guard let at = index[entry.key] else {
        reading.note(
          .dangling(kind: index.kind, id: entry.key, declared: index.ids),
          at: entry.place,
          path: path(key)
        )
        continue
      }
      values[at] = number(entry.item, "\(key).\(entry.key)", in: range)
    }
    if otherwise == nil {
      for id in index.ids where table[id] == nil {
        reading.note(.missingKey(id), at: table.place, path: path(key))
      }
    }
    return values
  }

  /// A number in a range, wherever it stands.
  func number(_ item: Item, _ key: String, in range: ClosedRange<Double>) -> Double {
    guard let text = item.text, let value = Double(text), value.isFinite else {
      reading.note(
        .wrongType(found: item.found, wanted: "a number"),
        at: item.place,
        path: path(key)
      )
      return range.lowerBound
    }
    guard range.contains(value) else {
      reading.note(
        .outOfRange(value, low: range.lowerBound, high: range.upperBound),
        at: item.place,
        path: path(key)
      )
      return range.lowerBound
    }
    return value
  }

  /// The items of a list that must have some.
  func list(_ key: String, of things: String, isNeeded: Bool = true) -> [Item] {
    guard let item = isNeeded ? needed(key) : item[key] else { return [] }
    guard case .list(let items) = item.content else {
      note(.wrongType(found: item.found, wanted: "a list"), key)
      return []
    }
    if items.isEmpty, isNeeded { note(.emptyList(of: things), key) }
    return items
  }
}

/// A text read as a whole number.
enum WholeNumber {
  /// It is one, and may be.
  case within(Int)
  /// It is one, and may not be.
  case outside(FindingKind)

  /// A whole number in a range; `nil` where the text is none.
  init?(_ text: String, in range: ClosedRange<Int>) {
    if let value = Int(text), range.contains(value) {
      self = .within(value)
      return
    }
    // A number of more digits than any machine's is a whole number all the same.
    guard let real = Int(text).map(Double.init) ?? Self.digits(text) else { return nil }
    self = .outside(
      .outOfRange(real, low: Double(range.lowerBound), high: Double(range.upperBound))
    )
  }

  private static func digits(_ text: String) -> Double? {
    let bare = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard !bare.isEmpty, bare.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Double(text)
  }
}

/// Things declared in a list, by id.
struct Index {
  /// What one of them is called in a sentence.
  let kind: String
  /// Their names, in the order in which they are declared.
  private(set) var names: [Name] = []
  /// Their ids, in order.
  private(set) var ids: [String] = []
  private var positions: [String: Int] = [:]
  private var places: [TextPlace] = []

  /// Nothing yet.
  init(of kind: String) { self.kind = kind }

  /// The position of an id.
  subscript(_ id: String) -> Int? { positions[id] }

  /// Where a thing is declared.
  func place(of position: Int) -> TextPlace { places[position] }

  /// Adds a thing, or notes what is wrong with its id.
  mutating func add(_ name: Name, at place: TextPlace, path: String, reading: Reading) {
    let isWord =
      name.id.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 45 || $0 == 95 }
    if !isWord || !(name.id.utf8.first.map(isLetter) ?? true) {
      reading.note(.badID(name.id), at: place, path: path)
    }
    if let first = positions[name.id], !name.id.isEmpty {
      reading.note(.duplicateID(name.id, first: places[first]), at: place, path: path)
    } else {
      positions[name.id] = names.count
    }
    names.append(name)
    ids.append(name.id)
    places.append(place)
  }

  private func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
}
