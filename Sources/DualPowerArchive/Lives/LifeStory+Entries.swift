import DualPower
import DualPowerScenario

extension LifeStory {
  /// What befell her, in order of time.
  var entries: [Entry] {
    let all = crowds + happenings + tidings + moves + elections + turns
    return all.enumerated().sorted {
      ($0.element.tick, $0.offset) < ($1.element.tick, $1.offset)
    }.map(\.element)
  }

  // MARK: What she could know

  /// When the crowds of which she knew first grew.
  private var crowds: [Entry] {
    let names = life.scenario.names
    let stratum = Wording.lowered(names.strata[life.group.stratum].label)
    let bearing = life.society.strata[life.group.stratum].bearing
    let like = bearing == .civil ? "people" : stratum
    let place = names.places[life.place].label
    let town = names.towns[life.town].label
    func first(_ share: (Glimpse) -> Double, _ text: (String) -> String) -> [Entry] {
      guard let glimpse = life.glimpses.first(where: { share($0) >= 0.1 }) else { return [] }
      return [Entry(tick: glimpse.tick, text: text(Wording.percent(share(glimpse))))]
    }
    let heard = "\(pronoun.they) heard that"
    let own =
      life.group.size > 1
      ? first(\.outOfGroup) { "\($0) of \(pronoun.their) own group were out." } : []
    let district =
      place == town
      ? []
      : first(\.outOfPlace) { "\(heard) \($0) of the \(like) of \(Wording.spot(place)) were out." }
    return own + district
      + first(\.outOfTown) { "\(heard) \($0) of the \(like) of \(Wording.spot(town)) were out." }
  }

  /// What happened where she lived.
  private var happenings: [Entry] {
    let society = life.society
    let isCapital = life.town == society.capital
    return life.run.record.events.filter { event in
      guard event.town == life.town else { return false }
      switch event.kind {
      case .officialsYielded, .councilConstituted, .committeeFormed: return true
      case .mutiny, .fireOrdered, .capitalLost, .regimeFell, .governmentFormed, .powerCeded,
        .powerClaimed, .crisis, .discipline, .coalition, .overthrow:
        return isCapital
      default: return false
      }
    }.map { Entry(tick: $0.tick, text: inSentence(sentences.text(of: $0))) }
  }

  /// What her town heard of the rest of the country.
  private var tidings: [Entry] {
    guard life.town != life.society.capital else { return [] }
    let town = life.scenario.names.towns[life.town].label
    return life.news.compactMap { news in
      if news.body < 0 {
        return Entry(tick: news.tick, text: "\(town) heard of a council in another town.")
      }
      let event = life.run.record.events.first {
        $0.kind == news.kind && $0.body == news.body && $0.tick <= news.tick
          // Of the circles it is the high command whose word goes round.
          && ($0.kind != .circleWithdrew
            || life.society.groups[$0.subject].circle == .headquarters)
      }
      guard let event else { return nil }
      let later = Wording.duration(hours: Double(news.tick - event.tick))
      return Entry(
        tick: news.tick,
        text: "\(town) heard of \(sentences.noun(event)), \(later) later."
      )
    }
  }

  /// A sentence of a chronicle after "At 10:00".
  private func inSentence(_ text: String) -> String {
    let isCommon = ["The ", "A ", "An ", "Members ", "Officials "].contains { text.hasPrefix($0) }
    return isCommon ? text.prefix(1).lowercased() + text.dropFirst() : text
  }

  // MARK: What she did

  /// The spells that are told in full; of the others it is said how many there were.
  private static let mostSpells = 4

  private var moves: [Entry] {
    let spells = life.spells
    let told = spells.prefix(Self.mostSpells).flatMap { spell in
      [walkout(spell)] + (spell.to.map { [wayHome(spell, at: $0)] } ?? [])
    }
    let others = spells.dropFirst(Self.mostSpells)
    guard let next = others.first, let last = others.last else { return told }
    let hours = others.reduce(0) { $0 + ($1.to ?? life.glimpses.count) - $1.from }
    let times = others.count == 1 ? "once more" : "\(others.count) times more"
    let since =
      others.count == 1 ? "" : ", the last time at \(moment(life.glimpses[last.from].tick))"
    return told + [
      Entry(
        tick: life.glimpses[next.from].tick,
        text: "\(pronoun.they) walked out again, and in all \(times)\(since), "
          + "for \(Wording.duration(hours: Double(hours))) together."
      )
    ]
  }

  private func walkout(_ spell: Spell) -> Entry {
    let glimpse = life.glimpses[spell.from]
    let decision = glimpse.decision
    let words = self.words(at: glimpse)
    let speaking = Reason.allCases.filter { decision[$0] > 20 }
      .sorted { decision[$0] > decision[$1] }.prefix(3)
      .map { "\(words.noun($0)) (\(ReasonWords.utility(decision[$0])))" }
    let against = Reason.allCases.filter { decision[$0] < -20 }
      .sorted { decision[$0] < decision[$1] }.prefix(3)
      .map { "\(words.noun($0)) (\(ReasonWords.utility(decision[$0])))" }
    var text = "\(pronoun.they) walked out."
    if !speaking.isEmpty { text += " For it spoke \(speaking.listed)" }
    if !against.isEmpty {
      text +=
        speaking.isEmpty ? " Against it spoke \(against.listed)" : "; against it \(against.listed)"
    }
    text += "; all told \(ReasonWords.utility(decision.utility, isSigned: true))."
    return Entry(tick: glimpse.tick, text: text + tipping(spell.from))
  }

  /// What had changed since the same hour of the day before.
  private func tipping(_ hour: Int) -> String {
    guard hour >= 24 else { return "" }
    let glimpse = life.glimpses[hour]
    let before = life.glimpses[hour - 24]
    guard !before.isOut, before.decision.utility <= 0 else { return "" }
    let gains = glimpse.decision.changes(since: before.decision).filter { $0.change >= 20 }
    guard !gains.isEmpty else { return "" }
    let words = self.words(at: glimpse)
    let told = gains.prefix(3).map {
      words.gain($0.reason, by: $0.change, to: glimpse.decision[$0.reason])
    }
    let was = ReasonWords.utility(before.decision.utility, isSigned: true)
    return " What tipped it, from \(was) a day before: \(told.listed)."
  }

  private func wayHome(_ spell: Spell, at hour: Int) -> Entry {
    let glimpse = life.glimpses[hour]
    let hours = Wording.duration(hours: Double(hour - spell.from))
    let they = pronoun.they
    let text: String
    switch glimpse.move {
    case .none, .walkedOut: text = "\(they) went back"
    case .calledHome: text = "\(they) went back at a council's call"
    case .broughtBack: text = "\(they) was brought back: the mutiny was put down"
    case .wentHomeAtNight: text = "\(they) went home for the night"
    case .driftedHome: text = "\(they) went back, for what \(they) had been out against was gone"
    case .gaveUp: text = "\(they) went back\(discouraged(spell.from, hour))"
    }
    return Entry(tick: glimpse.tick, text: "\(text); \(they) had been out for \(hours).")
  }

  /// What had most turned against it since she walked out.
  private func discouraged(_ from: Int, _ hour: Int) -> String {
    let glimpse = life.glimpses[hour]
    let losses = glimpse.decision.changes(since: life.glimpses[from].decision).reversed()
      .filter { $0.change <= -20 }.prefix(2)
    guard !losses.isEmpty else { return "" }
    let words = self.words(at: glimpse)
    let told = losses.map { words.gain($0.reason, by: $0.change, to: glimpse.decision[$0.reason]) }
    return ": \(told.listed) had turned it to \(ReasonWords.utility(glimpse.decision.utility))"
  }

  func words(at glimpse: Glimpse) -> ReasonWords {
    ReasonWords(pronoun: pronoun, ruler: sentences.body(glimpse.inForce))
  }

  // MARK: Whom she sent and recognised

  private var elections: [Entry] {
    life.elections.map { hour, delegates in
      let represents = max(1, life.group.represents)
      let parties = delegates.byParty.enumerated().filter { $0.element > 0 }
        .sorted { $0.element > $1.element }
      let all = delegates.byParty.reduce(0, +) / represents
      // A sampled group stands for several; of one of them at least somebody was sent.
      let count = Wording.count(max(1, all.rounded()), "deputy", "deputies")
      let council = sentences.body(delegates.body)
      let names = parties.map { party, seats in
        "\(Wording.whole(max(1, (seats / represents).rounded()))) of \(partyName(party))"
      }
      let text =
        parties.count == 1
        ? "\(count) of \(partyName(parties[0].offset)) to \(council)."
        : "\(count) to \(council): \(names.listed)."
      return Entry(
        tick: life.glimpses[hour].tick,
        text: "\(pronoun.their) group elected \(text)"
      )
    }
  }

  private func partyName(_ party: Int) -> String {
    life.society.parties[party].isNone
      ? "no party" : Wording.the(life.scenario.names.parties[party].label)
  }

  private var turns: [Entry] {
    let all = life.allegiances
    return zip(all, all.dropFirst()).map { before, after in
      let would =
        "\(pronoun.their) mind had changed so far that from then on \(pronoun.they) would have obeyed"
      let text =
        switch (before.line < 0, after.line < 0) {
        case (_, true): "\(would) nobody any more."
        case (true, false): "\(would) \(sentences.body(after.body)), and until then nobody."
        case (false, false):
          "\(would) \(sentences.body(after.body)) rather than \(sentences.body(before.body))."
        }
      return Entry(tick: life.glimpses[after.from].tick, text: text)
    }
  }
}

extension Decision {
  /// By how much each term has changed since another hour, the greatest gain first.
  func changes(since before: Decision) -> [(reason: Reason, change: Int32)] {
    Reason.allCases.map { ($0, self[$0] - before[$0]) }
      .filter { $0.1 != 0 }
      .sorted { ($0.1, $1.0.rawValue) > ($1.1, $0.0.rawValue) }
  }
}
