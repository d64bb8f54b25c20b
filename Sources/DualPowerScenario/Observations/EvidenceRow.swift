/// One observation from history.
public struct EvidenceRow: Sendable, Equatable {
  /// What was observed, such as `active.worker`; a ``SeriesNote/id``.
  public var series: String
  /// The town, by its id; empty for the whole society or its capital.
  public var place = ""
  /// The date, in the scenario's own calendar; of a span its first day.
  public var date: String
  /// The last day of a span; empty for a single day.
  public var dateEnd = ""
  /// The hour of that day, where it is known.
  public var hour: Int?
  /// The lowest figure in the sources.
  public var low: Double?
  /// The figure to draw.
  public var central: Double?
  /// The highest figure in the sources.
  public var high: Double?
  /// What is counted: the unit of the series.
  public var unit: String
  /// How what was recorded relates to what happened; a ``RecordingNote/id``, empty for exactly.
  public var process = ""
  /// The grade of the source: A, B or C.
  public var confidence: String
  /// The source.
  public var source: String
  /// Where to read it; empty where it is not on the web.
  public var url: String
  /// What a reader should know.
  public var note: String

  /// One observation from history.
  public init(
    series: String,
    place: String = "",
    date: String,
    dateEnd: String = "",
    hour: Int? = nil,
    low: Double? = nil,
    central: Double? = nil,
    high: Double? = nil,
    unit: String = "",
    process: String = "",
    confidence: String,
    source: String,
    url: String = "",
    note: String = ""
  ) {
    self.series = series
    self.place = place
    self.date = date
    self.dateEnd = dateEnd
    self.hour = hour
    self.low = low
    self.central = central
    self.high = high
    self.unit = unit
    self.process = process
    self.confidence = confidence
    self.source = source
    self.url = url
    self.note = note
  }
}

extension EvidenceRow {
  /// Whether it was set aside before anything was fitted to the others.
  ///
  /// By a rule that knows nothing of what was observed: a hash of series, place and date, of which every
  /// fourth is set aside. All rows of one day and place fall to the same side.
  ///
  /// - Source: FNV-1a, Fowler, Noll and Vo.
  public var isSetAside: Bool { (key ^ key >> 32) % 4 == 0 }

  /// The hash of series, place and date.
  public var key: UInt64 { Self.hash("\(series)|\(place)|\(date)") }

  /// The hash of a text.
  public static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}

extension EvidenceRow {
  /// Rows as a table of observations, as a scenario lists it.
  public static func table(_ rows: [EvidenceRow]) -> String {
    let figure = { (value: Double?) -> String in
      guard let value else { return "" }
      return Int(exactly: value).map(String.init) ?? "\((value * 1e6).rounded() / 1e6)"
    }
    let lines = rows.map { row in
      [
        row.series, row.place, row.date, row.dateEnd, row.hour.map(String.init) ?? "",
        figure(row.low), figure(row.central), figure(row.high), row.unit, row.process,
        row.confidence, row.source, row.url, row.note,
      ].map(quoted).joined(separator: ",")
    }
    return ([Keys.observationColumns.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

/// How what was recorded relates to what happened.
public struct RecordingNote: Sendable, Equatable {
  /// Lowest, likeliest and highest.
  public struct Triple: Sendable, Equatable {
    /// The lowest.
    public var low: Double
    /// The likeliest.
    public var central: Double
    /// The highest.
    public var high: Double

    /// Lowest, likeliest and highest.
    public init(low: Double, central: Double, high: Double) {
      self.low = low
      self.central = central
      self.high = high
    }
  }

  /// What rows call it.
  public var id: String
  /// What it is, in a sentence.
  public var about: String
  /// What share of it was recorded; `nil` for all.
  public var share: Triple?
  /// Days from what happened to its record; `nil` for none.
  public var lagDays: Triple?
  /// To what the record is rounded, in the unit of the series; 0 for nothing.
  public var rounding = 0.0
  /// Standard deviation of what was recorded, as a share of it.
  public var spread = 0.0
  /// Standard deviation of what was recorded, in the unit of the series.
  public var error = 0.0
  /// From what this is known.
  public var source: String
  /// The grade of the source.
  public var confidence: String

  /// How what was recorded relates to what happened.
  public init(
    id: String,
    about: String,
    share: Triple? = nil,
    lagDays: Triple? = nil,
    rounding: Double = 0,
    spread: Double = 0,
    error: Double = 0,
    source: String,
    confidence: String
  ) {
    self.id = id
    self.about = about
    self.share = share
    self.lagDays = lagDays
    self.rounding = rounding
    self.spread = spread
    self.error = error
    self.source = source
    self.confidence = confidence
  }
}
