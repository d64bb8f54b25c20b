/// A picture with everything that must stand beside it.
public struct Picture: Sendable {
  /// Its name in files.
  public var id: String
  /// Its title.
  public var title: String
  /// How to read it, in a sentence.
  public var reading: String
  /// A Vega-Lite specification with its data and without a title.
  public var spec: JSON
  /// The same numbers to be read.
  public var table: TextTable
  /// Which run it shows: the command and the digest.
  public var credit: String

  /// The specification as it stands alone, with title and credit.
  public var standalone: JSON {
    let title: JSON = [
      "text": .string(title), "subtitle": .string(credit), "anchor": "start", "offset": 12,
      "fontSize": 16, "subtitleFontSize": 10, "subtitleColor": "#666666",
    ]
    var whole = spec.with("title", title).with("background", "white")
      .with("config", ["legend": ["columns": 2, "labelLimit": 340]])
    if spec["facet"] == nil { whole = whole.with("width", 760) }
    return whole
  }
}

/// A table of text.
public struct TextTable: Sendable {
  /// What stands above the columns.
  public var header: [String]
  /// The rows.
  public var rows: [[String]]

  /// A table of text.
  public init(header: [String], rows: [[String]]) {
    self.header = header
    self.rows = rows
  }
}

/// Colours that people with any colour vision tell apart, on white and on near-black.
///
/// - Source: Okabe and Ito, *Color Universal Design* (2008), without black.
enum Palette {
  static let green = "#009E73"
  static let blue = "#0072B2"
  static let vermilion = "#D55E00"
  static let purple = "#CC79A7"
  static let orange = "#E69F00"
  static let sky = "#56B4E9"
  static let grey = "#888888"
  static let yellow = "#F0E442"

  /// Colours of bodies, lines and parties, by index.
  static let series = [green, blue, vermilion, purple, orange, sky, grey]
  /// Colours of sources, beside a run drawn in blue.
  static let sources = [vermilion, green, purple, orange, sky, grey]

  /// The colours of so many things, in turn.
  static func scale(_ domain: [String], _ colours: [String] = series) -> JSON {
    [
      "domain": .array(domain.map { .string($0) }),
      "range": .array(domain.indices.map { .string(colours[$0 % colours.count]) }),
    ]
  }
}
