/// A value in a scenario's text, with the place where it stands.
///
/// Scenario, overlays and settings all become one tree of items before it is read, and each item keeps
/// its own place: a finding names the overlay or the option, not the file that was overlaid.
struct Item {
  /// Where it stands.
  var place: TextPlace
  /// What it holds.
  var content: Content

  /// What an item holds.
  enum Content {
    /// Nothing, such as a key with no value.
    case nothing
    /// A word, a number or a sentence.
    case text(String)
    /// Items in order.
    case list([Item])
    /// Items by key.
    case table([Entry])
  }

  /// A key and its value.
  struct Entry {
    /// The key.
    var key: String
    /// Where the key stands.
    var place: TextPlace
    /// Its value.
    var item: Item
  }

  /// What it is, in a sentence.
  var found: String {
    switch content {
    case .nothing: "nothing"
    case .text(let text): "\"\(text)\""
    case .list(let items): "a list of \(items.count)"
    case .table: "a table"
    }
  }

  /// The value of a key, if this is a table that has it.
  subscript(_ key: String) -> Item? {
    guard case .table(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.item
  }

  /// Where a finding about a key stands: at its value, or at the key of a value that fills lines.
  func place(of key: String) -> TextPlace {
    guard case .table(let entries) = content, let entry = entries.first(where: { $0.key == key })
    else { return place }
    switch entry.item.content {
    case .nothing, .text: return entry.item.place
    case .list, .table: return entry.place
    }
  }

  /// The text, if it is one.
  var text: String? {
    guard case .text(let text) = content else { return nil }
    return text
  }

  /// The text of its `id`, if it has one.
  var id: String? { self["id"]?.text }

  /// This with another laid over it: tables merge by key, lists of things with ids by id, and anything
  /// else is replaced.
  func overlaid(by other: Item) -> Item {
    switch (content, other.content) {
    case (.table(let mine), .table(let theirs)):
      var merged = mine
      let positions = Self.positions(mine.map(\.key))
      for entry in theirs {
        if let at = positions[entry.key] {
          merged[at].item = merged[at].item.overlaid(by: entry.item)
          // What was replaced as a whole is the other's, its key with it.
          if merged[at].item.place == entry.item.place { merged[at].place = entry.place }
        } else {
          merged.append(entry)
        }
      }
      return Item(place: place, content: .table(merged))
    case (.list(let mine), .list(let theirs)) where theirs.allSatisfy { $0.id != nil }:
      var merged = mine
      let positions = Self.positions(mine.map { $0.id ?? "" })
      for item in theirs {
        if let id = item.id, let at = positions[id] {
          merged[at] = merged[at].overlaid(by: item)
        } else {
          merged.append(item)
        }
      }
      return Item(place: place, content: .list(merged))
    default:
      return other
    }
  }

  /// Where each word stands first.
  private static func positions(_ words: [String]) -> [String: Int] {
    Dictionary(words.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
