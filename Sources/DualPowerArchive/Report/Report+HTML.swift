import DualPower
import DualPowerScenario
import Foundation

extension Report {
  /// The page: one file that needs nothing else and asks nobody for anything.
  var html: String {
    let bundle = Self.bundle
    let missing =
      """
      <p class="missing">The pictures need Vega, which was not there when this page was written; \
      <code>make run</code> fetches it. The tables hold the same numbers.</p>
      """
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <title>\(escaped(run.scenario.title)) · seed \(run.seed) · DualPower</title>
      <link rel="icon" href="\(Self.icon)">
      <style>\(Self.style)</style>
      </head>
      <body>
      <main>
      \(head)
      \(bundle == nil ? missing : "")
      \(story)
      \(beside)
      <div class="pictures">
      \(pictures.map { figure($0, isOpen: bundle == nil) }.joined(separator: "\n"))
      </div>
      <footer><p>\(escaped(Self.credit(run, recipe))) · DualPower \(Version.current). A model is \
      not what happened: it shows what would follow from its assumptions, which \
      <code>dualpower explain \(escaped(recipe.scenario))</code> lists with their sources.</p></footer>
      </main>
      \(bundle.map { "<script type=\"module\">\($0)</script>" } ?? "")
      \(bundle == nil ? "" : scripts)
      </body>
      </html>

      """
  }

  /// The chart library, where set-up has put it.
  private static var bundle: String? {
    guard let home = Home.find(),
      let text = try? String(contentsOfFile: "\(home)/.assets/vega-bundle.js", encoding: .utf8)
    else { return nil }
    // An end tag within a script's text would end the script.
    return text.replacingOccurrences(of: "</script", with: "<\\/script")
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
      <h1>\(escaped(run.scenario.title))</h1>
      <p class="about">\(escaped(run.scenario.about))</p>
      <p class="outcome">\(escaped(run.outcome.text))</p>
      <dl>
      <div><dt>People</dt><dd>\(Wording.whole(Double(run.persons))), \(scale)</dd></div>
      <div><dt>Time</dt><dd>\(days), \(dating.day(0)) to \(dating.day(last))</dd></div>
      <div><dt>Seed</dt><dd>\(run.seed)</dd></div>
      <div><dt>Digest</dt><dd><code>\(run.digestText)</code></dd></div>
      <div><dt>Again</dt><dd><code>\(escaped(recipe.command))</code></dd></div>
      </dl>
      </header>
      """
  }

  private var story: String {
    let dating = Dating(run.scenario)
    var out = ""
    var day = -1
    for entry in chronicle.entries where entry.isMajor {
      if entry.event.tick / 24 != day {
        if day >= 0 { out += "</ul>\n" }
        day = entry.event.tick / 24
        out += "<h3>\(dating.day(day))</h3>\n<ul>\n"
      }
      out += "<li><time>\(dating.hour(tick: entry.event.tick))</time> \(escaped(entry.text))</li>\n"
    }
    guard day >= 0 else {
      return "<section><h2>What happened</h2><p>Nothing broke out.</p></section>"
    }
    return "<section class=\"story\"><h2>What happened</h2>\n<div>\(out)</ul></div></section>"
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
      \(self.table(table))</section>
      """
  }

  private func figure(_ picture: Picture, isOpen: Bool) -> String {
    """
    <figure id="\(picture.id)"\(picture.spec["facet"] == nil ? "" : " class=\"wide\"")>
    <h2>\(escaped(picture.title))</h2>
    <p>\(escaped(picture.reading))</p>
    <div class="picture" data-picture="\(picture.id)" role="img" aria-label="\(escaped(picture.title))"></div>
    <figcaption>\(escaped(picture.credit))</figcaption>
    <details\(isOpen ? " open" : "")><summary>The numbers</summary>
    \(table(picture.table))</details>
    </figure>
    """
  }

  private func table(_ table: TextTable) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      "<tr>" + cells.map { "<\(tag)>\(escaped($0))</\(tag)>" }.joined() + "</tr>"
    }
    return """
      <div class="table"><table><thead>\(row(table.header, "th"))</thead>
      <tbody>\(table.rows.map { row($0, "td") }.joined(separator: "\n"))</tbody></table></div>
      """
  }

  private var scripts: String {
    let specs = JSON.keyed(pictures.map { ($0.id, $0.spec) }).text()
    return """
      <script type="application/json" id="specs">\(specs)</script>
      <script type="module">\(Self.script)</script>
      """
  }

  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { out, character in
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: out.append(character)
      }
    }
  }
}
