import DualPowerScenario
import Foundation

/// A page: one file that needs nothing else and asks nobody for anything.
struct Page {
  /// What stands in the window's bar, before the name of the program.
  var title: String
  /// What it begins with, as HTML.
  var head: String
  /// What stands above the pictures, as HTML.
  var story: String
  /// The pictures.
  var pictures: [Picture]
  /// What stands below them, as HTML.
  var rest = ""
  /// What it was made with.
  var credit: String
  /// The scenario, as a command names it.
  var scenario: String

  /// The page as it is written to a file.
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
      <meta http-equiv="Content-Security-Policy" content="\(Report.policy)">
      <title>\(Self.escaped(title)) · DualPower</title>
      <link rel="icon" href="\(Report.icon)">
      <style>\(Report.style)</style>
      </head>
      <body>
      <main>
      \(head)
      \(bundle == nil ? missing : "")
      \(story)
      <div class="pictures">
      \(pictures.map { figure($0, isOpen: bundle == nil) }.joined(separator: "\n"))
      </div>
      \(rest)
      <footer><p>\(Self.escaped(credit)) · DualPower \(Version.current). A model is \
      not what happened: it shows what would follow from its assumptions, which \
      <code>dualpower explain \(Self.escaped(scenario))</code> lists with their sources.</p></footer>
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

  private func figure(_ picture: Picture, isOpen: Bool) -> String {
    """
    <figure id="\(picture.id)"\(picture.spec["facet"] == nil ? "" : " class=\"wide\"")>
    <h2>\(Self.escaped(picture.title))</h2>
    <p>\(Self.escaped(picture.reading))</p>
    <div class="picture" data-picture="\(picture.id)" role="img" aria-label="\(Self.escaped(picture.title))"></div>
    <figcaption>\(Self.escaped(picture.credit))</figcaption>
    <details\(isOpen ? " open" : "")><summary>The numbers</summary>
    \(Self.table(picture.table))</details>
    </figure>
    """
  }

  /// A table as HTML.
  static func table(_ table: TextTable) -> String {
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
      <script type="module">\(Report.script)</script>
      """
  }

  /// A text as HTML.
  static func escaped(_ text: String) -> String {
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
