import DualPower
import DualPowerScenario

/// Who carried an event, told.
public struct CauseStory: Sendable {
  private let cause: Cause
  private let dating: Dating
  private let sentences: Sentences
  private let names: Names
  private let society: Society
  private let entry: Chronicle.Entry?

  /// The groups that are named.
  private static let most = 8

  /// Tells a cause; `chronicle` is that of the whole run.
  public init(_ cause: Cause, _ chronicle: Chronicle) {
    self.cause = cause
    dating = Dating(cause.run.scenario)
    sentences = Sentences(cause.run.record, of: cause.run.scenario)
    names = cause.run.scenario.names
    society = cause.run.scenario.society
    entry = chronicle.entries.first { $0.event == cause.event }
  }

  /// The story, as a terminal of some columns shows it.
  public func text(width: Int) -> String {
    let width = max(60, min(width, 100))
    let paragraphs = [opening] + street + units + circles + electors
    return paragraphs.map { paragraph in
      paragraph.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.hasPrefix("  ")
          ? String(line) : String(line).wrapped(to: width).joined(separator: "\n")
      }.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private var opening: String {
    let tick = cause.event.tick
    return "\(dating.day(tick / 24)), \(dating.hour(tick: tick)): \(entry?.text ?? "")"
  }

  // MARK: The street

  private var street: [String] {
    guard cause.event.kind.isOfTheStreet else { return [] }
    let town = names.towns.at(cause.event.town)?.label ?? "the capital"
    let persons = cause.walkouts.reduce(0) { $0 + $1.persons }
    let who = cause.event.kind.isOfTheGarrison ? "soldiers" : "people"
    let hours = Wording.count(Double(cause.hours), "hour", "hours")
    guard persons > 0 else {
      return ["In the \(hours) up to it nobody walked out in \(Wording.spot(town))."]
    }
    let groups = Wording.count(Double(cause.walkouts.count), "group", "groups")
    // Who went home in between and walked out again is counted again.
    let first =
      "In the \(hours) up to it \(who) of \(Wording.spot(town)) walked out "
      + "\(Wording.count(persons, "time", "times")), in \(groups)\(byStratum). "
      + "What moved them, on average: \(reasons(mean(cause.walkouts), 5))."
    let rows = cause.walkouts.prefix(Self.most).map { walkouts in
      let group = society.groups[walkouts.group]
      let all = Wording.count(Double(group.size) * group.represents, "person", "people")
      let count = "\(Wording.count(walkouts.persons, "time", "times")) of \(all)"
      return (count, "\(called(walkouts.group)): \(strongest(mean([walkouts]), 2, sign: 1).listed)")
    }
    let rest = cause.walkouts.count - rows.count
    let more = rest > 0 ? ["  and \(Wording.count(Double(rest), "group", "groups")) more."] : []
    return [
      first, "The groups that carried it most:\n" + (table(rows) + more).joined(separator: "\n"),
    ]
  }

  private var byStratum: String {
    guard !cause.event.kind.isOfTheGarrison else { return "" }
    var persons = [Double](repeating: 0, count: society.strata.count)
    for walkouts in cause.walkouts {
      persons[society.groups[walkouts.group].stratum] += walkouts.persons
    }
    let most = persons.indices.filter { persons[$0] > 0 }
      .sorted { (persons[$0], $1) > (persons[$1], $0) }.prefix(3)
      .map { "\(Wording.lowered(names.strata[$0].label)) \(Wording.whole(persons[$0]))" }
    return " (\(most.joined(separator: "; ")))"
  }

  /// Shape `[Reason]`; the mean over those who walked out.
  private func mean(_ walkouts: [Walkouts]) -> [Double] {
    let persons = walkouts.reduce(0) { $0 + $1.persons }
    return Reason.allCases.indices.map { i in
      walkouts.reduce(0) { $0 + $1.terms[i] } / persons
    }
  }

  /// The strongest terms for and against.
  private func reasons(_ terms: [Double], _ most: Int) -> String {
    let (speaking, against) = (strongest(terms, most, sign: 1), strongest(terms, most, sign: -1))
    return "for it \(speaking.isEmpty ? "nothing" : speaking.listed)"
      + (against.isEmpty ? "" : "; against it \(against.listed)")
  }

  /// The terms of a sign that weigh most.
  private func strongest(_ terms: [Double], _ most: Int, sign: Double) -> [String] {
    let ruler = cause.event.body >= 0 ? sentences.body(cause.event.body) : "the body in force"
    let words = ReasonWords(pronoun: .they, ruler: ruler)
    return Reason.allCases.filter { sign * terms[$0.rawValue] >= 0.02 }
      .sorted { sign * terms[$0.rawValue] > sign * terms[$1.rawValue] }.prefix(most)
      .map { "\(words.noun($0)) (\(Wording.hundredths(terms[$0.rawValue])))" }
  }

  // MARK: The garrison and the elites

  private var units: [String] {
    guard !cause.units.isEmpty else { return [] }
    let men = cause.units.reduce(0) { $0 + $1.persons }
    let rows = cause.units.map { unit in
      (
        "\(dating.short(unit.tick / 24)), \(dating.hour(tick: unit.tick))",
        "\(names.units.at(unit.unit)?.label ?? "a unit"), \(Wording.count(unit.persons, "man", "men"))"
      )
    }
    let count = Wording.count(Double(cause.units.count), "unit", "units")
    return [
      "By then half or more of each of \(count) of the garrison had gone over, "
        + "\(Wording.whole(men)) men in all. The first of them:\n"
        + table(Array(rows.prefix(Self.most))).joined(separator: "\n")
        + (rows.count > Self.most ? "\n  and \(rows.count - Self.most) more." : "")
    ]
  }

  private var circles: [String] {
    guard !cause.circles.isEmpty else { return [] }
    let rows = cause.circles.map { circle in
      (
        "\(dating.short(circle.tick / 24)), \(dating.hour(tick: circle.tick))",
        "\(names.groups.at(circle.group)?.label ?? "a circle"): \(wear(circle.wear))"
      )
    }
    return [
      "The circles of the elite withdrew from the ruler in this order, each worn down by:\n"
        + table(rows).joined(separator: "\n")
    ]
  }

  private func wear(_ wear: Wear) -> String {
    let parts = [
      ("the loss of the capital", wear.capital), ("others that had withdrawn", wear.example),
      ("the high command's word", wear.command), ("time", wear.drift),
    ].filter { $0.1 / wear.sum >= 0.005 }.sorted { $0.1 > $1.1 }
    return parts.map { "\($0.0) \(Wording.percent($0.1 / wear.sum))" }.joined(separator: ", ")
  }

  // MARK: The electors

  private var electors: [String] {
    guard let first = cause.electors.first else { return [] }
    let body = sentences.body(cause.event.body)
    let seats = cause.electors.reduce(0) { $0 + $1.seats }
    let groups = Wording.count(Double(cause.electors.count), "group", "groups")
    func mean(_ part: (Urge) -> Double) -> Double {
      let sum = cause.electors.reduce(0) { $0 + $1.urge.sum }
      return sum > 0 ? cause.electors.reduce(0) { $0 + part($1.urge) } / sum : 0
    }
    let parts = [
      ("their own people who were out or had heard of a council elsewhere", mean(\.stirred)),
      ("a council that stood already", mean(\.recognised)),
      ("somebody who called the first meeting", mean(\.called)),
    ].filter { $0.1 >= 0.005 }.sorted { $0.1 > $1.1 }
      .map { "\($0.0) (\(Wording.percent($0.1)))" }
    let remembering = cause.electors.count { society.groups[$0.group].memory > 0 }
    let rows = cause.electors.prefix(Self.most).map { elector in
      (
        "\(dating.short(elector.tick / 24)), \(dating.hour(tick: elector.tick))",
        "\(called(elector.group)), \(Wording.count(elector.seats, "deputy", "deputies"))"
      )
    }
    let rest = cause.electors.count - rows.count
    let more = rest > 0 ? ["  and \(Wording.count(Double(rest), "group", "groups")) more."] : []
    let text =
      "\(Wording.count(seats, "deputy", "deputies")) of \(groups) made \(body). "
      + "\(Wording.sentence(called(first.group))) was the first to elect. "
      + "What moved the groups to elect: \(parts.listed). "
      + "\(remembering) of them remembered an earlier council."
    return [
      Wording.sentence(text), "In order of time:\n" + (table(rows) + more).joined(separator: "\n"),
    ]
  }

  /// A group and where it is found.
  private func called(_ g: Int) -> String {
    let label = sentences.group(g) ?? "a group"
    let place = names.places[society.groups[g].place].label
    return label.contains(place) ? label : "\(label), \(place)"
  }

  /// Rows whose second cells stand below one another.
  private func table(_ rows: [(String, String)]) -> [String] {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map {
      "  " + $0.0 + String(repeating: " ", count: width - $0.0.count) + "  " + $0.1
    }
  }
}

// MARK: - JSON

extension CauseStory {
  /// As one object.
  public func json(_ command: String) -> JSON {
    let calendar = cause.run.scenario.calendar
    func at(_ tick: Int) -> JSON { .string(calendar.at(tick: tick)) }
    func group(_ g: Int) -> JSON { .string(names.groups.at(g)?.id ?? "") }
    func terms(_ values: [Double]) -> JSON {
      .keyed(
        zip(Reason.allCases, values).filter { $0.1 != 0 }.map { ($0.0.id, .rounded($0.1)) }
      )
    }
    return [
      "scenario": .string(cause.run.scenario.id), "seed": .number(cause.run.seed),
      "scale": .int(society.scale), "command": .string(command),
      "event": entry?.json ?? .null, "hours": .int(cause.hours),
      "text": .string(text(width: 100)),
      "terms": cause.walkouts.isEmpty ? .null : terms(mean(cause.walkouts)),
      "groups": .array(
        cause.walkouts.map {
          [
            "group": group($0.group), "stratum": .string(stratum($0.group)),
            "place": .string(names.places[society.groups[$0.group].place].id),
            "persons": .rounded($0.persons), "terms": terms(mean([$0])),
          ]
        }
      ),
      "units": .array(
        cause.units.map {
          [
            "unit": .string(names.units.at($0.unit)?.id ?? ""), "at": at($0.tick),
            "persons": .rounded($0.persons),
          ]
        }
      ),
      "circles": .array(
        cause.circles.map {
          [
            "group": group($0.group), "at": at($0.tick),
            "wear": [
              "capital": .rounded($0.wear.capital), "example": .rounded($0.wear.example),
              "command": .rounded($0.wear.command), "drift": .rounded($0.wear.drift),
            ],
          ]
        }
      ),
      "electors": .array(
        cause.electors.map {
          [
            "group": group($0.group), "stratum": .string(stratum($0.group)), "at": at($0.tick),
            "deputies": .rounded($0.seats), "memory": .rounded(society.groups[$0.group].memory),
            "urge": [
              "stirred": .rounded($0.urge.stirred), "recognised": .rounded($0.urge.recognised),
              "called": .rounded($0.urge.called),
            ],
          ]
        }
      ),
    ]
  }

  private func stratum(_ g: Int) -> String { names.strata[society.groups[g].stratum].id }
}
