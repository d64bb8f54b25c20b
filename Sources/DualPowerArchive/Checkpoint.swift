public import DualPower
public import DualPowerScenario

/// The exact state of a run at the beginning of an hour or the end of a day, with all that it takes to go on from it.
///
/// It holds the scenario's own files, so that it needs none of them on disk.
public struct Checkpoint: Sendable {
  /// Its file, as the user named it.
  public private(set) var file: String
  /// What was asked for to have the run; the last day is not part of it.
  public private(set) var recipe = Recipe(scenario: "", seed: 0)
  /// Hours that the run has behind it.
  public private(set) var ticks = 0
  /// The day that is over, or the hour that begins, in the scenario's own calendar.
  public private(set) var date = ""
  private var id = ""
  private var hash = ""
  private var files: [ScenarioFile] = []
  private var digest: UInt64 = 0
  private(set) var state: [UInt8] = []

  /// Takes a run as it stands.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - scenario: What is run.
  ///   - recipe: What was asked for.
  ///   - moment: How its moment was asked for, as a date or an hour; the end of a day is named by its date
  ///     where nothing was said.
  public init(
    of run: Simulation,
    _ scenario: Scenario,
    _ recipe: Recipe,
    at moment: String? = nil
  ) {
    self.recipe = recipe
    self.recipe.until = nil
    ticks = run.ticks
    date = moment ?? scenario.calendar.moment(ticks: run.ticks)
    // A colon is no letter of a file's name everywhere.
    file = "checkpoint-\(date.split(separator: ":").first ?? "").dpc"
    id = scenario.id
    hash = scenario.hash
    files = scenario.files
    digest = run.digest()
    state = run.state()
  }

  /// Reads a file.
  public init(at path: String) throws(CheckpointFinding) {
    try self.init(path, holding: try CheckpointFile.content(of: path))
  }

  /// What the file of this name was found to hold.
  init(_ path: String, holding content: [UInt8]) throws(CheckpointFinding) {
    file = path
    var wire = Wire(reading: content)
    var version = ""
    wire.text(&version)
    guard version == Version.current else {
      throw CheckpointFinding(file: path, kind: wire.isBroken ? .unfit : .otherVersion(version))
    }
    transfer(&wire)
    guard !wire.isBroken, wire.isAtEnd, ticks > 0 else { throw unfit }
  }

  /// Writes it into the folder of its run.
  public func write(to folder: ArchiveFolder) throws(ArchiveFailure) {
    try folder.write(file, CheckpointFile.sealed(content))
  }

  /// What its file holds.
  var content: [UInt8] {
    var wire = Wire()
    var version = Version.current
    var copy = self
    wire.text(&version)
    copy.transfer(&wire)
    return wire.bytes
  }

  /// The scenario of the run, read from what the checkpoint holds.
  ///
  /// - Parameters:
  ///   - until: The last day; `nil` for all that there are.
  ///   - checkpoints: When the run is to be kept.
  /// - Returns: The scenario.
  /// - Throws: ``DualPowerScenario/Findings`` about the days, or ``CheckpointFinding``.
  public func scenario(until: String?, checkpoints: [String]) throws -> Scenario {
    let options = try options(until: until, checkpoints: checkpoints)
    let scenario = try Scenario.load(again: files, id: id, options)
    guard scenario.hash == hash else { throw unfit }
    guard scenario.society.days.count * 24 > ticks else {
      throw CheckpointFinding(file: file, kind: .atTheEnd(date: date))
    }
    return scenario
  }

  /// The same with what changes from the hour on in which it goes on.
  public func scenario(
    forkedBy fork: Fork,
    until: String?,
    checkpoints: [String]
  ) throws -> Scenario {
    var options = try options(until: until, checkpoints: checkpoints)
    options.forks.append(fork)
    return try Scenario.load(again: files, id: id, options, isForked: true)
  }

  private func options(
    until: String?,
    checkpoints: [String]
  ) throws(CheckpointFinding) -> LoadOptions {
    var options = LoadOptions()
    // A scale that cannot be asked for is one that no run has.
    guard let scale = try? LoadOptions.scale(parsing: "\(recipe.scale)") else { throw unfit }
    options.scale = scale
    options.sets = recipe.set
    options.without = recipe.without
    options.overlays = recipe.with
    options.forks = recipe.forks
    options.until = until
    options.checkpoints = checkpoints
    options.ticksDone = ticks
    return options
  }

  /// The run as it stood.
  ///
  /// - Parameters:
  ///   - scenario: What ``scenario(until:checkpoints:)`` gave, or ``scenario(forkedBy:until:checkpoints:)``.
  ///   - concurrently: As for a run that begins.
  ///   - loops: As for a run that begins.
  /// - Returns: The run, ready to go on.
  /// - Throws: ``CheckpointFinding`` where the state is none of a run of this scenario.
  public func simulation(
    of scenario: Scenario,
    concurrently: Concurrently = inOrder,
    loops: Loops = .baseline
  ) throws(CheckpointFinding) -> Simulation {
    let run = Simulation(
      scenario.society,
      seed: recipe.seed,
      from: state,
      concurrently: concurrently,
      loops: loops
    )
    guard let run, run.ticks == ticks, run.digest() == digest else { throw unfit }
    return run
  }

  private var unfit: CheckpointFinding { CheckpointFinding(file: file, kind: .unfit) }

  private mutating func transfer(_ wire: inout Wire) {
    wire.text(&recipe.scenario)
    wire.word(&recipe.seed)
    wire.value(&recipe.scale)
    for list in [\Recipe.set, \.without, \.with] {
      wire.list(&recipe[keyPath: list], "") { $0.text(&$1) }
    }
    wire.list(&recipe.forks, Fork(at: "")) {
      $0.text(&$1.at)
      for list in [\Fork.sets, \.without, \.overlays] {
        $0.list(&$1[keyPath: list], "") { $0.text(&$1) }
      }
    }
    wire.text(&id)
    wire.text(&hash)
    wire.list(&files, ScenarioFile(name: "", bytes: [])) {
      $0.text(&$1.name)
      $0.value(&$1.bytes)
    }
    wire.value(&ticks)
    wire.text(&date)
    wire.word(&digest)
    wire.value(&state)
  }
}

extension Wire {
  /// A text, as its bytes in UTF-8.
  fileprivate mutating func text(_ text: inout String) {
    var bytes = Array(text.utf8)
    value(&bytes)
    text = String(decoding: bytes, as: UTF8.self)
  }
}
