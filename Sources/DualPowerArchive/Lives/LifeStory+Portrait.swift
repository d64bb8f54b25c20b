import DualPower
import DualPowerScenario

extension LifeStory {
  /// Who she was.
  var portrait: String {
    let (they, their) = (Wording.sentence(pronoun.they), pronoun.their)
    let temper = life.temper
    let names = life.scenario.names
    let party =
      life.society.parties[temper.party].isNone
      ? "no party" : Wording.the(names.parties[temper.party].label)
    return "\(whereabouts) \(they) felt burdens \(degree(temper.susceptibility)) "
      + "(\(share(temper.susceptibility)) on a scale of 1), minded force \(degree(temper.risk)) "
      + "(\(share(temper.risk))), and it took \(effort) to move \(pronoun.them) "
      + "(\(Wording.hundredths(Double(temper.obstinacy) / 128))). \(conviction) "
      + "\(Wording.sentence(their)) sympathies were with \(party)."
  }

  private var whereabouts: String {
    let names = life.scenario.names
    let group = life.group
    let town = names.towns[life.town].label
    let place = names.places[life.place].label
    let home = place == town ? Wording.spot(town) : "\(Wording.spot(place)), \(Wording.spot(town))"
    let number = "Person \(Wording.whole(Double(life.person.number)))"
    let among =
      "and counted among the \(Wording.lowered(names.strata[group.stratum].label))."
    // A group without a name is told by its place, which is said anyway.
    let of = (sentences.group(life.person.group) ?? "a group").without(" (\(place))")
    if group.size == 1 {
      let name = names.groups.at(life.person.group)?.label ?? "member"
      return "\(number) was \(Wording.the(Wording.lowered(name))), in \(home), \(among)"
    }
    return "\(number) was one of the \(Wording.whole(Double(group.size))) people of \(of) "
      + "in \(home), \(among)"
  }

  private var conviction: String {
    let lean = (Double(life.temper.conviction) - 128) / 128
    let they = Wording.sentence(pronoun.they)
    guard lean.magnitude >= 0.25 else {
      return "\(they) leaned neither to a council nor to a legal government "
        + "(\(Wording.hundredths(lean)))."
    }
    // Of the lines that conviction moves, the one that it moves up in her.
    let lines = life.society.lines
    let index = lines.indices.max { lines[$0].conviction * lean < lines[$1].conviction * lean }
    let line = index.map { Wording.a(Wording.lowered(life.scenario.names.lines[$0].label)) }
    return "By conviction \(pronoun.they) leaned to \(line ?? "nobody") "
      + "(\(Wording.hundredths(lean.magnitude)))."
  }

  private var effort: String {
    switch Double(life.temper.obstinacy) / 128 {
    case ..<0.3: "little"
    case ..<0.7: "something"
    default: "much"
    }
  }

  private func degree(_ byte: UInt8) -> String {
    switch Double(byte) / 255 {
    case ..<0.2: "hardly at all"
    case ..<0.4: "a little"
    case ..<0.6: "somewhat"
    case ..<0.8: "strongly"
    default: "very strongly"
    }
  }

  private func share(_ byte: UInt8) -> String { Wording.hundredths(Double(byte) / 255) }

  /// What she bore.
  var burdens: String {
    let hours = life.glimpses
    guard let first = hours.first, let last = hours.last else { return "" }
    let stratum = Wording.lowered(life.scenario.names.strata[life.group.stratum].label)
    let town = life.scenario.names.towns[life.town].label
    let begin = Wording.hundredths(first.hardship)
    let end = Wording.hundredths(last.hardship)
    let hardship =
      "The hardship of \(stratum) there was "
      + (begin == end
        ? "\(begin) from first to last." : "\(begin) on the first day and \(end) on the last.")
    guard life.society.towns[life.town].stockDays > 0,
      let worst = hours.min(by: { $0.ration < $1.ration })
    else { return hardship }
    guard worst.ration < 0.995 else { return "\(town) had the bread that it needed. \(hardship)" }
    let least =
      "On \(dating.short(worst.tick / 24)), the worst day, \(Wording.spot(town)) had "
      + "\(Wording.percent(worst.ration)) of the bread that it needed"
    return worst.tick / 24 == 0
      ? "\(least). \(hardship)"
      : "\(least), after \(Wording.percent(first.ration)) on the first. \(hardship)"
  }
}

extension String {
  /// The text without an ending, where it has it.
  fileprivate func without(_ ending: String) -> String {
    hasSuffix(ending) ? String(dropLast(ending.count)) : self
  }
}
