public import DualPower

/// A scenario that was read and checked: a society ready to run, with the names and notes that the
/// model does without.
public struct Scenario: Sendable {
  /// Its `id:`, or else the name of its folder.
  public var id: String
  /// Its title.
  public var title: String
  /// What it is about, in a sentence.
  public var about: String
  /// What everything in the society is called, by index.
  public var names: Names
  /// The society, as ``DualPower/Simulation`` takes it.
  public var society: Society
  /// Its days, by date.
  public var calendar: ScenarioCalendar
  /// Every value of a parameter or trait, with what is known about it.
  public var parameters: [ParameterNote]
  /// The mechanisms that the scenario declares, in its order.
  public var mechanisms: [MechanismNote]
  /// What is known from history, to be drawn beside a run and to score it by.
  public var evidence: [EvidenceRow] = []
  /// How what was recorded relates to what happened, as the rows of the evidence name it.
  public var recordings: [RecordingNote] = []
  /// 16 hexadecimal digits over every byte that was read and every option that changed a value; tables of
  /// observations apart, which change nothing in a run.
  public var hash: String
  /// What changes in the course of a run, in order of time.
  public var interventions: [InterventionNote] = []
  /// What is claimed of its mechanisms, in its order.
  public var clauses: [ClauseNote] = []
  /// Every file that was read, in order: what it takes to read the scenario again anywhere.
  public var files: [ScenarioFile] = []

  /// The names, with those bodies alone that act for the whole society: what rows of days are about.
  public var namesOfAll: Names {
    var names = names
    names.bodies = Array(names.bodies.prefix(society.nationalCount))
    return names
  }
}

/// A bundled scenario in a line.
public struct ScenarioSummary: Sendable, Equatable {
  /// What it is called in a command.
  public var id: String
  /// Its title.
  public var title: String
  /// What it is about, in a sentence.
  public var about: String
}

/// What changes a scenario as it is loaded.
public struct LoadOptions: Sendable, Equatable {
  /// How many persons one agent stands for, where groups are large enough.
  public var scale = 1
  /// The last day, in the scenario's own calendar; `nil` for all of them.
  public var until: String?
  /// Values to replace, each `path=value`.
  public var sets: [String] = []
  /// Mechanisms to switch off, by id.
  public var without: [String] = []
  /// Files to merge over the scenario, in order.
  public var overlays: [String] = []
  /// When the run is to be kept, in the scenario's own calendar: a date for the end of a day, or an hour
  /// as `1917-02-27T07:00`.
  public var checkpoints: [String] = []
  /// Hours that the run has behind it already, where it goes on from a checkpoint.
  public var ticksDone = 0
  /// Hours of the run that are asked about, as `1917-02-27T07:00` or a date for its first hour.
  public var hours: [String] = []
  /// Where another world begins, in order.
  public var forks: [Fork] = []
  /// The most groups that a society may have: a short table can ask for very many.
  public var mostGroups = 4_000_000

  /// Nothing changed.
  public init() {}
}

/// What changes in a run from an hour on, asked for beside its scenario.
public struct Fork: Sendable, Equatable {
  /// The hour, as `1917-02-27T07:00` in the scenario's own calendar.
  public var at: String
  /// Values to replace, each `path=value`.
  public var sets: [String]
  /// Mechanisms to switch off, by id.
  public var without: [String]
  /// Files to merge over the scenario, in order.
  public var overlays: [String]

  /// What changes from an hour on.
  public init(at: String, sets: [String] = [], without: [String] = [], overlays: [String] = []) {
    self.at = at
    self.sets = sets
    self.without = without
    self.overlays = overlays
  }
}

/// What something is called.
public struct Name: Sendable, Equatable {
  /// In files and commands, in snake case.
  public var id: String
  /// In sentences and pictures.
  public var label: String

  /// What something is called.
  public init(id: String, label: String) {
    self.id = id
    self.label = label
  }
}

/// The names of everything in a society, each list in the order of the society's indices.
public struct Names: Sendable, Equatable {
  /// Of the strata.
  public var strata: [Name] = []
  /// Of the lines of authority.
  public var lines: [Name] = []
  /// Of the bodies.
  public var bodies: [Name] = []
  /// Of the parties.
  public var parties: [Name] = []
  /// Of the domains of policy.
  public var domains: [Name] = []
  /// Of the towns.
  public var towns: [Name] = []
  /// Of the regions.
  public var regions: [Name] = []
  /// Of the foreign bodies that hold occupied land.
  public var holders: [Name] = []
  /// Of the districts.
  public var places: [Name] = []
  /// Of the units.
  public var units: [Name] = []
  /// Of the groups.
  public var groups: [Name] = []
  /// Of the kinds of group.
  public var kinds: [Name] = []
  /// Of the foreign powers.
  public var powers: [Name] = []
  /// Of the columns of recognition: a line's ruling person, where it has one, then its institution.
  public var columns: [Name] = []
}
