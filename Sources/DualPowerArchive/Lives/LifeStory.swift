import DualPower
import DualPowerScenario

/// A life, told: short paragraphs in the past tense, with dates in the scenario's calendar.
public struct LifeStory: Sendable {
  /// What befell her in an hour, as what follows "At 10:00".
  struct Entry: Sendable, Equatable {
    var tick: Int
    var text: String
  }

  let life: Life
  let dating: Dating
  let sentences: Sentences
  let pronoun: Pronoun

  /// Tells a life.
  public init(_ life: Life) {
    self.life = life
    dating = Dating(life.scenario)
    sentences = Sentences(life.run.record, of: life.scenario)
    pronoun = Pronoun(of: life.group, life.society)
  }

  /// The story, a blank line between two paragraphs.
  public var text: String {
    ([portrait, burdens] + days(of: entries) + close).joined(separator: "\n\n")
  }

  /// A paragraph for each day on which something befell her.
  func days(of entries: [Entry]) -> [String] {
    var days: [(day: Int, hour: Int, text: String)] = []
    for entry in entries {
      let (day, hour) = (entry.tick / 24, entry.tick % 24)
      guard let last = days.last, last.day == day else {
        days.append((day, hour, "\(dating.day(day)). \(told(entry))"))
        continue
      }
      let next = last.hour == hour ? Wording.sentence(entry.text) : told(entry)
      days[days.count - 1] = (day, hour, "\(last.text) \(next)")
    }
    return days.map(\.text)
  }

  private func told(_ entry: Entry) -> String {
    "At \(dating.hour(tick: entry.tick)) \(entry.text)"
  }

  /// An hour of a day in the run of a sentence: "10:00 on 23 February (8 March)".
  func moment(_ tick: Int) -> String { "\(dating.hour(tick: tick)) on \(dating.short(tick / 24))" }
}
