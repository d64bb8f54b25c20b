import DualPower
import DualPowerScenario

extension LifeStory {
  /// How her recognition moved, how she answered orders, and whom she recognised in the end.
  var close: [String] { [recognition, orders, end].filter { !$0.isEmpty } }

  private var recognition: String {
    guard let last = life.glimpses.last else { return "" }
    var moved: [String] = []
    var stayed: [String] = []
    for column in last.held.indices {
      let from = Wording.hundredths(Double(life.firstHeld[column]) / 255)
      let to = Wording.hundredths(Double(last.held[column]) / 255)
      let of = "that of \(object(column))"
      if from == to {
        stayed.append("\(of) stayed at \(to)")
      } else {
        moved.append("\(of) went from \(from) to \(to)")
      }
    }
    let told = [stayed, moved].filter { !$0.isEmpty }.map(\.listed).joined(separator: "; ")
      .dropFirst("that ".count)
    let text = "On a scale of 1 \(pronoun.their) recognition \(told)."
    return crossing.map { "\(text) \($0)" } ?? text
  }

  /// What a column is recognition of.
  func object(_ column: Int) -> String {
    let lines = life.society.lines
    let line = lines.indices.first { life.society.column(ofLine: $0) >= column } ?? 0
    let label = Wording.the(Wording.lowered(life.scenario.names.lines[line].label))
    return life.society.column(ofLine: line) == column ? label : "the ruler of \(label)"
  }

  /// When she first recognised a council more than the legal body, both standing.
  private var crossing: String? {
    guard let turned = life.turned else { return nil }
    let glimpse = life.glimpses[turned.hour]
    return "At \(moment(glimpse.tick)) that of \(sentences.body(turned.to)) came to exceed that of "
      + "\(sentences.body(turned.from)), with both of them there."
  }

  private var orders: String {
    let answers = life.glimpses.flatMap(\.answers)
    let bodies = Set(answers.map(\.body)).sorted()
    let told = bodies.map { body in
      let of = answers.filter { $0.body == body }
      let contested = of.filter { $0.contestedBy >= 0 }
      let count = Wording.count(Double(of.count), "order", "orders")
      let obeyed = of.count(where: \.obeyed)
      var text =
        "Of \(count) of \(sentences.body(body)) that \(of.count == 1 ? "was" : "were") "
        + "\(pronoun.they == "he" ? "his" : "hers") to carry out \(pronoun.they) "
        + (obeyed == 0
          ? "obeyed none" : obeyed == of.count && of.count > 1 ? "obeyed all" : "obeyed \(obeyed)")
      if !contested.isEmpty {
        text +=
          "; of the \(contested.count) that another body contested, \(contested.count(where: \.obeyed))"
      }
      return text + " (\(byDomain(of)))."
    }
    return told.joined(separator: " ")
  }

  private func byDomain(_ answers: [Answer]) -> String {
    let domains = Set(answers.map(\.domain)).sorted()
    return domains.map { domain in
      let of = answers.filter { $0.domain == domain }
      let label = Wording.lowered(life.scenario.names.domains[domain].label)
      return "\(label) \(of.count(where: \.obeyed)) of \(of.count)"
    }.joined(separator: ", ")
  }

  private var end: String {
    guard let last = life.glimpses.last else { return "" }
    let out = last.isOut ? "\(pronoun.they) was out, and would" : "\(pronoun.they) would"
    let whom =
      last.authority < 0
      ? "have obeyed nobody" : "have obeyed \(sentences.body(last.authorityBody))"
    return "When this ended, \(moment(last.tick)), \(out) \(whom)."
  }
}

/// When a person came to recognise one body more than another.
struct Turn: Sendable, Equatable {
  /// Where in the hours of a life.
  var hour: Int
  /// The body that she had recognised more.
  var from: Int
  /// The body that she recognised more from then on.
  var to: Int
}
