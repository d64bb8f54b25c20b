import DualPower

/// A value in which two scenarios differ.
struct Alteration {
  /// The way to it, step by step.
  var path: [String]
  /// Where its new value stands.
  var place: TextPlace
  /// What it was; empty where there was none.
  var before: String
  /// What it is.
  var after: String

  /// Every value that differs in a scenario from what it was before.
  static func all(from before: Item?, to after: Item, path: [String] = []) -> [Alteration] {
    switch after.content {
    case .table(let entries):
      return entries.flatMap {
        all(from: before?[$0.key], to: $0.item, path: path + [$0.key])
      }
    case .list(let items) where !items.isEmpty && items.allSatisfy({ $0.id != nil }):
      var former: [Item] = []
      if case .list(let items) = before?.content { former = items }
      let byID = Dictionary(former.map { ($0.id ?? "", $0) }, uniquingKeysWith: { one, _ in one })
      return items.flatMap { item in
        all(from: item.id.flatMap { byID[$0] }, to: item, path: path + [item.id ?? ""])
      }
    case .nothing, .text, .list:
      let (was, now) = (before?.written ?? "", after.written)
      // A number may be written in more ways than one.
      let isSame = was == now || (Double(was) != nil && Double(was) == Double(now))
      return isSame
        ? [] : [Alteration(path: path, place: after.place, before: was, after: now)]
    }
  }

  /// The same as a note has it.
  var change: InterventionNote.Change {
    InterventionNote.Change(path: path.joined(separator: "."), before: before, after: after)
  }

  /// Whether it is a value that the model reckons with, rather than what is known about it.
  var isTold: Bool {
    path.first != "parameters" || path.count > 2 && ["value", "values"].contains(path[2])
  }

  /// Notes a value that can not change in a society that runs.
  func check(_ reading: Reading) {
    guard let kind = refusal else { return }
    reading.note(kind, at: place, path: path.joined(separator: "."))
  }

  private var refusal: FindingKind? {
    guard let section = path.first else { return nil }
    switch section {
    case "parameters": return isTold && Self.drawn.contains(path[1]) ? .drawn : nil
    case "rhythms", "forcing": return nil
    default: break
    }
    let field = path.count > 2 ? path[2] : ""
    if Self.changeable[section]?.contains(field) == true { return nil }
    switch (section, field) {
    case ("strata", "sympathies"): return .drawn
    case ("bodies", "positions"): return .positionsOfFirstDay
    default: return .laidDown
    }
  }

  /// Fields of declared things that rules read anew in every hour.
  private static let changeable = [
    "strata": ["wants", "saliences", "carries", "rhythm", "elite"],
    "parties": ["positions", "doctrine", "initiative"],
    "units": ["duty", "contact"],
    "bodies": ["holds"],
    "powers": ["eagerness", "wants", "saliences"],
  ]

  /// Parameters and traits that act when people are given their traits and groups their luck, and never
  /// again.
  private static let drawn: Set<String> = {
    let parameters: [Parameter] = [.grantSpread, .grantMemory]
    let traits: [Trait] = [
      .susceptibility, .susceptibilitySpread, .obstinacy, .obstinacySpread, .luckSpread,
      .rulerPerson, .rulerInstitution, .rulerSpread, .legalFirst, .councilFirst,
    ]
    return Set(
      parameters.map { String(describing: $0) } + traits.map { String(describing: $0) }
    )
  }()
}

extension Item {
  /// What it holds, in a line.
  fileprivate var written: String {
    switch content {
    case .nothing: ""
    case .text(let text): text
    case .list(let items): "[\(items.map(\.written).joined(separator: ", "))]"
    case .table(let entries):
      "{\(entries.map { "\($0.key): \($0.item.written)" }.joined(separator: ", "))}"
    }
  }
}
