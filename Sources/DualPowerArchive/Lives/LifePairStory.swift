import DualPower
import DualPowerScenario

/// Two lives of one person, side by side.
struct LifePairStory {
  private let pair: LifePair
  private let one: LifeStory
  private let other: LifeStory

  init(_ pair: LifePair) {
    self.pair = pair
    one = LifeStory(pair.one)
    other = LifeStory(pair.other)
  }

  /// The stories in two columns.
  func text(width: Int) -> String {
    let width = max(60, min(width, 140))
    var lines = [one.portrait.wrapped(to: width).joined(separator: "\n"), ""]
    lines += [parting.wrapped(to: width).joined(separator: "\n"), ""]
    let column = (width - 12) / 2
    lines.append("         " + "As it was".padded(to: column) + "   In the other world")
    var day = -1
    for row in rows {
      if let tick = row.tick, tick / 24 != day {
        day = tick / 24
        lines += ["", one.dating.day(day)]
      }
      if row.tick == nil { lines.append("") }
      let left = row.one.wrapped(to: column)
      let right = row.other.wrapped(to: column)
      for i in 0..<max(left.count, right.count) {
        let label = i == 0 ? row.tick.map { "  " + one.dating.hour(tick: $0) } ?? "" : ""
        let cells = label.padded(to: 9) + (left.at(i) ?? "").padded(to: column) + "   "
        lines.append((cells + (right.at(i) ?? "")).withoutTrail)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The stories as a table of Markdown.
  var markdown: String {
    var lines = [
      one.portrait, "", parting, "", "| | As it was | In the other world |", "|---|---|---|",
    ]
    for row in rows {
      let label =
        row.tick.map { "\(one.dating.short($0 / 24)), \(one.dating.hour(tick: $0))" } ?? ""
      lines.append("| \(label) | \(row.one) | \(row.other) |")
    }
    return lines.joined(separator: "\n")
  }

  /// Where the lives part, and why.
  var parting: String {
    guard let first = pair.parting else {
      return "The two lives are the same from the first hour to the last."
    }
    let tick = pair.one.glimpses[first.hour].tick
    var text = "The two lives part at \(one.moment(tick))"
    if let reason = first.reason {
      text += ": \(compared(reason, first.hour))."
    } else {
      text += ": \(surroundings(first.hour))."
      if let terms = pair.partingOfTerms, let reason = terms.reason {
        text +=
          " What differs first in what moved \(one.pronoun.them), at "
          + "\(one.moment(pair.one.glimpses[terms.hour].tick)): \(compared(reason, terms.hour))."
      }
    }
    return text + " " + deeds
  }

  private var deeds: String {
    let they = one.pronoun.they
    guard let parting = pair.partingOfDeeds else {
      return "\(Wording.sentence(they)) was out in the same hours in both."
    }
    let glimpse = pair.one.glimpses[parting.hour]
    let (here, there) = (glimpse.isOut ? "out" : "not", glimpse.isOut ? "not" : "out")
    var text =
      "At \(one.moment(glimpse.tick)) \(they) was for the first time \(here) in the one and \(there) "
      + "in the other"
    if let reason = parting.reason {
      text += "; by then the greatest difference was this: \(compared(reason, parting.hour))"
    }
    return text + "."
  }

  private func compared(_ reason: Reason, _ hour: Int) -> String {
    let (here, there) = (pair.one.glimpses[hour], pair.other.glimpses[hour])
    let words = one.words(at: here)
    return
      "\(words.noun(reason)) came to \(ReasonWords.utility(here.decision[reason])) in the one and "
      + "\(ReasonWords.utility(there.decision[reason])) in the other"
  }

  /// What differs about her where no term does.
  private func surroundings(_ hour: Int) -> String {
    let (here, there) = (pair.one.glimpses[hour], pair.other.glimpses[hour])
    if let column = here.held.indices.first(where: { here.held[$0] != there.held[$0] }) {
      return "\(one.pronoun.their) recognition of \(one.object(column)) came to "
        + "\(Wording.hundredths(Double(here.held[column]) / 255)) in the one and "
        + "\(Wording.hundredths(Double(there.held[column]) / 255)) in the other"
    }
    if here.acting != there.acting { return "other bodies stood where \(one.pronoun.they) lived" }
    if here.delegates != there.delegates { return "\(one.pronoun.their) group had other deputies" }
    if here.answers != there.answers { return "\(one.pronoun.they) was given other orders" }
    return "what \(one.pronoun.they) knew of others was not the same"
  }

  /// What befell her in either world, hour by hour; `nil` for the close.
  private var rows: [(tick: Int?, one: String, other: String)] {
    let (left, right) = (one.entries, other.entries)
    let ticks = Set((left + right).map(\.tick)).sorted()
    func told(_ entries: [LifeStory.Entry], _ tick: Int) -> String {
      entries.filter { $0.tick == tick }.map { Wording.sentence($0.text) }.joined(separator: " ")
    }
    let hours = ticks.map { (tick: Optional($0), one: told(left, $0), other: told(right, $0)) }
    let ends = zip([one.burdens] + one.close, [other.burdens] + other.close)
    return (hours + ends.map { (tick: nil, one: $0, other: $1) }).map { row in
      (row.tick, row.one, row.one == row.other ? "The same." : row.other)
    }
  }
}

extension String {
  /// The text in lines of a width, broken at spaces.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    for word in split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  fileprivate var withoutTrail: String {
    var copy = self
    while copy.last == " " { copy.removeLast() }
    return copy
  }
}
