import DualPower

/// A change of the scenario that is to come at some hour.
private struct Planned {
  var note: InterventionNote
  /// What is laid over the scenario as it stands by then.
  var overlays: [Item]
  /// Values that are set in it.
  var settings: [Setting] = []

  /// The scenario as it is from then on.
  func laid(over items: Item, reading: Reading) -> Item {
    let over = overlays.reduce(items) { $0.overlaid(by: $1) }
    return settings.reduce(over) { $1.applied(to: $0, reading: reading) }
  }
}

extension ScenarioReader {
  /// Reads what changes in the course of the run: what the scenario plans, and where it is forked.
  ///
  /// Each is laid over the scenario as it stands by then and read by the same rules; what differs must be
  /// something that can change in a society that runs.
  func interventions(into society: inout Society, _ declared: [MechanismNote])
    -> [InterventionNote]
  {
    let whole = wholeCalendar()
    var planned = root.list("interventions", of: "interventions", isNeeded: false)
      .enumerated().compactMap { plan($1, "interventions[\($0)]", whole, declared) }
    for fork in options.forks {
      planned += plan(fork, whole, lastDay: society.days.count - 1, declared)
    }
    guard reading.findings.isEmpty else { return [] }
    let order = planned.indices.sorted {
      (planned[$0].note.tick, $0) < (planned[$1].note.tick, $1)
    }
    var items = root.item
    var notes: [InterventionNote] = []
    for position in order {
      var next = planned[position]
      let changed = next.laid(over: items, reading: reading)
      let alterations = Alteration.all(from: items, to: changed)
      for alteration in alterations { alteration.check(reading) }
      guard reading.findings.isEmpty else { return [] }
      next.note.values = alterations.filter(\.isTold).map(\.change)
      read(changed, alterations, next.note, declared, whole, into: &society)
      items = changed
      notes.append(next.note)
    }
    return notes
  }

  /// An intervention as the scenario has it.
  private func plan(
    _ item: Item,
    _ path: String,
    _ calendar: ScenarioCalendar,
    _ declared: [MechanismNote],
    since earliest: Int = 0,
    fork: String = ""
  ) -> Planned? {
    let path = item.id.map { "interventions.\($0)" } ?? path
    let keys = Keys.intervention + Keys.scenario.filter { !Keys.intervention.contains($0) }
    guard let table = Table(item, path: path, keys: keys, reading: reading),
      case .table(let entries) = item.content
    else { return nil }
    var names = Index(of: "intervention")
    let id = table.text("id")
    let about = table.text("about")
    names.add(
      Name(id: id, label: about),
      at: item.place(of: "id"),
      path: table.path("id"),
      reading: reading
    )
    let at = table.text("at")
    let place = item.place(of: "at")
    guard !at.isEmpty,
      let moment = moment(at, calendar, at: place, path: table.path("at"))
    else { return nil }
    let tick = moment.day * 24 + (moment.hour ?? 0)
    if tick < earliest {
      reading.note(.beforeFork(at, fork: fork), at: place, path: table.path("at"))
    }
    let without = table.list("without", of: "mechanisms", isNeeded: false)
    for item in without { check(item.text ?? item.found, declared, item.place, table) }
    let own = ["id", "at", "about", "without"]
    let change = Item(
      place: item.place,
      content: .table(entries.filter { !own.contains($0.key) })
    )
    return Planned(
      note: InterventionNote(
        id: id,
        about: about,
        tick: tick,
        without: without.compactMap(\.text),
        values: []
      ),
      overlays: [change]
    )
  }

  private func check(
    _ id: String,
    _ declared: [MechanismNote],
    _ place: TextPlace,
    _ table: Table? = nil
  ) {
    guard !declared.contains(where: { $0.id == id }) else { return }
    let kind = FindingKind.undeclaredMechanism(id, allowed: declared.map(\.id))
    reading.note(kind, at: place, path: table?.path("without") ?? "")
  }

  /// A fork, and what the overlays of one plan for later.
  private func plan(
    _ fork: Fork,
    _ calendar: ScenarioCalendar,
    lastDay: Int,
    _ declared: [MechanismNote]
  ) -> [Planned] {
    let option = "--at \(fork.at)"
    reading.count(option)
    let place = TextPlace(file: option)
    guard let moment = moment(fork.at, calendar, at: place) else { return [] }
    if moment.day > lastDay {
      reading.note(.dateAfterEnd(fork.at, last: calendar.date(day: lastDay)), at: place)
    }
    let tick = moment.day * 24 + (moment.hour ?? 0)
    var later: [Planned] = []
    var overlays: [Item] = []
    for overlay in fork.overlays {
      guard let over = ScenarioText(reading: reading).items(overlay, at: overlay),
        case .table(let entries) = over.content
      else { continue }
      let coming =
        Table(over, path: "", keys: Keys.scenario, reading: reading)?
        .list("interventions", of: "interventions", isNeeded: false) ?? []
      later += coming.enumerated().compactMap {
        plan($1, "interventions[\($0)]", calendar, declared, since: tick, fork: fork.at)
      }
      let now = entries.filter { $0.key != "interventions" }
      overlays.append(Item(place: over.place, content: .table(now)))
    }
    let settings = fork.sets.compactMap { set in
      reading.count("--set \(set)")
      return Setting(set, reading: reading)
    }
    for mechanism in fork.without {
      reading.count("--without \(mechanism)")
      check(mechanism, declared, TextPlace(file: "--without \(mechanism)"))
    }
    let note = InterventionNote(
      id: "fork",
      about: "",
      tick: tick,
      without: fork.without,
      values: []
    )
    let now = Planned(note: note, overlays: overlays, settings: settings)
    return [now] + later
  }

  /// Adds what a changed scenario says to what changes in the run.
  private func read(
    _ items: Item,
    _ alterations: [Alteration],
    _ note: InterventionNote,
    _ declared: [MechanismNote],
    _ calendar: ScenarioCalendar,
    into society: inout Society
  ) {
    guard !alterations.isEmpty || !note.without.isEmpty,
      let reader = ScenarioReader(items, options: options, reading: reading)
    else { return }
    var change = society.interventions.last ?? Intervention(of: society, at: 0)
    change.tick = note.tick
    let domains = reader.declared("domains", "domain", Keys.named).index
    let parties = reader.declared("parties", "party", Keys.party)
    let strata = reader.declared("strata", "stratum", Keys.stratum)
    change.parties = reader.parties(parties, domains: domains)
    change.strata = reader.strata(strata, domains: domains, parties: parties.index)
    change.powers = reader.powers(
      reader.declared("powers", "power", Keys.power, isNeeded: false),
      domains: domains
    )
    change.holds = reader.declared("bodies", "body", Keys.body).tables
      .map { reader.holds($0, domains) }
    let units = reader.declared("units", "unit", Keys.unit, isNeeded: false).tables
    for (unit, table) in units.enumerated() { change.services[unit] = reader.service(table) }
    if alterations.contains(where: { $0.path.first == "forcing" }) {
      change.days = Array(reader.forcing(calendar).prefix(society.days.count))
    }
    var numbers = society
    _ = reader.parameters(strata: strata.index, into: &numbers)
    change.parameters = numbers.parameters
    change.traits = numbers.traits
    for id in note.without {
      guard let note = declared.first(where: { $0.id == id }) else { continue }
      change.mechanisms = change.mechanisms.without(note.mechanism)
    }
    society.interventions.append(change)
  }
}
