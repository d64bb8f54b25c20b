/// One `--set path=value`, as an overlay of a single value.
struct Setting {
  private let place: TextPlace
  private let steps: [String]
  private let value: Item

  /// A setting, or `nil` after a finding.
  init?(_ text: String, reading: Reading) {
    place = TextPlace(file: "--set \(text)")
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
      reading.note(.notASetting, at: place)
      return nil
    }
    steps = text[..<sign].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let word = String(text[text.index(after: sign)...]).trimmed
    value = Item(place: place, content: word.isEmpty ? .nothing : .text(word))
  }

  /// The scenario with the value in its place.
  ///
  /// A key that is not there is added all the same: the reader then finds it unknown, and names the
  /// option.
  func applied(to scenario: Item, reading: Reading) -> Item {
    set(in: scenario, steps[...], path: "", reading: reading)
  }

  private func set(in item: Item, _ steps: ArraySlice<String>, path: String, reading: Reading)
    -> Item
  {
    guard let step = steps.first else { return value }
    let rest = steps.dropFirst()
    let way = path.isEmpty ? step : "\(path).\(step)"
    switch item.content {
    case .table(var entries):
      if let at = entries.firstIndex(where: { $0.key == step }) {
        let inner = entries[at].item
        let isParameter = path == "parameters"
        entries[at].item = set(
          in: inner,
          isParameter ? valueSteps(inner, rest) : rest,
          path: way,
          reading: reading
        )
      } else {
        let inner = rest.isEmpty ? value : Item(place: place, content: .table([]))
        entries.append(
          Item.Entry(
            key: step,
            place: place,
            item: set(in: inner, rest, path: way, reading: reading)
          )
        )
      }
      return Item(place: item.place, content: .table(entries))
    case .list(var items):
      guard let at = items.firstIndex(where: { $0.id == step }) else {
        reading.note(.noItem(step, allowed: items.compactMap(\.id)), at: place, path: path)
        return item
      }
      items[at] = set(in: items[at], rest, path: way, reading: reading)
      return Item(place: item.place, content: .list(items))
    case .text, .nothing:
      reading.note(.notATable(path), at: place)
      return item
    }
  }

  /// The steps to the value of a parameter: `noise` means its value, `obstinacy.worker` the value of
  /// that stratum.
  private func valueSteps(_ parameter: Item, _ rest: ArraySlice<String>) -> ArraySlice<String> {
    guard let next = rest.first else { return ["value"] }
    let isStratum = parameter["values"] != nil && !Keys.parameter.contains(next)
    return isStratum ? ["values"] + rest : rest
  }
}
