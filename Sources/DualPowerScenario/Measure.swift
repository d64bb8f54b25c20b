import DualPower

/// A number that is read from a run, in words that a scenario can write: `days_to.outbreak`,
/// `recognition.council.worker`.
///
/// It has a value in every run, whatever happened in it: worlds can be compared without leaving any out.
public struct Measure: Sendable, Equatable {
  /// What is measured.
  public var form: Form
  /// Of what: indices in the order of the form's ``Form/things``; an event or an outcome by its place
  /// among all of them.
  public var arguments: [Int]
  /// As a scenario writes it.
  public var id: String

  /// What can be measured.
  public enum Form: String, CaseIterable, Sendable {
    /// Days from the first hour to the first event of a kind; the whole span where none comes.
    case daysTo = "days_to"
    /// 1 where an event of a kind comes, else 0.
    case came
    /// How many events of a kind there are.
    case count
    /// 1 where the run comes to an outcome, else 0.
    case outcome
    /// The effective number of authorities in the capital, on the last day.
    case authorities
    /// The same over the whole society.
    case authoritiesOfAll = "authorities_of_all"
    /// Share of those in the capital who would obey a body, of all who would obey some; on the last day.
    case writ
    /// The same of a line, over the whole society.
    case writOfAll = "writ_of_all"
    /// Mean recognition in the capital, on the last day.
    case meanRecognition = "mean_recognition"
    /// Mean recognition in a stratum of the capital, on the last day.
    case recognition
    /// Most persons of a stratum out at one hour of the last day, in the capital.
    case active
    /// Most persons of a stratum out at any hour, in the capital.
    case peak
    /// Persons of a stratum out at the last hour, in the capital.
    case out
    /// Privation, mean over the capital's people, on the last day.
    case meanPrivation = "mean_privation"
    /// Relative deprivation, mean over the capital's people, on the last day.
    case meanDeprivation = "mean_deprivation"
    /// Deputies or ministers of a body, on the last day.
    case deputies
    /// Share of a party in them.
    case partyShare = "party_share"
    /// Share of a body's ministers who are of an elite stratum, on the last day.
    case eliteShare = "elite_share"
    /// Stance of a body to another, on the last day.
    case stance
    /// Times that a body's stance to another turned.
    case turns
    /// What a body has learned to do, on the last day.
    case competence
    /// A body's will to power, on the last day.
    case aspiration
    /// Killed and wounded.
    case casualties
    /// Days to the first council in a town other than the capital; the whole span where none comes.
    case firstFounding = "first_founding"
    /// The middle day of the towns' first councils; a town without one counts the whole span.
    case medianFounding = "median_founding"
    /// The same of towns that remember an earlier council.
    case medianFoundingRemembering = "median_founding_remembering"
    /// The middle day on which towns heard that the capital was lost; one that did not counts the whole span.
    case medianNews = "median_news"
    /// Councils constituted, on the last day.
    case councils
    /// Towns whose officials have yielded, on the last day.
    case openTowns = "open_towns"
    /// Share of units of villages that have a committee, on the last day.
    case villageCommittees = "village_committees"
    /// Disturbances over land.
    case disturbances
    /// Delegates at the first conference.
    case delegates
  }

  /// What a measure can be of.
  public enum Thing: String, Sendable {
    case event, outcome, body, line, column, stratum, party
  }
}

extension Measure.Form {
  /// What it is a measure of.
  public var things: [Measure.Thing] {
    switch self {
    case .daysTo, .came, .count: [.event]
    case .outcome: [.outcome]
    case .writ, .deputies, .eliteShare, .competence, .aspiration: [.body]
    case .writOfAll: [.line]
    case .meanRecognition: [.column]
    case .recognition: [.column, .stratum]
    case .active, .peak, .out: [.stratum]
    case .partyShare: [.body, .party]
    case .stance, .turns: [.body, .body]
    case .authorities, .authoritiesOfAll, .casualties, .meanPrivation, .meanDeprivation,
      .firstFounding, .medianFounding, .medianFoundingRemembering, .medianNews, .councils,
      .openTowns, .villageCommittees,
      .disturbances, .delegates:
      []
    }
  }

  /// Whether it is of towns beyond the capital, and needs some.
  public var isOfCountry: Bool {
    switch self {
    case .authoritiesOfAll, .writOfAll, .firstFounding, .medianFounding, .medianFoundingRemembering,
      .medianNews, .councils, .openTowns, .villageCommittees, .disturbances, .delegates:
      true
    default: false
    }
  }

  /// The form of a measure as it is written; `nil` where it is none.
  public init?(of text: String) {
    self.init(rawValue: text.split(separator: ".").first.map(String.init) ?? "")
  }

  /// The unit of its values; empty for a number that has none.
  public var unit: String {
    switch self {
    case .daysTo, .firstFounding, .medianFounding, .medianFoundingRemembering, .medianNews: "days"
    case .casualties, .peak, .active: "persons"
    case .deputies, .delegates: "deputies"
    default: ""
    }
  }

  /// How it is written, with what stands for its arguments.
  public var pattern: String {
    ([rawValue] + things.map { $0.rawValue.uppercased() }).joined(separator: ".")
  }
}

/// Why a text is no measure.
enum MeasureFault: Error {
  /// No measure is called so.
  case form(String)
  /// It is of other things, or of more or fewer.
  case shape(Measure.Form)
  /// There is no such thing.
  case thing(Measure.Thing, String, allowed: [String])
}

extension MeasureFault {
  /// The fault as a finding.
  func finding(about text: String) -> FindingKind {
    switch self {
    case .form(let word): .unknownMeasure(word, allowed: Measure.Form.allCases.map(\.rawValue))
    case .shape(let form): .shapeOfMeasure(text, pattern: form.pattern)
    case .thing(let thing, let id, let allowed):
      .dangling(kind: thing.rawValue, id: id, declared: allowed)
    }
  }
}

extension Measure {
  /// A measure as it is written.
  ///
  /// - Parameters:
  ///   - text: The name of a form, and the ids of what it is of, with points between them.
  ///   - ids: The ids of the things of a kind, by index.
  /// - Throws: What is wrong with the text.
  init(_ text: String, ids: (Thing) -> [String]) throws(MeasureFault) {
    let words = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let form = Form(rawValue: words[0]) else { throw .form(words[0]) }
    guard words.count == form.things.count + 1 else { throw .shape(form) }
    var arguments: [Int] = []
    for (thing, word) in zip(form.things, words.dropFirst()) {
      let all = ids(thing)
      guard let index = all.firstIndex(of: word) else { throw .thing(thing, word, allowed: all) }
      arguments.append(index)
    }
    self.form = form
    self.arguments = arguments
    id = text
  }
}

extension Scenario {
  /// A measure of this scenario as it is written; `nil` where it has no such measure.
  public func measure(_ text: String) -> Measure? {
    try? Measure(text) { ids(of: $0) }
  }

  /// What is wrong with a text as a measure of this scenario; `nil` where it is one.
  func fault(ofMeasure text: String) -> FindingKind? {
    do throws(MeasureFault) {
      _ = try Measure(text) { ids(of: $0) }
      return nil
    } catch {
      return error.finding(about: text)
    }
  }

  /// The ids of what measures can be of.
  func ids(of thing: Measure.Thing) -> [String] {
    switch thing {
    case .event: EventKind.allCases.map(\.id)
    case .outcome: Outcome.allCases.map(\.id)
    case .body: namesOfAll.bodies.map(\.id)
    case .line: names.lines.map(\.id)
    case .column: names.columns.map(\.id)
    case .stratum: names.strata.map(\.id)
    case .party: names.parties.map(\.id)
    }
  }
}
