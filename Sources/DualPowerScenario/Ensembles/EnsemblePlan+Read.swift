extension EnsemblePlan {
  /// Reads a plan; files that it names lie beside it.
  ///
  /// - Throws: Every finding at once. What the scenario has to say is asked by ``load()``.
  public static func read(_ path: String) throws(Findings) -> EnsemblePlan {
    try read(path, Reading())
  }

  static func read(_ path: String, _ reading: Reading) throws(Findings) -> EnsemblePlan {
    guard let text = reading.text(path, at: path),
      let items = YAMLText.items(of: text, in: path, note: { reading.note($0, at: $1) }),
      let root = Table(items, path: "", keys: Keys.plan, reading: reading)
    else { throw reading.all }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let reader = PlanReader(root: root, folder: folder)
    let plan = reader.plan(of: path)
    try reading.settle()
    return plan
  }
}

/// From a tree of items to a plan.
private struct PlanReader {
  let root: Table
  let folder: String
  private var reading: Reading { root.reading }

  init(root: Table, folder: String) {
    self.root = root
    self.folder = folder
  }

  func plan(of path: String) -> EnsemblePlan {
    let version = root.integer("schemaVersion", in: 1...Int(Int32.max))
    if version != 1 { root.note(.wrongVersion(version), "schemaVersion") }
    var places: [String: PlanPlace] = [:]
    func place(_ option: String, _ item: Item, _ path: String) {
      if places[option] == nil { places[option] = PlanPlace(place: item.place, path: path) }
    }
    let named = root.text("scenario")
    let isOurs = Source.bundledIDs().contains(named)
    let scenario = isOurs || named.hasPrefix("/") || named.isEmpty ? named : folder + named
    if let item = root.item["scenario"] { place(scenario, item, "scenario") }
    let until = root.optionalText("until")
    if let until, let item = root.item["until"] { place("--until \(until)", item, "until") }
    let arms = self.arms(place)
    let design = root.item["design"].flatMap { self.design($0, place) }
    let plan = EnsemblePlan(
      file: path,
      scenario: scenario,
      scale: option("scale", otherwise: 1) { text throws(Findings) in
        try LoadOptions.scale(parsing: text)
      },
      until: until,
      seed: option("seed", otherwise: 1) { text throws(Findings) in
        try LoadOptions.seed(parsing: text)
      },
      replicates: root.item["replicates"].map { _ in
        root.integer("replicates", in: 1...LoadOptions.replicates.upperBound)
      } ?? 1,
      arms: arms,
      design: design,
      precisions: precisions(),
      keepsFolders: root.flag("folders"),
      places: places
    )
    check(plan)
    return plan
  }

  /// What a value of an option may be, where it stands in a plan.
  private func option<Value>(
    _ key: String,
    otherwise: Value,
    _ parse: (String) throws(Findings) -> Value
  ) -> Value {
    guard let text = root.optionalText(key) else { return otherwise }
    do throws(Findings) {
      return try parse(text)
    } catch {
      for finding in error.items { root.note(finding.kind, key) }
      return otherwise
    }
  }

  private func arms(_ place: (String, Item, String) -> Void) -> [ArmPlan] {
    guard let item = root.item["arms"] else {
      return [ArmPlan(name: EnsemblePlan.onlyArm, sets: [], without: [], overlays: [])]
    }
    let arms = ArmPlan.list(in: root, besides: folder, mayBeUnchanged: true)
    guard case .list(let items) = item.content else { return arms }
    for (position, arm) in items.enumerated() {
      for (key, option) in [("set", "--set"), ("without", "--without")] {
        guard case .list(let words)? = arm[key]?.content else { continue }
        for word in words {
          place("\(option) \(word.text ?? "")", word, "arms[\(position)].\(key)")
        }
      }
    }
    return arms
  }

  private func design(_ item: Item, _ place: (String, Item, String) -> Void) -> DesignPlan? {
    guard let table = Table(item, path: "design", keys: Keys.design, reading: reading) else {
      return nil
    }
    let methods = DesignPlan.Method.allCases.map { ($0.rawValue, $0) }
    let method = table.choice("method", methods, otherwise: .grid)
    guard method != .file else { return rows(table, place) }
    if item["file"] != nil {
      table.note(.unknownKey("file", allowed: Keys.design.filter { $0 != "file" }), "file")
    }
    let points = table.integer("points", in: 1...EnsemblePlan.mostRuns)
    var parameters: [DesignPlan.Parameter] = []
    let found = table.needed("parameters")
    let entries = found.flatMap {
      Table.entries($0, path: table.path("parameters"), reading: reading)
    }
    if let found, entries?.isEmpty == true {
      reading.note(.emptyList(of: "parameters"), at: found.place, path: table.path("parameters"))
    }
    for entry in entries ?? [] {
      let path = "\(table.path("parameters")).\(entry.key)"
      guard let range = Table(entry.item, path: path, keys: Keys.range, reading: reading) else {
        continue
      }
      let before = reading.count
      let low = range.number("low", in: -Self.most...Self.most)
      let high = range.number("high", in: -Self.most...Self.most)
      guard reading.count == before else { continue }
      if low > high { range.note(.rangeBackwards(low: low, high: high), "low") }
      let parameter = DesignPlan.Parameter(path: entry.key, low: low, high: high)
      parameters.append(parameter)
      for (key, option) in [("low", parameter.lowest), ("high", parameter.highest)] {
        if let item = entry.item[key] { place("--set \(option)", item, "\(path).\(key)") }
      }
    }
    if method == .sobol, parameters.count > DesignPlan.mostOfSobol, let found {
      let kind = FindingKind.tooManyInPlan(
        parameters.count,
        of: "parameters of a Sobol sequence",
        most: DesignPlan.mostOfSobol
      )
      reading.note(kind, at: found.place, path: table.path("parameters"))
    }
    return DesignPlan(method: method, points: points, parameters: parameters)
  }

  /// A design whose points are the rows of a table, a column a parameter.
  private func rows(_ table: Table, _ place: (String, Item, String) -> Void) -> DesignPlan? {
    for key in ["points", "parameters"] where table.item[key] != nil {
      table.note(.unknownKey(key, allowed: ["method", "file"]), key)
    }
    let name = table.text("file")
    guard !name.isEmpty, let item = table.item["file"] else { return nil }
    let path = name.hasPrefix("/") ? name : folder + name
    guard let text = reading.text(path, at: path, asked: item.place, key: table.path("file")) else {
      return nil
    }
    // The head names the parameters, whatever they are called.
    let head = text.prefix { !$0.isNewline }.split(separator: ",", omittingEmptySubsequences: false)
      .map { String($0).trimmed }
    let rows = CSVTable(text, in: path, needed: [], allowed: head) { reading.note($0, at: $1) }.rows
    if rows.isEmpty { reading.note(.emptyList(of: "rows"), at: TextPlace(file: path)) }
    let lines = rows.map { TableLine(row: $0, reading: reading) }
    let values = lines.map { line in
      head.map { line.number($0, in: -Self.most...Self.most) }
    }
    let parameters = head.enumerated().map { column, path in
      DesignPlan.Parameter(
        path: path,
        low: values.map { $0[column] }.min() ?? 0,
        high: values.map { $0[column] }.max() ?? 0
      )
    }
    for (column, parameter) in parameters.enumerated() {
      for (value, option) in [
        (parameter.low, parameter.lowest), (parameter.high, parameter.highest),
      ] {
        guard let row = values.firstIndex(where: { $0[column] == value }) else { continue }
        place(
          "--set \(option)",
          Item(place: lines[row].row.place, content: .nothing),
          parameter.path
        )
      }
    }
    return DesignPlan(method: .file, points: values.count, parameters: parameters, rows: values)
  }

  private func precisions() -> [EnsemblePlan.Precision] {
    guard let item = root.item["precision"],
      let entries = Table.entries(item, path: "precision", reading: reading)
    else { return [] }
    if entries.isEmpty {
      reading.note(.emptyList(of: "measures"), at: item.place, path: "precision")
    }
    return entries.compactMap { entry in
      let text = entry.item.text ?? ""
      guard let share = try? LoadOptions.precision(parsing: text) else {
        reading.note(.badPrecision, at: entry.item.place, path: "precision.\(entry.key)")
        return nil
      }
      return EnsemblePlan.Precision(measure: entry.key, share: share, text: text)
    }
  }

  /// That the runs can be counted, and their seeds.
  private func check(_ plan: EnsemblePlan) {
    let rounds = plan.precisions.isEmpty ? 1 : EnsemblePlan.mostRounds
    let counts = [plan.arms.count, plan.pointCount, plan.replicates, rounds]
    let runs = counts.reduce(1.0) { $0 * Double($1) }
    if runs > Double(EnsemblePlan.mostRuns) {
      let kind = FindingKind.tooManyInPlan(
        runs < 1e15 ? Int(runs) : Int.max,
        of: rounds > 1 ? "runs at most" : "runs",
        most: EnsemblePlan.mostRuns
      )
      reading.note(kind, at: root.item.place, path: "replicates")
    }
    if plan.seed > .max - UInt64(EnsemblePlan.mostRuns) { root.note(.badSeed, "seed") }
    if plan.replicates < 2, !plan.precisions.isEmpty {
      let (least, most) = (LoadOptions.replicates.lowerBound, LoadOptions.replicates.upperBound)
      root.note(.badReplicates(least: least, most: most), "replicates")
    }
  }

  /// Beyond what any parameter can be.
  private static let most = 1e9
}

extension DesignPlan.Parameter {
  /// The setting of a value, as `--set` takes it; a whole number without a point, as some must be.
  public func setting(_ value: Double) -> String {
    "\(path)=\(Int(exactly: value).map(String.init) ?? "\(value)")"
  }

  var lowest: String { setting(low) }
  var highest: String { setting(high) }
}
