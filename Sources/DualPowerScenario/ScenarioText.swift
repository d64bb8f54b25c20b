/// The text of a scenario with all that it extends, includes and is overlaid by, as one tree of items.
struct ScenarioText {
  /// The most files in a row that extend one another.
  static let longestChain = 32

  let reading: Reading

  /// The items of a file, laid over those of the file that it extends.
  ///
  /// - Parameters:
  ///   - name: As the user would name it.
  ///   - path: Where it lies.
  ///   - place: The line that names it, if a line does.
  ///   - chain: The files that extend this one, the first of them first.
  /// - Returns: The items, or `nil` after a finding without which nothing can be read.
  func items(
    _ name: String,
    at path: String,
    asked place: TextPlace? = nil,
    after chain: [String] = []
  ) -> Item? {
    guard !chain.contains(name) else {
      let round = chain.drop { $0 != name } + [name]
      if let place { reading.note(.cycle(Array(round)), at: place, path: "extends") }
      return nil
    }
    guard chain.count <= Self.longestChain else {
      if let place { reading.note(.longChain(Self.longestChain), at: place, path: "extends") }
      return nil
    }
    guard let text = text(name, at: path, asked: place, key: "extends"),
      let items = items(of: text, in: name)
    else { return nil }
    let whole = including(items)
    guard let base = reference("extends", in: whole) else { return whole }
    let below = self.items(base.name, at: base.path, asked: base.place, after: chain + [name])
    return below?.overlaid(by: whole) ?? whole
  }

  /// The same with the table of parameters in place of the name of the file that holds it.
  private func including(_ items: Item) -> Item {
    guard let file = reference("parameters", in: items) else { return items }
    guard case .table(var entries) = items.content,
      let at = entries.firstIndex(where: { $0.key == "parameters" })
    else { return items }
    guard file.name != items.place.file else {
      let kind = FindingKind.wrongType(
        found: "the scenario's own file",
        wanted: "a file of parameters"
      )
      reading.note(kind, at: file.place, path: "parameters")
      return without(at, &entries, of: items)
    }
    guard
      let text = text(file.name, at: file.path, asked: file.place, key: "parameters"),
      let table = self.items(of: text, in: file.name)
    else { return without(at, &entries, of: items) }
    entries[at].item = table
    return Item(place: items.place, content: .table(entries))
  }

  /// The items without a part that could not be read, of which there is a finding already.
  private func without(_ at: Int, _ entries: inout [Item.Entry], of items: Item) -> Item {
    reading.isShortOfParameters = true
    entries.remove(at: at)
    return Item(place: items.place, content: .table(entries))
  }

  private func text(_ name: String, at path: String, asked place: TextPlace?, key: String)
    -> String?
  {
    reading.text(name, at: path, asked: place, key: key, most: YAMLText.largest)
  }

  private func items(of text: String, in name: String) -> Item? {
    YAMLText.items(of: text, in: name) { kind, place in reading.note(kind, at: place) }
  }

  private func reference(_ key: String, in items: Item) -> (
    name: String, path: String, place: TextPlace
  )? {
    guard let item = items[key] else { return nil }
    guard let text = item.text else {
      // Parameters may stand in the scenario's own text.
      if key == "extends" {
        let kind = FindingKind.wrongType(found: item.found, wanted: "the name of a file")
        reading.note(kind, at: items.place(of: key), path: key)
      }
      return nil
    }
    guard
      let target = reading.resolve(text, from: item.place, key: key)
    else { return nil }
    return (target.name, target.path, item.place)
  }
}
