import DualPower
import DualPowerScenario

extension Report {
  /// The page.
  var html: String {
    Page(
      title: "\(run.scenario.title) · seed \(run.seed)",
      head: head,
      story: story + "\n" + beside,
      pictures: pictures,
      rest: conferences,
      credit: Self.credit(run, recipe),
      scenario: recipe.scenario
    ).html
  }

  private var head: String {
    let society = run.scenario.society
    let scale =
      society.scale == 1
      ? "each an agent" : "1:\(society.scale), \(Wording.whole(Double(society.agentCount))) agents"
    let days = Wording.count(Double(society.days.count), "day", "days")
    let dating = Dating(run.scenario)
    let last = max(0, society.days.count - 1)
    return """
      <header>
      <h1>\(Page.escaped(run.scenario.title))</h1>
      <p class="about">\(Page.escaped(run.scenario.about))</p>
      <p class="outcome">\(Page.escaped(run.outcome.text))</p>
      <dl>
      <div><dt>People</dt><dd>\(Wording.whole(Double(run.persons))), \(scale)</dd></div>
      <div><dt>Time</dt><dd>\(days), \(dating.day(0)) to \(dating.day(last))</dd></div>
      <div><dt>Seed</dt><dd>\(run.seed)</dd></div>
      <div><dt>Digest</dt><dd><code>\(run.digestText)</code></dd></div>
      \(anotherWorld)
      <div><dt>Again</dt><dd><code>\(Page.escaped(recipe.command))</code></dd></div>
      </dl>
      </header>
      """
  }

  private var anotherWorld: String {
    guard let first = run.interventions.first else { return "" }
    let from = Dating(run.scenario)
    let at = "\(from.hour(tick: first.tick)), \(from.day(first.tick / 24))"
    return "<div><dt>Another world from</dt><dd>\(at)</dd></div>"
  }

  private var story: String {
    let dating = Dating(run.scenario)
    let elsewhere = run.record.towns.isEmpty ? [:] : chronicle.inTowns()
    let events = chronicle.entries.filter(\.isOfReport).map { ($0.event.tick, $0.text) }
    let told = Dictionary(grouping: Chronicle.inOrder(chronicle.changes, events)) { $0.tick / 24 }
    var out = ""
    var quiet: [Int] = []
    for day in Set(told.keys).union(elsewhere.keys).sorted() {
      guard let entries = told[day] else {
        quiet.append(day)
        continue
      }
      out += self.quiet(quiet, elsewhere)
      quiet = []
      out += "<h3>\(dating.day(day))</h3>\n<ul>\n"
      for entry in entries {
        out +=
          "<li><time>\(dating.hour(tick: entry.tick))</time> \(Page.escaped(entry.text))</li>\n"
      }
      out += elsewhere[day].map { "<li class=\"rest\">\(Page.escaped($0.text))</li>\n" } ?? ""
      out += "</ul>\n"
    }
    out += self.quiet(quiet, elsewhere)
    guard !out.isEmpty else {
      return "<section><h2>What happened</h2><p>Nothing broke out.</p></section>"
    }
    return "<section class=\"story\"><h2>What happened</h2>\n<div>\(out)</div></section>"
  }

  /// Days on which nothing happened but in towns: together, and each when asked for.
  private func quiet(_ days: [Int], _ elsewhere: [Int: TownCounts]) -> String {
    guard let first = days.first, let last = days.last else { return "" }
    let dating = Dating(run.scenario)
    let all = days.compactMap { elsewhere[$0] }.reduce(TownCounts(), +)
    guard first != last else {
      return "<h3>\(dating.day(first))</h3>\n<p class=\"rest\">\(Page.escaped(all.text))</p>\n"
    }
    let each = days.map {
      "<li class=\"rest\"><time>\(dating.short($0))</time> \(Page.escaped(elsewhere[$0]?.text ?? ""))</li>\n"
    }
    return """
      <h3>\(dating.short(first)) to \(dating.day(last))</h3>
      <p class="rest">\(Page.escaped(all.text))</p>
      <details><summary>Day by day</summary><ul>
      \(each.joined())</ul></details>

      """
  }

  /// When things happened in the run and when in the record, where the evidence dates them.
  private var beside: String {
    let rows = EventKind.allCases.compactMap { kind -> [String]? in
      let found = run.scenario.evidence.first { $0.series == "event.\(kind.id)" }
      guard let found else { return nil }
      let hour = found.hour.map { ", \($0 < 10 ? "0" : "")\($0):00" } ?? ""
      let inRun = chronicle.entries.first { $0.event.kind == kind }
      return [
        Wording.sentence(kind.id.split(separator: "_").joined(separator: " ")),
        inRun.map { $0.at.split(separator: "T").joined(separator: ", ") } ?? "not in this run",
        found.date + hour, found.source,
      ]
    }
    guard !rows.isEmpty else { return "" }
    let table = TextTable(
      header: ["Event", "First in this run", "In the record", "Source"],
      rows: rows
    )
    let style = run.scenario.calendar.isJulian ? " Dates are Old Style." : ""
    return """
      <section class="beside"><h2>Beside the record</h2>
      <p>The model is given none of these dates.\(style)</p>
      \(Page.table(table))</section>
      """
  }

  /// What councils did together, if they met.
  private var conferences: String {
    let all = run.record.conferences
    guard !all.isEmpty else { return "" }
    let names = run.scenario.names
    let isNone = run.scenario.society.parties.map(\.isNone)
    let dating = Dating(run.scenario)
    func row(_ label: String, _ cell: (ConferenceRow) -> String) -> [String] {
      [Wording.sentence(label)] + all.map(cell)
    }
    func whole(_ label: String, _ value: @escaping (ConferenceRow) -> Double) -> [String] {
      row(label) { Wording.whole(value($0)) }
    }
    var rows = [
      whole("councils of towns and provinces") { $0.councils },
      whole("bodies of armies and fleets") { $0.armyBodies },
      whole("delegates") { $0.delegates },
    ]
    for (party, name) in names.parties.enumerated()
    where all.contains(where: { $0.byParty[party] > 0.5 }) {
      let whose = isNone[party] ? "no party" : Wording.the(name.label)
      rows.append(whole("… of \(whose)") { $0.byParty[party] })
    }
    for (domain, name) in names.domains.enumerated() {
      rows.append(
        row("on \(Wording.lowered(name.label))") { met in
          let (yes, no) = (met.inFavour[domain], met.against[domain])
          guard yes + no > 0.5 else { return "no vote" }
          let rest = max(0, met.delegates - yes - no)
          return "\(Wording.whole(yes)) for, \(Wording.whole(no)) against, "
            + "\(Wording.whole(rest)) abstained"
        }
      )
    }
    let onPower = all.map { met in
      run.record.events.first { $0.kind == .vote && $0.subject < 0 && $0.tick == met.tick }
    }
    if onPower.contains(where: { $0 != nil }) {
      rows.append(
        ["On leaving power to the legal body"]
          + onPower.map { $0.map { "\(Wording.percent($0.amount)) for" } ?? "no vote" }
      )
    }
    let table = TextTable(
      header: ["Met"] + all.map { "\(dating.day($0.tick / 24)), \(dating.hour(tick: $0.tick))" },
      rows: rows
    )
    return """
      <section class="beside"><h2>\(all.count == 1 ? "The conference" : "The conferences")</h2>
      <p>Who came, for whom they sat, and how they voted on the policy of the centre.</p>
      \(Page.table(table))</section>
      """
  }
}
