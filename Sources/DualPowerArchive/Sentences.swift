import DualPower
import DualPowerScenario

/// The sentences of a chronicle, all in this file.
///
/// They are in the past tense, in which one form serves "the Kadets" and "the cabinet" alike, and
/// hold nothing but what the record and the scenario's names say.
struct Sentences {
  private let names: Names
  private let society: Society
  private let record: Record

  init(_ record: Record, of scenario: Scenario) {
    names = scenario.names
    society = scenario.society
    self.record = record
  }

  /// What an event is about, besides its body and its town.
  func subject(of event: Event) -> Name? { names.subjects(of: event.kind).at(event.subject) }

  /// What happened, in a sentence or two.
  func text(of event: Event) -> String { Wording.sentence(words(event)) }

  private func words(_ event: Event) -> String {
    let body = body(event.body)
    let other = self.body(event.subject)
    let subject = subject(of: event)?.label ?? "it"
    let town = names.towns.at(event.town)?.label
    let ofTown = town.map { " of \($0)" } ?? ""
    let people = Wording.count(event.amount, "person", "people")
    let peopleWere = Wording.count(event.amount, "person was", "people were")
    let amount = event.amount

    switch event.kind {
    case .outbreak:
      return "a tenth of the \(Wording.lowered(subject))\(ofTown), \(people), had left work or "
        + "obedience, and for two days they did not go back."
    case .mutiny:
      let first = names.units.at(event.subject).map { "; \(Wording.the($0.label)) turned first" }
      return "a tenth of the garrison\(ofTown), \(men(amount)), had gone over\(first ?? "")."
    case .fireOrdered:
      return "\(body) gave the order to fire; \(peopleWere) out."
    case .regimeFell:
      return "\(body) fell, \(since(amount)): no ministry and no high command obeyed any more."
        + (group(event.subject).map { " \(Wording.sentence($0)) had withdrawn first." } ?? "")
    case .governmentFormed:
      return "\(body) took office with \(Wording.count(amount, "minister", "ministers"))"
        + "\(led(event.subject))."
    case .councilConstituted:
      return "\(body) constituted itself with \(Wording.count(amount, "deputy", "deputies"))."
        + (group(event.subject).map { " \(Wording.sentence($0)) had elected first." } ?? "")
    case .committeeFormed where event.body >= society.nationalCount:
      return "\(body) took office\(afterOpening(amount))."
    case .committeeFormed:
      return
        "members of \(group(event.subject) ?? "an assembly") formed a committee, \(since(amount))."
    case .councilsMerged:
      return "\(body) and \(other) became one council."
    case .powerCeded:
      return "\(body) left the vacant power to \(other), on conditions, with an aspiration of "
        + "\(Wording.hundredths(amount)) on a scale of 1."
    case .powerClaimed:
      let passed = event.subject >= 0 ? " and passed over \(other)" : ""
      return "\(body) claimed the vacant power\(passed), with an aspiration of "
        + "\(Wording.hundredths(amount)) on a scale of 1."
    case .lineTaken:
      return "\(party(event.subject)) took a line, \(since(amount))."
    case .recognisedAbroad:
      return "\(subject) recognised \(body), the \(Wording.ordinal(amount)) power abroad to do so."
    case .order:
      let contester = record.orders.first {
        ($0.tick, $0.body, $0.domain) == (event.tick, event.body, event.subject)
          && $0.contestedBy >= 0
      }
      return "\(self.body(contester?.contestedBy ?? -1)) contested an order of \(body) on "
        + "\(Wording.lowered(subject)); \(Wording.percent(amount)) of those addressed obeyed it."
    case .crisis:
      return "the street rose against \(body) over \(Wording.lowered(subject)); "
        + "\(peopleWere) out."
    case .concession:
      return "\(body) gave way on \(Wording.lowered(subject)), and policy moved by "
        + "\(Wording.hundredths(amount)) on a scale of 1."
    case .discipline:
      return "\(body) called people home and stood by \(other); \(people) had been out."
    case .coalition:
      return "\(Wording.count(amount, "leader", "leaders")) of \(other) joined \(body) "
        + "as \(amount.rounded() == 1 ? "a minister" : "ministers")."
    case .overthrow:
      return "\(body) took power from \(other), with \(people) out."
    case .news:
      let told = eventTold(by: event).map(noun) ?? "what had happened"
      return "news of \(told) reached \(town ?? "the provinces") after "
        + "\(Wording.duration(hours: amount))."
    case .conferenceSummoned:
      return "\(body) summoned the councils to a conference; \(Wording.whole(amount)) were known."
    case .conferenceMet:
      return "the conference met, with \(Wording.count(amount, "delegate", "delegates")) of "
        + "\(Wording.count(Double(event.subject), "council", "councils"))."
    case .vote:
      let voter = event.body >= 0 ? body : "the conference"
      let matter =
        names.domains.at(event.subject).map { " on \(Wording.lowered($0.label))" }
        ?? " on leaving power to the legal body"
      return "\(voter) voted\(matter), with \(Wording.percent(amount)) in favour."
    case .executiveElected:
      return "\(body) elected an executive of \(Wording.whole(amount))\(led(event.subject))."
    case .circleWithdrew:
      return "\(group(event.subject) ?? "a circle") withdrew from the ruler, \(since(amount))."
    case .mutinyPutDown:
      return "a first small mutiny was put down, and \(men(amount)) disarmed."
    case .troopsSent:
      return "\(body) sent \(men(amount)) from the fronts against \(town ?? "the capital")."
    case .troopsSpent:
      return "of the troops from the fronts \(men(amount)) were left."
    case .partyCalled:
      return "\(party(event.subject)) called \(people) out."
    case .crisisFaded:
      return "the crisis died down after \(Wording.duration(hours: amount)), and no body had acted."
    case .capitalLost:
      return
        "\(body) lost \(town ?? "the capital"): \(men(amount)) could still be sent against the "
        + "street, and no more."
    case .officialsYielded:
      let after =
        amount > 0 ? ", \(Wording.duration(hours: amount)) after the capital was lost" : ""
      return "officials\(ofTown) yielded\(after)."
    case .newsWithheld:
      let end = ["it leaked", "they yielded"].at(event.subject)
      return "officials\(ofTown) had held the news back for \(Wording.duration(hours: amount)), "
        + "until \(end ?? "it was known")."
    }
  }

  private func afterOpening(_ hours: Double) -> String {
    hours < 1 ? "" : ", \(Wording.duration(hours: hours)) after officials had yielded"
  }

  private func kindTold(by news: Event) -> EventKind? {
    UInt8(exactly: news.subject).flatMap { EventKind(rawValue: $0) }
  }

  private func eventTold(by news: Event) -> Event? {
    record.events.last {
      $0.kind == kindTold(by: news) && $0.body == news.body && $0.tick <= news.tick
    }
  }

  /// An event as news tells of it.
  func noun(_ event: Event) -> String {
    let body = body(event.body)
    switch event.kind {
    case .outbreak: return "the outbreak"
    case .mutiny: return "the mutiny"
    case .fireOrdered: return "the order to fire"
    case .regimeFell: return "the fall of \(body)"
    case .circleWithdrew: return "the withdrawal of \(group(event.subject) ?? "a circle")"
    case .capitalLost: return "the loss of \(names.towns.at(event.town)?.label ?? "the capital")"
    case .governmentFormed: return "the new government"
    case .councilConstituted: return "\(body)"
    case .committeeFormed: return "the committee"
    case .powerCeded, .powerClaimed: return "how the vacant power was settled"
    case .crisis: return "the crisis"
    case .coalition: return "the coalition"
    case .overthrow: return "the overthrow of \(self.body(event.subject))"
    default: return "the \(event.kind.id.split(separator: "_").joined(separator: " "))"
    }
  }

  func body(_ index: Int) -> String {
    names.bodies.at(index).map { Wording.the($0.label) } ?? "nobody"
  }

  /// A group by its own name, or else by its kind and where it is found.
  func group(_ index: Int) -> String? { names.phrase(ofGroup: index, in: society) }

  func party(_ index: Int) -> String {
    if society.parties.at(index)?.isNone == true { return "the deputies of no party" }
    return names.parties.at(index).map { Wording.the($0.label) } ?? "a party"
  }

  private func led(_ index: Int) -> String {
    guard names.parties.indices.contains(index) else { return "" }
    if society.parties.at(index)?.isNone == true { return ", most of them of no party" }
    return ", led by \(party(index))"
  }

  private func men(_ amount: Double) -> String { Wording.count(amount, "man", "men") }

  private func since(_ hours: Double) -> String {
    "\(Wording.duration(hours: hours)) after the outbreak"
  }
}

extension Names {
  /// What events of a kind are about, by the index that they have for a subject.
  func subjects(of kind: EventKind) -> [Name] {
    switch kind {
    case .outbreak: strata
    case .mutiny: units
    case .regimeFell, .councilConstituted, .committeeFormed, .circleWithdrew: groups
    case .governmentFormed, .lineTaken, .executiveElected, .partyCalled: parties
    case .councilsMerged, .powerCeded, .powerClaimed, .discipline, .coalition, .overthrow: bodies
    case .recognisedAbroad: powers
    case .order, .crisis, .concession, .vote: domains
    case .news: EventKind.told
    case .fireOrdered, .conferenceSummoned, .conferenceMet, .mutinyPutDown, .troopsSent,
      .troopsSpent, .crisisFaded, .capitalLost, .officialsYielded, .newsWithheld:
      []
    }
  }
}

extension EventKind {
  /// Every kind, as news tells of it.
  fileprivate static let told = allCases.map { Name(id: $0.id, label: $0.id) }
}
