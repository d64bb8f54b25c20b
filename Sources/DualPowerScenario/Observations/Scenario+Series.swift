public import DualPower

extension Scenario {
  /// Every series that a run of this scenario can be read for, in the order of ``SeriesNote/Form``.
  public var series: [SeriesNote] {
    let isCountry = society.organCount > 0
    return SeriesNote.Form.allCases.flatMap { form -> [SeriesNote] in
      // Dates by town stand for the capital as well, which has councils of its own.
      guard isCountry || !form.isOfCountry else { return [] }
      if form == .relation && rivals == nil { return [] }
      return combinations(form.things).map { chosen in
        SeriesNote(
          id: ([form.rawValue] + chosen.map(\.name.id)).joined(separator: "."),
          label: ([form.label] + chosen.map(\.name.label)).joined(separator: ": "),
          unit: form.unit,
          form: form,
          arguments: chosen.map(\.index)
        )
      }
    }
  }

  /// The successor's body and the council whose dealings are dual power; `nil` where one is not declared.
  public var rivals: (successor: Int, council: Int)? {
    let bodies = society.bodies.indices.prefix(society.nationalCount)
    guard let successor = bodies.first(where: { claim(of: $0) == .successor }),
      let council = bodies.first(where: { claim(of: $0) == .constituent })
    else { return nil }
    return (successor, council)
  }

  /// What the line of a body rests its claim on.
  public func claim(of body: Int) -> Claim { society.lines[society.bodies[body].line].claim }

  /// The kinds of organ that towns and provinces have, each as what follows its seat's or province's id.
  public var organKinds: [Name] {
    society.bodies.indices.dropFirst(society.nationalCount)
      .reduce(into: [Name]()) { kinds, body in
        let kind = organKind(of: body)
        if !kinds.contains(where: { $0.id == kind.id }) { kinds.append(kind) }
      }
  }

  /// The kind of an organ.
  public func organKind(of body: Int) -> Name {
    let plan = society.bodies[body]
    let home = plan.region < 0 ? names.towns[plan.seat] : names.regions[plan.region]
    let name = names.bodies[body]
    return Name(
      id: String(name.id.dropFirst(home.id.count + 1)),
      label: String(name.label.dropFirst(home.label.count + 2))
    )
  }

  private typealias Chosen = (index: Int, name: Name)

  /// Every choice of things, the first the slowest.
  private func combinations(_ things: [SeriesNote.Thing]) -> [[Chosen]] {
    things.reduce([[]]) { chosen, thing in
      let all = self.things(thing)
      return chosen.flatMap { before in
        all.filter { next in
          // No body has a stance to itself.
          !(thing == .body && before.contains { $0.index == next.index })
        }.map { before + [$0] }
      }
    }
  }

  private func things(_ thing: SeriesNote.Thing) -> [Chosen] {
    switch thing {
    case .stratum: numbered(names.strata)
    case .body: numbered(namesOfAll.bodies)
    case .party: numbered(names.parties)
    case .domain: numbered(names.domains)
    case .line: numbered(names.lines)
    case .event:
      numbered(EventKind.allCases.map { Name(id: $0.id, label: words($0.id)) }).filter { kind in
        // Councils meet in conference where there are others than the capital's.
        society.organCount > 0
          || ![.conferenceSummoned, .conferenceMet].contains(EventKind.allCases[kind.index])
      }
    case .circle:
      numbered(names.groups).filter { society.groups[$0.index].circle != .none }
    case .organ: numbered(organKinds)
    }
  }

  private func numbered(_ names: [Name]) -> [Chosen] { names.enumerated().map { ($0, $1) } }

  private func words(_ id: String) -> String { id.split(separator: "_").joined(separator: " ") }
}
