public import DualPower
public import DualPowerScenario

/// What happened in a run, told.
public struct Chronicle: Sendable {
  /// An event with its names and its sentence.
  public struct Entry: Sendable {
    /// The kind and its number among its kind: `crisis-2`.
    public var id: String
    /// The event as the model left it.
    public var event: Event
    /// The hour, in the scenario's own style.
    public var at: String
    /// The hour in the Gregorian calendar.
    public var atGregorian: String
    /// The kind in snake case.
    public var kind: String
    /// The id of the town, if one is meant.
    public var place: String?
    /// The id of the body that acted or was acted on, if any.
    public var body: String?
    /// The id of what the kind of event has for a subject, if any.
    public var subject: String?
    /// What happened, in a sentence or two.
    public var text: String
    /// Whether it is about the whole society, and not one of its towns.
    public var isOfAll: Bool
  }

  /// Every event, in order of time.
  public var entries: [Entry]
  /// Where what people go by was changed, in order of time.
  let changes: [(tick: Int, text: String)]
  private let dating: Dating

  /// Tells a run.
  public init(_ run: Run) { self.init(run.record, of: run.scenario) }

  /// Tells the record of a scenario's run.
  public init(_ record: Record, of scenario: Scenario) {
    dating = Dating(scenario)
    changes = scenario.interventions.filter { $0.tick < record.hours.count }
      .map { ($0.tick, Wording.sentence($0.text + ($0.text.hasSuffix(".") ? "" : "."))) }
    let sentences = Sentences(record, of: scenario)
    var counts = [Int](repeating: 0, count: EventKind.allCases.count)
    entries = record.events.map { event in
      counts[Int(event.kind.rawValue)] += 1
      let kind = event.kind.id
      return Entry(
        id: "\(kind)-\(counts[Int(event.kind.rawValue)])",
        event: event,
        at: scenario.calendar.at(tick: event.tick),
        atGregorian: scenario.calendar.atGregorian(tick: event.tick),
        kind: kind,
        place: scenario.names.towns.at(event.town)?.id,
        body: scenario.names.bodies.at(event.body)?.id,
        subject: sentences.subject(of: event)?.id,
        text: sentences.text(of: event),
        isOfAll: event.body < scenario.society.nationalCount
      )
    }
  }

  /// The chronicle by days, each a heading with the hours of the day below it.
  ///
  /// - Parameters:
  ///   - heading: What stands before a day.
  ///   - bullet: What stands before an hour.
  ///   - include: Which entries to tell.
  /// - Returns: The text with a line end after each line; empty where there is nothing to tell.
  public func days(
    heading: String,
    bullet: String,
    where include: (Entry) -> Bool = { _ in true }
  ) -> String {
    var out = ""
    var day = -1
    let events = entries.filter(include).map { (tick: $0.event.tick, text: $0.text) }
    for line in Self.inOrder(changes, events) {
      if line.tick / 24 != day {
        day = line.tick / 24
        out += "\(out.isEmpty ? "" : "\n")\(heading)\(dating.day(day))\n"
        if heading.hasPrefix("#") { out += "\n" }
      }
      out += "\(bullet)\(dating.hour(tick: line.tick)) — \(line.text)\n"
    }
    return out
  }

  /// Changes and events in order of time; a change comes before what happens in its hour.
  static func inOrder(
    _ changes: [(tick: Int, text: String)],
    _ events: [(tick: Int, text: String)]
  ) -> [(tick: Int, text: String)] {
    var events = events[...]
    var all: [(tick: Int, text: String)] = []
    for change in changes {
      let before = events.prefix { $0.tick < change.tick }
      all += before + [change]
      events = events.dropFirst(before.count)
    }
    return all + events
  }
}

extension Chronicle.Entry {
  /// Whether the event stands on the short list that a terminal shows.
  public var isMajor: Bool {
    switch event.kind {
    case .order, .news, .vote, .officialsYielded, .newsWithheld: false
    case .councilConstituted, .committeeFormed, .councilsMerged: isOfAll
    default: true
    }
  }
}

extension Outcome {
  /// What it means, in a sentence.
  public var text: String {
    switch self {
    case .noOutbreak: "Nothing broke out."
    case .crushed: "It broke out, and the incumbent held."
    case .legalAlone: "One legal body rules."
    case .councilAlone: "One council rules."
    case .dualPower: "Two or more bodies are obeyed side by side: dual power."
    case .other: "None of the outcomes that have a name."
    }
  }
}

extension Array {
  /// The element of an index, or nil where there is none; the model writes -1 for "none".
  func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
