/// A world that a file of arms asks for.
public struct ArmPlan: Sendable, Equatable {
  /// What it is called.
  public var name: String
  /// Values to replace, each `path=value`.
  public var sets: [String]
  /// Mechanisms to switch off, by id.
  public var without: [String]
  /// Files to merge over the scenario, in order.
  public var overlays: [String]

  /// A world.
  public init(name: String, sets: [String], without: [String], overlays: [String]) {
    self.name = name
    self.sets = sets
    self.without = without
    self.overlays = overlays
  }

  /// The arms of a file: `arms: [{name, set, without, with}]`; a file that an arm names lies beside it.
  ///
  /// - Throws: Every finding at once.
  public static func read(_ path: String) throws(Findings) -> [ArmPlan] {
    let reading = Reading()
    guard let text = reading.text(path, at: path),
      let items = YAMLText.items(of: text, in: path, note: { reading.note($0, at: $1) }),
      let root = Table(items, path: "", keys: ["arms"], reading: reading)
    else { throw reading.all }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let plans = list(in: root, besides: folder, mayBeUnchanged: false)
    try reading.settle()
    return plans
  }

  /// The arms that a table lists; a file that an arm names lies in a folder.
  static func list(
    in root: Table,
    besides folder: String,
    mayBeUnchanged: Bool
  ) -> [ArmPlan] {
    var names = Index(of: "arm")
    return root.list("arms", of: "arms").enumerated().compactMap {
      position,
      item -> ArmPlan? in
      let way = "arms[\(position)]"
      guard let table = Table(item, path: way, keys: Keys.arm, reading: root.reading) else {
        return nil
      }
      let name = table.text("name")
      names.add(
        Name(id: name, label: name),
        at: item.place(of: "name"),
        path: table.path("name"),
        reading: root.reading
      )
      let plan = ArmPlan(
        name: name,
        sets: table.words("set"),
        without: table.words("without"),
        overlays: table.words("with").map { $0.hasPrefix("/") ? $0 : folder + $0 }
      )
      let isUnchanged = plan.sets.isEmpty && plan.without.isEmpty && plan.overlays.isEmpty
      if isUnchanged && !mayBeUnchanged {
        root.reading.note(.nothingChanged, at: item.place, path: way)
      }
      return plan
    }
  }
}

extension Table {
  /// Words in a list that may be left out.
  func words(_ key: String) -> [String] {
    list(key, of: key, isNeeded: false).compactMap { item in
      if let text = item.text { return text }
      reading.note(.wrongType(found: item.found, wanted: "text"), at: item.place, path: path(key))
      return nil
    }
  }
}
